import PDFDocument from 'pdfkit';
import { DemarcError } from '../../contract/errors.ts';
import { type ByteFileSync, openBytesSync } from '../../platform/byte-file.ts';

/** A pdfkit object: written to the file when it ends. */
export interface PdfRef {
  readonly id: number;
  data: Record<string, unknown>;
  buffer: Uint8Array[];
  compress: boolean;
  write(chunk: string | Uint8Array): void;
  end(): void;
  toString(): string;
}
interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
}
export interface GlyphPosition {
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}
/** Where fontkit attaches marks to letters. */
interface MarkPositions {
  applyAnchor: (mark: { readonly markAnchor: unknown }, base: unknown, index: number) => void;
  applyLookup: (type: number, table: unknown) => boolean;
}
/** The part of a TrueType font that goes into the file; the tables exist while it is written. */
interface Subset {
  readonly glyphs: number[];
  includeGlyph(id: number): number;
  _addGlyph: (id: number) => number;
  readonly glyf: Uint8Array[];
  readonly loca: { readonly offsets: number[] };
  readonly hmtx: { readonly metrics: { readonly advance: number; readonly bearing: number }[] };
  offset: number;
}
export interface EmbeddedFont {
  /** Name of the font in page resources. */
  readonly id: string;
  readonly scale: number;
  readonly font: {
    /** Tables of the file by their tags, once they have been read. */
    readonly _tables: Record<string, unknown>;
    /** Where the tables stand in the file, by their tags. */
    readonly directory: { readonly tables: Readonly<Record<string, unknown>> };
    readonly stream: unknown;
    readonly type: string;
    readonly _layoutEngine?: { readonly engine?: { readonly GPOSProcessor?: MarkPositions } };
    readonly maxp: Record<
      | 'maxComponentDepth'
      | 'maxComponentElements'
      | 'maxPoints'
      | 'maxContours'
      | 'maxCompositePoints'
      | 'maxCompositeContours',
      number
    >;
    hasGlyphForCodePoint(code: number): boolean;
    glyphForCodePoint(code: number): Glyph;
    getGlyph(id: number): { readonly bbox: Readonly<Record<'minX' | 'minY' | 'maxX' | 'maxY', number>> };
    layout(
      text: string,
      features: readonly string[] | Record<string, boolean>,
      script?: string,
      language?: string,
      direction?: 'ltr' | 'rtl',
    ): {
      readonly glyphs: readonly (Glyph & { readonly codePoints: readonly number[] })[];
      readonly positions: readonly GlyphPosition[];
    };
  };
  readonly subset: Subset;
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  ref(): PdfRef;
}
interface Outline {
  readonly children: Outline[];
  addItem(title: string, options: Record<string, unknown>): Outline;
}
interface Page {
  readonly width: number;
  readonly height: number;
  readonly dictionary: PdfRef;
  readonly resources: PdfRef;
  readonly content: PdfRef;
  readonly annotations: (PdfRef | RawValue)[];
}

/**
 * pdfkit's document as this exporter uses it. pdfkit keeps pages, fonts, outline and cross-references; its text and
 * structure calls are passed by, since they take longer and more memory than a register of 100,000 rows allows.
 * The members with an underscore are not public: `openDocument` refuses a pdfkit that no longer has them.
 */
export interface RawDocument {
  /** Null before the first page. */
  readonly page: Page;
  readonly outline: Outline;
  readonly _root: {
    readonly data: {
      readonly Pages: { readonly data: { readonly Kids: PdfRef[] } };
      Metadata?: PdfRef;
      OutputIntents?: readonly Record<string, unknown>[];
    };
  };
  readonly _font: EmbeddedFont;
  /** Byte offset of each object in the file; null until written. */
  readonly _offsets: (number | null)[];
  _offset: number;
  _write: (data: string | Uint8Array) => void;
  push: (chunk: Uint8Array | null) => boolean;
  addPage(options: Record<string, unknown>): unknown;
  registerFont(name: string, font: string | Uint8Array | EmbeddedFont['font']): unknown;
  font(name: string): unknown;
  ref(data: Record<string, unknown>): PdfRef;
  getStructTreeRoot(): PdfRef;
  getStructParentTree(): { limits: boolean; add(key: number, value: unknown): unknown };
  createStructParentTreeNextKey(): number;
  endMetadata: () => void;
  end(): void;
}

export interface DocumentInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: string;
  readonly createdAt: Date;
  readonly producer: string;
}

/** What goes into the file as it stands, where pdfkit would convert it. */
export class RawValue {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  get [Symbol.toStringTag](): string {
    return 'RawValue';
  }
  toString(): string {
    return this.#text;
  }
}

/** Collects what is written and hands it to the file by the megabyte, so that small pieces cost no memory of their own. */
class Sink {
  readonly #file: ByteFileSync;
  #at = 0;
  readonly #buffer = Buffer.allocUnsafe(1 << 20);
  #length = 0;

  constructor(path: string) {
    this.#file = openBytesSync(path, 'w');
  }
  /** Returns the number of bytes taken. */
  text(text: string): number {
    if (text.length > this.#buffer.length) return this.bytes(Buffer.from(text, 'latin1'));
    if (this.#length + text.length > this.#buffer.length) this.flush();
    this.#length += this.#buffer.write(text, this.#length, 'latin1');
    return text.length;
  }
  bytes(bytes: Uint8Array): number {
    if (this.#length + bytes.length > this.#buffer.length) this.flush();
    if (bytes.length > this.#buffer.length) this.#put(bytes);
    else {
      this.#buffer.set(bytes, this.#length);
      this.#length += bytes.length;
    }
    return bytes.length;
  }
  flush(): void {
    this.#put(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }
  close(): void {
    this.flush();
    this.#file.close();
  }
  abandon(): void {
    this.#file.close();
  }
  #put(bytes: Uint8Array): void {
    this.#file.write(bytes, this.#at);
    this.#at += bytes.length;
  }
}

/** A document that writes to the file as it goes, so that finished pages leave memory at once. */
export function openDocument(
  path: string,
  info: DocumentInfo,
): { readonly doc: RawDocument; readonly file: Pick<Sink, 'close' | 'abandon'> } {
  const sink = new Sink(path);
  const doc = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: info.language,
    // pdfkit would load a standard font first, which is then embedded nowhere.
    font: null as unknown as string,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: info.producer,
      Producer: info.producer,
      CreationDate: info.createdAt,
      ModDate: info.createdAt,
    },
  }) as unknown as RawDocument & { read(): Uint8Array | null };
  if (typeof doc._write !== 'function' || !Array.isArray(doc._offsets) || !doc._root?.data.Pages)
    throw new DemarcError(
      'UNEXPECTED',
      'This version of pdfkit is built differently from the one the PDF export was written for. Install the version in the lock file.',
    );
  // The header went into the stream while the document was made.
  for (let chunk = doc.read(); chunk; chunk = doc.read()) sink.bytes(chunk);
  doc._write = (data) => {
    doc._offset += typeof data === 'string' ? sink.text(`${data}\n`) : sink.bytes(data);
  };
  // All that is left for the stream is its end, which nobody listens for.
  doc.push = () => true;
  return { doc, file: sink };
}

/** A number for an object that is written later with `writeObject`, without one of pdfkit's own around it. */
export function reserveObject(doc: RawDocument): number {
  doc._offsets.push(null);
  return doc._offsets.length;
}

/** Writes an object under a number of `reserveObject`; `body` is what stands between its first and its last line. */
export function writeObject(doc: RawDocument, id: number, body: string): void {
  doc._offsets[id - 1] = doc._offset;
  doc._write(`${id} 0 obj\n${body}\nendobj`);
}

/** What a string may hold at most is 32,767 bytes (ISO 19005-2, 6.1.13): this many characters, of two bytes each, and an ellipsis. */
const LONGEST = 16_000;
/** A PDF text string; UTF-16 where it is not plain ASCII. One that no reader need take whole is cut, with an ellipsis. */
export function pdfString(written: string): string {
  const long = written.length > LONGEST;
  const text = long ? `${written.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : written;
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, (c) => `\\${c}`)})`;
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${utf16.toString('hex')}>`;
}
