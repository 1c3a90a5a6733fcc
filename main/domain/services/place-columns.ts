import { isNo, isYes } from '../words/yes-no.ts';
import { asked, cut } from './state-words.ts';

type Row = readonly string[];

/** Columns of one place each, of which at least two stand side by side: what has nothing in any of them is not in use. */
const OF_ENVIRONMENT =
  /^(pre-?|non-?)?(prod|production|produktion|dev|development|test|testing|staging|stage|uat|qa|int|integration|sandbox|entwicklung)$/iu;
const OF_ACCOUNT = /^\d{12}$/;
const USED_IN = /^(used|deployed|running|live|active|in use) in .{1,40}$/iu;
/** Whether a heading is that of a place, below which a table has what runs there. */
export const isOfPlace = (heading: string): boolean =>
  [OF_ENVIRONMENT, OF_ACCOUNT, USED_IN].some((each) => each.test(asked(heading)));

/** A sign beside what is meant leaves all else without one. */
export const IS_TICK = /^[x✓✔☑✅●•]$/iu;
/** Columns of yes and no that are said of a thing, wherever it is. */
const OF_QUALITIES =
  /(?<!\p{L})(encrypt\p{L}*|verschlüssel\p{L}*|chiffr\p{L}*|cifrad[oa]|public(ly)?|internet|pii|personal|gdpr|critical|compliant|tagged|mfa|logging|logged|monitor\p{L}*|multi-?az|in scope|documented|reviewed|approved)(?!\p{L})/iu;

export interface PlacesOfRows {
  /** The columns of places that are known as such. */
  readonly columns: readonly number[];
  /** Whether a row has nothing in any of them. */
  readonly isInNone: (row: Row) => boolean;
  /** Other columns in which a row has the same sign: they may be places as well. */
  readonly elsewhere: (row: Row) => readonly number[];
}

/**
 * Columns of places with signs, yes and no alone below them, and which rows have nothing in any; null where there are not two of them. `apart`: columns that
 * are no places, whatever stands in them.
 */
export function placesAmong(
  headings: readonly string[],
  rows: readonly Row[],
  apart: ReadonlySet<number>,
): PlacesOfRows | null {
  const saysOf = (row: Row, columns: readonly number[]) =>
    columns.flatMap((column) => cut(row[column] ?? '') || []);
  const columns = headings.flatMap((heading, column) =>
    isOfPlace(heading) && !apart.has(column) ? [column] : [],
  );
  if (columns.length < 2) return null;
  const said = rows.flatMap((row) => saysOf(row, columns));
  if (!isOfSigns(said)) return null;
  const isTicked = areTicks(said);
  const others = headings.flatMap((heading, column) => {
    if (columns.includes(column) || apart.has(column) || OF_QUALITIES.test(cut(heading))) return [];
    const cells = rows.flatMap((row) => saysOf(row, [column]));
    return isOfSigns(cells) && (!isTicked || areTicks(cells)) ? [column] : [];
  });
  return {
    columns,
    isInNone: (row) => {
      const cells = saysOf(row, columns);
      return !cells.some(isYes) && (cells.length > 0 || isTicked);
    },
    elsewhere: (row) => others.filter((column) => isYes(cut(row[column] ?? ''))),
  };
}
/** Where such columns hold numbers alone, those of them that a row has nothing in, where it has nothing in any: how many there are of what is not said. */
export function countedInNone(
  headings: readonly string[],
  rows: readonly Row[],
): (row: Row) => readonly number[] {
  const columns = headings.flatMap((heading, column) => (isOfPlace(heading) ? [column] : []));
  const isNone = (cell: string): boolean => cell === '' || isNo(cell);
  const areCounts = rows.every((row) =>
    columns.every((column) => {
      const cell = cut(row[column] ?? '');
      return isNone(cell) || IS_COUNT.test(cell);
    }),
  );
  if (columns.length < 2 || !areCounts) return () => [];
  return (row) => (columns.every((column) => isNone(cut(row[column] ?? ''))) ? columns : []);
}
const IS_COUNT = /^\d{1,9}$/;
const isOfSigns = (cells: readonly string[]): boolean =>
  cells.some(isYes) && cells.every((cell) => isYes(cell) || isNo(cell));
const areTicks = (cells: readonly string[]): boolean =>
  cells.every((cell) => IS_TICK.test(cell) || isNo(cell));
