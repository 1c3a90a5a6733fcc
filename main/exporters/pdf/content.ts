import { OWNERSHIP_STYLES, type OwnershipKey } from '../../domain/duties/ownership.ts';
import type { Face, Fonts } from './fonts.ts';
import { shapedOperators } from './scripts/operators.ts';
import type { ShapingFace } from './scripts/shaping-face.ts';
import { fillOf, type TextStyle } from './styles.ts';
import { type Line, shapedLine, widthOf } from './text.ts';

const round = (n: number): number => Math.round(n * 100) / 100;
/** Below this size kerning cannot be seen and would only cost time. */
const KERNED_FROM = 10;

/** The text of one element of the structure as it is drawn, piece by piece. */
export interface Words {
  /** Something was drawn that does not end with a space: what comes next is told apart from it by one. */
  open: boolean;
}
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The drawing operators of one page, in points from the top left corner; kept as bytes, since pages come in thousands. */
export class Content {
  readonly width: number;
  readonly height: number;
  /** Fonts of the page besides those that every page has. */
  readonly scriptFaces = new Set<ShapingFace>();
  readonly #fonts: Fonts;
  #words: Words | null = null;
  #bytes: Buffer;
  #length = 0;

  /** `spare` is the memory of a finished page, used again. */
  constructor(width: number, height: number, fonts: Fonts, spare: Buffer = Buffer.allocUnsafe(1 << 16)) {
    this.#bytes = spare;
    this.width = width;
    this.height = height;
    this.#fonts = fonts;
  }
  get memory(): Buffer {
    return this.#bytes;
  }
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
  op(text: string): void {
    this.#reserve(text.length + 1);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
    this.#bytes[this.#length] = 0x0a;
    this.#length += 1;
  }
  /** Marks what is drawn by a name, so that the finished file can be compared with what it was made from; `goesOn` where it began on the page before. */
  marked(name: string, goesOn: boolean, draw: () => void): void {
    this.op(`/${name}${goesOn ? 'More' : ''} BMC`);
    draw();
    this.op('EMC');
  }
  /** What `draw` draws are words of one element, which has a space wherever one piece of text ends and another begins. */
  saying(words: Words | null, draw: () => void): void {
    this.#words = words;
    draw();
    this.#words = null;
  }
  #string(face: Face, text: string): void {
    this.#reserve(text.length * 4 + 4);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = 0x28;
    for (let i = 0; i < text.length; i += 1) {
      const glyph = face.glyph(text.charCodeAt(i));
      at = escaped(bytes, at, glyph >> 8);
      at = escaped(bytes, at, glyph & 0xff);
    }
    bytes[at++] = 0x29;
    this.#length = at;
  }

  /** Lines under each other; y is the top of the first line's leading. `goesOn` where they are more of the text that was drawn last. */
  lines(lines: readonly Line[], style: TextStyle, x: number, y: number, goesOn = false): void {
    const face = this.#fonts[style.face];
    const baseline = this.height - y - baselineOf(style);
    const space = this.#words?.open && !goesOn ? round(face.width(' ', style.size)) : 0;
    this.op(
      `${style.colour} rg BT /${face.resource} ${style.size} Tf ${style.leading} TL ${round(round(x) - space)} ${round(baseline)} Td`,
    );
    if (space > 0) {
      this.#string(face, ' ');
      this.op(`Tj ${space} 0 Td`);
    }
    const last = lines.at(-1);
    if (this.#words && last !== undefined)
      this.#words.open = !(typeof last === 'string' ? last : last.text).endsWith(' ');
    for (const [index, line] of lines.entries()) {
      const setting = typeof line === 'string' ? face.setting(line) : 'shaped';
      if (typeof line !== 'string' || setting !== 'plain' || style.size >= KERNED_FROM) {
        if (index > 0) this.op('T*');
        this.#line(face, style, line, setting);
        continue;
      }
      this.#string(face, line);
      this.op(index === 0 ? 'Tj' : "'");
    }
    this.op('ET');
  }
  /** A line in pieces: those that another font shows, and large text with its kerning. */
  #line(face: Face, style: TextStyle, line: Line, setting: ReturnType<Face['setting']>): void {
    if (typeof line !== 'string' || setting === 'shaped') {
      const shaped = shapedLine(line, this.#fonts, style.face);
      if (shaped) for (const run of shaped.runs) this.scriptFaces.add(run.face);
      if (shaped) this.op(shapedOperators(shaped, style));
      this.op(`/${face.resource} ${style.size} Tf`);
      return;
    }
    if (setting === 'plain') {
      if (style.size >= KERNED_FROM) this.#kerned(face, line);
      else {
        this.#string(face, line);
        this.op('Tj');
      }
      return;
    }
    for (let from = 0; from < line.length; ) {
      const piece = face.faceFor(line.charCodeAt(from));
      let to = from + 1;
      while (to < line.length && face.faceFor(line.charCodeAt(to)) === piece) to += 1;
      this.op(`/${piece.resource} ${style.size} Tf`);
      this.#string(piece, line.slice(from, to));
      this.op('Tj');
      from = to;
    }
    this.op(`/${face.resource} ${style.size} Tf`);
  }
  #kerned(face: Face, line: string): void {
    const kerning = face.kerning(line);
    if (!kerning) {
      this.#string(face, line);
      this.op('Tj');
      return;
    }
    this.op('[');
    let from = 0;
    for (let i = 0; i < line.length; i += 1) {
      const kern = kerning[i] ?? 0;
      if (kern === 0 && i < line.length - 1) continue;
      this.#string(face, line.slice(from, i + 1));
      this.op(kern === 0 ? '' : String(round(-kern)));
      from = i + 1;
    }
    this.op('] TJ');
  }
  /** One line that ends at x. */
  right(text: string, style: TextStyle, x: number, y: number): void {
    this.lines([text], style, x - this.#widthOf(text, style), y);
  }
  /** Lines below each other that all end at `x`. */
  endingAt(lines: readonly Line[], style: TextStyle, x: number, y: number, goesOn = false): void {
    for (const [index, line] of lines.entries()) {
      const left = x - widthOf(line, this.#fonts, style.face, style.size);
      this.lines([line], style, left, y + index * style.leading, goesOn || index > 0);
    }
  }
  centred(text: string, style: TextStyle, x: number, y: number): void {
    this.lines([text], style, x - this.#widthOf(text, style) / 2, y);
  }
  #widthOf(text: string, style: TextStyle): number {
    return widthOf(text, this.#fonts, style.face, style.size);
  }
  /** One line that runs upwards; its baseline is at x. */
  upwards(text: string, style: TextStyle, x: number, y: number): void {
    const face = this.#fonts[style.face];
    this.op(
      `${style.colour} rg BT /${face.resource} ${style.size} Tf 0 1 -1 0 ${round(x)} ${round(this.height - y)} Tm`,
    );
    this.#line(face, style, text, face.setting(text));
    this.op('ET');
  }
  fill(colour: string, { x, y, w, h }: Placed): void {
    this.op(`${colour} rg ${round(x)} ${round(this.height - y - h)} ${round(w)} ${round(h)} re f`);
  }
  /** The key's colour with its pattern on it, for shapes too small for a letter and for grey prints. */
  fillOwnership(key: OwnershipKey, box: Placed): void {
    this.fill(fillOf(key), box);
    const { pattern } = OWNERSHIP_STYLES[key];
    const { x, y, w, h } = box;
    // In slivers a pattern is noise.
    if (pattern === 'solid' || pattern === 'none' || w < 4 || h < 4) return;
    this.op(
      `/Pattern cs /${patternName(key)} scn ${round(x)} ${round(this.height - y - h)} ${round(w)} ${round(h)} re f`,
    );
  }
  frame(colour: string, width: number, { x, y, w, h }: Placed, dash = ''): void {
    this.op(
      `q ${colour} RG ${width} w ${dash} ${round(x)} ${round(this.height - y - h)} ${round(w)} ${round(h)} re S Q`,
    );
  }
  line(
    points: readonly { readonly x: number; readonly y: number }[],
    colour: string,
    width: number,
    dash = '',
  ): void {
    const path = points.map((p, i) => `${round(p.x)} ${round(this.height - p.y)} ${i === 0 ? 'm' : 'l'}`);
    this.op(`q ${colour} RG ${width} w 1 j ${dash} ${path.join(' ')} S Q`);
  }
}

/** Distance from the top of a line's leading to its baseline: capitals stand in the middle of the leading. */
export const baselineOf = (style: TextStyle): number => (style.leading + style.size * 0.714) / 2;

export const patternName = (key: OwnershipKey): string => `P${key.replaceAll('-', '')}`;

/** Inside a PDF string, brackets and backslash are escaped, and so is a carriage return, which readers would change. */
function escaped(bytes: Buffer, at: number, byte: number): number {
  if (byte === 0x28 || byte === 0x29 || byte === 0x5c) {
    bytes[at] = 0x5c;
    bytes[at + 1] = byte;
    return at + 2;
  }
  if (byte === 0x0d) {
    bytes[at] = 0x5c;
    bytes[at + 1] = 0x72;
    return at + 2;
  }
  bytes[at] = byte;
  return at + 1;
}
