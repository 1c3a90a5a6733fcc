import type { ColumnMapping, Meaning } from '../../../contract/claims.ts';
import { type ControlId, type IdScheme, isRange } from '../../../domain/controls/control-ids.ts';
import type { Ledger } from '../ledger.ts';
import type { Grid, GridCell } from '../tables/grid.ts';
import { clip } from '../words.ts';
import { type ControlColumn, idsOf } from './ids.ts';

/** A control that a row names, and the cell that names it. */
export interface NamedId extends ControlId {
  readonly scheme: IdScheme | null;
  readonly cell: GridCell | undefined;
}
/** What the rows of a table are named by. */
export interface NamedRows {
  readonly grid: Grid;
  readonly ledger: Ledger;
  readonly controls: readonly ControlColumn[];
  readonly byColumn: ReadonlyMap<number, ColumnMapping>;
  /** Of each column, the rows whose id may have lost a nought, and why it is not read. */
  readonly noughts: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** The parts that another column names for a row, where controls have parts. */
  readonly parts: (row: number, scheme: string | undefined) => readonly string[];
  /** Whether rows are questions: what is alone in its row asks nothing, and a question beside no control is called by itself. */
  readonly asks: boolean;
}

/** The controls that a row speaks of; null when it speaks of none and its cells have been accounted for. */
export function readIds(
  { grid, ledger, controls, byColumn, noughts, parts, asks }: NamedRows,
  row: number,
  cells: readonly GridCell[],
  /** Why a row is not read that names none. */
  unnamed: string,
): { readonly found: readonly NamedId[] } | null {
  const found: NamedId[] = [];
  const seen = new Set<GridCell>();
  let nothing = false;
  let unreadable: { readonly cell: GridCell; readonly why: string }[] = [];
  for (const { column, scheme: ofColumn, byRow } of controls) {
    const scheme = byRow === undefined ? ofColumn : (byRow.get(row) ?? null);
    const cell = grid.source(row, column);
    if (!cell || seen.has(cell) || cell.text.trim() === '') continue;
    seen.add(cell);
    const lost = noughts.get(column)?.get(row) ?? (byRow?.has(row) === false ? NO_FRAMEWORK : undefined);
    const ids =
      cell.broken !== null || lost !== undefined
        ? null
        : idsOf(cell.text, scheme, cells.length > 1 ? 'among' : 'alone');
    if (lost !== undefined) unreadable.push({ cell, why: lost });
    else if (EXAMPLE.test(cell.text)) unreadable.push({ cell, why: OF_EXAMPLE });
    else if (ids === null)
      unreadable.push({
        cell,
        why: cell.broken ?? unreadableId(cell.text.trim(), scheme),
      });
    else {
      nothing ||= ids.length === 0;
      const beside = parts(row, scheme?.id);
      for (const id of ids)
        if (id.part === null && beside.length > 0)
          for (const part of beside) found.push({ ...id, part, scheme, cell });
        else found.push({ ...id, scheme, cell });
    }
  }
  const [only, ...more] = cells;
  // The title of a section, or a remark below the table, takes one cell and says nothing about a control.
  const heading =
    only !== undefined &&
    more.length === 0 &&
    (asks || found.every(({ group }) => group === true)) &&
    BESIDE.has(byColumn.get(only.column)?.meaning ?? 'unknown');
  if (!heading && (found.length > 0 || nothing || (asks && seen.size === 0))) {
    for (const { cell, why } of unreadable) ledger.leave(cell, why, false);
    for (const cell of seen) ledger.read(cell);
    return { found };
  }
  unreadable = unreadable.filter(({ cell }) => cell.row === row);
  for (const { cell, why } of unreadable) ledger.leave(cell, heading ? TITLE : why, heading);
  for (const cell of cells)
    if (heading) ledger.leave(cell, TITLE, true);
    else if (byColumn.get(cell.column)?.meaning === 'ignore') ledger.leave(cell, LEFT_ASIDE, true);
    else ledger.leave(cell, unnamed, false);
  return null;
}

/** "AC-1 (example)". */
const EXAMPLE =
  /[([](?:example|sample|beispiel|muster|exemple|ejemplo|esempio|voorbeeld|przykład|exemplo)[)\]]\s*$/iu;
const OF_EXAMPLE = 'Its row is an example, which claims nothing.';
const NO_FRAMEWORK = 'Its row names no framework, as the others do. Write it in each row.';
function unreadableId(text: string, scheme: IdScheme | null): string {
  const quoted = `"${clip(text, 60)}"`;
  if (scheme?.id === 'nist-800-53' && /\d\)? \([LMH]\)$/.test(text))
    return `${quoted} may name a baseline or a part of the control. Write parts in small letters, and baselines in a column of their own.`;
  return scheme !== null && isRange(text, scheme.parse)
    ? `${quoted} is a range, and which controls lie between is not read. Write each id.`
    : `${quoted} is no control id${scheme ? ` of ${scheme.name}` : ''}.`;
}

/** Columns in which a text alone in its row claims nothing. */
const BESIDE: ReadonlySet<Meaning> = new Set(['control', 'label', 'title', 'note', 'unknown']);
export const TITLE = 'The title of a section, or a remark.';
export const LEFT_ASIDE = 'Its column is left aside in the mapping.';
