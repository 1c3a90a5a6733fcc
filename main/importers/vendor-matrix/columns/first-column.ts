import type { ColumnMapping } from '../../../contract/claims.ts';
import { ID_SCHEMES } from '../../../domain/controls/control-ids.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { type Layout, TWO_PARTIES } from '../layouts.ts';
import type { Grid } from '../tables/grid.ts';
import type { Headings } from './heading.ts';

/** Fewer rows are an example, or what stands beside a table. */
const FEWEST = 2;
const LONGEST = 1000;

/**
 * What the rows of a table of two parties are about where its headings do not say it: the first column, whose heading is missing (`| | AWS | Customer |`) or names the
 * area of its rows (`Network | AWS | Customer`). Only where both parties have a column for sure, and nothing else may be what the rows are about.
 */
export function withFirstColumn(
  grid: Grid,
  { row, rows }: Headings,
  columns: readonly ColumnMapping[],
  layout: Layout,
): readonly ColumnMapping[] {
  // What has a row of its kind above it is a row itself.
  if (layout.id !== TWO_PARTIES || grid.rowCells(row - 1).length > 1) return columns;
  const isSure = (...meanings: readonly ColumnMapping['meaning'][]) =>
    columns.some(({ meaning, confidence }) => meanings.includes(meaning) && confidence === 'sure');
  if (!isSure('vendor', 'other') || !isSure('customer')) return columns;
  if (columns.some(({ meaning }) => SUBJECTS.has(meaning))) return columns;
  const [first] = columns;
  if (first === undefined) return columns;
  const isUnknown = first.meaning === 'unknown';
  const column = isUnknown ? first.column : first.column - 1;
  if (column < 0 || !namesRows(grid, column, row + rows)) return columns;
  const header = isUnknown ? first.header : '';
  if (ID_SCHEMES.some(({ parse }) => parse(header) !== null)) return columns;
  const subject: ColumnMapping = {
    column,
    letter: columnLetters(column),
    header,
    meaning: 'control',
    confidence: 'sure',
  };
  return [subject, ...columns.slice(isUnknown ? 1 : 0)];
}
const SUBJECTS: ReadonlySet<ColumnMapping['meaning']> = new Set(['control', 'label', 'title']);

/** Whether nearly every row that says something has a name of its own there, with a word in it. */
function namesRows(grid: Grid, column: number, first: number): boolean {
  const names = new Set<string>();
  let rows = 0;
  for (let at = first; at <= grid.lastRow; at += 1) {
    if (grid.rowCells(at).length < 2) continue;
    rows += 1;
    const text = grid.text(at, column).trim();
    if (/\p{L}{2}/u.test(text) && text.length <= LONGEST) names.add(text);
  }
  return rows >= FEWEST && names.size >= rows * NEARLY_ALL;
}
const NEARLY_ALL = 0.8;
