import { directionsOf, visualOrder } from './direction.ts';
import { type Chosen, ScriptFonts, type Weight } from './script-fonts.ts';
import type { PlacedGlyph, ShapedUnit, ShapingFace } from './shaping-face.ts';
import { unitsOf } from './units.ts';

/** Text of one font and one direction. */
export interface ShapedRun {
  readonly face: ShapingFace;
  readonly heavier: boolean;
  /** From left to right. */
  readonly glyphs: readonly PlacedGlyph[];
  /** From the left end of the line, in thousandths of the size. */
  readonly x: number;
  /** The glyphs are read from right to left. */
  readonly reversed: boolean;
}
/** One line whose letters were set in their order and shapes; the runs are in the order of reading. */
export interface ShapedLine {
  readonly text: string;
  readonly runs: readonly ShapedRun[];
  /** Thousandths of the size. */
  readonly advance: number;
  /** Free space at the left, in points: lines of a paragraph that runs right to left end at the right. */
  readonly indent: number;
}
interface Cluster {
  readonly at: number;
  readonly text: string;
  readonly chosen: Chosen | null;
}
interface Item {
  readonly chosen: Chosen;
  readonly level: number;
  /** Spaces at the end of the line, which take no room. */
  readonly hangs: boolean;
  readonly clusters: string[];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Takes the font of what stands before it, so that a space does not cut a word's run in two. */
const NEUTRAL = /^[\s\p{DI}]+$/u;

/** One paragraph of a text that needs shaping: its letters with their fonts and directions, from which lines are cut. */
export class Paragraph {
  readonly text: string;
  readonly rightToLeft: boolean;
  readonly #levels: Uint8Array;
  readonly #clusters: readonly Cluster[];

  constructor(text: string, weight: Weight, fonts: ScriptFonts) {
    this.text = text;
    const { levels, rightToLeft } = directionsOf(text);
    this.#levels = levels;
    this.rightToLeft = rightToLeft;
    this.#clusters = clustersOf(text, weight, fonts);
  }
  /** Where the text may be cut without tearing a character from its accents, in order. */
  starts(): number[] {
    return this.#clusters.map(({ at }) => at);
  }
  /** The part from `from` up to `to` as a line of its own; `room` is what is free beside it when it runs right to left. */
  line(from: number, to: number, room: (advance: number) => number = () => 0): ShapedLine {
    const end = from + this.text.slice(from, to).trimEnd().length;
    const items = this.#items(from, to, end);
    const shaped = items.map(shapeItem);
    const lefts: number[] = [];
    let advance = 0;
    for (const index of visualOrder(items.filter(({ hangs }) => !hangs).map(({ level }) => level))) {
      lefts[index] = advance;
      advance += shaped[index]?.advance ?? 0;
    }
    // Spaces at the end stand beyond the line's end, where it is read last.
    const hanging = items.findIndex(({ hangs }) => hangs);
    if (hanging >= 0) lefts[hanging] = this.rightToLeft ? -(shaped[hanging]?.advance ?? 0) : advance;
    return {
      text: this.text.slice(from, to),
      runs: shaped.flatMap((item, index) => runsOf(item, lefts[index] ?? 0)),
      advance,
      indent: this.rightToLeft ? Math.max(0, room(advance)) : 0,
    };
  }
  /** The first cluster that does not stand before `at`. */
  #indexOf(at: number): number {
    let low = 0;
    let high = this.#clusters.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#clusters[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  #items(from: number, to: number, end: number): Item[] {
    const items: Item[] = [];
    let last: Chosen | null = null;
    for (let index = this.#indexOf(from); index < this.#clusters.length; index += 1) {
      const { at, text, chosen } = this.#clusters[index] as Cluster;
      if (at >= to) break;
      const fits: Chosen | null = chosen ?? last;
      // Spaces at the end of a line stand at its end, whatever stands before them (rule L1).
      const hangs = at >= end;
      const level = hangs ? Number(this.rightToLeft) : (this.#levels[at] ?? 0);
      if (!fits) continue;
      last = fits;
      const item = items.at(-1);
      if (item && item.hangs === hangs && item.level === level && item.chosen.face === fits.face)
        item.clusters.push(text);
      else items.push({ chosen: fits, level, hangs, clusters: [text] });
    }
    return items;
  }
}

function clustersOf(text: string, weight: Weight, fonts: ScriptFonts): Cluster[] {
  const order = ScriptFonts.orderFor(text);
  const clusters: Cluster[] = [];
  let last: Chosen | null = null;
  for (const { segment, index } of graphemes.segment(text)) {
    if (last?.lendsSpaces && NEUTRAL.test(segment) && hasAll(last, segment)) {
      clusters.push({ at: index, text: segment, chosen: last });
      continue;
    }
    let at = index;
    for (const piece of fonts.pieces(segment, weight, order)) {
      const lacks = piece.chosen === null && !/\p{DI}/u.test(piece.text);
      clusters.push({ at, ...(lacks ? fonts.lacking(piece.text, weight, order) : piece) });
      at += piece.text.length;
      last = piece.chosen ?? last;
    }
  }
  return clusters;
}
const hasAll = ({ face }: Chosen, text: string): boolean =>
  Array.from(text).every((char) => face.has(char.codePointAt(0) ?? 0));

interface ShapedItem {
  readonly chosen: Chosen;
  readonly reversed: boolean;
  /** In the order in which they are read. */
  readonly units: readonly ShapedUnit[];
  readonly advance: number;
}
function shapeItem({ chosen, level, clusters }: Item): ShapedItem {
  const reversed = (level & 1) === 1;
  const pieces = chosen.picture ? clusters.map((text) => ({ text, whole: true })) : unitsOf(clusters);
  const units = pieces.map(({ text, whole }) => chosen.face.unit(text, reversed, whole));
  return { chosen, reversed, units, advance: units.reduce((sum, unit) => sum + unit.advance, 0) };
}

/**
 * What is read from right to left, unit by unit as it is read. Signs without a letter go one by one, since only letters
 * tell a reader that they are to be turned around.
 */
function runsOf({ chosen, reversed, units, advance }: ShapedItem, left: number): ShapedRun[] {
  const { face, heavier } = chosen;
  if (!reversed) {
    const glyphs = units.flatMap((unit) => unit.glyphs);
    // A direction mark by itself has none.
    return glyphs.length === 0 ? [] : [{ face, heavier, reversed, glyphs, x: left }];
  }
  let end = left + advance;
  return units.flatMap(({ glyphs, advance: width }): ShapedRun[] => {
    const right = end;
    end -= width;
    if (glyphs.some(({ text }) => /\p{L}/u.test(text))) return [{ face, heavier, reversed, glyphs, x: end }];
    let x = right;
    return glyphs.toReversed().map((glyph) => {
      x -= glyph.advance;
      return { face, heavier, reversed, glyphs: [glyph], x };
    });
  });
}
