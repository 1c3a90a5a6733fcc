import { invalidInput } from '../../../contract/errors.ts';
import { clip, type Found } from '../found.ts';
import { type Bytes, type ParquetFooter, readFooter } from '../parquet/footer.ts';
import { ParquetProblem, readRows } from '../parquet/read-rows.ts';
import { unknown } from '../unknown.ts';
import { Charges, tooMany } from './charges.ts';
import { BILL_FIELDS, columnsOfBill } from './columns.ts';

const AS_CSV = "let DuckDB write it as CSV: COPY (FROM 'report.parquet') TO 'report.csv'";

/**
 * Reads a bill that is kept as Parquet, column by column and page by page. `most`: bytes that may be unpacked and lines that it may have. INVALID_INPUT for a
 * table of another kind, for one that is damaged, packed or written in a way that is not read, and for what `Charges` refuses.
 */
export async function readParquetBill(
  file: string,
  bytes: Bytes,
  most: { readonly unpacked: number; readonly lines: number },
  signal?: AbortSignal,
): Promise<Found> {
  const footer = await footerOf(file, bytes);
  const names = footer.columns.map(({ name }) => name);
  const bill = columnsOfBill(names);
  if (!bill)
    throw unknown(
      `${file} is a Parquet file with columns of no bill that is known here (${clip(names.slice(0, 6).join(', '), 120)}). Give a cost and usage report or a FOCUS report, or ${AS_CSV}.`,
    );
  if (footer.rows > most.lines) throw tooMany(file);
  const charges = new Charges(file, most.lines);
  const wanted = BILL_FIELDS.map((field) => footer.columns[bill.at[field]] ?? null);
  try {
    await readRows(bytes, footer, wanted, most.unpacked, (values) => charges.add(values), signal);
  } catch (error) {
    if (!(error instanceof ParquetProblem)) throw error;
    throw error.isOther
      ? invalidInput(
          `${file} is a Parquet file that cannot be read here (${error.message}). Choose CSV where the export is set up, or ${AS_CSV}.`,
        )
      : damaged(file, error);
  }
  return charges.found(bill.format);
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
