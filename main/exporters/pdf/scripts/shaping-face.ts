import type { EmbeddedFont, GlyphPosition } from '../raw-document.ts';
import { attachWhereThereIsAnAnchor } from './anchors.ts';
import { Composites, type Part } from './composites.ts';
import { isDirectionMark, isJoiner, mirrored } from './direction.ts';

/** A glyph in its place, in thousandths of the size. */
export interface PlacedGlyph {
  /** Number in the embedded subset. */
  readonly id: number;
  readonly width: number;
  readonly advance: number;
  readonly dx: number;
  /** The characters it stands for; empty for a second glyph of the same character. */
  readonly text: string;
}
/** A piece of text that is shaped by itself: a word, a syllable, a picture. Its glyphs stand from left to right. */
export interface ShapedUnit {
  readonly glyphs: readonly PlacedGlyph[];
  readonly advance: number;
}
/** A glyph as the font sets it, in the font's units. */
interface SetGlyph {
  readonly glyph: number;
  /** Invisible by design: it has said how its neighbours join. */
  readonly hidden: boolean;
  readonly width: number;
  readonly position: GlyphPosition;
  readonly text: string;
}
type Layout = ReturnType<EmbeddedFont['font']['layout']>;

/** Reads back as nothing: for the second and further glyphs of one character. */
const NOTHING = 0x200b;
const PLAIN_LETTERS = { liga: false, clig: false, dlig: false } as const;
/** Words come again and again; a register in one language has some thousands. */
const REMEMBERED = 20_000;

/** An embedded font as the shaper uses it: units of text in, placed glyphs out. */
export class ShapingFace {
  readonly #font: EmbeddedFont;
  readonly #composites: Composites;
  readonly #known = new Map<number, boolean>();
  readonly #ids = new Map<string, number>();
  readonly #units = new Map<string, ShapedUnit>();

  constructor(font: EmbeddedFont) {
    this.#font = font;
    this.#composites = new Composites(font);
    attachWhereThereIsAnAnchor(font);
  }
  get resource(): string {
    return this.#font.id;
  }
  ref() {
    return this.#font.ref();
  }
  has(code: number): boolean {
    let known = this.#known.get(code);
    if (known === undefined) {
      known = this.#font.font.hasGlyphForCodePoint(code) && this.#font.font.glyphForCodePoint(code).id !== 0;
      this.#known.set(code, known);
    }
    return known;
  }
  /** Shapes a unit. `whole` keeps it one glyph: a syllable or a picture is put together from several, and the font forgets which. */
  unit(text: string, rightToLeft: boolean, whole: boolean): ShapedUnit {
    const key = `${rightToLeft} ${whole} ${text}`;
    let unit = this.#units.get(key);
    if (!unit) {
      const glyphs = this.#shape(text, rightToLeft, whole);
      unit = { glyphs, advance: glyphs.reduce((sum, { advance }) => sum + advance, 0) };
      if (this.#units.size >= REMEMBERED) this.#units.clear();
      this.#units.set(key, unit);
    }
    return unit;
  }
  #shape(unit: string, rightToLeft: boolean, whole: boolean): PlacedGlyph[] {
    const { font } = this.#font;
    const written = Array.from(unit).filter((char) => {
      const code = char.codePointAt(0) ?? 0;
      return !isDirectionMark(code) && (!/\p{DI}/u.test(char) || this.has(code) || isJoiner(code));
    });
    const text = (rightToLeft ? written.map(mirrored) : written).join('');
    const joins = /[^\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Common}\p{scx=Inherited}]/u.test(text);
    const direction = rightToLeft ? 'rtl' : 'ltr';
    const run = font.layout(text, joins ? {} : PLAIN_LETTERS, undefined, undefined, direction);
    const set = setGlyphs(run, text, rightToLeft, font.glyphForCodePoint(0x20).id);
    const inOrder = rightToLeft ? set.toReversed() : set;
    const reads = inOrder.map((glyph) => glyph.text).join('') === written.join('');
    if (set.length > 0 && (whole || !reads)) return this.#place(set, written.join(''), rightToLeft);
    return groupsOf(set, rightToLeft).flatMap((group) => {
      const marked = rightToLeft ? group.toReversed() : group;
      return this.#place(group, marked.map((one) => one.text).join(''), rightToLeft);
    });
  }
  #place(group: readonly SetGlyph[], text: string, rightToLeft: boolean): PlacedGlyph[] {
    const { scale } = this.#font;
    const visible = group.filter(({ hidden }) => !hidden);
    const [only] = visible;
    const codes = Array.from(text);
    const single = !rightToLeft || codes.length < 2;
    if (visible.length === 1 && only && single && standsPlain(only, rightToLeft)) {
      const { glyph, width, position } = only;
      const id = this.#embed(`${glyph} ${text}`, text, width, () => this.#font.subset.includeGlyph(glyph));
      const dx = position.xOffset * scale;
      return [{ id, width: width * scale, advance: position.xAdvance * scale, dx, text }];
    }
    let x = 0;
    const parts: Part[] = [];
    for (const { glyph, position, hidden } of group) {
      if (!hidden) parts.push({ glyph, x: x + position.xOffset, y: position.yOffset });
      x += position.xAdvance;
    }
    if (single) return [this.#composite(parts, x, text)];
    // Readers turn what runs right to left around glyph by glyph: so each carries one character, all but the first without an outline.
    const share = Math.round(x / codes.length);
    const [last = '', ...before] = codes.toReversed();
    return [
      this.#composite(parts, x - share * before.length, last),
      ...before.map((char) => this.#composite([], share, char)),
    ];
  }
  #composite(parts: readonly Part[], advance: number, text: string): PlacedGlyph {
    const { scale } = this.#font;
    const key = `${parts.map(({ glyph, x, y }) => `${glyph},${x},${y}`).join(' ')} ${advance} ${text}`;
    const id = this.#embed(key, text, advance, () => this.#composites.add(parts, Math.round(advance)));
    return { id, width: advance * scale, advance: advance * scale, dx: 0, text };
  }
  /** One number per glyph and what it stands for, so that each reads back as what was written. */
  #embed(key: string, text: string, width: number, include: () => number): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const { subset, unicode, widths, scale } = this.#font;
    let id = include();
    if (unicode[id] !== undefined) id = subset.glyphs.push(subset.glyphs[id] ?? 0) - 1;
    const codes = Array.from(text, (char) => char.codePointAt(0) ?? NOTHING);
    unicode[id] = codes.length > 0 ? codes : [NOTHING];
    widths[id] = width * scale;
    this.#ids.set(key, id);
    return id;
  }
}

/**
 * Whether the font's own glyph will do. In a word that runs right to left a letter that is drawn over its neighbour gets a
 * glyph of its own width: going back by a part of a letter is the end of the word for many readers.
 */
const standsPlain = ({ position, width }: SetGlyph, rightToLeft: boolean): boolean =>
  position.yOffset === 0 && (!rightToLeft || (position.xOffset === 0 && position.xAdvance === width));

/**
 * The glyphs of a layout with what each stands for. What is invisible comes as a space without width, or as no glyph where
 * the font has none; what it was is told by the text.
 */
function setGlyphs(run: Layout, text: string, rightToLeft: boolean, space: number): SetGlyph[] {
  const invisible = Array.from(text).filter((char) => /\p{DI}/u.test(char));
  const isHidden = run.glyphs.map(
    ({ id }, index) => id === 0 || (id === space && run.positions[index]?.xAdvance === 0),
  );
  const known = isHidden.filter(Boolean).length === invisible.length;
  if (rightToLeft) invisible.reverse();
  return run.glyphs.flatMap((glyph, index): SetGlyph[] => {
    const position = run.positions[index];
    const hidden = isHidden[index] === true;
    if (!position) return [];
    // Not even the box that a font draws for what it lacks takes room: it is not drawn.
    if (hidden) Object.assign(position, { xAdvance: 0, xOffset: 0, yOffset: 0 });
    const original = rightToLeft ? mirrored : (char: string) => char;
    const own = hidden ? (known && invisible.shift()) || '' : String.fromCodePoint(...glyph.codePoints);
    const stands = Array.from(own, original).join('');
    return [{ glyph: glyph.id, hidden, width: glyph.advanceWidth, position, text: stands }];
  });
}

/** A letter with the marks that stand on it, which take no room: they follow it where text is read, so on its left in one that runs right to left. */
function groupsOf(set: readonly SetGlyph[], rightToLeft: boolean): SetGlyph[][] {
  const groups: SetGlyph[][] = [];
  let open: SetGlyph[] | null = null;
  for (const glyph of rightToLeft ? set.toReversed() : set) {
    if (open && glyph.position.xAdvance === 0) open.push(glyph);
    else {
      open = [glyph];
      groups.push(open);
    }
  }
  return rightToLeft ? groups.toReversed().map((group) => group.toReversed()) : groups;
}
