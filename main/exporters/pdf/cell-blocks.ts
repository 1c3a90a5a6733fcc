import type { OwnershipKey } from '../../domain/duties/ownership.ts';
import type { Book } from './book.ts';
import type { Leaf } from './structure.ts';
import { fillOf, INK, inkOf, RULE, STYLES, type TextStyle } from './styles.ts';
import type { Line } from './text.ts';

export interface TextBlock {
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  /** The width at whose end its lines end: they stand at the right of it. */
  readonly endsAt?: number | undefined;
  /** Name of the content mark by which the finished file is counted again. */
  readonly mark?: string | undefined;
}
export interface Chip {
  readonly key: OwnershipKey;
  readonly sign: string;
}
export interface ChipBlock {
  /** Lines of chips. */
  readonly chips: readonly (readonly Chip[])[];
}
interface LinkPiece {
  readonly line: Line;
  /** What is read aloud for it. */
  readonly text: string;
  readonly to: string;
  readonly x: number;
  readonly style: TextStyle;
  /** It is more of the words before it. */
  readonly goesOn: boolean;
  readonly mark?: string | undefined;
}
/** Words that lead to places of the document, running on over lines. */
export interface LinkBlock {
  readonly links: readonly (readonly LinkPiece[])[];
  readonly style: TextStyle;
}
export type Block = TextBlock | ChipBlock | LinkBlock;
export type Cell = readonly Block[];

const CHIP = { size: 10, gap: 2, height: 11 } as const;
/** Width of a chip with its sign. */
export const chipWidth = (sign: string): number => CHIP.size + (sign.length - 1) * 4;

/** Lays chips out in lines of at most `width` points. */
export function chipBlock(chips: readonly Chip[], width: number): ChipBlock {
  const lines: Chip[][] = [[]];
  let used = 0;
  for (const chip of chips) {
    const w = chipWidth(chip.sign) + (used > 0 ? CHIP.gap * 2 : 0);
    if (used > 0 && used + w > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(chip);
    used += used > 0 ? w : chipWidth(chip.sign);
  }
  return { chips: lines };
}

/** Words of a cell, and the place that they lead to. */
export interface LinkItem {
  readonly text: string;
  /** What is no known place leaves them plain text. */
  readonly to: string;
  /** As links look, unless said; all of one leading. */
  readonly style?: TextStyle;
  /** What stands between them and the next; a comma unless said. */
  readonly end?: string;
  /** Name of the content mark by which the finished file is read again. */
  readonly mark?: string;
  /** What is read aloud for a link that is cut short for the eye. */
  readonly said?: string;
}

/** Lays out words with the places that they lead to, running on in lines of at most `width` points. */
export function linkBlock(book: Book, items: readonly LinkItem[], width: number): LinkBlock {
  const lines: LinkPiece[][] = [[]];
  let x = 0;
  for (const [
    index,
    { text, to, style = STYLES.cellLink, end = ',', mark, said = text },
  ] of items.entries()) {
    const whole = index < items.length - 1 || end !== ',' ? `${text}${end}` : text;
    for (const [part, piece] of book.wrap(whole, style, width).entries()) {
      const w = book.widthOf(piece, style);
      if (x > 0 && x + w > width) {
        lines.push([]);
        x = 0;
      }
      lines.at(-1)?.push({ line: piece, text: said, to, x, style, goesOn: part > 0, mark });
      x += w + style.size * 0.3;
    }
  }
  return { links: lines, style: STYLES.cellLink };
}

const leadingOf = (block: Block): number => ('chips' in block ? CHIP.height : block.style.leading);
const linesOf = (block: Block): number =>
  'chips' in block ? block.chips.length : 'links' in block ? block.links.length : block.lines.length;
export const cellHeight = (cell: Cell): number =>
  cell.reduce((sum, block) => sum + leadingOf(block) * linesOf(block), 0);

/** Where a cell's next piece begins: rows taller than a page go on over several. */
export interface Cursor {
  block: number;
  line: number;
}

/** Paints what fits of a cell above `limit`, into its leaf, from the cursor on; returns where it ends. */
export function paintCell(
  book: Book,
  cell: Cell,
  cursor: Cursor,
  leaf: Leaf,
  at: { readonly x: number; readonly y: number; readonly limit: number },
): number {
  let { y } = at;
  let full = false;
  const next = (
    wanted: (block: Block) => boolean,
    paint: (block: Block, from: number, to: number) => void,
  ) => {
    while (!full) {
      const block = cell[cursor.block];
      if (!block || !wanted(block)) return;
      const leading = leadingOf(block);
      const space = Math.floor((at.limit - y + 0.01) / leading);
      const to = Math.min(linesOf(block), cursor.line + space);
      if (space < 1) full = true;
      else {
        paint(block, cursor.line, to);
        y += (to - cursor.line) * leading;
        full = to < linesOf(block);
        cursor.line = full ? to : 0;
        if (!full) cursor.block += 1;
      }
    }
  };
  const isLink = (block: Block) => 'links' in block;
  while (!full && cursor.block < cell.length) {
    // Text and chips in one run of content; each link is an element of its own inside the cell.
    if (isLink(cell[cursor.block] as Block))
      next(isLink, (block, from, to) => {
        if ('links' in block) paintLinks(book, block, leaf, { x: at.x, y, from, to });
      });
    else
      book.structure.mark(book.content, leaf, () =>
        next(
          (block) => !isLink(block),
          (block, from, to) => {
            if ('chips' in block)
              for (const [index, line] of block.chips.slice(from, to).entries())
                drawChips(book, line, at.x, y + index * CHIP.height);
            else if ('lines' in block) paintText(book, block, { x: at.x, y, from, to });
          },
        ),
      );
  }
  return y;
}

interface Piece {
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}
function paintText({ content }: Book, block: TextBlock, { x, y, from, to }: Piece): void {
  const { lines, style, mark, endsAt } = block;
  const draw = () =>
    endsAt === undefined
      ? content.lines(lines.slice(from, to), style, x, y, from > 0)
      : content.endingAt(lines.slice(from, to), style, x + endsAt, y, from > 0);
  if (mark === undefined) draw();
  else content.marked(mark, from > 0, draw);
}

function paintLinks(book: Book, { links, style }: LinkBlock, leaf: Leaf, { x, y, from, to }: Piece): void {
  const { content, structure } = book;
  for (const [index, line] of links.slice(from, to).entries())
    for (const piece of line) {
      const top = y + index * style.leading;
      const known = book.links.knows(piece.to);
      const inner = known ? structure.openLeafIn(leaf, 'Link') : leaf;
      const draw = () => content.lines([piece.line], piece.style, x + piece.x, top, piece.goesOn);
      structure.mark(content, inner, () =>
        piece.mark === undefined ? draw() : content.marked(piece.mark, piece.goesOn, draw),
      );
      if (!known) continue;
      const w = book.widthOf(piece.line, piece.style);
      book.links.link(inner, piece.to, piece.text, content, { x: x + piece.x, y: top, w, h: style.leading });
      structure.closeLeaf(inner);
    }
}

/** Coloured boxes with the sign of each party, joined by a plus as in Excel. */
export function drawChips({ content }: Book, chips: readonly Chip[], x: number, y: number): void {
  let at = x;
  for (const [index, { key, sign }] of chips.entries()) {
    const style: TextStyle = { ...STYLES.cellBold, leading: CHIP.size, colour: inkOf(key) };
    if (index > 0) {
      content.centred('+', { ...style, colour: INK }, at + CHIP.gap, y);
      at += CHIP.gap * 2;
    }
    const w = chipWidth(sign);
    content.fill(fillOf(key), { x: at, y, w, h: CHIP.size });
    if (key === 'unanswered') content.frame(RULE, 0.5, { x: at, y, w, h: CHIP.size });
    content.centred(sign, style, at + w / 2, y);
    at += w;
  }
}
