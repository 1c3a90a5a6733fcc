import { useEffect, useMemo, useState } from 'react';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import { DraftMark } from '../../../answering/draft/draft-mark.tsx';
import { useDrafted } from '../../../answering/draft/use-draft.ts';
import { useCardBeside } from '../../../answering/pane/use-card-beside.tsx';
import { WithPane } from '../../../answering/pane/with-pane.tsx';
import { Button } from '../../../components/button/button.tsx';
import { ColumnsDialog } from '../../../components/columns-dialog/columns-dialog.tsx';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { lineOfRow } from '../../../components/data-table/group-lines.ts';
import { usePicks } from '../../../components/data-table/use-picks.ts';
import { useSize } from '../../../components/demarcation/use-size.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import type { Option } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useAction, useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { PLACE_GROUPINGS } from '../../../components/where/where.ts';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { filterOf, type MatrixSearch, noFilter, type SearchPatch, sortText } from '../search.ts';
import { type Line, selectingOf, useLines } from '../use-lines.ts';
import { type Register, type RegisterOrder, useRegister } from '../use-register.ts';
import { useRegisterClipboard } from '../use-register-clipboard.ts';
import { type ShownColumns, useShownColumns } from '../use-register-columns.ts';
import { useRegisterOrder } from '../use-register-order.ts';
import { usePresent, useSelectedRows } from '../use-selected-rows.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ExportRows } from './export-rows.tsx';
import { Filter } from './filter.tsx';
import styles from './matrix.module.css';
import { usePasting } from './pasting.tsx';

const NO_REFS: readonly string[] = [];
const GROUP_OPTIONS: readonly Option[] = [
  { value: '', label: 'Not grouped' },
  { value: 'service', label: 'By service' },
  ...PLACE_GROUPINGS,
  { value: 'domain', label: 'By domain' },
  { value: 'persons', label: 'By person' },
  { value: 'status', label: 'By status' },
];

/** The same as one row per assignment, as it stands in the exports. */
export function RegisterPane(props: {
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { search, onChange } = props;
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  const names = useMemo(
    () => ({ parties: namesById(parties), people: namesById(people) }),
    [parties, people],
  );
  const { filter, sort, order, gone } = useRegisterOrder(search);
  const register = useRegister(order);
  const [frame, room] = useSize<HTMLDivElement>();
  const layout = useShownColumns(search, onChange, room, parties, names, gone);
  const columns = layout.shown;
  const [choosing, setChoosing] = useState(false);
  useAction('Choose the columns of the register', () => setChoosing(true), { group: 'Matrix' });
  const [at, setAt] = useState({ line: 0, column: 0 });
  const picks = usePicks<number>(JSON.stringify([filter, search.sort, search.group]));
  const pasting = usePasting(names.parties);
  const keys = usePresent(order, picks.keys);
  const selectedRows = useSelectedRows(register, keys);

  const { groups } = register;
  const { rowOn, lineOn, between } = useLines(register);
  const { beside, place, stay } = useRegisterPane(order, register, search.open, onChange);
  const drafted = useDrafted();
  const enter = (line: Line) => line.kind === 'row' && beside.enter(line.row.ref);

  const takeAll = () => void register.refs().then(picks.take, () => undefined);
  useShortcut('Mod+A', 'Select every row', takeAll, { group: 'Matrix' });
  useRegisterClipboard({
    register,
    rowOn,
    selectedRows,
    parties,
    names,
    columns,
    at,
    keys,
    onPaste: pasting.start,
  });
  if (register.error) return <NotShown error={register.error} />;
  if (register.total === null)
    return <WithPane pane={null}>{<div ref={frame} className={styles.fill} />}</WithPane>;
  return (
    <WithPane pane={beside.pane}>
      <div ref={frame} className={styles.registerPane}>
        <Head
          total={register.total}
          groups={groups.length}
          sortedBy={sort ? (layout.all.find(({ id }) => id === sort.by)?.header ?? '') : null}
          search={search}
          onChange={onChange}
          onColumns={() => setChoosing(true)}
        />
        <DataTable<Line>
          label="Register of responsibilities"
          answers
          columns={columns}
          count={register.total + groups.length}
          row={lineOn}
          rowKey={(line) => (line.kind === 'row' ? line.row.ref : line.group.label)}
          mark={(line) => line.kind === 'row' && drafted.has(line.row.ref) && <DraftMark />}
          heading={(line) => (line.kind === 'group' ? `${line.group.label} (${line.group.count})` : null)}
          onRange={register.onRange}
          sort={sort}
          onSort={(next) => onChange({ sort: sortText(next) })}
          onResize={layout.resize}
          onOpen={enter}
          onBeyond={enter}
          current={place < 0 ? undefined : lineOfRow(groups, place)}
          selected={(line) => line.kind === 'row' && line.row.ref === beside.at}
          onFocusCell={(line, column) => {
            setAt({ line, column });
            stay();
            const row = rowOn(line);
            if (row) beside.follow(row.ref);
          }}
          selecting={selectingOf({ keys, picks, rowOn, between, onAll: takeAll })}
          empty={<Nothing onAll={() => onChange(noFilter(search))} />}
        />
        {keys.size > 0 && (
          <BulkBar
            refs={keys}
            onKeep={picks.take}
            onClear={() => {
              picks.clear();
              focusActiveCell();
            }}
          />
        )}
        {pasting.dialog}
        {choosing && <ChooseColumns columns={layout} onClose={() => setChoosing(false)} />}
      </div>
    </WithPane>
  );
}

function Nothing({ onAll }: { readonly onAll: () => void }) {
  return (
    <EmptyState
      icon="filter"
      title="Nothing matches"
      actions={<Button onClick={onAll}>Show everything</Button>}
    >
      No row fits what is chosen above.
    </EmptyState>
  );
}

/**
 * The card beside the register, and where the pane has gone by itself. It has the whole order of the list while it is open; until that
 * is read, the rows that are loaded, so that whoever is quick goes on all the same.
 */
function useRegisterPane(
  order: RegisterOrder,
  register: Register,
  open: string | undefined,
  onChange: (patch: SearchPatch) => void,
) {
  const [opened, setOpened] = useState(false);
  /** Null where the list leads. */
  const [current, setCurrent] = useState<string | null>(null);
  const refs = useDemarcQuery('assignments.refs', order, { enabled: opened, keepPrevious: true }).data;
  const beside = useCardBeside({
    order: refs ?? (opened ? register.loaded() : NO_REFS),
    onGo: (ref) => setCurrent(ref),
    onLeave: focusActiveCell,
  });
  const { enter } = beside;
  useEffect(() => {
    if (open === undefined) return;
    enter(open);
    // Opened once: whoever closes it, or goes on, is not called back.
    onChange({ open: undefined });
  }, [open, enter, onChange]);
  if (opened !== beside.open) setOpened(beside.open);
  const place = beside.open && current !== null ? (refs ?? NO_REFS).indexOf(current) : -1;
  return { beside, place, stay: () => setCurrent(null) };
}

function NotShown({ error }: { readonly error: unknown }) {
  return (
    <div className={styles.padded}>
      <Notice tone="bad" title="The register cannot be shown">
        {failureOf(error).message}
      </Notice>
    </div>
  );
}

/** How many rows there are, in which order, and what is done with all of them. */
function Head(props: {
  readonly total: number;
  readonly groups: number;
  readonly sortedBy: string | null;
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
  readonly onColumns: () => void;
}) {
  const { total, groups, sortedBy, search, onChange } = props;
  return (
    <div className={styles.registerHead}>
      <p className={styles.counts} role="status">
        {formatCount(total, 'row')}
        {groups > 0 && ` in ${formatCount(groups, 'group')}`}
        {sortedBy !== null && `, sorted by ${sortedBy.toLowerCase()}`}
      </p>
      <Filter
        label="Group"
        value={search.group}
        options={GROUP_OPTIONS}
        onValue={(value) => onChange({ group: value as MatrixSearch['group'] })}
      />
      <Button size="small" kind="quiet" icon="columns" onClick={props.onColumns}>
        Columns
      </Button>
      {total > 0 && <ExportRows filter={filterOf(search)} />}
    </div>
  );
}

const ChooseColumns = (props: { readonly columns: ShownColumns; readonly onClose: () => void }) => (
  <ColumnsDialog
    title="Columns of the register"
    hint="Widths: draw the edge of a column's head, or press Shift with an arrow on it. Save a view to keep all this."
    {...props}
  />
);
