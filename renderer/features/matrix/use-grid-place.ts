import { useCallback, useEffect, useMemo, useState } from 'react';
import type { MatrixTable } from '../../../main/domain/pictures/matrix.ts';
import { type CardBeside, useCardBeside } from '../../answering/pane/use-card-beside.tsx';
import { focusActiveCell } from '../../components/data-table/focus-active-cell.ts';
import type { CellPosition } from '../../components/data-table/grid-navigation.ts';
import { useWorkbookId } from '../../host/context.tsx';
import { once } from '../../lib/once.ts';
import { columnOrder, findCell, firstAsked, type GridView, openRefs, refAt } from './model.ts';
import type { MatrixSearch, SearchPatch } from './search.ts';

const ADDRESS_PAUSE_MS = 400;
/** Where the next key may lead to. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Where one stood last in each workbook, for whoever comes back by another way than the browser's own. */
const lastPlaces = new Map<string, string>();

export interface GridPlace {
  readonly at: CellPosition;
  goTo(to: CellPosition): void;
  /** The duty in focus; null where none is asked. */
  readonly ref: string | null;
  /** The duties around it. */
  readonly near: readonly string[];
  readonly beside: CardBeside;
}

/** Where the focus of the grid stands. The address says where one stood; after that the focus is ours, and the address follows it. */
export function useGridPlace(
  table: MatrixTable,
  view: GridView,
  found: ReadonlySet<string> | null,
  search: MatrixSearch,
  onChange: (patch: SearchPatch) => void,
): GridPlace {
  const workbook = useWorkbookId();
  const [at, setAt] = useState<CellPosition>(() => {
    const from = search.cell ?? lastPlaces.get(workbook);
    return (from === undefined ? null : findCell(table, view, from)) ?? firstAsked(table, view);
  });
  const column = view.columns[Math.min(at.column, view.columns.length - 1)];
  const row = view.duties[Math.min(at.row, view.duties.length - 1)];
  const place =
    column === undefined || row === undefined
      ? undefined
      : `${table.columns[column]?.ref ?? ''}/${table.rows[row]?.id ?? ''}`;
  useEffect(() => {
    if (place !== undefined) lastPlaces.set(workbook, place);
  }, [workbook, place]);
  useEffect(() => {
    if (place === undefined || place === search.cell) return;
    const timer = setTimeout(() => onChange({ cell: place }), ADDRESS_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [place, search.cell, onChange]);

  // Every duty of the workbook in a row: worked out only for a card that goes on through it.
  const order = useMemo(() => once(() => columnOrder(table, view, found)), [table, view, found]);
  const open = useMemo(() => once(() => openRefs(table, view)), [table, view]);
  const beside = useCardBeside({
    get order() {
      return order();
    },
    onGo: (ref) => {
      const to = findCell(table, view, ref);
      if (to) setAt(to);
    },
    onLeave: focusActiveCell,
    isOpen: (ref) => open().has(ref),
  });
  const { follow } = beside;
  const goTo = useCallback(
    (to: CellPosition) => {
      setAt(to);
      const there = refAt(table, view, to);
      if (there !== null) follow(there);
    },
    [table, view, follow],
  );
  const ref = column === undefined || row === undefined ? null : (table.cell(column, row)?.ref ?? null);
  const near = STEPS.flatMap(
    ([down, across]) => refAt(table, view, { row: at.row + down, column: at.column + across }) ?? [],
  );
  return { at, goTo, ref, near: near.filter((other) => other !== ref), beside };
}
