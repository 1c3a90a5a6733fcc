import { invalidInput } from '../../contract/errors.ts';
import { numeral } from '../../domain/words/counted.ts';
import { Charges, tooMany } from './billing/charges.ts';
import { BILL_FIELDS, type BillColumns, columnsOfBill } from './billing/columns.ts';
import type { Table } from './csv.ts';
import { withWaysToRun } from './exports/ways-to-run.ts';
import { clip, type Found } from './found.ts';
import type { Given } from './given.ts';
import { type Bytes, type ParquetColumn, type ParquetFooter, readFooter } from './parquet/footer.ts';
import { ParquetProblem, readRows } from './parquet/read-rows.ts';
import { readTableOf } from './read-table.ts';

const AS_CSV = "let DuckDB write it as CSV: COPY (FROM 'report.parquet') TO 'report.csv'";
const MB = 1024 ** 2;

/** Values that come again are written once, so that a line takes next to nothing; reading one takes a millionth of a second. */
const mostLines = (size: number): number => 20_000_000 + size;
/** What is unpacked of a bill, of which nothing is kept, and of a table, which is held as a whole. */
const mostOfBill = (size: number): number => 128 * MB + 40 * size;
const mostOfTable = (size: number): number => 48 * MB + 8 * size;
const MAX_CELLS = 2_000_000;

/**
 * Reads what is kept as Parquet: a bill of any size, page by page, and any other table as the same table in CSV is read. INVALID_INPUT for one that is
 * damaged, packed or written in a way that is not read, or too large, and for what the readers of bills and tables refuse.
 */
export async function readParquet(
  file: string,
  bytes: Bytes,
  given: Given,
  signal?: AbortSignal,
): Promise<Found> {
  const footer = await footerOf(file, bytes);
  const bill = columnsOfBill(footer.columns.map(({ name }) => name));
  try {
    if (bill) return await readBill(file, bytes, footer, bill, signal);
    return withWaysToRun(readTableOf(file, await readTable(file, bytes, footer, signal), given));
  } catch (error) {
    if (!(error instanceof ParquetProblem)) throw error;
    throw error.isOther
      ? invalidInput(
          `${file} is a Parquet file that cannot be read here (${error.message}). Choose CSV where the export is set up, or ${AS_CSV}.`,
        )
      : damaged(file, error);
  }
}

async function readBill(
  file: string,
  bytes: Bytes,
  footer: ParquetFooter,
  { format, at }: BillColumns,
  signal: AbortSignal | undefined,
): Promise<Found> {
  if (footer.rows > mostLines(bytes.size)) throw tooMany(file);
  const charges = new Charges(file, mostLines(bytes.size));
  const wanted = BILL_FIELDS.map((field) => footer.columns[at[field]] ?? null);
  const add = (values: readonly string[]) => charges.add(values);
  await readRows(bytes, footer, wanted, mostOfBill(bytes.size), add, signal);
  return charges.found(format);
}

/** Only columns of texts and numbers: maps, lists and bits say nothing of a service. */
const isReadable = ({ type }: ParquetColumn): boolean => type !== 'BOOLEAN' && type !== 'FIXED';

async function readTable(
  file: string,
  bytes: Bytes,
  footer: ParquetFooter,
  signal: AbortSignal | undefined,
): Promise<Table> {
  const columns = footer.columns.filter(isReadable);
  if (footer.rows * columns.length > MAX_CELLS)
    throw invalidInput(
      `${file} is a Parquet file with more than ${numeral(MAX_CELLS)} cells, and no bill that is known here. Give one account or Region at a time, or only the columns that name the resources.`,
    );
  const rows: string[][] = [];
  const keep = (values: readonly string[]) => rows.push([...values]);
  await readRows(bytes, footer, columns, mostOfTable(bytes.size), keep, signal);
  return { headers: columns.map(({ name }) => name.trim()), rows, numbers: rows.map((_, at) => at + 1) };
}

async function footerOf(file: string, bytes: Bytes): Promise<ParquetFooter> {
  try {
    return await readFooter(bytes);
  } catch (error) {
    if (!(error instanceof Error) || 'syscall' in error) throw error;
    throw damaged(file, error instanceof RangeError ? new Error('its footer is damaged') : error);
  }
}

const damaged = (file: string, { message }: Error) =>
  invalidInput(
    `${file} is a Parquet file that is damaged or cut off (${clip(message, 200)}). Get it again, or choose CSV where the export is set up.`,
  );
