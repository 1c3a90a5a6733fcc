import {
  type OwnerKey,
  type OwnershipCount,
  ownerKeyLabel,
  ownerKeyLetter,
  ownerKeyParts,
} from '../../domain/duties/owner-class.ts';
import { OWNERSHIP_STYLES } from '../../domain/duties/ownership.ts';
import { numeral } from '../../domain/words/counted.ts';
import { percentWords } from '../../domain/words/percent.ts';
import type { Book } from './book.ts';
import type { Placed } from './content.ts';
import { fillOf, HAIR, INK, inkOf, RULE, STYLES, type TextStyle, WHITE } from './styles.ts';

/** One bar, whole width = `whole`, parts in the order given; what several own is drawn in the colours of two halves. */
export function stackedBar(book: Book, parts: readonly OwnershipCount[], whole: number, box: Placed): void {
  if (whole === 0) {
    book.content.frame(HAIR, 0.5, box);
    return;
  }
  let x = box.x;
  for (const part of parts) {
    const w = (part.count / whole) * box.w;
    const place = { x, y: box.y, w, h: box.h };
    fillCounted(book, part.key, place);
    if (w >= 11 && box.h >= 9) countedLetter(book, part.key, place);
    x += w;
  }
  book.content.frame(RULE, 0.4, box);
}

function fillCounted(book: Book, key: OwnerKey, box: Placed): void {
  const parts = ownerKeyParts(key);
  const h = box.h / parts.length;
  for (const [index, part] of parts.entries())
    book.content.fillOwnership(part, { ...box, y: box.y + index * h, h });
}

function countedLetter(book: Book, key: OwnerKey, box: Placed): void {
  const [only = 'unanswered', ...more] = ownerKeyParts(key);
  const look = more.length > 0 ? { ink: INK, patch: WHITE } : { ink: inkOf(only), patch: fillOf(only) };
  patchedLetter(book, ownerKeyLetter(key), look, box);
}

/** A letter in the middle of a box, on a plain patch, so that no pattern runs through it. */
export function patchedLetter(
  { content }: Book,
  letter: string,
  look: { readonly ink: string; readonly patch: string },
  box: Placed,
): void {
  const style: TextStyle = { ...STYLES.cellBold, colour: look.ink };
  const { size } = style;
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  content.fill(look.patch, {
    x: middle.x - size * 0.5,
    y: middle.y - size * 0.52,
    w: size,
    h: size * 1.04,
  });
  content.centred(letter, style, middle.x, middle.y - style.leading / 2);
}

/** Square, name, count and share of each part; in columns. Returns the height used. */
export function legend(
  book: Book,
  parts: readonly OwnershipCount[],
  whole: number,
  at: { x: number; y: number; w: number; columns: number },
): number {
  const row = 14;
  const width = at.w / at.columns;
  for (const [index, part] of parts.entries()) {
    const x = at.x + (index % at.columns) * width;
    const y = at.y + Math.floor(index / at.columns) * row;
    swatch(book, part.key, x, y + 1);
    book.content.lines([ownerKeyLabel(part.key)], STYLES.label, x + 17, y + 1);
    book.content.right(
      `${numeral(part.count)}  ${percentWords(part.count, whole)}`,
      STYLES.labelBold,
      x + width - 16,
      y + 1,
    );
  }
  return Math.ceil(parts.length / at.columns) * row;
}

/** A small square with its letter, as in the matrix. */
export function swatch(book: Book, key: OwnerKey, x: number, y: number): void {
  const box = { x, y, w: 11, h: 10 };
  fillCounted(book, key, box);
  book.content.frame(RULE, 0.4, box);
  countedLetter(book, key, box);
}

/** Every sign of the document's pictures and tables, for its legend. */
export const LEGEND_KEYS = Object.keys(OWNERSHIP_STYLES) as (keyof typeof OWNERSHIP_STYLES)[];

/** Bars of plain counts under each other: a name, a bar in one tone, the count. Returns the height used. */
export function countBars(
  book: Book,
  bars: readonly { readonly label: string; readonly count: number; readonly tone: string }[],
  at: { x: number; y: number; w: number; labelWidth: number },
): number {
  const row = 16;
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const room = at.w - at.labelWidth - 44;
  for (const [index, bar] of bars.entries()) {
    const y = at.y + index * row;
    book.content.lines([bar.label], STYLES.label, at.x, y + 1);
    const w = (bar.count / most) * room;
    if (bar.count > 0)
      book.content.fill(bar.tone, { x: at.x + at.labelWidth, y: y + 1.5, w: Math.max(w, 1), h: 9 });
    book.content.lines([numeral(bar.count)], STYLES.labelBold, at.x + at.labelWidth + w + 5, y + 1);
  }
  return bars.length * row;
}
