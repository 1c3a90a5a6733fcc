import { trimEndOf, trimEndsOf } from '../../../domain/words/trim-ends.ts';

// Forms give what may be said with a box each, of which one is ticked: "☐ AWS ☒ Customer", or a line for each. What is not ticked is not said.

/** Empty, ticked, crossed out or ticked with a cross, and a box with a cross in it. */
type Sign = 'empty' | 'tick' | 'cross' | 'crossed';
const SIGNS =
  /[\u2610\u25a1\u25a2\u2b1c\u{1f532}\u25cb\u25ef\u2611\u2705\u2713\u2714\u{1f5f9}\u25a0\u25cf\u25c9\u2717\u2718\u274c\u2716\u2715\u2612\u22a0\u{1f5f7}]\ufe0f?|(?<![\p{L}\p{N}_])(?:\[[ xX\u2713\u2714]?\]|\([ xX]?\)|:(?:x|white_check_mark|heavy_check_mark):)/gu;
const KINDS: readonly (readonly [Sign, RegExp])[] = [
  ['empty', /^(?:[\u2610\u25a1\u25a2\u2b1c\u{1f532}\u25cb\u25ef]|\[ ?\]|\( ?\))/u],
  ['cross', /^(?:[\u2717\u2718\u274c\u2716\u2715]|:x:)/u],
  ['crossed', /^[\u2612\u22a0\u{1f5f7}]/u],
];
const kindOf = (sign: string): Sign => KINDS.find(([, pattern]) => pattern.test(sign))?.[0] ?? 'tick';
/** Points of lists look like these. */
const POINT = /^[\u25a1\u25a2\u25a0\u25cb\u25ef\u25cf]/u;
/** Whether the signs of a text may be points in front of what stands in a list, all of one kind. */
export function hasPoints(text: string): boolean {
  const [first, ...more] = text.match(SIGNS) ?? [];
  return first !== undefined && POINT.test(first) && more.every((sign) => sign === first);
}
/** Whether a sign by itself is a box and nothing else. */
const BOX = /[\u2610\u2611\u2612\u2b1c\u{1f532}\u{1f5f9}\u{1f5f7}]/u;

/** The signs of boxes in a text, by which "☐ AWS" and "☒ AWS" differ. */
export const boxSigns = (text: string): string => (text.match(SIGNS) ?? []).join('');

export interface Boxes {
  readonly ticked: readonly string[];
  readonly empty: readonly string[];
}
const LONGEST = 2000;

/**
 * What a text says of each of its boxes; null for a text without any. Unsure: signs that may be meant either
 * way, as a cross by itself, or that stand neither in front of what they are of nor behind it.
 */
export function boxesIn(text: string): Boxes | 'unsure' | null {
  const trimmed = text.slice(0, LONGEST).trim();
  const found = [...trimmed.matchAll(SIGNS)];
  const [first] = found;
  if (first === undefined) return null;
  const pieces = trimmed.split(SIGNS).map(bare);
  // In front of the first sign and behind the last one.
  const [before = '', after = ''] = [pieces[0], pieces.at(-1)];
  const options = before === '' ? pieces.slice(1) : after === '' ? pieces.slice(0, -1) : null;
  if (options === null) return BOX.test(trimmed) ? 'unsure' : null;
  // A sign by itself is a mark.
  if (options.every((option) => option === '')) return null;
  if (options.includes('')) return 'unsure';
  const signs = found.map(({ 0: sign }) => sign);
  const kinds = new Set(signs.map(kindOf));
  if (kinds.has('crossed') && (kinds.has('tick') || kinds.has('cross'))) return 'unsure';
  // A cross beside ticks is none, and beside empty boxes a tick.
  const isCrossOpen = kinds.has('cross') && kinds.has('tick') === kinds.has('empty');
  if (isCrossOpen) return 'unsure';
  const isTicked = (sign: string): boolean => {
    const kind = kindOf(sign);
    return kind === 'cross' ? kinds.has('empty') : kind !== 'empty';
  };
  return {
    ticked: options.filter((_, index) => isTicked(signs[index] ?? '')),
    empty: options.filter((_, index) => !isTicked(signs[index] ?? '')),
  };
}
/** What stands between one option and the next. */
const bare = (option: string): string => trimEndOf(trimEndsOf(option, ' \t\n\r:'), ' \t\n\r,;/|');

/** The text of what is ticked in a text, which is the text itself where it has no boxes; null where nothing is, or it cannot be told. */
export function tickedIn(text: string): string | null {
  const boxes = boxesIn(text);
  if (boxes === null) return text;
  return boxes === 'unsure' || boxes.ticked.length === 0 ? null : boxes.ticked.join('\n');
}
