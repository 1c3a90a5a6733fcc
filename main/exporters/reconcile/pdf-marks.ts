import { REVERSED_MARK } from '../pdf/marks.ts';
import type { PdfFile } from './pdf-file.ts';

/** Text that stands between the begin and the end of a content mark. */
export interface MarkedText {
  readonly mark: string;
  readonly text: string;
}
type GlyphMap = readonly string[];

/** Reads a font's table from glyph numbers to text. */
function readGlyphMap(file: PdfFile, font: number): GlyphMap {
  const cmap = file.stream(file.reference(file.object(font), 'ToUnicode')).toString('latin1');
  const map: string[] = [];
  for (const range of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\][]*)\]/gi)) {
    let glyph = Number.parseInt(range[1] ?? '0', 16);
    for (const entry of (range[2] ?? '').matchAll(/<([^<>]*)>/g)) {
      const units = (entry[1] ?? '').split(/\s+/).map((unit) => Number.parseInt(unit, 16));
      map[glyph] = String.fromCharCode(...units);
      glyph += 1;
    }
  }
  return map;
}

/**
 * Walks the page contents of a PDF and yields what stands inside marks whose names begin with `prefix`. Lines of one mark
 * are joined with a space. Shares nothing with the code that draws.
 */
export function* markedTexts(file: PdfFile, prefix: string): Generator<MarkedText> {
  const maps = new Map<number, GlyphMap>();
  for (const page of file.pages()) {
    const dictionary = file.object(page);
    const resources = file.object(file.reference(dictionary, 'Resources'));
    const fonts = new Map<string, GlyphMap>();
    const listed = /\/Font <<([^<>]*)>>/.exec(resources)?.[1] ?? '';
    for (const [, name = '', id] of listed.matchAll(/\/([^\s/]{1,100}) (\d{1,10}) 0 R/g)) {
      const known = maps.get(Number(id)) ?? readGlyphMap(file, Number(id));
      maps.set(Number(id), known);
      fonts.set(name, known);
    }
    yield* pageMarks(file.stream(file.reference(dictionary, 'Contents')), fonts, prefix);
  }
}

/** What is open at a place of a page: a mark, or what says how the glyphs in it are read. */
interface Open {
  readonly mark: string | null;
  /** The glyphs of each of its strings are read from the last to the first. */
  readonly reversed: boolean;
  readonly pieces: string[];
}

function* pageMarks(
  bytes: Buffer,
  fonts: ReadonlyMap<string, GlyphMap>,
  prefix: string,
): Generator<MarkedText> {
  const open: Open[] = [];
  let names: string[] = [];
  let map: GlyphMap = [];
  /** Pieces of one array of strings are one piece of text. */
  let array: string[] | null = null;
  const put = (text: string) => {
    const inside = open.at(-1);
    if (array) array.push(text);
    else inside?.pieces.push(text);
  };
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x3c && bytes[at + 1] === 0x3c) at += 2;
    else if (byte === 0x28 || byte === 0x3c) {
      const marked = open.some((entry) => entry.mark !== null);
      const known = marked ? map : null;
      const reversed = open.at(-1)?.reversed ?? false;
      const { text, next } =
        byte === 0x28 ? readString(bytes, at + 1, known) : readDigits(bytes, at + 1, known, reversed);
      if (marked) put(text);
      at = next;
    } else if (byte === 0x2f) {
      const next = wordEnd(bytes, at + 1);
      names.push(bytes.toString('latin1', at + 1, next));
      at = next;
    } else if (byte === 0x5b) {
      array = [];
      at += 1;
    } else if (byte === 0x5d) {
      const text = array?.join('') ?? '';
      array = null;
      if (text !== '') put(text);
      at += 1;
    } else if (isLetter(byte)) {
      const next = wordEnd(bytes, at);
      const word = bytes.toString('latin1', at, next);
      if (word === 'Tf') map = fonts.get(names.at(-1) ?? '') ?? [];
      else if (word === 'BMC' || word === 'BDC') {
        const reversed = names[0] === REVERSED_MARK;
        const mark = names[0]?.startsWith(prefix) && !reversed ? names[0] : null;
        open.push({ mark, reversed, pieces: [] });
      } else if (word === 'EMC') {
        const closed = open.pop();
        if (closed?.mark) yield { mark: closed.mark, text: closed.pieces.join(' ') };
        else if (closed && closed.pieces.length > 0) put(closed.pieces.join(''));
      }
      names = [];
      at = next;
    } else at += 1;
  }
}

const isLetter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x27;
function wordEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && !isBoundary(bytes[at] ?? 0)) at += 1;
  return at;
}
const isBoundary = (byte: number): boolean =>
  byte <= 0x20 ||
  byte === 0x28 ||
  byte === 0x2f ||
  byte === 0x3c ||
  byte === 0x3e ||
  byte === 0x5b ||
  byte === 0x5d;

/** A string of two-byte glyph numbers; skipped without decoding where `map` is null. */
function readString(bytes: Buffer, from: number, map: GlyphMap | null): { text: string; next: number } {
  let text = '';
  let high = -1;
  let at = from;
  for (;;) {
    let byte = bytes[at];
    if (byte === undefined || byte === 0x29) break;
    if (byte === 0x5c) {
      at += 1;
      byte = bytes[at] === 0x72 ? 0x0d : (bytes[at] ?? 0);
    }
    at += 1;
    if (map === null) continue;
    if (high < 0) high = byte;
    else {
      text += map[high * 256 + byte] ?? '\ufffd';
      high = -1;
    }
  }
  return { text, next: at + 1 };
}

/** The same written in digits, as shaped text is; `reversed` where the last glyph is read first. */
function readDigits(
  bytes: Buffer,
  from: number,
  map: GlyphMap | null,
  reversed: boolean,
): { text: string; next: number } {
  const found = bytes.indexOf(0x3e, from);
  const end = found < 0 ? bytes.length : found;
  if (map === null) return { text: '', next: end + 1 };
  const digits = bytes.toString('latin1', from, end);
  let text = '';
  for (let at = 0; at + 4 <= digits.length; at += 4) {
    const glyph = map[Number.parseInt(digits.slice(at, at + 4), 16)] ?? '\ufffd';
    text = reversed ? glyph + text : text + glyph;
  }
  return { text, next: end + 1 };
}
