import type {
  PortfolioAction,
  PortfolioControl,
  PortfolioDuty,
  PortfolioGap,
  PortfolioPiece,
  PortfolioState,
} from '../../../../main/contract/portfolio.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import styles from '../portfolio.module.css';

/** Lines of one cell, the first of them its name. */
function Lines(props: { readonly lines: readonly (string | null)[] }) {
  const [name, ...more] = props.lines.filter((line) => line !== null && line !== '');
  return (
    <span className={styles.lines}>
      <strong dir="auto">{name}</strong>
      {more.map((line) => (
        <span key={line} dir="auto" className={styles.soft}>
          {line}
        </span>
      ))}
    </span>
  );
}

/** A column of such lines, the first of which is a name. */
const linesColumn = <R,>(
  id: string,
  header: string,
  width: number,
  linesOf: (row: R) => readonly (string | null)[],
  grow = 0,
): Column<R> => ({
  id,
  header,
  width,
  grow,
  tip: (row) => linesOf(row).filter(Boolean).join('\n'),
  cell: (row) => <Lines lines={linesOf(row)} />,
});

const statusWords = (status: string): string =>
  Object.entries(STATUS_WORDS).find(([id]) => id === status)?.[1] ?? '';

const dutyLines = (duty: PortfolioDuty): readonly (string | null)[] => [
  duty.dutyName,
  `${duty.subjectLabel}, ${duty.title} (${duty.unit})`,
  duty.reason,
];
const answerLines = (duty: PortfolioDuty): readonly (string | null)[] => [
  duty.owner === '' ? 'Not answered' : duty.owner,
  statusWords(duty.status),
  duty.dueOn === null ? null : `due ${formatDate(duty.dueOn)}`,
];
export const DUTY_COLUMNS: readonly Column<PortfolioDuty>[] = [
  linesColumn('duty', 'Duty', 180, dutyLines, 1),
  linesColumn('answer', 'Owner', 132, answerLines),
];

const gapLines = (gap: PortfolioGap): readonly string[] => [
  gap.sentence,
  `${gap.title} (${gap.unit})`,
  gap.action === null ? 'No action yet' : `Action A-${gap.action}`,
];
export const GAP_COLUMNS: readonly Column<PortfolioGap>[] = [linesColumn('gap', 'Gap', 240, gapLines, 1)];
export const PIECE_COLUMNS: readonly Column<PortfolioPiece>[] = [
  linesColumn(
    'piece',
    'Evidence',
    180,
    ({ name, number, title, unit }) => [name, `E-${number} of ${title} (${unit})`],
    1,
  ),
  linesColumn('expires', 'Expires', 132, ({ expires, duties }) => [
    formatDate(expires),
    `proves ${formatNumber(duties)}`,
  ]),
];
export const ACTION_COLUMNS: readonly Column<PortfolioAction>[] = [
  linesColumn(
    'action',
    'Action',
    180,
    ({ name, number, title, unit, about }) => [name, `A-${number} of ${title} (${unit})`, about],
    1,
  ),
  linesColumn('who', 'Who', 132, ({ person, dueOn }) => [
    person ?? 'Nobody named',
    dueOn === null ? 'no day set' : `due ${formatDate(dueOn)}`,
  ]),
];
const answeredColumn = linesColumn<PortfolioControl>(
  'answered',
  'Answered',
  132,
  ({ answered, duties, implemented, evidenced }) => [
    `${formatNumber(answered)} of ${formatNumber(duties)}`,
    `${formatNumber(implemented)} implemented`,
    `${formatNumber(evidenced)} with evidence`,
  ],
);
/** A control in several workbooks. */
export const CONTROL_COLUMNS: readonly Column<PortfolioControl>[] = [
  linesColumn('workbook', 'Workbook', 180, ({ title, unit }) => [title, unit], 1),
  answeredColumn,
];
/** The controls of one workbook. */
export const OF_WORKBOOK_COLUMNS: readonly Column<PortfolioControl>[] = [
  linesColumn('control', 'Control', 180, ({ control, controlTitle }) => [control, controlTitle], 1),
  answeredColumn,
];

const SIGNED_WORDS: Readonly<Record<PortfolioState['signed'], string | null>> = {
  current: 'signed as it is',
  changed: 'changed since signed',
  none: null,
};
export const STATE_COLUMNS: readonly Column<PortfolioState>[] = [
  linesColumn(
    'workbook',
    'Workbook',
    180,
    ({ title, unit, revision, publishedAt }) => [
      title,
      unit,
      `Revision ${formatNumber(revision)}, ${formatDate(publishedAt.slice(0, 10))}`,
    ],
    1,
  ),
  linesColumn('answered', 'Answered', 150, ({ answered, asked, gaps, signed }) => [
    `${formatNumber(answered)} of ${formatNumber(asked)}`,
    formatCount(gaps, 'gap'),
    SIGNED_WORDS[signed],
  ]),
];
