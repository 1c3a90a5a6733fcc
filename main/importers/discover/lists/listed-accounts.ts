import { accountNumber } from '../../../domain/services/account-number.ts';
import { isRegion } from '../../../domain/services/regions.ts';
import { isObject, type Json } from '../../text/json.ts';
import { INSTANCE } from '../arns/arn.ts';
import type { Table } from '../csv.ts';
import { clip, type Found, listNames } from '../found.ts';
import type { Given } from '../given.ts';
import { accountColumns, IS_STATE, readKeptAccounts } from './accounts-kept.ts';

// Accounts of an organisation as somebody asked for part of what AWS says of them (`--query 'Accounts[].{Id:Id,Name:Name}'`), as JSON or as a table of the terminal, and lists in JSON or
// YAML that somebody keeps.

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['Id', 'Account ID'],
  ['Name', 'Account name'],
  ['Arn', 'Account ARN'],
  ['Email', 'Account email'],
  ['Status', 'Status'],
  ['State', 'State'],
  ['Paths', 'Paths'],
  ['JoinedMethod', 'Joined method'],
  ['JoinedTimestamp', 'Joined timestamp'],
]);
const OF_ACCOUNTS = /account|konto|konten|compte|cuenta|rekening/i;
const MOST = 10_000;
const MOST_FIELDS = 100;

/** The accounts that a document lists, under names that speak of accounts or by itself, judged as of an ISO date; null for any other document. */
export function readListedAccounts(file: string, document: unknown, asOf: string): Found | null {
  if (!isObject(document)) return readList(file, document, '', asOf);
  const read = Object.entries(document).map(([name, value]) => ({
    name,
    value,
    found: OF_ACCOUNTS.test(name) ? readList(file, value, titleOf(name), asOf) : null,
  }));
  const [first, ...more] = read.flatMap(({ found }) => found ?? []);
  if (!first) return null;
  const left = read.flatMap(({ name, value, found }) =>
    found === null && typeof value === 'object' && value !== null ? [titleOf(name)] : [],
  );
  return {
    ...first,
    accounts: [first, ...more].flatMap(({ accounts = [] }) => accounts),
    notes: [
      ...[first, ...more].flatMap(({ notes }) => notes),
      ...(left.length > 0 ? [`What else is in it is not read: ${listNames(left)}.`] : []),
    ],
  };
}
/** `vendorAccounts`, `vendor_accounts` -> `vendor accounts` */
const titleOf = (name: string): string =>
  clip(
    name
      .replaceAll(/[_-]+/g, ' ')
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .trim(),
    60,
  );

function readList(file: string, listed: unknown, under: string, asOf: string): Found | null {
  const list = isObject(listed) ? numbersByName(listed) : listed;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST) return null;
  const isCalled = OF_ACCOUNTS.test(under) || OF_ACCOUNTS.test(file);
  const table = list.every(isObject) ? tableOfObjects(list, isCalled) : tableOfRows(list, isCalled);
  const titled = table && (under === '' ? table : { ...table, above: under });
  const columns = titled && accountColumns(titled);
  return titled && columns ? readKeptAccounts(file, titled, columns, asOf) : null;
}

/** `accounts = { prod = "111122223333" }`, as variables of Terraform have them. */
const numbersByName = (named: Json): readonly Json[] =>
  Object.values(named).every((value) => typeof value === 'string' && /^\d{12}$/.test(value))
    ? Object.entries(named).map(([name, id]) => ({ name, id }))
    : [];

function tableOfObjects(list: readonly Json[], isCalled: boolean): Table {
  const names = [...new Set(list.flatMap((entry) => Object.keys(entry)))].slice(0, MOST_FIELDS);
  const isOfAws = names.includes('Id') && names.includes('Name') && names.every((name) => FIELDS.has(name));
  return {
    headers: names.map((name) => {
      if (isOfAws) return FIELDS.get(name) ?? name;
      return isCalled && /^(id|name)$/i.test(name) ? `account ${name}` : name.replaceAll('_', ' ');
    }),
    rows: list.map((entry) => names.map((name) => textOf(entry[name]))),
  };
}
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** `--query 'Accounts[].[Id,Name]'` */
function tableOfRows(list: readonly unknown[], isCalled: boolean): Table | null {
  if (!list.every(Array.isArray)) return null;
  const rows = list.map((row: readonly unknown[]) => row.slice(0, MOST_FIELDS).map(textOf));
  return withHeadings(rows, isCalled);
}

/** A table without headings whose first row is an account already, with headings; null for any other. `title` is what the command line writes above it. */
export function accountsWithoutHeadings({ headers, rows, above = '' }: Table): Table | null {
  const table = withHeadings([headers, ...rows], IS_ANSWER.test(above.replaceAll(' ', '')));
  return table && { ...table, ...(above === '' ? {} : { above }) };
}
const IS_ANSWER = /^listaccounts/i;

/**
 * The accounts of a text that the command line wrote with `--output text`: all that AWS says of each behind the word ACCOUNTS, or what was asked of it
 * (`--query 'Accounts[].{Id:Id,Name:Name}'`), and the same of a person's, with blanks behind the number. Null for any other text.
 */
export function readAccountLines(file: string, text: string, { asOf, namesService }: Given): Found | null {
  if (!BEGINS_AS_LINES.test(text.slice(0, LONGEST_START))) return null;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isAnswer = lines[0]?.startsWith(ANSWER) ?? false;
  const listed = isAnswer ? lines.filter((line) => !OF_OTHER_FIELDS.test(line)) : lines;
  if (listed.length > MOST || !listed.every((line) => (isAnswer ? line.startsWith(ANSWER) : isLine(line))))
    return null;
  const rows = isAnswer ? listed.map((line) => line.split('\t').slice(1)) : partsOfLines(listed);
  const names = isAnswer ? [] : rows.map(([, name = '']) => name);
  // What is on beside numbers, or Regions and resources, is of something else.
  const areOthers = names.every(namesPlaces) || names.every((name) => IS_STATE_ALONE.test(name));
  if (names.length > 0 && areOthers) return null;
  // Numbers beside services are of whatever those run in.
  const ofServices = names.filter(namesService);
  const table = ofServices.length * 2 > rows.length ? null : withHeadings(rows, true);
  const columns = table && accountColumns(table);
  if (!table || !columns) return null;
  const { notes, ...found } = readKeptAccounts(file, table, columns, asOf);
  const isCalled = isAnswer || OF_ACCOUNTS.test(file);
  const hasMore = lines.some((line) => line.startsWith('NEXTTOKEN'));
  return { ...found, notes: [...notes, ...(isCalled ? [] : [GUESSED]), ...(hasMore ? [MORE] : [])] };
}
const LONGEST_START = 200;
const DIGITS = 12;
const ANSWER = 'ACCOUNTS\t';
const BEGINS_AS_LINES = /^\s*(?:ACCOUNTS\t|\d{12}[ \t]+[^\s\d,;|])/;
/** Whether a line has a number and a name, and nothing else that a table may have, nor an ARN or a type of resources: `ec2:instance`. */
const isLine = (line: string): boolean =>
  /^\d{12}[ \t]/.test(line) && /\p{L}/u.test(line) && !/[\t|,;]|\S:\S/.test(line.slice(DIGITS + 1));
/**
 * `111122223333  sandbox  SUSPENDED`: the number, the name and what AWS Organizations says of the account: behind the name as AWS writes it, or in each line behind or in front of it,
 * apart from it where it is not written so (`Active Directory` is a name).
 */
function partsOfLines(lines: readonly string[]): readonly (readonly string[])[] {
  // The words, and what stands between them.
  const all = lines.map((line) => line.slice(DIGITS).trim().split(/(\s+)/));
  const isStateAt = (parts: readonly string[], word: number, gap: number): boolean => {
    const state = parts.at(word) ?? '';
    const isApart = isStateOfAws(state) || (parts.at(gap) ?? '').length > 1;
    return parts.length > 1 && isApart && IS_STATE.test(state);
  };
  // `--query 'Accounts[].[Id,Status]'`
  const areStates = all.every(([state = '', ...more]) => more.length === 0 && IS_STATE.test(state));
  const areLast = all.every((parts) => isStateAt(parts, -1, -2));
  const areFirst = !areLast && all.every((parts) => isStateAt(parts, 0, 1));
  return all.map((parts, row) => {
    const number = lines[row]?.slice(0, DIGITS) ?? '';
    const name = (from: number, to: number): string => plainName(parts.slice(from, to).join(''));
    if (areStates) return [number, '', parts[0] ?? ''];
    if (areFirst) return [number, name(2, parts.length), parts[0] ?? ''];
    const isLast = areLast || (parts.length > 1 && isStateOfAws(parts.at(-1) ?? ''));
    return isLast ? [number, name(0, -2), parts.at(-1) ?? ''] : [number, name(0, parts.length), ''];
  });
}
const plainName = (name: string): string => name.replace(/\s+/g, ' ');
/** As AWS writes it: a name may be `closed`. */
const isStateOfAws = (word: string): boolean => word === word.toUpperCase() && IS_STATE.test(word);
const IS_STATE_ALONE =
  /^(?:enabled|disabled|active|inactive|suspended|closed|removed|deleted|running|stopped|yes|no|true|false)$/i;
const namesPlaces = (name: string): boolean =>
  name.split(' ').some((word) => (isRegion(word) && word !== 'global') || INSTANCE.test(word));
const OF_OTHER_FIELDS = /^(PATHS|NEXTTOKEN)(\t|$)/;
const GUESSED =
  'Nothing says that these are accounts, but that their numbers have twelve digits each. Add them only if they are.';
const MORE = 'The list has further pages that are not in this file. Export them as well.';

/** Rows of accounts with headings by what stands in their columns; null where that is none, or nothing but numbers says that they are accounts. */
function withHeadings(rows: readonly (readonly string[])[], isCalled: boolean): Table | null {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]?.trim() ?? ''));
  const number = columns.findIndex(
    (cells) =>
      new Set(cells).size === cells.length && cells.every((cell) => /^\d{12}$/.test(accountNumber(cell))),
  );
  const state = columns.findIndex(
    (cells) => cells.some((cell) => cell !== '') && cells.every((cell) => cell === '' || IS_STATE.test(cell)),
  );
  if (number < 0 || (state < 0 && !isCalled)) return null;
  const name = columns.findIndex(
    (cells, column) =>
      column !== number && column !== state && cells.every((cell) => !OF_MACHINES.test(cell)),
  );
  const called: readonly (readonly [number, string])[] = [
    [number, 'Account ID'],
    [name, 'Account name'],
    [state, 'Status'],
  ];
  return {
    headers: columns.map((_, column) => called.find(([at]) => at === column)?.[1] ?? ''),
    rows,
  };
}
/** Addresses, ARNs, times and how an account joined. */
const OF_MACHINES = /@|^arn:|^\d{4}-\d\d|^\d+(\.\d+)?$|^(INVITED|CREATED)$/;
