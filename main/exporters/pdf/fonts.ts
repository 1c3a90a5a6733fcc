import { createRequire } from 'node:module';
import { openFont } from './font-tables.ts';
import type { Missing } from './missing.ts';
import type { EmbeddedFont, RawDocument } from './raw-document.ts';
import { ScriptFonts } from './scripts/script-fonts.ts';

export type FaceName = 'regular' | 'bold' | 'italic';
const FILES: Readonly<Record<FaceName | 'symbols', string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  italic: '@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
  /** Arrows, comparisons and ticks, which the text fonts lack. */
  symbols: '@expo-google-fonts/noto-sans-math/400Regular/NotoSansMath_400Regular.ttf',
};
export const FONT_FILES: readonly string[] = Object.values(FILES);

/**
 * Drawn letter by letter, in the order in which they are written: Latin, Greek, Cyrillic and signs. Everything else, and
 * what stands above or below a letter, goes through the shaper.
 */
const standsAlone = (code: number): boolean =>
  code < 0x300 ||
  (code >= 0x370 && code < 0x530 && !(code >= 0x483 && code <= 0x489)) ||
  (code >= 0x1e00 && code < 0x2000) ||
  (code >= 0x2000 &&
    code < 0x2e80 &&
    !(code >= 0x200b && code <= 0x200f) &&
    !(code >= 0x2028 && code <= 0x202e) &&
    !(code >= 0x2060 && code <= 0x206f) &&
    !(code >= 0x20d0 && code <= 0x20ff)) ||
  code === 0xfffd;

const UNKNOWN = -1;
const YES = 1;
const NO = 2;
/** From here on the font of signs is asked for what the text font lacks; it has letters of other scripts, but cannot join them. */
const SIGNS = 0x2000;
/** Below it every text font has every letter. */
const FIRST_UNSURE = 0x300;

/** One embedded font: widths and glyph numbers of UTF-16 units, looked up once per document. */
export class Face {
  readonly #font: EmbeddedFont;
  readonly #widths = new Float32Array(0x10000).fill(UNKNOWN);
  readonly #glyphs = new Uint16Array(0x10000);
  readonly #shown = new Uint8Array(0x10000);

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
  /** Whether the character can be drawn by itself, in this font or, for signs, in the other. */
  shows(code: number): boolean {
    if (code > 0xffff) return false;
    const known = this.#shown[code];
    if (known) return known === YES;
    const shown = this.#has(code) || (code >= SIGNS && (this.#fallback?.shows(code) ?? false));
    this.#shown[code] = shown ? YES : NO;
    return shown;
  }
  #has(code: number): boolean {
    return standsAlone(code) && this.#font.font.hasGlyphForCodePoint(code);
  }
  /** The font that shows a character: itself, or the fallback. */
  faceFor(code: number): Face {
    return code < SIGNS || this.#fallback === null || this.#has(code) ? this : this.#fallback;
  }
  /** How a line is drawn: by this font alone, with signs of the other, or by the shaper. */
  setting(line: string): 'plain' | 'mixed' | 'shaped' {
    let setting: 'plain' | 'mixed' = 'plain';
    for (let i = 0; i < line.length; i += 1) {
      const code = line.charCodeAt(i);
      if (code < FIRST_UNSURE) continue;
      if (!this.shows(code)) return 'shaped';
      if (code >= SIGNS && this.faceFor(code) !== this) setting = 'mixed';
    }
    return setting;
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

export interface Fonts extends Readonly<Record<FaceName | 'symbols', Face>> {
  readonly scripts: ScriptFonts;
}

/** Whether every style can show a character: a note in italics must not lose what the register's text keeps. */
export const showsCharacter = ({ regular, bold, italic }: Fonts, code: number): boolean =>
  regular.shows(code) && bold.shows(code) && italic.shows(code);

/** Registers the embedded fonts; they are found beside the installed packages, from source and from a bundle. */
export function loadFonts(doc: RawDocument, missing: Missing): Fonts {
  const require = createRequire(import.meta.url);
  const load = (name: FaceName | 'symbols'): EmbeddedFont =>
    openFont(doc, name, () => require.resolve(FILES[name]));
  const embedded = {
    symbols: load('symbols'),
    regular: load('regular'),
    bold: load('bold'),
    italic: load('italic'),
  };
  const symbols = new Face(embedded.symbols, null);
  return {
    regular: new Face(embedded.regular, symbols),
    bold: new Face(embedded.bold, symbols),
    italic: new Face(embedded.italic, symbols),
    symbols,
    scripts: new ScriptFonts(doc, embedded, missing),
  };
}
