import { plainText } from '../words/plain-text.ts';

/** Short seals of the cells of a sheet, by row from 1; one after the other from the first column on. */
export type SheetSeals = ReadonlyMap<number, string>;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Characters of one seal. */
export const SEAL = 3;
const EMPTY = '.'.repeat(SEAL);
/** As much as one cell of the hidden sheet holds safely. */
const LINE = 30_000;
/** Cells of one sheet that are sealed; beyond them it is as before: nobody can tell. */
export const MAX_SEALED = 200_000;

/** Instants are numbers of days with a fraction, and lose parts of a second: they count to a thousandth of a day. */
const plainNumber = (value: number): string =>
  Math.abs(value) >= 1000 && !Number.isInteger(value)
    ? value.toFixed(3)
    : String(Number(value.toPrecision(9)));

/**
 * A seal of 18 bits over what a cell says: enough that hardly any edit goes unseen, and no secret. Numbers count by nine
 * digits, texts without what spreadsheet programs change by themselves; null and an empty text are no cell.
 */
export function cellSeal(value: string | number | null): string {
  const text = value === null ? '' : typeof value === 'number' ? plainNumber(value) : plainText(value);
  if (text === '') return EMPTY;
  // FNV-1a, its 32 bits folded to 18.
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  const folded = (hash ^ (hash >>> 18)) & 0x3ffff;
  return (DIGITS[folded >> 12] ?? '') + (DIGITS[(folded >> 6) & 63] ?? '') + (DIGITS[folded & 63] ?? '');
}

/** The seals of a row, one after the other, column by column. */
export const sealOfRow = (values: readonly (string | number | null)[]): string =>
  values.map(cellSeal).join('');

/** The seal of one column, from 0. */
export const sealAt = (seals: string, column: number): string =>
  seals.slice(column * SEAL, (column + 1) * SEAL) || EMPTY;

/** Seals of a row with another seal in one of its columns, from 0. */
export const withSeal = (seals: string, column: number, seal: string): string =>
  seals.slice(0, column * SEAL).padEnd(column * SEAL, '.') + seal + seals.slice((column + 1) * SEAL);

/** The seal of where a cell leads: to an address, or anywhere within the file. */
export const linkSeal = (target: string | null): string =>
  cellSeal(target === null ? 'inside' : `to ${plainAddress(target)}`);

/** An address as all spellings of it are the same one. */
export const plainAddress = (address: string): string =>
  address
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\/$/, '');

/** Stands for a cell whose value a formula of the export gives: it may say something else once what it counts was changed. */
export const COMPUTED_SEAL = '='.repeat(SEAL);

/** What lines of the hidden sheet seal: what cells say, where they lead, or that formulas stand in them. */
export type SealKind = 'seal' | 'link' | 'computed';

/** Columns, from 0, in which two rows of seals differ; a cell beyond the end of one is an empty one. */
export function changedColumns(a: string, b: string): readonly number[] {
  const changed: number[] = [];
  for (let column = 0; column < Math.max(a.length, b.length) / SEAL; column += 1)
    if (sealAt(a, column) !== sealAt(b, column)) changed.push(column);
  return changed;
}

/** Lines of the hidden sheet: the name of a sheet, the number of the first row, and the seals of rows from there on. */
export function* sealLines(
  sheet: string,
  seals: SheetSeals,
  kind: SealKind = 'seal',
): Generator<readonly string[]> {
  let first = 0;
  let next = 0;
  let text = '';
  for (const [number, seal] of seals) {
    if (seal.length >= LINE) continue;
    if (number !== next || text.length + seal.length >= LINE) {
      if (first > 0) yield [kind, sheet, String(first), text];
      first = number;
      text = seal;
    } else text = `${text}|${seal}`;
    next = number + 1;
  }
  if (first > 0) yield [kind, sheet, String(first), text];
}

/** Reads such lines back, by name of the sheet; lines of another kind are passed over. */
export function readSeals(
  lines: Iterable<readonly string[]>,
  wanted: SealKind = 'seal',
): ReadonlyMap<string, SheetSeals> {
  const found = new Map<string, Map<number, string>>();
  for (const [kind, sheet = '', first = '', text = ''] of lines) {
    if (kind !== wanted || !/^\d{1,7}$/.test(first)) continue;
    const seals = found.get(sheet) ?? new Map<number, string>();
    found.set(sheet, seals);
    for (const [at, seal] of text.split('|').entries()) seals.set(Number(first) + at, seal);
  }
  return found;
}
