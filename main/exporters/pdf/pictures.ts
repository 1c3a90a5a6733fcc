import type { Picture, Shape } from '../../domain/pictures/demarcation.ts';
import type { Book } from './book.ts';
import { patchedLetter } from './charts.ts';
import { fillOf, HAIR, INK, inkOf, RULE, STYLES, type TextStyle, WHITE } from './styles.ts';

export interface PaintOptions {
  readonly x: number;
  readonly y: number;
  readonly labels?: TextStyle;
  /** Width of the line, in points. */
  readonly line?: number;
  readonly letters?: boolean;
}

/** Draws a demarcation picture with its top left corner at x, y. */
export function paintPicture(book: Book, picture: Picture, options: PaintOptions): void {
  const { content } = book;
  const { x, y, labels = STYLES.label, line = 2, letters = true } = options;
  for (const shape of picture.shapes) paintShape(book, shape, x, y, letters);
  for (const band of picture.bands) {
    if (!picture.labels.some((label) => label.of === 'band')) break;
    content.line(
      [
        { x, y: y + band.y + band.h },
        { x: x + picture.width, y: y + band.y + band.h },
      ],
      HAIR,
      0.4,
    );
  }
  for (const label of picture.labels) {
    if (label.of === 'band') {
      const text = book.fit(label.text, labels, label.x - 6);
      content.right(text, labels, x + label.x - 6, y + label.y - labels.leading / 2);
    } else {
      content.upwards(label.text, labels, x + label.x + labels.size * 0.36, y + label.y - 4);
    }
  }
  for (const piece of picture.line) {
    const points = piece.points.map((point) => ({ x: x + point.x, y: y + point.y }));
    if (piece.certain) content.line(points, WHITE, line * 2);
    content.line(points, INK, line, piece.certain ? '' : `[${line * 2} ${line * 1.2}] 0 d`);
  }
}

function paintShape(book: Book, shape: Shape, dx: number, dy: number, letters: boolean): void {
  const { content } = book;
  const box = { x: dx + shape.x, y: dy + shape.y + 0.4, w: shape.w, h: Math.max(shape.h - 0.8, 0.3) };
  if (shape.ghost || shape.key === 'unanswered') {
    content.frame(
      RULE,
      0.5,
      { x: box.x + 0.4, y: box.y + 0.4, w: box.w - 0.8, h: box.h - 0.8 },
      '[1.5 1.5] 0 d',
    );
    if (shape.ghost) return;
  } else content.fillOwnership(shape.key, box);
  if (shape.beyond)
    content.frame(INK, 0.5, { x: box.x + 0.25, y: box.y + 0.25, w: box.w - 0.5, h: box.h - 0.5 });
  if (letters && box.w >= 9 && box.h >= 8) {
    const look = { ink: inkOf(shape.key), patch: fillOf(shape.key) };
    patchedLetter(book, shape.letter, look, box);
  }
}
