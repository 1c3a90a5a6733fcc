import { createRequire } from 'node:module';
import type { EmbeddedFont, RawDocument } from './raw-document.ts';

export type FaceName = 'regular' | 'bold' | 'italic';
const FILES: Readonly<Record<FaceName | 'symbols', string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  italic: '@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
  /** Arrows, comparisons and ticks, which the text fonts lack. */
  symbols: '@expo-google-fonts/noto-sans-math/400Regular/NotoSansMath_400Regular.ttf',
};
/** Stands where a character cannot be shown. */
export const MISSING = '\ufffd';

/** The font has these scripts, but they need shaping, which drawing character by character does not do. */
const needsShaping = (code: number): boolean =>
  (code >= 0x0900 && code <= 0x0dff) ||
  (code >= 0x1cd0 && code <= 0x1cff) ||
  (code >= 0xa8e0 && code <= 0xa8ff);

const UNKNOWN = -1;

/** One embedded font: widths and glyph numbers of UTF-16 units, looked up once per document. */
export class Face {
  readonly #font: EmbeddedFont;
  readonly #widths = new Float32Array(0x10000).fill(UNKNOWN);
  readonly #glyphs = new Uint16Array(0x10000);

  /** Shows what this font lacks. */
  readonly #fallback: Face | null;

  constructor(font: EmbeddedFont, fallback: Face | null) {
    this.#font = font;
    this.#fallback = fallback;
  }
  get resource(): string {
    return this.#font.id;
  }
  ref() {
    return this.#font.ref();
  }
  shows(code: number): boolean {
    return this.#has(code) || (this.#fallback?.shows(code) ?? false);
  }
  #has(code: number): boolean {
    return code <= 0xffff && !needsShaping(code) && this.#font.font.hasGlyphForCodePoint(code);
  }
  /** The font that shows a character: itself, or the fallback. */
  faceFor(code: number): Face {
    return code < 0x2000 || this.#fallback === null || this.#has(code) ? this : this.#fallback;
  }
  /** Whether a line needs the fallback somewhere. */
  isMixed(line: string): boolean {
    for (let i = 0; i < line.length; i += 1) {
      const code = line.charCodeAt(i);
      if (code >= 0x2000 && this.faceFor(code) !== this) return true;
    }
    return false;
  }
  /** Advance in thousandths of the size. */
  advance(code: number): number {
    const known = this.#widths[code] ?? 0;
    if (known !== UNKNOWN) return known;
    const face = this.faceFor(code);
    const width =
      face !== this
        ? face.advance(code)
        : this.#font.font.glyphForCodePoint(code).advanceWidth * this.#font.scale;
    this.#widths[code] = width;
    return width;
  }
  /** Width of a line in points. */
  width(text: string, size: number): number {
    let total = 0;
    for (let i = 0; i < text.length; i += 1) total += this.advance(text.charCodeAt(i));
    return (total * size) / 1000;
  }
  /** Number of the character's glyph in the embedded subset. */
  glyph(code: number): number {
    const known = this.#glyphs[code] ?? 0;
    return known === 0 ? this.#embed(code) : known;
  }
  /** Kerning after each character, in thousandths of the size; null where the font would join characters. */
  kerning(text: string): readonly number[] | null {
    const run = this.#font.font.layout(text, { liga: false, clig: false, dlig: false });
    if (run.glyphs.length !== text.length) return null;
    return run.glyphs.map(
      (glyph, i) =>
        ((run.positions[i]?.xAdvance ?? glyph.advanceWidth) - glyph.advanceWidth) * this.#font.scale,
    );
  }
  #embed(code: number): number {
    const { subset, unicode, widths } = this.#font;
    const glyph = this.#font.font.glyphForCodePoint(code);
    let id = subset.includeGlyph(glyph.id);
    // Two characters that look alike (a space and a no-break space) get a glyph each, so both read back as themselves.
    if (unicode[id] !== undefined) id = subset.glyphs.push(glyph.id) - 1;
    unicode[id] = [code];
    widths[id] = glyph.advanceWidth * this.#font.scale;
    this.#glyphs[code] = id;
    return id;
  }
}

export type Fonts = Readonly<Record<FaceName | 'symbols', Face>>;

/** Whether every style can show a character: a note in italics must not lose what the register's text keeps. */
export const showsCharacter = ({ regular, bold, italic }: Fonts, code: number): boolean =>
  regular.shows(code) && bold.shows(code) && italic.shows(code);

/** Registers the embedded fonts; they are found beside the installed packages, from source and from a bundle. */
export function loadFonts(doc: RawDocument): Fonts {
  const require = createRequire(import.meta.url);
  const load = (name: FaceName | 'symbols', fallback: Face | null): Face => {
    doc.registerFont(name, require.resolve(FILES[name]));
    doc.font(name);
    return new Face(doc._font, fallback);
  };
  const symbols = load('symbols', null);
  return {
    regular: load('regular', symbols),
    bold: load('bold', symbols),
    italic: load('italic', symbols),
    symbols,
  };
}
