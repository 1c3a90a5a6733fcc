import { useEffect, useMemo, useRef, useState } from 'react';
import type { RegisterRow } from '../../../../main/contract/assignments.ts';
import { namesById } from '../../../../main/domain/ownership.ts';
import { Button } from '../../../components/button/button.tsx';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { copiedRows, planByHeads, planByPlace } from '../paste-plan.ts';
import { type Line, lineAt } from '../register-model.ts';
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
import { usePicks } from '../use-picks.ts';
import { type Register, type RegisterOrder, useRegister } from '../use-register.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ExportRows } from './export-rows.tsx';
import styles from './matrix.module.css';
import { focusActiveCell } from './matrix-grid.tsx';
import { usePasting } from './pasting.tsx';
import { COLUMN_FIELDS, columnText, useRegisterColumns } from './register-columns.tsx';

/** The same as one row per assignment, as it stands in the exports. */
export function RegisterPane(props: {
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
  readonly onOpen: (ref: string) => void;
}) {
  const { search, onChange, onOpen } = props;
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  const names = useMemo(
    () => ({ parties: namesById(parties), people: new Map(people.map(({ id, name }) => [id, name])) }),
    [parties, people],
  );
  const sort = useMemo(() => sortOf(search.sort), [search.sort]);
  const filter = useMemo(() => filterOf(search), [search]);
  const order = useMemo((): RegisterOrder => {
    const asked = registerSort(sort);
    return {
      filter,
      ...(asked ? { sort: asked } : {}),
      ...(search.group ? { group: search.group } : {}),
    };
  }, [filter, search.group, sort]);
  const register = useRegister(order);
  const columns = useRegisterColumns(parties, names);
  const [at, setAt] = useState({ line: 0, column: 0 });
  const picks = usePicks<number>(JSON.stringify(order));
  const pasting = usePasting(names.parties);
  const keys = usePresent(order, picks.keys);
  const selectedRows = useSelectedRows(register, keys);
  const toasts = useToasts();

  const { groups } = register;
  const rowOn = (line: number): RegisterRow | undefined => {
    const place = lineAt(groups, line);
    return 'row' in place ? register.row(place.row) : undefined;
  };
  const lineOn = (line: number): Line | undefined => {
    const place = lineAt(groups, line);
    if ('group' in place) return { kind: 'group', group: place.group };
    const row = register.row(place.row);
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
  if (register.total === null) return <div className={styles.fill} />;
  return (
    <div className={styles.registerPane}>
      <div className={styles.registerHead}>
        <p className={styles.counts} role="status">
          {formatCount(register.total, 'row')}
          {groups.length > 0 && ` in ${formatCount(groups.length, 'group')}`}
          {sort &&
            `, sorted by ${columns.find((column) => column.id === sort.by)?.header.toLowerCase() ?? ''}`}
        </p>
        {register.total > 0 && <ExportRows filter={filter} />}
      </div>
      <DataTable<Line>
        label="Register of responsibilities"
        columns={columns}
        count={register.total + groups.length}
        row={lineOn}
        rowKey={(line) => (line.kind === 'row' ? line.row.ref : line.group.label)}
        heading={(line) => (line.kind === 'group' ? `${line.group.label} (${line.group.count})` : null)}
        onRange={register.onRange}
        sort={sort}
        onSort={(next) => onChange({ sort: sortText(next) })}
        onOpen={(line) => line.kind === 'row' && onOpen(line.row.ref)}
        onFocusCell={(line, column) => setAt({ line, column })}
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
    </div>
  );
}

/** What is selected and still passes the filter: a change can take rows out of it, and then they are not to be changed again. */
function usePresent(order: RegisterOrder, keys: ReadonlySet<string>): ReadonlySet<string> {
  const enabled = keys.size > 0 && Object.keys(order.filter).length > 0;
  const { data } = useDemarcQuery('assignments.refs', order, { enabled });
  return useMemo(
    () => (enabled && data ? new Set(data.filter((ref) => keys.has(ref))) : keys),
    [enabled, data, keys],
  );
}

/** The selected rows in their order, at hand when they are copied: the browser does not wait. Null while they are read. */
function useSelectedRows(register: Register, keys: ReadonlySet<string>) {
  const held = useRef<readonly RegisterRow[] | null>([]);
  const latest = useRef(register);
  useEffect(() => {
    latest.current = register;
  });
  const { total, stamp } = register;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read anew may say something else
  useEffect(() => {
    const { row, rows } = latest.current;
    const loaded: RegisterRow[] = [];
    for (let index = 0; keys.size > 0 && index < (total ?? 0) && loaded.length < keys.size; index += 1) {
      const entry = row(index);
      if (entry && keys.has(entry.ref)) loaded.push(entry);
    }
    if (loaded.length === keys.size) {
      held.current = loaded;
      return;
    }
    held.current = null;
    let current = true;
    void rows().then(
      (all) => {
        if (current) held.current = all.filter((entry) => keys.has(entry.ref));
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [keys, total, stamp]);
  return held;
}
