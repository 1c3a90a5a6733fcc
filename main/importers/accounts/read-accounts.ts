import { invalidInput } from '../../contract/errors.ts';
import { readAccounts, regionProblem, writtenRegions } from '../../domain/services/places.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { columnOf, parseCsv, type Table } from '../discover/csv.ts';
import { clip, listNames } from '../discover/found.ts';
import { asArray, asText, decodeText, isObject, parseJson, type Remedies } from '../text/json.ts';

/** One account for which a workbook is wanted. */
export interface ListedAccount {
  /** Twelve digits. */
  readonly account: string;
  /** What people call it; its id where the list has no name for it. */
  readonly name: string;
  readonly environment: string | null;
  /** Name of the person who leads the assessment there. */
  readonly lead: string | null;
  /** Codes with commas between. */
  readonly regions: string | null;
}
export interface AccountList {
  readonly accounts: readonly ListedAccount[];
  /** What of the list was not read, in sentences. */
  readonly notes: readonly string[];
}

/** A list of 10,000 accounts with long names has a few; AWS Organizations takes 10,000. */
export const MAX_LIST_BYTES = 8 * 1024 * 1024;
const MAX_ACCOUNTS = 20_000;
const MAX_NAME = 150;
/** Problems named in one refusal. */
const NAMED = 5;

const REMEDIES: Remedies = {
  zip: 'Save the spreadsheet as CSV, or unpack the archive, and give the list inside.',
  noText: 'Give the list as CSV, or the JSON of "aws organizations list-accounts".',
  tooMuch: 'Give the accounts in parts.',
};
const COLUMNS = {
  account: ['account id', 'account', 'account_id', 'accountid', 'aws account', 'aws account id', 'id'],
  name: ['name', 'account name', 'account_name', 'accountname', 'title'],
  environment: ['environment', 'env', 'stage'],
  lead: ['lead', 'lead assessor', 'owner'],
  regions: ['region', 'regions'],
} as const;

type Row = { readonly at: string } & { readonly [K in keyof typeof COLUMNS]: string | null };

/**
 * Reads a list of accounts: a CSV with a column for the account id and, where wanted, for name, environment, lead and Regions, or what
 * "aws organizations list-accounts" writes. All of it can be read or INVALID_INPUT names the first rows that cannot.
 */
export function readAccountList(file: string, bytes: Uint8Array): AccountList {
  const text = decodeText(file, bytes, REMEDIES);
  const isJson = /^\s*[{[]/.test(text);
  const read = isJson
    ? rowsOfJson(file, parseJson(file, text, REMEDIES))
    : rowsOfCsv(file, parseCsv(file, text));
  const { rows, notes } = read;
  if (rows.length === 0) throw invalidInput(`${file} lists no account. Give one account in each row.`);
  if (rows.length > MAX_ACCOUNTS)
    throw invalidInput(`${file} lists more than ${numeral(MAX_ACCOUNTS)} accounts. Give it in parts.`);
  const problems: string[] = [];
  const seen = new Set<string>();
  const accounts = rows.flatMap((row): readonly ListedAccount[] => {
    const [account, another] = readAccounts(row.account).known;
    const problem = problemOf(row, account, another, seen);
    if (problem !== null || account === undefined) {
      problems.push(`${row.at}: ${problem}`);
      return [];
    }
    seen.add(account);
    return [
      {
        account,
        name: row.name === null ? account : clip(row.name, MAX_NAME),
        environment: row.environment === null ? null : clip(row.environment, MAX_NAME),
        lead: row.lead === null ? null : clip(row.lead, MAX_NAME),
        regions: writtenRegions(row.regions),
      },
    ];
  });
  if (problems.length > 0) {
    const more = problems.length > NAMED ? ` And ${problems.length - NAMED} more.` : '';
    throw invalidInput(
      `${file} was not read, and nothing was made. ${problems.slice(0, NAMED).join(' ')}${more} Mend the list and give it again.`,
    );
  }
  return { accounts, notes };
}

function problemOf(
  row: Row,
  account: string | undefined,
  another: string | undefined,
  seen: ReadonlySet<string>,
): string | null {
  if (account === undefined)
    return row.account === null
      ? 'there is no account id.'
      : `“${clip(row.account, 60)}” is not an AWS account id, which has 12 digits (a spreadsheet may have taken zeros in front away: keep the column as text).`;
  if (another !== undefined) return 'there is more than one account id.';
  if (seen.has(account)) return `account ${account} is listed twice.`;
  return regionProblem(row.regions);
}

function rowsOfCsv(
  file: string,
  table: Table,
): { readonly rows: readonly Row[]; readonly notes: readonly string[] } {
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([field, names]) => [field, columnOf(table, ...names)]),
  ) as Record<keyof typeof COLUMNS, number>;
  if (at.account < 0)
    throw invalidInput(
      `${file} has no column for the account id. Call one of its columns "account"; it has: ${clip(table.headers.join(', '), 160)}.`,
    );
  const used = new Set(Object.values(at));
  const unread = table.headers.filter((header, index) => header !== '' && !used.has(index));
  const rows = table.rows.flatMap((cells, index): readonly Row[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const cell = (field: keyof typeof COLUMNS) => asText(cells[at[field]]);
    return [
      {
        at: `Row ${index + 2}`,
        account: cell('account'),
        name: cell('name'),
        environment: cell('environment'),
        lead: cell('lead'),
        regions: cell('regions'),
      },
    ];
  });
  return {
    rows,
    notes: unread.length === 0 ? [] : [`Columns of ${file} that are not read: ${listNames(unread)}.`],
  };
}

/** What AWS Organizations writes: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
function rowsOfJson(
  file: string,
  document: unknown,
): { readonly rows: readonly Row[]; readonly notes: readonly string[] } {
  const list = isObject(document) ? document.Accounts : document;
  if (!Array.isArray(list))
    throw invalidInput(
      `${file} has no list of accounts. Give what "aws organizations list-accounts" writes, or a CSV with a column for the account id.`,
    );
  const entries = asArray(list).map((entry) => (isObject(entry) ? entry : {}));
  const active = entries.filter(({ State, Status }) => (State ?? Status ?? 'ACTIVE') === 'ACTIVE');
  const notes: string[] = [];
  if (active.length < entries.length)
    notes.push(
      `${counted(entries.length - active.length, 'account')} of ${file} left out that are not active.`,
    );
  if (isObject(document) && asText(document.NextToken))
    notes.push(`${file} has further pages that are not in this file. Export them as well.`);
  return {
    rows: active.map((entry, index) => ({
      at: `Entry ${index + 1}`,
      account: asText(entry.Id),
      name: asText(entry.Name),
      environment: null,
      lead: null,
      regions: null,
    })),
    notes,
  };
}
