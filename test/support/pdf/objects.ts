import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type PageContent, walk } from './content.ts';

/** A value as qpdf writes it in JSON: `/Name`, `u:text`, `b:bytes in digits`, `12 0 R`. */
export type Value = null | boolean | number | string | Value[] | Dictionary;
export interface Dictionary {
  [key: string]: Value;
}
/** An object of the file; a stream has its bytes, decoded, in base64. */
export interface Stored {
  value?: Value;
  stream?: { dict: Dictionary; data: string };
}

/** Long streams, which are texts here, are shared by a copy: it is made for each fault that a check has to find. */
const copyOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(copyOf)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]))
      : value;

/** The objects of a PDF as qpdf reads them. They may be changed, to see what a check says of a file that has something wrong. */
export class PdfObjects {
  /** The file as it stands, a character for each byte. */
  raw: string;
  readonly stored: Record<string, Stored>;

  readonly #contents: Map<string, PageContent>;

  constructor(raw: string, stored: Record<string, Stored>, contents: Map<string, PageContent> = new Map()) {
    this.raw = raw;
    this.stored = stored;
    this.#contents = contents;
  }
  static read(path: string): PdfObjects {
    const options = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized'];
    const json = execFileSync('qpdf', [...options, path], { encoding: 'utf8', maxBuffer: 1 << 30 });
    const { qpdf } = JSON.parse(json) as { readonly qpdf: readonly [unknown, Record<string, Stored>] };
    return new PdfObjects(readFileSync(path, 'latin1'), qpdf[1]);
  }
  copy(): PdfObjects {
    return new PdfObjects(this.raw, copyOf(this.stored) as Record<string, Stored>, this.#contents);
  }
  /** What is drawn by a stream, taken apart once for all copies in which it is the same. */
  contentOf(ref: Value | undefined): PageContent {
    const data = this.stored1(ref)?.stream?.data ?? '';
    const known = this.#contents.get(data) ?? walk(this.bytes(ref));
    this.#contents.set(data, known);
    return known;
  }

  stored1(ref: Value | undefined): Stored | undefined {
    return typeof ref === 'string' ? this.stored[`obj:${ref}`] : undefined;
  }
  /** What a reference stands for; any other value is itself. */
  follow(value: Value | undefined): Value {
    if (typeof value !== 'string' || !/^\d+ 0 R$/.test(value)) return value ?? null;
    const found = this.stored1(value);
    return found?.stream?.dict ?? found?.value ?? null;
  }
  dictionary(value: Value | undefined): Dictionary {
    const found = this.follow(value);
    return found !== null && typeof found === 'object' && !Array.isArray(found) ? found : {};
  }
  list(value: Value | undefined): Value[] {
    const found = this.follow(value);
    return Array.isArray(found) ? found : [];
  }
  bytes(ref: Value | undefined): Buffer {
    return Buffer.from(this.stored1(ref)?.stream?.data ?? '', 'base64');
  }
  /** A text string as text; null where it is none. */
  text(value: Value | undefined): string | null {
    const found = this.follow(value);
    return typeof found === 'string' && found.startsWith('u:') ? found.slice(2) : null;
  }
  get trailer(): Dictionary {
    return (this.stored.trailer?.value ?? {}) as Dictionary;
  }
  get root(): Dictionary {
    return this.dictionary(this.trailer['/Root']);
  }
  /** References of the pages, in order: pdfkit puts all into one node. */
  get pages(): readonly string[] {
    return this.list(this.dictionary(this.root['/Pages'])['/Kids']).map(String);
  }
  /** Every dictionary of the file, those inside others and of streams included, with the object that it stands in. */
  *dictionaries(): Generator<{ readonly ref: string; readonly dictionary: Dictionary }> {
    for (const [name, { value, stream }] of Object.entries(this.stored))
      for (const dictionary of nested(stream?.dict ?? value ?? null))
        yield { ref: name.slice(4), dictionary };
  }
}

function* nested(value: Value): Generator<Dictionary> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* nested(inner);
}
