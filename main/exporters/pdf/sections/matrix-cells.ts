import {
  decodeOwnership,
  kindsById,
  namesById,
  OWNERSHIP_STYLES,
  ownershipKeys,
  ownershipWords,
  partiesOf,
} from '../../../domain/duties/ownership.ts';
import { CELL_FLAGS, type MatrixCell } from '../../../domain/pictures/matrix.ts';
import { partySigns } from '../../../domain/report/party-signs.ts';
import type { Report } from '../../../domain/report/report.ts';
import type { Book } from '../book.ts';
import type { Placed } from '../content.ts';
import { fillOf, inkOf, RULE, STYLES, type TextStyle } from '../styles.ts';

/** Paints the owners of a duty at one place, and says them in words. */
export interface CellPainter {
  words(cell: MatrixCell): string;
  draw(cell: MatrixCell, box: Placed): void;
}

const isFlagged = ({ flags }: MatrixCell): boolean => (flags & CELL_FLAGS.misconception) !== 0;

/** What several own is drawn as its parts side by side, each with its letter; the last carries the sign of a misconception. */
export function cellPainter(book: Book, report: Report): CellPainter {
  const kinds = kindsById(report.parties);
  const names = namesById(report.parties);
  const signs = partySigns(report.parties);
  return {
    words: (cell) =>
      `${ownershipWords(decodeOwnership(cell.ownership), names)}${isFlagged(cell) ? ', rests on a known misconception' : ''}`,
    draw: (cell, box) => {
      const ownership = decodeOwnership(cell.ownership);
      const keys = ownershipKeys(ownership, kinds);
      const parties = partiesOf(ownership);
      const w = box.w / keys.length;
      for (const [index, key] of keys.entries()) {
        const part = { ...box, x: box.x + index * w, w };
        if (key === 'unanswered') book.content.frame(RULE, 0.4, part, '[1.2 1.2] 0 d');
        else book.content.fill(fillOf(key), part);
        const letter = signs.get(parties[index] ?? '') ?? OWNERSHIP_STYLES[key].letter;
        const sign = isFlagged(cell) && index === keys.length - 1 ? `${letter}!` : letter;
        const style: TextStyle = { ...STYLES.cellBold, leading: box.h, colour: inkOf(key) };
        // Only a sign that is wider than its part of the cell is drawn smaller.
        const fitting = Math.floor((style.size * w * 10) / book.widthOf(sign, style)) / 10;
        const size = Math.min(style.size, fitting);
        book.content.centred(sign, { ...style, size }, part.x + w / 2, box.y);
      }
    },
  };
}
