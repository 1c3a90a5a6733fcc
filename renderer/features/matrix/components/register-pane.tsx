import { useMemo, useState } from 'react';
import type { RegisterRow } from '../../../../main/contract/assignments.ts';
import { namesById } from '../../../../main/domain/ownership.ts';
import { useCardBeside } from '../../../answering/pane/use-card-beside.tsx';
import { useTouched } from '../../../answering/pane/use-touched.ts';
import { WithPane } from '../../../answering/pane/with-pane.tsx';
import { Button } from '../../../components/button/button.tsx';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { usePicks } from '../../../components/data-table/use-picks.ts';
import { useSize } from '../../../components/demarcation/use-size.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import type { Option } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { usePrintable } from '../../../components/print/printing.ts';
import { useAction, useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { copiedRows, planByHeads, planByPlace } from '../paste-plan.ts';
import { type Line, lineAt, lineOfRow } from '../register-model.ts';
import {
  filterOf,
  type MatrixSearch,
  noFilter,
  registerSort,
  type SearchPatch,
  sortOf,
  sortText,
} from '../search.ts';
import { useClipboard } from '../use-clipboard.ts';
import { type RegisterOrder, useRegister } from '../use-register.ts';
import { useShownColumns } from '../use-register-columns.ts';
import { usePresent, useSelectedRows } from '../use-selected-rows.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';
import { ExportRows } from './export-rows.tsx';
import { Filter } from './filter.tsx';
import styles from './matrix.module.css';
import { usePasting } from './pasting.tsx';
import { COLUMN_FIELDS, columnText } from './register-columns.tsx';

const NO_REFS: readonly string[] = [];
const GROUP_OPTIONS: readonly Option[] = [
  { value: '', label: 'Not grouped' },
  { value: 'service', label: 'By service' },
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
    () => ({ parties: namesById(parties), people: new Map(people.map(({ id, name }) => [id, name])) }),
    [parties, people],
  );
  const sort = useMemo(() => sortOf(search.sort), [search.sort]);
  const filter = useMemo(() => filterOf(search), [search]);
  const touched = useTouched(JSON.stringify(filter));
  const order = useMemo((): RegisterOrder => {
    const asked = registerSort(sort);
    return {
      filter,
      ...(asked ? { sort: asked } : {}),
      ...(search.group ? { group: search.group } : {}),
      // What an answer takes out of the filter stays where it was until the filter is another.
      ...(touched.size > 0 && Object.keys(filter).length > 0 ? { keep: [...touched] } : {}),
    };
  }, [filter, search.group, sort, touched]);
  const register = useRegister(order);
  const [frame, room] = useSize<HTMLDivElement>();
  const layout = useShownColumns(search, onChange, room, parties, names);
  const columns = layout.shown;
  const [opened, setOpened] = useState(false);
  /** Where the pane went by itself; null where the list leads. */
  const [current, setCurrent] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  useAction('Choose the columns of the register', () => setChoosing(true), { group: 'Matrix' });
  const [at, setAt] = useState({ line: 0, column: 0 });
  const picks = usePicks<number>(JSON.stringify([filter, search.sort, search.group]));
  const pasting = usePasting(names.parties);
  const keys = usePresent(order, picks.keys);
  const selectedRows = useSelectedRows(register, keys);
  const toasts = useToasts();

  const { groups } = register;
  /** Every row, read before the screen is printed. */
  const [whole, setWhole] = useState<readonly RegisterRow[] | null>(null);
  usePrintable(async () => setWhole(await register.rows()));
  const rowOn = (line: number): RegisterRow | undefined => {
    const place = lineAt(groups, line);
    return 'row' in place ? register.row(place.row) : undefined;
  };
  const lineOn = (line: number): Line | undefined => {
    const place = lineAt(groups, line);
    if ('group' in place) return { kind: 'group', group: place.group };
    const row = register.row(place.row) ?? whole?.[place.row];
    return row && { kind: 'row', row };
  };
  /** Refs from one line to another; those not loaded are read first. */
  const between = (from: number, to: number): readonly string[] | Promise<readonly string[]> => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const places: number[] = [];
    for (let line = first; line <= last; line += 1) {
      const place = lineAt(groups, line);
      if ('row' in place) places.push(place.row);
    }
    const loaded = places.flatMap((place) => register.row(place)?.ref ?? []);
    if (loaded.length === places.length) return loaded;
    return register.refs().then((refs) => places.flatMap((place) => refs[place] ?? []));
  };

  const refs = useDemarcQuery('assignments.refs', order, { enabled: opened, keepPrevious: true }).data;
  const beside = useCardBeside({
    order: refs ?? NO_REFS,
    onGo: (ref) => setCurrent(ref),
    onLeave: focusActiveCell,
  });
  if (opened !== beside.open) setOpened(beside.open);
  const place = beside.open && current !== null ? (refs ?? NO_REFS).indexOf(current) : -1;
  const enter = (line: Line) => line.kind === 'row' && beside.enter(line.row.ref);

  const takeAll = () => void register.refs().then(picks.take, () => undefined);
  useShortcut('Mod+A', 'Select every row', takeAll, { group: 'Matrix' });
  useClipboard({
    copied: () => {
      if (keys.size === 0) {
        const row = rowOn(at.line);
        return row ? [[columnText(row, columns[at.column]?.id ?? 'ref', names)]] : null;
      }
      if (selectedRows.current === null) {
        toasts.show({ text: 'The selected rows are still being read. Copy again in a moment.' });
        return null;
      }
      return copiedRows(selectedRows.current, parties, names);
    },
    onPaste: (block) => void paste(block),
  });
  const paste = async (block: readonly (readonly string[])[]) => {
    const byHeads = planByHeads(block, parties);
    if (byHeads) return pasting.start(byHeads);
    const [only] = block.length === 1 && block[0]?.length === 1 ? block[0] : [];
    const field = COLUMN_FIELDS[columns[at.column]?.id ?? ''];
    if (only !== undefined && field && keys.size > 0)
      return pasting.start({
        changes: [...keys].map((ref) => ({ ref, field, value: only })),
        ignored: [],
      });
    const refs = await register.refs();
    const place = lineAt(groups, at.line);
    const focused = 'row' in place ? place.row : place.group.start;
    const row = keys.size > 0 ? refs.findIndex((ref) => keys.has(ref)) : focused;
    return pasting.start(
      planByPlace(block, { row, column: at.column }, (index, column) => {
        const ref = refs[index];
        const into = COLUMN_FIELDS[columns[column]?.id ?? ''];
        return ref !== undefined && into ? { ref, field: into } : null;
      }),
    );
  };

  if (register.error)
    return (
      <div className={styles.padded}>
        <Notice tone="bad" title="The register cannot be shown">
          {failureOf(register.error).message}
        </Notice>
      </div>
    );
  if (register.total === null)
    return (
      <WithPane pane={null}>
        <div ref={frame} className={styles.fill} />
      </WithPane>
    );
  return (
    <WithPane pane={beside.pane}>
      <div ref={frame} className={styles.registerPane}>
        <div className={styles.registerHead}>
          <p className={styles.counts} role="status">
            {formatCount(register.total, 'row')}
            {groups.length > 0 && ` in ${formatCount(groups.length, 'group')}`}
            {sort &&
              `, sorted by ${layout.all.find((column) => column.id === sort.by)?.header.toLowerCase() ?? ''}`}
          </p>
          <Filter
            label="Group"
            value={search.group}
            options={GROUP_OPTIONS}
            onValue={(value) => onChange({ group: value as MatrixSearch['group'] })}
          />
          <Button size="small" kind="quiet" icon="columns" onClick={() => setChoosing(true)}>
            Columns
          </Button>
          {register.total > 0 && <ExportRows filter={filter} />}
        </div>
        <DataTable<Line>
          label="Register of responsibilities"
          answers
          columns={columns}
          count={register.total + groups.length}
          row={lineOn}
          rowKey={(line) => (line.kind === 'row' ? line.row.ref : line.group.label)}
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
            setCurrent(null);
            const row = rowOn(line);
            if (row) beside.follow(row.ref);
          }}
          selecting={{
            isSelected: (line) => line.kind === 'row' && keys.has(line.row.ref),
            label: (line) => (line.kind === 'row' ? `Select ${line.row.ref}` : ''),
            count: keys.size,
            click: picks.click,
            toggle: (line) => {
              const row = rowOn(line);
              if (row) picks.toggle(row.ref, line);
            },
            extend: (from, to) => picks.extend(from, to, between),
            all: takeAll,
            clear: picks.clear,
            release: picks.release,
          }}
          empty={
            <EmptyState
              icon="filter"
              title="Nothing matches"
              actions={<Button onClick={() => onChange(noFilter(search))}>Show everything</Button>}
            >
              No row fits what is chosen above.
            </EmptyState>
          }
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
        {choosing && <ColumnsDialog columns={layout} onClose={() => setChoosing(false)} />}
      </div>
    </WithPane>
  );
}
