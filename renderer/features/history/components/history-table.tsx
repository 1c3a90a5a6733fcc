import { useMemo } from 'react';
import type { HistoryLine } from '../../../../main/contract/history.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { lineWords, wayWords } from '../../../components/history/words.ts';
import { formatMoment } from '../../../lib/format.ts';
import styles from '../history.module.css';
import type { Lines } from '../use-lines.ts';

/** Two lines of text. */
const ROW_HEIGHT = 52;

/** One line for each change. Enter opens what it did. */
export function HistoryTable(props: {
  readonly lines: Lines;
  readonly open: number | null;
  readonly start: number;
  readonly onOpen: (line: HistoryLine) => void;
  readonly empty: string;
}) {
  const { lines, onOpen, open } = props;
  const columns = useMemo<readonly Column<HistoryLine>[]>(() => {
    const all: readonly Column<HistoryLine>[] = [
      {
        id: 'at',
        header: 'Who and when',
        width: 176,
        tip: ({ who, at }) => [who, formatMoment(at)].filter(Boolean).join(', '),
        cell: ({ who, at }) => (
          <span className={styles.what}>
            <span className={styles.who} dir="auto">
              {who ?? 'Not said'}
            </span>
            <time className={styles.said} dateTime={at}>
              {formatMoment(at)}
            </time>
          </span>
        ),
      },
      {
        id: 'what',
        header: 'What',
        width: 220,
        grow: 1,
        tip: (line) => `${line.what}\n${lineWords(line)}`,
        cell: (line) => <What line={line} onOpen={onOpen} />,
      },
      {
        id: 'way',
        header: 'By which way',
        width: 178,
        cell: (line) => <span>{wayWords(line)}</span>,
        tip: wayWords,
      },
    ];
    // Beside open details there is room for what tells one line from another.
    return open === null ? all : all.filter(({ id }) => id !== 'way');
  }, [onOpen, open]);
  return (
    <DataTable
      label="History"
      columns={columns}
      count={lines.total ?? 0}
      row={lines.line}
      rowKey={(line) => String(line.rev)}
      rowHeight={ROW_HEIGHT}
      onRange={lines.onRange}
      onOpen={onOpen}
      selected={(line) => line.rev === open}
      initialRow={props.start}
      empty={props.empty}
    />
  );
}

function What({
  line,
  onOpen,
}: {
  readonly line: HistoryLine;
  readonly onOpen: (line: HistoryLine) => void;
}) {
  const [only] = line.parts;
  const isDuty = only !== undefined && line.all === 1 && only.ref !== null;
  return (
    <span className={styles.what}>
      <button type="button" tabIndex={-1} className={styles.name} dir="auto" onClick={() => onOpen(line)}>
        {isDuty ? only.name : line.what}
        {isDuty && <span className={styles.subject}>{only.subject}</span>}
      </button>
      <span className={styles.said} dir="auto">
        {lineWords(line)}
      </span>
    </span>
  );
}
