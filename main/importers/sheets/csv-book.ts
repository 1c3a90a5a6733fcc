import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { unguardFormulas } from '../../domain/sheets/formula-guard.ts';
import { numeral } from '../../domain/words/counted.ts';
import { readHead } from '../files/head.ts';
import { CsvRecords, TooManyFields } from '../text/csv-records.ts';
import { findSeparator } from '../text/csv-separator.ts';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import type { Book, Cell, Row } from './book.ts';
import { MAX_ROW } from './limits.ts';

const MAX_BYTES = 256 * 1024 * 1024;
const HEAD_BYTES = 10_000;
const BATCH = 500;
/** Rows of very many fields go on in smaller batches. */
const BATCH_CELLS = 20_000;
/** What Excel writes for a formula that failed. */
const ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;

interface Options {
  readonly signal?: AbortSignal | undefined;
  /** The separator of a CSV that begins like this; for a reader that knows the headings. */
  readonly separatorOf?: (head: string) => string;
}

/**
 * Opens a CSV as a book of one sheet, named like the file; separator and encoding (UTF-8 or UTF-16) are those of its beginning.
 * INVALID_INPUT for what is no CSV.
 */
export async function openCsv(
  path: string,
  name: string,
  { signal, separatorOf = (head) => findSeparator(head).separator }: Options = {},
): Promise<Book> {
  const { size } = await stat(path);
  if (size > MAX_BYTES)
    throw invalidInput(
      `${name} has ${Math.round(size / 1024 ** 2)} MB; a CSV up to 256 MB is read. Split it and try again.`,
    );
  const head = await readHead(path, HEAD_BYTES);
  const encoding = encodingOf(head);
  // A beginning may end in the middle of a letter.
  const text = new TextDecoder(encoding).decode(head);
  if (text.includes('\0')) throw notCsv(name);
  if (encoding === 'utf-8' && !(await isUtf8(path, signal)))
    throw invalidInput(
      `${name} is not in UTF-8, so letters beyond plain English cannot be read in it, and some may be lost. Save it as "CSV UTF-8", or as an Excel workbook (.xlsx), and try again.`,
    );
  const delimiter = separatorOf(text);
  const rows = async function* (): AsyncGenerator<readonly Row[]> {
    const source = createReadStream(path, signal ? { signal } : {});
    const decoder = decoderOf(encoding);
    const reader = new CsvRecords({ delimiter, skipEmptyLines: false });
    const rowOf = rowsOf(reader);
    let held = 0;
    let batch: Row[] = [];
    function* batches(records: readonly string[][]): Generator<readonly Row[]> {
      for (const record of records) {
        const row = rowOf(record);
        if (row.number > MAX_ROW)
          throw invalidInput(
            `${name} has more than ${numeral(MAX_ROW)} lines, which no sheet has. Check that it is the file you meant, or split it.`,
          );
        if (row.cells.length > 0) batch.push(row);
        held += row.cells.length;
        if (batch.length < BATCH && held < BATCH_CELLS) continue;
        yield batch;
        batch = [];
        held = 0;
      }
    }
    try {
      for await (const piece of source as AsyncIterable<Buffer>)
        yield* batches(reader.push(decoder.decode(piece, { stream: true })));
      yield* batches(reader.push(decoder.decode(), true));
      if (batch.length > 0) yield batch;
    } catch (error) {
      if (error instanceof DemarcError || signal?.aborted) throw error;
      if (error instanceof TooManyFields)
        throw invalidInput(`${name}: ${error.message}. Check that it is the file you meant.`);
      throw notCsv(name);
    } finally {
      source.destroy();
    }
  };
  return {
    sheets: [{ name: basename(name), state: 'visible', kind: 'cells' }],
    notes: [],
    rows,
    merges: () => [],
    hidden: () => ({ rows: [], columns: [] }),
    links: async () => [],
    comments: async () => [],
    close: async () => {},
  };
}

/** Makes rows of the records of a reader that skips no line, one after the other. */
export function rowsOf(reader: CsvRecords): (record: readonly string[]) => Row {
  let number = 0;
  let dashes = 0;
  return (record) => {
    number += 1;
    const cells = cellsOf(record);
    if (reader.isDashes(record)) dashes = number;
    const above = dashes;
    if (cells.length > 0) dashes = 0;
    return {
      number,
      cells,
      ...(above > 0 && { dashes: above }),
      ...(reader.isText(record) && { isText: true as const }),
    };
  };
}

/** The cells of a record that hold something. */
export function cellsOf(record: readonly string[]): readonly Cell[] {
  const cells: Cell[] = [];
  for (let column = 0; column < record.length; column += 1) {
    const field = record[column] ?? '';
    if (field === '') continue;
    const type = field.startsWith('#') && ERROR.test(field) ? 'error' : 'text';
    cells.push({ column, text: unguardFormulas(field), type, formula: false });
  }
  return cells;
}

const notCsv = (name: string): DemarcError =>
  invalidInput(`${name} is neither an Excel workbook nor a CSV that can be read. Export it again.`);

/** Excel's plain "CSV" is in the code page of its country, and taken for UTF-8 it would turn names into others. */
async function isUtf8(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  const decoder = decoderOf('utf-8');
  const source = createReadStream(path, signal ? { signal } : {});
  try {
    for await (const chunk of source) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    source.destroy();
  }
}
