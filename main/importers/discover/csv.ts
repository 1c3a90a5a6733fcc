import { invalidInput } from '../../contract/errors.ts';
import { guessColumns } from '../../domain/services/guess-columns.ts';
import { numeral } from '../../domain/words/counted.ts';
import { withoutTextBeside } from '../text/between-bars.ts';
import { parseCsvText, TooManyFields } from '../text/csv-records.ts';
import { findSeparator } from '../text/csv-separator.ts';
import { asUnread } from '../text/unread.ts';
import { clip } from './found.ts';
import { MAX_RESOURCES } from './limits.ts';

export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Which row of the file each of them is, from 1; without it they follow the headings in the first one. */
  readonly numbers?: readonly number[];
  /** The title that stands above it. */
  readonly above?: string;
  /** What the sheet is called that it stands in. */
  readonly sheet?: string;
}

/** A CSV with one header row. Ragged rows are kept as they are. */
export function parseCsv(file: string, text: string): Table {
  const delimiter = findSeparator(text.slice(0, 10_000)).separator;
  let records: string[][];
  try {
    const table = delimiter === '|' ? withoutTextBeside(text) : text;
    records = parseCsvText(table, { delimiter, skipEmptyLines: false }, MAX_RESOURCES + 2);
  } catch (error) {
    if (error instanceof TooManyFields)
      throw invalidInput(`${file} cannot be read: ${error.message}. Check that it is the export you meant.`);
    const reason = error instanceof Error ? clip(error.message, 200) : 'unknown reason';
    const refusal = invalidInput(`${file} is not a CSV that can be read (${reason}). Export it again.`);
    // In other texts a quote that is not closed is no missing end.
    throw /\.csv$/i.test(file) ? asUnread(refusal) : refusal;
  }
  if (records.length > MAX_RESOURCES + 1)
    throw asUnread(
      invalidInput(
        `${file} has more than ${numeral(MAX_RESOURCES)} rows. Export one account or Region at a time.`,
      ),
    );
  const [headings = [], ...rows] = records.filter((record) => !isEmpty(record));
  const [, ...numbers] = records.flatMap((record, at) => (isEmpty(record) ? [] : [at + 1]));
  return { headers: headings.map((header) => header.trim()), rows, numbers };
}

/** A line without a character. */
const isEmpty = (record: readonly string[]): boolean => record.length === 1 && record[0] === '';

/** Index of the first column with one of these names, compared without regard to case; -1 when there is none. */
export function columnOf(table: Table, ...names: readonly string[]): number {
  return table.headers.findIndex((header) => names.includes(header.toLowerCase()));
}

/** `AWS_ResourceARN`, `resource arn`, `resourceArn` -> as they are compared: small letters and digits alone. */
export const plainHeading = (heading: string): string =>
  heading.length > MAX_HEADING ? '' : heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const MAX_HEADING = 200;

/** Where a table of resources says in which account and Region each is; -1 for a column that it does not have. */
export const placeColumns = (table: Table): { readonly account: number; readonly region: number } => ({
  account: placed(table, ACCOUNT_HEADINGS, 'account'),
  region: placed(table, REGION_HEADINGS, 'region'),
});
/** Headings, and names of fields, of the account that a resource is in; the surest first. */
export const ACCOUNT_HEADINGS: ReadonlySet<string> = new Set([
  'awsaccount',
  'awsaccountid',
  'account',
  'accountid',
  'accountnumber',
  'accountuid',
  'owningaccount',
  'owningaccountid',
  'owneraccountid',
  'ownerid',
]);
/** The same of its Region. */
export const REGION_HEADINGS: ReadonlySet<string> = new Set([
  'region',
  'awsregion',
  'regionid',
  'regioncode',
]);

function placed({ headers }: Table, names: ReadonlySet<string>, means: 'account' | 'region'): number {
  const plain = headers.map(plainHeading);
  const name = [...names].find((each) => plain.includes(each));
  if (name !== undefined) return plain.indexOf(name);
  const at = (headings: readonly string[]) =>
    guessColumns(headings).find((column) => column.means === means)?.column ?? -1;
  const numbered = at(headers.map((heading, column) => (/names?$/.test(plain[column] ?? '') ? '' : heading)));
  if (numbered >= 0) return numbered;
  // By its name an account is not known again.
  const guessed = at(headers);
  return /name$/.test(plain[guessed] ?? '') ? -1 : guessed;
}
