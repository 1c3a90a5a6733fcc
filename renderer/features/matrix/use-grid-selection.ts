import type { Matrix } from '../../../main/contract/matrix.ts';
import { decodeOwnership, ownershipWords } from '../../../main/domain/duties/ownership.ts';
import type { MatrixTable } from '../../../main/domain/pictures/matrix.ts';
import type { CellPosition } from '../../components/data-table/grid-navigation.ts';
import type { Picks } from '../../components/data-table/use-picks.ts';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { type GridView, refAt, refsBetween, selectedBox } from './model.ts';
import { type PastePlan, planByHeads, planByPlace } from './paste-plan.ts';
import { useClipboard } from './use-clipboard.ts';

/** Selecting every cell, and copying and pasting what is selected or, where nothing is, the cell in focus. */
export function useGridSelection(grid: {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly found: ReadonlySet<string> | null;
  readonly parties: Matrix['parties'];
  readonly names: ReadonlyMap<string, string>;
  readonly at: CellPosition;
  readonly picks: Picks<CellPosition>;
  readonly onPaste: (plan: PastePlan) => unknown;
}): void {
  const { table, view, found, picks, at } = grid;
  /** What a cell says on the clipboard; nothing where nothing is asked or it is not among the selected. */
  const words = (place: CellPosition): string => {
    const ref = refAt(table, view, place);
    if (ref === null || (picks.keys.size > 0 && !picks.keys.has(ref))) return '';
    const cell = table.cell(view.columns[place.column] ?? -1, view.duties[place.row] ?? -1);
    return ownershipWords(decodeOwnership(cell?.ownership ?? ''), grid.names);
  };
  const takeAll = () => {
    const last = { row: view.duties.length - 1, column: view.columns.length - 1 };
    const all = refsBetween(table, view, { row: 0, column: 0 }, last);
    picks.take(all.filter((ref) => found?.has(ref) ?? true));
  };
  useShortcut('Mod+A', 'Select every cell', takeAll, { group: 'Matrix' });
  useClipboard({
    copied: () => {
      const box = selectedBox(table, view, picks.keys) ?? {
        top: at.row,
        bottom: at.row,
        left: at.column,
        right: at.column,
      };
      const across = Array.from({ length: box.right - box.left + 1 }, (_, index) => box.left + index);
      return Array.from({ length: box.bottom - box.top + 1 }, (_, index) =>
        across.map((to) => words({ row: box.top + index, column: to })),
      );
    },
    onPaste: (block) => {
      const byHeads = planByHeads(block, grid.parties);
      if (byHeads) return void grid.onPaste(byHeads);
      const [only] = block.length === 1 && block[0]?.length === 1 ? block[0] : [];
      if (only !== undefined && picks.keys.size > 0)
        return grid.onPaste({
          changes: [...picks.keys].map((ref) => ({ ref, field: 'owners', value: only })),
          ignored: [],
        });
      const box = selectedBox(table, view, picks.keys);
      grid.onPaste(
        planByPlace(block, box ? { row: box.top, column: box.left } : at, (row, column) => {
          const ref = refAt(table, view, { row, column });
          return ref === null ? null : { ref, field: 'owners' };
        }),
      );
    },
  });
}
