import fs from 'node:fs';
import { createRequire } from 'node:module';
import { openFont } from '../font-tables.ts';
import { MISSING, type Missing } from '../missing.ts';
import type { EmbeddedFont, RawDocument } from '../raw-document.ts';
import { EMOJI, type FontOrder, fontsFor, type ScriptFont } from './font-files.ts';
import { ShapingFace } from './shaping-face.ts';

export type Weight = 'regular' | 'bold' | 'italic';
export interface Chosen {
  readonly face: ShapingFace;
  /** Bold is asked for, and the font has no bold. */
  readonly heavier: boolean;
  /** Its clusters are pictures, each whole. */
  readonly picture: boolean;
  /** Spaces that follow are set in it. */
  readonly lendsSpaces: boolean;
}
/** Fonts that are open from the start. */
export interface OpenFonts extends Readonly<Record<Weight, EmbeddedFont>> {
  readonly symbols: EmbeddedFont;
}

/** Looks like a picture by itself, or is asked to: by the selector, by a skin tone, a keycap, a flag. */
const PICTURE = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3/u;
const AS_TEXT = '\ufe0e';
const IGNORABLE = /\p{DI}/u;
/** Tags spell out a flag: they are invisible, but not without a meaning. */
export const isTag = (code: number): boolean => code >= 0xe0020 && code <= 0xe007f;

/** Chooses a font for each cluster of characters, and reads a font when the first text needs it. */
export class ScriptFonts {
  readonly #doc: RawDocument;
  readonly #text: Readonly<Record<Weight, ShapingFace>>;
  readonly #symbols: ShapingFace;
  readonly #missing: Missing;
  readonly #require = createRequire(import.meta.url);
  readonly #open = new Map<string, ShapingFace>();
  readonly #chosen = new Map<string, Chosen | null>();

  /** `missing` hears of characters without a font that come to be drawn without having been looked at. */
  constructor(doc: RawDocument, { regular, bold, italic, symbols }: OpenFonts, missing: Missing) {
    this.#doc = doc;
    this.#missing = missing;
    this.#text = {
      regular: new ShapingFace(regular),
      bold: new ShapingFace(bold),
      italic: new ShapingFace(italic),
    };
    this.#symbols = new ShapingFace(symbols);
  }
  /** Fonts to ask for a text, in order: taken once per text, for `choose`. */
  static orderFor(text: string): FontOrder {
    return fontsFor(text);
  }
  /** The font that has all of a cluster; null where none has. */
  choose(cluster: string, weight: Weight, order: FontOrder): Chosen | null {
    const key = `${weight} ${order.name} ${cluster}`;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const chosen = this.#find(cluster, weight, order);
    this.#chosen.set(key, chosen);
    return chosen;
  }
  /** A cluster in the pieces that one font has whole, each as long as can be; a character that no font has is a piece without one. */
  pieces(
    cluster: string,
    weight: Weight,
    order: FontOrder,
  ): { readonly text: string; readonly chosen: Chosen | null }[] {
    const pieces: { readonly text: string; readonly chosen: Chosen | null }[] = [];
    const chars = Array.from(cluster);
    for (let from = 0; from < chars.length; ) {
      let to = chars.length;
      let chosen = this.choose(chars.slice(from, to).join(''), weight, order);
      while (chosen === null && to > from + 1) {
        to -= 1;
        chosen = this.choose(chars.slice(from, to).join(''), weight, order);
      }
      pieces.push({ text: chars.slice(from, to).join(''), chosen });
      from = to;
    }
    return pieces;
  }
  /** What stands for a character that no font has. Whoever shows a text looks first; this is for what was not looked at. */
  lacking(
    char: string,
    weight: Weight,
    order: FontOrder,
  ): { readonly text: string; readonly chosen: Chosen | null } {
    this.#missing.note('elsewhere', MISSING, [{ code: char.codePointAt(0) ?? 0, at: 0 }]);
    return { text: MISSING, chosen: this.choose(MISSING, weight, order) };
  }
  #find(cluster: string, weight: Weight, order: FontOrder): Chosen | null {
    const codes = Array.from(cluster, (char) => char.codePointAt(0) ?? 0).filter(
      (code) => isTag(code) || !IGNORABLE.test(String.fromCodePoint(code)),
    );
    const hasAll = (face: ShapingFace) => codes.every((code) => face.has(code));
    if (PICTURE.test(cluster) && !cluster.includes(AS_TEXT)) {
      const picture = this.#load(EMOJI, weight);
      if (hasAll(picture.face)) return picture;
    }
    // A note in italics must not lose what the register's text keeps.
    if (Object.values(this.#text).every(hasAll))
      return { face: this.#text[weight], heavier: false, picture: false, lendsSpaces: true };
    if (codes.every((code) => code >= 0x2000) && hasAll(this.#symbols))
      return { face: this.#symbols, heavier: false, picture: false, lendsSpaces: false };
    for (const font of order.fonts) {
      if (!font.covers.test(cluster)) continue;
      const loaded = this.#load(font, weight);
      if (hasAll(loaded.face)) return loaded;
    }
    return null;
  }
  #load(font: ScriptFont, weight: Weight): Chosen {
    const own = weight === 'bold' && font.bold !== undefined;
    const name = own ? `${font.name} bold` : font.name;
    let face = this.#open.get(name);
    if (!face) {
      const file = own ? (font.bold ?? '') : font.regular;
      face = new ShapingFace(openFont(this.#doc, name, () => readFont(this.#require.resolve(file))));
      this.#open.set(name, face);
    }
    const picture = font === EMOJI;
    const heavier = weight === 'bold' && !own && !picture;
    return { face, heavier, picture, lendsSpaces: font.lendsSpaces ?? false };
  }
}

/** fontkit looks at the outline of a glyph that has none, which for the last one of a file lies behind its end. */
const BEHIND_THE_END = 64;
function readFont(path: string): Uint8Array {
  const bytes = fs.readFileSync(path);
  const roomy = new Uint8Array(bytes.length + BEHIND_THE_END);
  roomy.set(bytes);
  return roomy;
}
