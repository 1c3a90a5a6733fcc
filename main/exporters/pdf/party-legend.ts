import { OWNERSHIP_STYLES, type OwnershipKey } from '../../domain/duties/ownership.ts';
import { partySigns } from '../../domain/report/party-signs.ts';
import type { Report } from '../../domain/report/report.ts';
import { numeral } from '../../domain/words/counted.ts';
import type { Book } from './book.ts';
import { type Chip, chipWidth, drawChips } from './cell-blocks.ts';
import { STYLES } from './styles.ts';
import { ours, quoted } from './words.ts';

const GAP = 14;
const ROW = 12.5;

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
    plain('unanswered', 'unanswered'),
  ];
}

/**
 * The signs of the parties with their whole names, one after the other in as many lines as they need; they go on over landscape
 * pages. On a page that has room for `most` points of them alone, what is more is counted, and stands in the register.
 */
export function drawPartyLegend(book: Book, report: Report, most?: number): void {
  const style = STYLES.label;
  const entries = signed(report);
  const end = book.y + (most ?? 0);
  let x = book.left;
  for (const [index, { words, ...chip }] of entries.entries()) {
    const text = book.show(words, 'the name of a party');
    const indent = chipWidth(chip.sign) + 5;
    const lines = book.wrap(text, style, book.width - indent);
    const w = indent + Math.max(...lines.map((line) => book.widthOf(line, style)));
    if (x > book.left && x + w > book.right) {
      x = book.left;
      book.y += ROW;
    }
    const height = (lines.length - 1) * style.leading + ROW;
    if (most === undefined && height > book.room) book.newPage('landscape');
    else if (most !== undefined && book.y + height > end) {
      book.paragraph(`… and ${numeral(entries.length - index)} more, which the register names.`, style);
      break;
    }
    book.structure.leaf(book.content, 'P', {}, () => {
      drawChips(book, [chip], x, book.y);
      book.content.lines(lines, style, x + indent, book.y);
    });
    if (lines.length > 1) book.y += (lines.length - 1) * style.leading;
    x += w + GAP;
  }
  book.y += 14;
}
