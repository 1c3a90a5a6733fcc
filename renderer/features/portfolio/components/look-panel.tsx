import type { Part, PortfolioDuty, PortfolioGap } from '../../../../main/contract/portfolio.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { SidePanel } from '../../../components/side-panel/side-panel.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcQuery } from '../../../host/queries.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import { STATUS_WORDS } from '../../../lib/words.ts';
import styles from '../portfolio.module.css';
import type { Look } from '../search.ts';

/** Three lines of text. */
const ROW_HEIGHT = 72;

/** What a number counts, beside the report that has it. */
export function LookPanel(props: { readonly look: Look; readonly onClose: () => void }) {
  const { look, onClose } = props;
  return look.at === 'duties' ? (
    <Duties look={look} onClose={onClose} />
  ) : (
    <Gaps look={look} onClose={onClose} />
  );
}

function Duties({ look, onClose }: { readonly look: Look; readonly onClose: () => void }) {
  const { data, error } = useDemarcQuery('portfolio.duties', { ...look.of });
  return (
    <Looked
      look={look}
      part={data}
      error={error}
      columns={DUTY_COLUMNS}
      rowKey={({ publication, ref }) => `${publication} ${ref}`}
      one="duty"
      many="duties"
      onClose={onClose}
    />
  );
}

function Gaps({ look, onClose }: { readonly look: Look; readonly onClose: () => void }) {
  const { unit, publication, workbook, text, severity } = look.of;
  const { data, error } = useDemarcQuery('portfolio.gaps', { unit, publication, workbook, text, severity });
  return (
    <Looked
      look={look}
      part={data}
      error={error}
      columns={GAP_COLUMNS}
      rowKey={({ publication: id, rule, ref, sentence }) => `${id} ${rule} ${ref} ${sentence}`}
      one="gap"
      many="gaps"
      onClose={onClose}
    />
  );
}

function Looked<R>(props: {
  readonly look: Look;
  readonly part: Part<R> | undefined;
  readonly error: Error | null;
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  readonly one: string;
  readonly many: string;
  readonly onClose: () => void;
}) {
  const { look, part, error, one, many } = props;
  const shown = part?.rows.length ?? 0;
  const all = part === undefined ? 'Reading' : formatCount(part.total, one, many);
  return (
    <SidePanel
      title={look.title}
      detail={
        <span role="status">
          {part !== undefined && shown < part.total ? `The first ${formatNumber(shown)} of ${all}` : all}
        </span>
      }
      onClose={props.onClose}
    >
      {error && (
        <Notice tone="bad" title="They could not be read">
          {failureOf(error).message}
        </Notice>
      )}
      {part && (
        <div className={styles.rows}>
          <DataTable<R>
            label={look.title}
            columns={props.columns}
            count={shown}
            row={(at) => part.rows[at]}
            rowKey={props.rowKey}
            rowHeight={ROW_HEIGHT}
            empty={
              <p className={styles.empty}>Nothing is counted here any more. Close this, and look again.</p>
            }
          />
        </div>
      )}
    </SidePanel>
  );
}

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
const DUTY_COLUMNS: readonly Column<PortfolioDuty>[] = [
  {
    id: 'duty',
    header: 'Duty',
    width: 180,
    grow: 1,
    tip: (duty) => dutyLines(duty).filter(Boolean).join('\n'),
    cell: (duty) => <Lines lines={dutyLines(duty)} />,
  },
  {
    id: 'answer',
    header: 'Owner',
    width: 132,
    tip: (duty) => answerLines(duty).filter(Boolean).join('\n'),
    cell: (duty) => <Lines lines={answerLines(duty)} />,
  },
];

const gapLines = (gap: PortfolioGap): readonly string[] => [
  gap.sentence,
  `${gap.title} (${gap.unit})`,
  gap.action === null ? 'No action yet' : `Action A-${gap.action}`,
];
const GAP_COLUMNS: readonly Column<PortfolioGap>[] = [
  {
    id: 'gap',
    header: 'Gap',
    width: 240,
    grow: 1,
    tip: (gap) => gapLines(gap).join('\n'),
    cell: (gap) => <Lines lines={gapLines(gap)} />,
  },
];
