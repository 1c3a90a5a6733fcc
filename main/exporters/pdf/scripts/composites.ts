import type { EmbeddedFont } from '../raw-document.ts';

/** A glyph of the font within another: its number there, and its place in the font's units. */
export interface Part {
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
}
interface Composite {
  readonly parts: readonly Part[];
  readonly advance: number;
}
/** Numbers from here on are none that a font can have. */
const FIRST = 0x10000;
const FLAG = { words: 1, offsets: 2, more: 32 } as const;

/**
 * Glyphs put together of a letter and what stands above, below or on it, added to an embedded font. On paper they are one
 * character, and so a reader gets one, in its place on the line; a mark drawn by itself is torn off by many.
 */
export class Composites {
  readonly #font: EmbeddedFont;
  readonly #made: Composite[] = [];

  constructor(font: EmbeddedFont) {
    this.#font = font;
  }
  /** Adds one and gives its number in the subset. `advance` is in the font's units. */
  add(parts: readonly Part[], advance: number): number {
    if (this.#made.length === 0) this.#takePart();
    this.#announce(parts.length);
    return this.#font.subset.glyphs.push(FIRST + this.#made.push({ parts, advance }) - 1) - 1;
  }
  /** The font says how large its composites get; those of ours may hold some of its own. */
  #announce(parts: number): void {
    const { maxp } = this.#font.font;
    const first = this.#made.length === 0;
    if (first) maxp.maxComponentDepth += 1;
    maxp.maxComponentElements = Math.max(maxp.maxComponentElements, parts);
    const most = (own: number, all: number) => Math.min(0xffff, Math.max(own * parts, all));
    maxp.maxCompositePoints = most(maxp.maxPoints, maxp.maxCompositePoints);
    maxp.maxCompositeContours = most(maxp.maxContours, maxp.maxCompositeContours);
  }
  /** The subset asks for the outline of each of its glyphs when it is written: it gets those of ours as well. */
  #takePart(): void {
    const { subset } = this.#font;
    const ofTheFont = subset._addGlyph.bind(subset);
    subset._addGlyph = (glyph) => {
      const composite = this.#made[glyph - FIRST];
      if (!composite) return ofTheFont(glyph);
      const parts = composite.parts.map((part) => ({ ...part, id: subset.includeGlyph(part.glyph) }));
      const boxes = composite.parts.map((part) => this.#boxOf(part));
      // Without parts it is a blank, which has no outline at all.
      const box = {
        left: Math.min(...boxes.map(({ left }) => left)),
        bottom: Math.min(...boxes.map(({ bottom }) => bottom)),
        right: Math.max(...boxes.map(({ right }) => right)),
        top: Math.max(...boxes.map(({ top }) => top)),
      };
      const blank = parts.length === 0;
      const bytes = blank ? new Uint8Array() : outlineOf(parts, [box.left, box.bottom, box.right, box.top]);
      subset.glyf.push(bytes);
      subset.loca.offsets.push(subset.offset);
      subset.hmtx.metrics.push({ advance: composite.advance, bearing: blank ? 0 : box.left });
      subset.offset += bytes.length;
      return subset.glyf.length - 1;
    };
  }
  #boxOf({ glyph, x, y }: Part) {
    const { minX, minY, maxX, maxY } = this.#font.font.getGlyph(glyph).bbox;
    return {
      left: Math.floor(minX + x),
      bottom: Math.floor(minY + y),
      right: Math.ceil(maxX + x),
      top: Math.ceil(maxY + y),
    };
  }
}

/** A composite glyph as TrueType writes it: parts by number, each with its offset. */
function outlineOf(
  parts: readonly { id: number; x: number; y: number }[],
  box: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(10 + parts.length * 8);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, -1);
  for (const [index, edge] of box.entries()) view.setInt16(2 + index * 2, edge);
  for (const [index, { id, x, y }] of parts.entries()) {
    const at = 10 + index * 8;
    const more = index < parts.length - 1 ? FLAG.more : 0;
    view.setUint16(at, FLAG.words | FLAG.offsets | more);
    view.setUint16(at + 2, id);
    view.setInt16(at + 4, Math.round(x));
    view.setInt16(at + 6, Math.round(y));
  }
  return bytes;
}
