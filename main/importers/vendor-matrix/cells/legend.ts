import type { ColumnMapping } from '../../../contract/claims.ts';
import { columnsMeaning, markOf, OWNING, PARTY_COLUMNS } from '../layouts.ts';
import type { Grid } from '../tables/grid.ts';

// What the signs and letters of a table stand for is said above it, or in rows below that hold nothing else: "X = responsible; (X) = supports".

/** A sign as it is compared: "(x)" and "(X)" are one, and neither is "X". */
export const signKey = (text: string): string => text.trim().replaceAll('\ufe0f', '').toUpperCase();

/** One entry: a letter, a doubled one or a symbol, in brackets or not, a sign between, and words. */
const ENTRY =
  /^(\(?(?:[A-Za-z]|[xX]{2,3}|[\u2713\u2714\u2705\u2611\u2612\u2610\u2717\u2718\u274c\u2716\u00d7\u25cf\u25cb\u25d0-\u25d3\u25a0\u25a1\u25b2\u25b3\u2605\u2606\u25c6\u25c7\u26aa\u26ab\u{1f7e0}-\u{1f7e2}\u{1f534}\u{1f535}]\ufe0f?)\)?)\s{0,3}(=|:|\u2013|\u2014|-|\u2192)\s{0,3}(\p{L}[^;,|\n]{0,60})/u;
const LETTER = /^[A-Za-z]$/;
const LONGEST = 400;
const BESIDE = /^(?:legends?|key|codes?|legende|légende|leyenda|leggenda|legenda)$/iu;

/**
 * What each sign and letter stands for in the words of the sheet, by its key, from the cells above a row, and from there on from rows of entries alone or
 * of at most two cells.
 * One entry with a hyphen may be a heading: a legend explains at least two, or says "R = ...".
 */
export function legendOf(
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
): ReadonlyMap<string, string> {
  const owning = columnsMeaning(columns, OWNING);
  const legend = new Map<string, string>();
  const beside = new Set(
    columns.filter(({ header }) => BESIDE.test(header.trim())).map(({ column }) => column),
  );
  let explicit = false;
  let [lastRow, isEntries] = [0, false];
  const take = (sign: string, words: string) => {
    if (!legend.has(signKey(sign))) legend.set(signKey(sign), words.trim());
  };
  const takeEntries = (text: string) => {
    for (const piece of text.split(/[;,|\n]/)) {
      const [, sign, between, words] = ENTRY.exec(piece.trim()) ?? [];
      if (sign === undefined || words === undefined) continue;
      explicit ||= between === '=';
      // In a legend of letters these stand by themselves, "(R) Responsible".
      take(/^\([A-WYZa-wyz]\)$/.test(sign) ? sign.slice(1, -1) : sign, words);
    }
  };
  for (const { text } of grid.takenOut) if (text.length <= LONGEST) takeEntries(text);
  for (const { row, column, text } of grid.cells) {
    const cells = grid.rowCells(row);
    if (row !== lastRow) isEntries = cells.every((cell) => ENTRY.test(cell.text.slice(0, LONGEST).trim()));
    lastRow = row;
    // Beside the table, in columns of its own: "Legend".
    if (row >= first && beside.has(column) && LETTER.test(text.trim())) {
      const words = grid.text(row, column + 1);
      if (/^\p{L}{3}/u.test(words)) take(text.trim(), words);
    }
    const isOfTable = row >= first && !isEntries && (cells.length > 2 || owning.has(column));
    if (text.length > LONGEST || isOfTable) continue;
    takeEntries(text);
    const [one, two] = cells;
    const isPair = cells.length === 2 && one?.column === column && two !== undefined;
    if (!isPair || !LETTER.test(text.trim())) continue;
    // In a column of owners a row of the table may stand as well.
    if (!owning.has(two.column) || /^\p{L}{5}/u.test(two.text)) take(text.trim(), two.text);
  }
  return explicit || legend.size > 1 ? legend : new Map();
}

const TICK = /^[\u2713\u2714\u2705\u2611\u221a]\ufe0f?(?:\s|$)/u;
/** In the place of words: what a sign stands for is open, so that nobody owns what it stands beside. */
const NOT_SAID = 'tbd';
/**
 * The legend with what a table itself tells of its signs. Beside ticks a cross that may be an X as well, \u2716, \u2715 or \u00d7, is the mark of whoever has no
 * part; by itself it may be either. Beside a sign the same sign in brackets means something less, and what is for the legend to say.
 */
export function withSignsBeside(
  legend: ReadonlyMap<string, string>,
  grid: Grid,
  columns: readonly ColumnMapping[],
  first: number,
): ReadonlyMap<string, string> {
  const parties = columnsMeaning(columns, PARTY_COLUMNS);
  const signs = new Set<string>();
  let hasTicks = false;
  for (const { row, column, text } of grid.cells) {
    if (row < first || !parties.has(column)) continue;
    hasTicks ||= TICK.test(text);
    if (text.length <= LONGEST_SIGN) signs.add(signKey(text));
  }
  const inBrackets = [...signs].filter(
    (sign) => /^\(.+\)$/u.test(sign) && signs.has(sign.slice(1, -1)) && markOf(sign.slice(1, -1)) === 'yes',
  );
  return new Map([
    ...(hasTicks ? ['\u2716', '\u2715', '\u00d7'].map((sign) => [sign, 'No'] as const) : []),
    ...inBrackets.map((sign) => [sign, NOT_SAID] as const),
    ...legend,
  ]);
}
const LONGEST_SIGN = 10;
