import { useRef } from 'react';
import type { SheetChange } from '../../../../main/contract/sheets.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import type { Selecting } from '../../../components/data-table/selection.ts';
import { formatCount } from '../../../lib/format.ts';
import { allOf, type Choices, isChosen, keyOf, withChoice } from './model.ts';
import styles from './returned-sheet.module.css';

const text = (value: string) =>
  value === '' ? <span className={styles.none}>(empty)</span> : <span>{value}</span>;

const COLUMNS: readonly Column<SheetChange>[] = [
  {
    id: 'place',
    header: 'Duty',
    width: 300,
    grow: 3,
    cell: ({ place }) => <span>{place}</span>,
    tip: ({ place, ref }) => `${place}\n${ref}`,
  },
  {
    id: 'title',
    header: 'Column',
    width: 110,
    grow: 1,
    cell: ({ title }) => <span>{title}</span>,
    tip: ({ title }) => title,
  },
  {
    id: 'before',
    header: 'Here now',
    width: 130,
    grow: 3,
    cell: ({ before }) => text(before),
    tip: ({ before }) => before,
  },
  {
    id: 'after',
    header: 'In the sheet',
    width: 150,
    grow: 3,
    cell: ({ after }) => text(after),
    tip: ({ after }) => after,
  },
  {
    id: 'state',
    header: 'State',
    width: 136,
    cell: (change) => (
      <span className={styles.badges}>
        {change.refusal !== null && <Badge tone="bad">Refused</Badge>}
        {change.changedHereSince && <Badge tone="warn">Changed here</Badge>}
        {change.accepted && <Badge tone="note">Accepted</Badge>}
      </span>
    ),
    tip: ({ refusal }) => refusal,
  },
  { id: 'cell', header: 'Cell', width: 76, cell: ({ cell }) => <span>{cell}</span> },
];

const needsLook = (change: SheetChange): boolean =>
  change.refusal !== null || change.changedHereSince || change.accepted;

/** The changes, one row each, to be switched on and off; what is refused cannot be. */
export function ChangesTable(props: {
  readonly changes: readonly SheetChange[];
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
  readonly onLook: (change: SheetChange) => void;
}) {
  const { changes, choices } = props;
  const anchor = useRef<number | null>(null);
  const set = (some: readonly SheetChange[], on: boolean) => props.onChoices(withChoice(choices, some, on));
  const selecting: Selecting<SheetChange> = {
    isSelected: (change) => isChosen(change, choices),
    label: (change) => `Take in ${change.title} of ${change.place}`,
    count: 0,
    // A click looks at a change; it is the box that chooses.
    click: (index) => {
      anchor.current = index;
    },
    toggle: (index) => {
      const change = changes[index];
      if (!change) return;
      anchor.current = index;
      set([change], !isChosen(change, choices));
    },
    extend: (from, to) => {
      const begin = anchor.current ?? from;
      set(changes.slice(Math.min(begin, to), Math.max(begin, to) + 1), true);
    },
    all: () => set(allOf(changes), true),
    clear: () => undefined,
    release: () => {
      anchor.current = null;
    },
  };
  const look = (index: number) => {
    const change = changes[index];
    if (change) props.onLook(change);
  };
  return (
    <div className={styles.table} style={{ height: `min(44vh, ${(changes.length + 1) * 34 + 4}px)` }}>
      <DataTable
        label={formatCount(changes.length, 'change')}
        columns={changes.some(needsLook) ? COLUMNS : COLUMNS.filter(({ id }) => id !== 'state')}
        count={changes.length}
        row={(index) => changes[index]}
        rowKey={keyOf}
        selecting={selecting}
        onFocusRow={look}
        onFocusCell={look}
        empty={<p className={styles.emptyRow}>No change of this kind.</p>}
      />
    </div>
  );
}
