import type { Part, PublicationRef } from '../../../../main/contract/portfolio.ts';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { SidePanel } from '../../../components/side-panel/side-panel.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcQuery } from '../../../host/queries.ts';
import type { LookedAt } from '../../../host/use-portfolio.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import styles from '../portfolio.module.css';
import type { Look } from '../search.ts';
import {
  ACTION_COLUMNS,
  CONTROL_COLUMNS,
  DUTY_COLUMNS,
  GAP_COLUMNS,
  OF_WORKBOOK_COLUMNS,
  PIECE_COLUMNS,
  STATE_COLUMNS,
} from './look-columns.tsx';

/** Three lines of text. */
const ROW_HEIGHT = 72;

/** What is counted in workbooks and listed copy by copy. */
const WORKBOOKS = { one: 'workbook', asWorkbooks: true } as const;

interface Opened {
  readonly from: LookedAt['from'];
  readonly look: Look;
  readonly onClose: () => void;
}

/** What a number counts, beside the report that has it. */
export function LookPanel(props: Opened) {
  switch (props.look.at) {
    case 'duties':
      return <Duties {...props} />;
    case 'gaps':
      return <Gaps {...props} />;
    case 'evidence':
      return <Evidence {...props} />;
    case 'actions':
      return <Actions {...props} />;
    case 'controls':
      return <Controls {...props} />;
    case 'workbooks':
      return <Workbooks {...props} />;
    case 'publications':
      return <Publications {...props} />;
  }
}

function Duties({ from, look, onClose }: Opened) {
  const {
    since: _,
    until: __,
    severity: ___,
    whole: ____,
    signed: _____,
    beside: ______,
    before: _______,
    ...of
  } = look.of;
  const asked = useDemarcQuery('portfolio.duties', { from, ...of });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={DUTY_COLUMNS}
      rowKey={({ publication, ref }) => `${publication} ${ref}`}
      one="duty"
      many="duties"
      onClose={onClose}
    />
  );
}

function Gaps({ from, look, onClose }: Opened) {
  const { unit, publication, workbook, text, severity } = look.of;
  const asked = useDemarcQuery('portfolio.gaps', { from, unit, publication, workbook, text, severity });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={GAP_COLUMNS}
      rowKey={({ publication: id, rule, ref, sentence }) => `${id} ${rule} ${ref} ${sentence}`}
      one="gap"
      onClose={onClose}
    />
  );
}

function Evidence({ from, look, onClose }: Opened) {
  const { unit, publication, workbook, text, since, until } = look.of;
  const of = { unit, publication, workbook, text, since, until };
  const asked = useDemarcQuery('portfolio.evidence', { from, ...of });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={PIECE_COLUMNS}
      rowKey={({ publication: id, number }) => `${id} ${number}`}
      one="piece"
      onClose={onClose}
    />
  );
}

function Actions({ from, look, onClose }: Opened) {
  const { unit, publication, workbook, text, person, dueBefore } = look.of;
  const of = { unit, publication, workbook, text, person, dueBefore };
  const asked = useDemarcQuery('portfolio.actions', { from, ...of });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={ACTION_COLUMNS}
      rowKey={({ publication: id, number }) => `${id} ${number}`}
      one="action"
      onClose={onClose}
    />
  );
}

function Controls({ from, look, onClose }: Opened) {
  const { unit, publication, workbook, text, framework = '', control, whole } = look.of;
  const of = { unit, publication, workbook, text, framework, control, whole };
  const asked = useDemarcQuery('portfolio.controls', { from, ...of });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={control === undefined ? OF_WORKBOOK_COLUMNS : CONTROL_COLUMNS}
      rowKey={({ publication: id, control: each }) => `${id} ${each}`}
      {...(control === undefined ? { one: 'control' } : WORKBOOKS)}
      onClose={onClose}
    />
  );
}

function Workbooks({ from, look, onClose }: Opened) {
  const { unit, workbook, text, signed, beside } = look.of;
  const of = { unit, workbook, text, beside, ...(signed === true ? { signed } : {}) };
  const asked = useDemarcQuery('portfolio.workbooks', { from, ...of });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={STATE_COLUMNS}
      rowKey={({ publication: id }) => id}
      {...WORKBOOKS}
      onClose={onClose}
    />
  );
}

function Publications({ from, look, onClose }: Opened) {
  const { unit, publication = '', before } = look.of;
  const asked = useDemarcQuery('portfolio.publications', { from, unit, publication, before });
  return (
    <Looked
      look={look}
      asked={asked}
      columns={STATE_COLUMNS}
      rowKey={({ unit: its, publication: id }) => `${its} ${id}`}
      one="publication"
      onClose={onClose}
    />
  );
}

function Looked<R extends PublicationRef>(props: {
  readonly look: Look;
  readonly asked: { readonly data: Part<R> | undefined; readonly error: Error | null };
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  readonly one: string;
  readonly many?: string;
  readonly asWorkbooks?: boolean;
  readonly onClose: () => void;
}) {
  const { look } = props;
  const { data: part, error } = props.asked;
  const shown = part?.rows.length ?? 0;
  return (
    <SidePanel
      title={look.title}
      detail={<span role="status">{part === undefined ? 'Reading' : howMany(part, props)}</span>}
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

/** `12 duties`, `The first 500 of 1,200 duties`, `2 workbooks in 3 copies`. */
function howMany(
  { rows, total }: Part<PublicationRef>,
  as: { readonly one: string; readonly many?: string; readonly asWorkbooks?: boolean },
): string {
  if (as.asWorkbooks !== true) {
    const all = formatCount(total, as.one, as.many);
    return rows.length < total ? `The first ${formatNumber(rows.length)} of ${all}` : all;
  }
  const copies = formatCount(total, 'copy', 'copies');
  if (rows.length < total) return `The first ${formatNumber(rows.length)} of ${copies}`;
  const workbooks = new Set(rows.map(({ workbook }) => workbook)).size;
  return formatCount(workbooks, as.one) + (workbooks < total ? ` in ${copies}` : '');
}
