import { inflateSync } from 'node:zlib';
import { invalidInput } from '../../contract/errors.ts';
import { type ByteFileSync, openBytesSync } from '../../platform/byte-file.ts';

/** A PDF read object by object, so that a file of any length takes little memory. Knows classic cross-reference tables only. */
export class PdfFile {
  readonly #file: ByteFileSync;
  readonly #name: string;
  readonly #size: number;
  readonly #offsets: Float64Array;
  readonly #trailer: string;

  constructor(path: string) {
    this.#name = path;
    this.#file = openBytesSync(path, 'r');
    this.#size = this.#file.size();
    const tail = this.#read(Math.max(0, this.#size - 2048), 2048).toString('latin1');
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1];
    if (start === undefined) throw this.#damaged('it has no end');
    const table = this.#read(Number(start), this.#size - Number(start)).toString('latin1');
    const head = /^xref\s+0 (\d+)\s+/.exec(table);
    if (!head) throw this.#damaged('its table of objects is not where it should be');
    const count = Number(head[1]);
    this.#offsets = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      const at = head[0].length + i * 20;
      this.#offsets[i] = Number(table.slice(at, at + 10));
    }
    this.#trailer = table.slice(head[0].length + count * 20);
  }
  close(): void {
    this.#file.close();
  }
  #damaged(why: string) {
    return invalidInput(`${this.#name} cannot be read back: ${why}. Export again.`);
  }
  #read(from: number, length: number): Buffer {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.#size - from)));
    this.#file.read(bytes, from);
    return bytes;
  }
  #body(id: number): { text: string; from: number; streamAt: number } {
    const from = this.#offsets[id] ?? 0;
    for (let length = 1024; ; length *= 4) {
      const text = this.#read(from, length).toString('latin1');
      const stream = /\bstream\r?\n/.exec(text);
      const end = text.indexOf('endobj');
      if (stream && (end < 0 || stream.index < end))
        return { text: text.slice(0, stream.index), from, streamAt: stream.index + stream[0].length };
      if (end >= 0) return { text: text.slice(0, end), from, streamAt: -1 };
      if (from + length >= this.#size) throw this.#damaged(`object ${id} has no end`);
    }
  }
  /** The dictionary (or array) of an object as it is written. */
  object(id: number): string {
    return this.#body(id).text;
  }
  /** The stream of an object, unpacked. */
  stream(id: number): Buffer {
    const { text, from, streamAt } = this.#body(id);
    const length = /\/Length (\d+)/.exec(text)?.[1];
    if (streamAt < 0 || length === undefined) throw this.#damaged(`object ${id} should hold text`);
    const bytes = this.#read(from + streamAt, Number(length));
    return /\/Filter\s*\/FlateDecode/.test(text) ? inflateSync(bytes) : bytes;
  }
  /** Follows `/Key 12 0 R` in a dictionary. */
  reference(dictionary: string, key: string): number {
    const mark = `/${key} `;
    const at = dictionary.indexOf(mark);
    const id = at < 0 ? undefined : /^(\d{1,10}) 0 R/.exec(dictionary.slice(at + mark.length))?.[1];
    if (id === undefined) throw this.#damaged(`${key} is missing`);
    return Number(id);
  }
  /** The document's own dictionary. */
  catalogue(): string {
    return this.object(this.reference(this.#trailer, 'Root'));
  }
  /** Object numbers of the pages, in reading order. */
  pages(): number[] {
    const tree = this.object(this.reference(this.catalogue(), 'Pages'));
    const kids = /\/Kids \[([^\][]*)\]/.exec(tree)?.[1] ?? '';
    return [...kids.matchAll(/(\d{1,10}) 0 R/g)].map((match) => Number(match[1]));
  }
}
