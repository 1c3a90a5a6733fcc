import { useMemo, useRef } from 'react';
import type { PortfolioReport } from '../../../../main/contract/portfolio.ts';
import type { PortfolioList } from '../../../../main/domain/portfolio/lists.ts';
import type { ListCell, ListColumn } from '../../../../main/domain/report/report-list.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { formatDate, formatNumber } from '../../../lib/format.ts';
import type { ListLayout } from '../list-columns.ts';
import { EMPTY_WORDS } from '../model.ts';
import { type Opening, openingOf } from '../openings.ts';
import styles from '../portfolio.module.css';

/** A row of a list with its place, by which the report knows what it counts. */
interface Line {
  readonly at: number;
  readonly cells: readonly ListCell[];
}

/** A list of a report. A number, and what a row is about, open what they count: by a click, or by Enter on the cell. */
export function ReportLists(props: {
  readonly report: PortfolioReport;
  readonly list: PortfolioList;
  readonly layout: ListLayout;
  readonly onResize: (column: string, width: number) => void;
  readonly onOpen: (opening: Opening) => void;
}) {
  const { report, list, layout, onOpen } = props;
  const column = useRef(0);
  const columns = useMemo(
    () =>
      layout.shown.flatMap((shown): readonly Column<Line>[] => {
        const index = list.columns.findIndex(({ header }) => header === shown.id);
        const head = list.columns[index];
        if (!head) return [];
        return [
          {
            ...shown,
            align: head.kind === 'number' ? 'end' : 'start',
            tip: ({ cells }) => (head.kind === 'text' ? (cells[index]?.toString() ?? null) : null),
            cell: ({ at, cells }) => {
              const value = cells[index] ?? null;
              const opening = openingOf(report, list.name, { row: at, header: head.header, value });
              const words = wordsOf(head, value);
              return opening === null ? (
                words
              ) : (
                <button type="button" tabIndex={-1} className={styles.opens} onClick={() => onOpen(opening)}>
                  <bdi>{words}</bdi>
                </button>
              );
            },
          },
        ];
      }),
    [layout, list, report, onOpen],
  );
  return (
    <DataTable<Line>
      key={list.name}
      label={list.name}
      columns={columns}
      count={list.rows.length}
      row={(at) => {
        const cells = list.rows[at];
        return cells && { at, cells };
      }}
      rowKey={({ at }) => String(at)}
      onResize={props.onResize}
      onFocusCell={(_, at) => {
        column.current = at;
      }}
      onOpen={({ at, cells }) => {
        const header = columns[column.current]?.id ?? '';
        const value = cells[list.columns.findIndex((each) => each.header === header)] ?? null;
        const opening = openingOf(report, list.name, { row: at, header, value });
        if (opening !== null) onOpen(opening);
      }}
      empty={<p className={styles.empty}>{EMPTY_WORDS[report.report]}</p>}
    />
  );
}

const wordsOf = ({ kind }: ListColumn, value: ListCell): string =>
  value === null
    ? ''
    : typeof value === 'number'
      ? formatNumber(value)
      : kind === 'date'
        ? formatDate(value)
        : value;
