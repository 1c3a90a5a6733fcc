import type { ColumnMapping } from '../../../contract/claims.ts';
import { beginsWithId, type IdScheme, idScheme } from '../../../domain/controls/control-ids.ts';
import { frameworksIn, type NamedFramework } from '../../../domain/controls/framework-names.ts';
import { editionsOf, hasOthers } from '../../../domain/controls/other-ids.ts';
import type { Headings } from '../columns/heading.ts';
import type { Grid } from '../tables/grid.ts';
import { fold } from '../words.ts';

/** How the ids of each row are written, by a column that names the framework of each. */
export interface FrameworksOfRows {
  readonly column: number;
  /** Null where the framework is not known here, or of another edition; without an entry where none is named. */
  readonly byRow: ReadonlyMap<number, IdScheme | null>;
  /** All of them as one way of writing. */
  readonly scheme: IdScheme;
}

const HEADING =
  /^(?:(?:compliance|control|security|source) )?(?:frameworks?|standards?|regulations?)(?: name)?$|^(?:regelwerk|rahmenwerk|norm|norma|norme|référentiel|marco|quadro|kader|standard normativo)$/u;
/** At least this share of the cells must name one. */
const ENOUGH = 0.5;

/** The column that names the framework of each row; null where there is none, or it names none that is known here. */
export function frameworksOfRows(
  grid: Grid,
  { row, rows }: Pick<Headings, 'row' | 'rows'>,
  columns: readonly ColumnMapping[],
): FrameworksOfRows | null {
  const found = columns.find(({ header, meaning }) => meaning !== 'control' && HEADING.test(fold(header)));
  if (found === undefined) return null;
  const byRow = new Map<number, IdScheme | null>();
  let named = 0;
  // A few names, each in many rows.
  const known = new Map<string, readonly NamedFramework[]>();
  const namedIn = (text: string): readonly NamedFramework[] => {
    const names = known.get(text) ?? frameworksIn(text);
    known.set(text, names);
    return names;
  };
  const isOfGroups = namesGroups(grid, row + rows, found.column);
  let above = '';
  for (let at = row + rows; at <= grid.lastRow; at += 1) {
    const own = grid.text(at, found.column).trim().slice(0, 120);
    const text = own === '' && isOfGroups ? above : own;
    if (text === '') continue;
    above = text;
    const [first, ...more] = namedIn(text);
    if (first !== undefined) named += 1;
    const isOne = first !== undefined && more.length === 0 && first.isKnown;
    byRow.set(at, (isOne ? idScheme(first.scheme ?? '') : undefined) ?? null);
  }
  const schemes = [...new Set(byRow.values())].filter((scheme) => scheme !== null);
  const [first] = schemes;
  if (first === undefined || named < byRow.size * ENOUGH) return null;
  return {
    column: found.column,
    byRow,
    scheme: {
      ...first,
      name: schemes.map(({ name }) => name).join(' and '),
      parse: (text) => schemes.map(({ parse }) => parse(text)).find((id) => id !== null) ?? null,
    },
  };
}

/** Whether a column is filled in at the first row of each group: by far most of the rows below leave it blank. */
function namesGroups(grid: Grid, first: number, column: number): boolean {
  let filled = 0;
  let rows = 0;
  for (let at = first; at <= grid.lastRow; at += 1) {
    if (grid.rowCells(at).length < 2) continue;
    rows += 1;
    if (grid.text(at, column).trim() !== '') filled += 1;
  }
  return filled * 2 < rows;
}

/**
 * How the ids of a column are written by row, where they are those of the frameworks that the rows name; null where they are not. Those of an older edition, or of one that
 * they do not tell, are of none.
 */
export function idsByRow(
  grid: Grid,
  column: number,
  { byRow }: FrameworksOfRows,
): FrameworksOfRows['byRow'] | null {
  const texts = new Map<IdScheme, string[]>();
  for (const [row, scheme] of byRow) {
    const text = grid.text(row, column);
    if (scheme === null || text.trim() === '') continue;
    const all = texts.get(scheme);
    if (all) all.push(text);
    else texts.set(scheme, [text]);
  }
  const known = [...texts].flatMap(([scheme, all]) => all.map((text) => beginsWithId(text, scheme)));
  if (known.length === 0 || known.filter((is) => is).length < known.length * ENOUGH) return null;
  const others = new Set(
    [...texts].flatMap(([scheme, all]) =>
      hasOthers(all, scheme.id) || editionsOf(all, scheme.id).length > 0 ? [scheme] : [],
    ),
  );
  return new Map(
    [...byRow].map(([row, scheme]) => [row, scheme !== null && others.has(scheme) ? null : scheme]),
  );
}
