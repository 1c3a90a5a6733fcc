/** Where the focus stands in a grid of cells, counted from 0 without headers. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}
export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen: what Page Up and Page Down move by. */
  readonly page: number;
}
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The position held inside the grid; null when the grid is empty. */
export function clampCell(position: CellPosition, extent: GridExtent): CellPosition | null {
  if (extent.rows <= 0 || extent.columns <= 0) return null;
  return {
    row: Math.min(Math.max(position.row, 0), extent.rows - 1),
    column: Math.min(Math.max(position.column, 0), extent.columns - 1),
  };
}

/**
 * Where a key moves the focus, by the rules of an ARIA grid: arrows by one, with Ctrl or Cmd to the edge; Home and End
 * within the row, with Ctrl or Cmd to the first and last cell; Page Up and Page Down by what fits on the screen.
 * Null when the key moves nothing.
 */
export function moveCell(from: CellPosition, stroke: Stroke, extent: GridExtent): CellPosition | null {
  if (stroke.altKey || stroke.shiftKey) return null;
  const far = stroke.ctrlKey || stroke.metaKey;
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const to = (row: number, column: number) => clampCell({ row, column }, extent);
  switch (stroke.key) {
    case 'ArrowUp':
      return to(far ? 0 : from.row - 1, from.column);
    case 'ArrowDown':
      return to(far ? lastRow : from.row + 1, from.column);
    case 'ArrowLeft':
      return to(from.row, far ? 0 : from.column - 1);
    case 'ArrowRight':
      return to(from.row, far ? lastColumn : from.column + 1);
    case 'Home':
      return far ? to(0, 0) : to(from.row, 0);
    case 'End':
      return far ? to(lastRow, lastColumn) : to(from.row, lastColumn);
    case 'PageUp':
      return to(from.row - Math.max(1, extent.page), from.column);
    case 'PageDown':
      return to(from.row + Math.max(1, extent.page), from.column);
    default:
      return null;
  }
}

export const strokeOf = ({ key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): Stroke => ({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
});

/** What a key does to what is selected: Space adds or takes out one, Ctrl or Cmd with A takes all, Escape takes none. */
export function selectionStroke(stroke: Stroke, selected: number): 'toggle' | 'all' | 'clear' | null {
  if (stroke.altKey) return null;
  const command = stroke.ctrlKey || stroke.metaKey;
  if (stroke.key === ' ' && !stroke.shiftKey) return 'toggle';
  if (command && !stroke.shiftKey && stroke.key.toLowerCase() === 'a') return 'all';
  return stroke.key === 'Escape' && !command && selected > 0 ? 'clear' : null;
}

/** What a grid is asked to do by a key. Rows count from 0; a head that can be focused is row -1. */
export type GridAct =
  | { readonly kind: 'move' | 'extend'; readonly to: CellPosition }
  | { readonly kind: 'toggle' | 'all' | 'clear' | 'open' };

export interface GridRules extends GridExtent {
  /** The head is a row of its own, above the first. */
  readonly head?: boolean;
  /** How many are selected; undefined where nothing can be. */
  readonly selected?: number | undefined;
}

/** What a key means in a grid, by the same rules in every grid: moving, drawing a range with Shift, selecting, opening. */
export function gridAct(at: CellPosition, stroke: Stroke, rules: GridRules): GridAct | null {
  const above = rules.head ? 1 : 0;
  const extent = { rows: rules.rows + above, columns: rules.columns, page: rules.page };
  const moveBy = (by: Stroke) => {
    const to = moveCell({ row: at.row + above, column: at.column }, by, extent);
    return to && { row: to.row - above, column: to.column };
  };
  const moved = moveBy(stroke);
  if (moved) return { kind: 'move', to: moved };
  const { selected } = rules;
  if (selected !== undefined) {
    const drawn = stroke.shiftKey ? moveBy({ ...strokeOf(stroke), shiftKey: false }) : null;
    // The head is not among the rows that can be selected.
    if (drawn) return at.row >= 0 && drawn.row >= 0 ? { kind: 'extend', to: drawn } : null;
    const kind = selectionStroke(stroke, selected);
    if (kind) return { kind };
  }
  const plain = !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey && !stroke.shiftKey;
  return stroke.key === 'Enter' && plain && at.row >= 0 ? { kind: 'open' } : null;
}

/** What a click does to what is selected: with Shift it draws a range, with Ctrl or Cmd it adds or takes out one. */
export const pointerAct = (
  held: Pick<Stroke, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): 'extend' | 'toggle' | 'click' =>
  held.shiftKey ? 'extend' : held.ctrlKey || held.metaKey ? 'toggle' : 'click';
