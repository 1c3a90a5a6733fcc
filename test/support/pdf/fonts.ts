import type { PdfObjects, Value } from './objects.ts';

/** A font of the file as its readers see it: code -> text, and the glyphs of the embedded program. */
export interface FontLook {
  readonly ref: string;
  readonly type: string;
  readonly encoding: Value;
  readonly descendant: {
    readonly type: Value;
    readonly glyphMap: Value;
    readonly descriptor: readonly string[];
  };
  /** Text of each code; null without a table. */
  readonly unicode: ReadonlyMap<number, string> | null;
  /** Widths by code, in thousandths. */
  readonly widths: ReadonlyMap<number, number>;
  /** Null where no TrueType program is embedded. */
  readonly program: TrueType | null;
}
interface TrueType {
  readonly glyphs: number;
  /** Advance of a glyph in thousandths. */
  advance(glyph: number): number;
}

export function lookAtFont(pdf: PdfObjects, ref: string): FontLook {
  const font = pdf.dictionary(ref);
  const descendant = pdf.dictionary(pdf.list(font['/DescendantFonts'])[0]);
  const descriptor = pdf.dictionary(descendant['/FontDescriptor']);
  const program = pdf.bytes(descriptor['/FontFile2']);
  return {
    ref,
    type: String(font['/Subtype']),
    encoding: font['/Encoding'] ?? null,
    descendant: {
      type: descendant['/Subtype'] ?? null,
      glyphMap: descendant['/CIDToGIDMap'] ?? null,
      descriptor: Object.keys(descriptor),
    },
    unicode:
      font['/ToUnicode'] === undefined ? null : unicodeOf(pdf.bytes(font['/ToUnicode']).toString('latin1')),
    widths: widthsOf(pdf.list(descendant['/W']), pdf),
    program: program.length === 0 ? null : trueType(program),
  };
}

/** Ranges of a table, each with a list of texts, or with its first text. */
function unicodeOf(map: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const text = (digits: string) => Buffer.from(digits.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');
  for (const [, section = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', , list = ''] of section.matchAll(
      /<([\da-f]+)>\s*<([\da-f]+)>\s*\[([^\]]*)\]/gi,
    )) {
      let code = Number.parseInt(from, 16);
      for (const [, digits = ''] of list.matchAll(/<([^>]*)>/g)) found.set(code++, text(digits));
    }
  return found;
}

function widthsOf(list: readonly Value[], pdf: PdfObjects): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  for (let at = 0; at < list.length; at += 2) {
    const first = Number(list[at]);
    for (const [index, width] of pdf.list(list[at + 1]).entries()) widths.set(first + index, Number(width));
  }
  return widths;
}

function trueType(bytes: Buffer): TrueType {
  const table = (tag: string): Buffer => {
    for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16)
      if (bytes.toString('latin1', at, at + 4) === tag) return bytes.subarray(bytes.readUInt32BE(at + 8));
    throw new Error(`The font program has no table ${tag}.`);
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const metrics = table('hhea').readUInt16BE(34);
  const hmtx = table('hmtx');
  return {
    glyphs: table('maxp').readUInt16BE(4),
    advance: (glyph) => (hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4) * 1000) / unitsPerEm,
  };
}
