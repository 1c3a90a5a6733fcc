import type { MatrixColumn } from '../../../main/domain/pictures/matrix.ts';

/** A column's head in the room it has: `lead` is cut where it does not fit, `tail` stays whole as long as it can. */
export interface Head {
  readonly lead: string;
  readonly tail: string;
  /** Second line, where there is room for one; empty where it would only say the same again. */
  readonly detail: string;
  /** Han, kana and hangul stand upright one below the other; other scripts are turned on their side. */
  readonly stacked: boolean;
}

/** Shorter beginnings in common are not worth cutting. */
const LONG_START = 9;
const STACKED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A service's name without the maker's, by which all of them begin alike: `Amazon RDS` is RDS. */
export const withoutMaker = (name: string): string => name.replace(/^(?:Amazon|AWS)\s+(?=\S)/u, '');

/** What two names have in common at their beginnings, up to the end of a word. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  if (length === a.length || length === b.length) return length;
  const words = a.slice(0, length).search(/[\s_./-][^\s_./-]*$/u);
  return words < 0 ? 0 : words + 1;
}

/**
 * Heads that tell the columns apart even when they are cut: without the maker's name, and where another column begins alike,
 * with that beginning kept from what comes after it.
 */
export function columnHeads(columns: readonly MatrixColumn[]): readonly Head[] {
  const names = columns.map(({ label }) => withoutMaker(label));
  // Neighbours in alphabetical order have the longest beginnings in common.
  const order = names.map((_, index) => index).sort((a, b) => compare(names[a] ?? '', names[b] ?? ''));
  const starts = new Array<number>(names.length).fill(0);
  for (const [place, index] of order.entries())
    for (const other of [order[place - 1], order[place + 1]])
      if (other !== undefined)
        starts[index] = Math.max(starts[index] ?? 0, commonStart(names[index] ?? '', names[other] ?? ''));
  return columns.map((column, index) => {
    const name = names[index] ?? '';
    const start = starts[index] ?? 0;
    const cut = start >= LONG_START && start < name.length ? start : name.length;
    const detail = column.environments?.join(', ') ?? withoutMaker(column.detail);
    return {
      lead: name.slice(0, cut),
      tail: name.slice(cut),
      detail: detail === name ? '' : detail,
      stacked: STACKED.test(name),
    };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
