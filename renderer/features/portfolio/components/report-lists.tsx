import { useMemo, useRef } from 'react';
import type { PortfolioReport } from '../../../../main/contract/portfolio.ts';
import { type PortfolioList, portfolioLists } from '../../../../main/domain/portfolio/lists.ts';
import type { ListCell, ListColumn } from '../../../../main/domain/report/report-list.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { formatDate, formatNumber } from '../../../lib/format.ts';
import { EMPTY_WORDS, type Opening, openingOf, trendWords } from '../model.ts';
import styles from '../portfolio.module.css';

/** A row of a list with its place, by which the report knows what it counts. */
interface Line {
  readonly at: number;
  readonly cells: readonly ListCell[];
}

/** A list of a report, as its documents have it. A number, and what a row is about, open what they count: by a click, or by Enter on the cell. */
export function ReportLists(props: {
  readonly report: PortfolioReport;
  readonly wanted: string | undefined;
  readonly onOpen: (opening: Opening) => void;
}) {
  const { report, wanted, onOpen } = props;
  const list = useMemo(() => {
    const lists = portfolioLists(report);
    return withTrend(report, lists.find(({ name }) => name === wanted) ?? lists[0]);
  }, [report, wanted]);
  const column = useRef(0);
  const columns = useMemo(
    () =>
      list?.columns.map((head, index): Column<Line> => {
        const { header } = head;
        return {
          id: header,
          header,
          ...sizeOf(head),
          align: head.kind === 'number' ? 'end' : 'start',
          tip: ({ cells }) => (head.kind === 'text' ? (cells[index]?.toString() ?? null) : null),
          cell: ({ at, cells }) => {
            const value = cells[index] ?? null;
            const opening = openingOf(report, list.name, { row: at, header, value });
            const words = wordsOf(head, value);
            return opening === null ? (
              words
            ) : (
              <button type="button" tabIndex={-1} className={styles.opens} onClick={() => onOpen(opening)}>
                <bdi>{words}</bdi>
              </button>
            );
          },
        };
      }) ?? [],
    [list, report, onOpen],
  );
  if (!list) return null;
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
      onFocusCell={(_, at) => {
        column.current = at;
      }}
      onOpen={({ at, cells }) => {
        const header = list.columns[column.current]?.header ?? '';
        const value = cells[column.current] ?? null;
        const opening = openingOf(report, list.name, { row: at, header, value });
        if (opening !== null) onOpen(opening);
      }}
      empty={<p className={styles.empty}>{EMPTY_WORDS[report.report]}</p>}
    />
  );
}

/** The overview says on the screen how each workbook went, which a sheet has no need of. */
function withTrend(report: PortfolioReport, list: PortfolioList | undefined): PortfolioList | undefined {
  if (report.report !== 'overview' || !list) return list;
  const { workbooks } = report.body;
  return {
    ...list,
    columns: [...list.columns, { header: 'Trend', width: 12, kind: 'text' }],
    rows: list.rows.map((row, at) => {
      const line = workbooks[at];
      return [...row, line ? trendWords(line) : null];
    }),
  };
}

/** Pixels for the characters of a sheet's column; long texts take what is left. */
function sizeOf({ header, width, kind }: ListColumn): { readonly width: number; readonly grow?: number } {
  const head = Math.ceil(header.length * 8.4) + 30;
  if (kind !== 'text') return { width: Math.max(kind === 'date' ? 112 : 72, head) };
  return { width: Math.max(Math.min(width * 6 + 16, 220), head), grow: width >= 30 ? 1 : 0 };
}

const wordsOf = ({ kind }: ListColumn, value: ListCell): string =>
  value === null
    ? ''
    : typeof value === 'number'
      ? formatNumber(value)
      : kind === 'date'
        ? formatDate(value)
        : value;
