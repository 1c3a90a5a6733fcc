import { invalidInput } from '../../../contract/errors.ts';
import type { Found } from '../found.ts';
import { Charges } from './charges.ts';
import { BILL_FIELDS, type BillColumns } from './columns.ts';
import { RecordScanner } from './record-scanner.ts';

/**
 * Reads a bill of charges as it streams by: which services it charges for, in which accounts and Regions, and how many resources it
 * names; `above`: records before the first charge. Nothing of a line is kept beyond that. INVALID_INPUT for more than `most` lines, for what is no CSV, and for a bill without a charge for use.
 */
export async function readBill(
  file: string,
  bill: { readonly columns: BillColumns; readonly separator: string; readonly above: number },
  pieces: AsyncIterable<Buffer>,
  most: number,
  signal?: AbortSignal,
): Promise<Found> {
  const charges = new Charges(file, most);
  const scanner = new RecordScanner(
    bill.separator,
    BILL_FIELDS.map((field) => bill.columns.at[field]),
  );
  let above = bill.above;
  const each = (values: readonly string[]): void => {
    if (above > 0) above -= 1;
    else charges.add(values);
  };
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      scanner.push(piece, false, each);
    }
    scanner.push(Buffer.alloc(0), true, each);
  } catch (error) {
    if (error instanceof Error && error.constructor === Error)
      throw invalidInput(`${file} is not a CSV that can be read (${error.message}). Export it again.`);
    throw error;
  }
  return charges.found(bill.columns.format);
}
