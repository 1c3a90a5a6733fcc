import { open, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { invalidInput } from '../../contract/errors.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { MAX_FILE_BYTES, MAX_PARTS, MAX_RELATIONS, MAX_UNPACKED_BYTES } from './limits.ts';
import { ReadingBudget } from './reading-budget.ts';
import { attributeOf, readXml, type XmlHandlers } from './xml.ts';

export interface Relation {
  readonly id: string;
  /** Last word of its type, the same in the strict and the transitional form: `worksheet`, `sharedStrings`. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

const OLE = 'd0cf11e0a1b11ae1';
const SAVE_AS = 'Open it in a spreadsheet program and save it as an Excel workbook (.xlsx)';

/** The parts of an Office file: ECMA-376 part 2. Messages call the file by `name`. */
export class Package {
  readonly #zip: ZipReader;
  readonly #parts: ReadonlyMap<string, string>;
  readonly #budget: ReadingBudget;
  readonly name: string;

  private constructor(zip: ZipReader, name: string, size: number) {
    this.#zip = zip;
    this.#budget = new ReadingBudget(size);
    this.name = name;
    // Names are compared without regard to case; some writers use backslashes.
    this.#parts = new Map(zip.names.map((part) => [part.replaceAll('\\', '/').toLowerCase(), part]));
  }

  /** INVALID_INPUT for a file that is too large, encrypted, of the old binary form, or no whole ZIP file. */
  static async open(path: string, name: string): Promise<Package> {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES)
      throw invalidInput(
        `${name} has ${Math.round(size / 1024 ** 2)} MB; spreadsheets up to ${MAX_FILE_BYTES / 1024 ** 2} MB are read. Split it and try again.`,
      );
    await refuseOle(path, name);
    try {
      return new Package(
        await ZipReader.open(path, { entries: MAX_PARTS, unpacked: MAX_UNPACKED_BYTES }),
        name,
        size,
      );
    } catch (error) {
      throw invalidInput(
        `${name} is no Excel workbook that can be read: ${sentenceOf(error)}. ${SAVE_AS}, then try again.`,
      );
    }
  }

  /** The part that this one and its relative target lead to; undefined when the file has none. */
  find(target: string, from = ''): string | undefined {
    const path = target.startsWith('/') ? target : posix.join('/', posix.dirname(from), target);
    const key = path.replaceAll('\\', '/').slice(1).toLowerCase();
    return this.#parts.has(key) ? key : undefined;
  }

  /** Reads a part through, piece by piece. INVALID_INPUT that names the part when it is damaged or hostile. */
  async *read(part: string, handlers: XmlHandlers, signal?: AbortSignal): AsyncGenerator<void> {
    const entry = this.#parts.get(part) ?? part;
    try {
      for await (const _ of readXml(this.#budget.take(entry, this.#zip.read(entry)), handlers)) {
        signal?.throwIfAborted();
        yield;
      }
    } catch (error) {
      if (signal?.aborted || isRefusal(error)) throw error;
      throw invalidInput(
        `${this.name}: ${entry} cannot be read: ${sentenceOf(error)}. Get the file again from whoever made it, or save it anew in a spreadsheet program.`,
      );
    }
  }

  async readAll(part: string, handlers: XmlHandlers, signal?: AbortSignal): Promise<void> {
    for await (const _ of this.read(part, handlers, signal));
  }

  /** What a part refers to; none when it has no list of relations. */
  async relations(part: string): Promise<readonly Relation[]> {
    const list = this.find(posix.join('/', posix.dirname(part), '_rels', `${posix.basename(part)}.rels`));
    if (list === undefined) return [];
    const relations: Relation[] = [];
    await this.readAll(list, {
      open(name, attributes) {
        if (name !== 'Relationship') return;
        if (relations.length >= MAX_RELATIONS)
          throw new Error(`it refers to more than ${MAX_RELATIONS} other parts`);
        relations.push({
          id: attributeOf(attributes, 'Id') ?? '',
          type: (attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
          target: attributeOf(attributes, 'Target') ?? '',
          external: attributeOf(attributes, 'TargetMode') === 'External',
        });
      },
    });
    return relations;
  }

  /** Counts the texts of one sheet's cells, as `ReadingBudget` does. */
  cellTexts(): (length: number) => void {
    return this.#budget.cellTexts();
  }

  /** The names of its parts, in lower case. */
  get names(): readonly string[] {
    return [...this.#parts.keys()];
  }

  /** Whether any part's name matches. */
  hasLike(pattern: RegExp): boolean {
    return this.names.some((part) => pattern.test(part));
  }

  close(): Promise<void> {
    return this.#zip.close();
  }
}

const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'DemarcError';
const sentenceOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

/** Encrypted workbooks and those of Excel 97 to 2003 are OLE files. How an encrypted one names its content: MS-OFFCRYPTO 2.3.1. */
async function refuseOle(path: string, name: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { buffer: mark, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (bytesRead === 0) throw invalidInput(`${name} is empty. Give the file itself.`);
    if (mark.toString('hex') !== OLE) return;
    const { buffer: head } = await file.read(Buffer.alloc(8 * 1024 ** 2), 0, 8 * 1024 ** 2, 0);
    throw invalidInput(
      head.includes(Buffer.from('EncryptedPackage', 'utf16le'))
        ? `${name} is protected with a password or by rights management, so nothing in it can be read. Open it, remove the protection, save it and try again.`
        : `${name} is of the old form of Excel (.xls). ${SAVE_AS}, then try again.`,
    );
  } finally {
    await file.close();
  }
}
