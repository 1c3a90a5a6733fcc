import { OWNERSHIP_STYLES, type OwnershipKey } from '../../domain/duties/ownership.ts';
import { leavesOut } from '../../domain/report/audience.ts';
import { partySigns } from '../../domain/report/party-signs.ts';
import type { Report } from '../../domain/report/report.ts';
import { numeral } from '../../domain/words/counted.ts';
import type { Book } from './book.ts';
import { type Chip, chipWidth, drawChips } from './cell-blocks.ts';
import { STYLES } from './styles.ts';
import type { Line } from './text.ts';
import { ours, quoted } from './words.ts';

const GAP = 14;
const ROW = 12.5;
/** The last line of signs, and what is free below it. */
const AFTER = 14;

/** What stands for each party, and for the two answers without one, with the words for it. */
function signed(report: Report): readonly (Chip & { readonly words: string })[] {
  const signs = partySigns(report.parties);
  const plain = (key: OwnershipKey, words: string) => ({ key, sign: OWNERSHIP_STYLES[key].letter, words });
  return [
    ...report.parties.map(({ id, kind, name }) => ({
      key: kind,
      sign: signs.get(id) ?? '',
      words: ours(`${quoted(name)} (${OWNERSHIP_STYLES[kind].label.toLowerCase()})`),
    })),
    plain('not-applicable', 'not applicable'),
    ...(leavesOut(report, 'open') ? [] : [plain('unanswered', 'unanswered')]),
  ];
}

/** A sign with its words where they stand: from the left of the text, and below the beginning of the legend. */
interface Placed {
  readonly chip: Chip;
  readonly lines: readonly Line[];
  readonly indent: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}
function laidOut(book: Book, report: Report): readonly Placed[] {
  let [x, y] = [0, 0];
  return signed(report).map(({ words, ...chip }) => {
    const text = book.show(words, 'the name of a party');
    const indent = chipWidth(chip.sign) + 5;
    const lines = book.wrap(text, STYLES.label, book.width - indent);
    const w = indent + Math.max(...lines.map((line) => book.widthOf(line, STYLES.label)));
    if (x > 0 && x + w > book.width) {
      x = 0;
      y += ROW;
    }
    const placed = { chip, lines, indent, x, y, height: (lines.length - 1) * STYLES.label.leading + ROW };
    y += placed.height - ROW;
    x += w + GAP;
    return placed;
  });
}

/** Points that the legend takes, where it has `most` for its lines. */
export const legendHeight = (book: Book, report: Report, most: number): number =>
  Math.min(
    most + ROW + STYLES.label.leading,
    ...laidOut(book, report)
      .slice(-1)
      .map(({ y }) => y),
  ) + AFTER;

/**
 * The signs of the parties with their whole names, one after the other in as many lines as they need; they go on over landscape
 * pages. On a page that has room for `most` points of them alone, what is more is counted, and stands in the register.
 */
export function drawPartyLegend(book: Book, report: Report, most?: number): void {
  const placed = laidOut(book, report);
  let top = book.y;
  for (const [index, { chip, lines, indent, x, y, height }] of placed.entries()) {
    if (most !== undefined && y + height > most) {
      book.y = top + y + (x > 0 ? ROW : 0);
      book.paragraph(`… and ${numeral(placed.length - index)} more, which the register names.`, STYLES.label);
      break;
    }
    book.y = top + y;
    if (most === undefined && height > book.room) {
      book.newPage('landscape');
      top = book.y - y;
    }
    const at = { x: book.left + x, y: book.y };
    book.structure.leaf(book.content, 'P', {}, () => {
      drawChips(book, [chip], at.x, at.y);
      book.content.lines(lines, STYLES.label, at.x + indent, at.y);
    });
    book.y += height - ROW;
  }
  book.y += AFTER;
}
