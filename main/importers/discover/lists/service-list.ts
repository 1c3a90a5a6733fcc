import type { MappedColumn } from '../../../contract/discover.ts';
import { guessColumns, isOfServices, saysWhere } from '../../../domain/services/guess-columns.ts';
import { isOfOthers, isOfUsed, tellsOffers } from '../../../domain/services/in-use.ts';
import { LISTED_FOR, type ListedFor, tellsOfUse } from '../../../domain/services/other-lists.ts';
import { BEHIND_NAMES, statesOfRows } from '../../../domain/services/row-states.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { counted } from '../../../domain/words/counted.ts';
import { namesSum } from '../../../domain/words/sums.ts';
import { isNo } from '../../../domain/words/yes-no.ts';
import { isChargeAlone } from '../billing/charges.ts';
import { usageAmong } from '../billing/product-codes.ts';
import { placeColumns, plainHeading, type Table } from '../csv.ts';
import { clip, type Found, listNames, partsOf, TypeCounter } from '../found.ts';
import type { Given } from '../given.ts';
import { told } from '../unknown.ts';
import { BelowTitles } from './below-titles.ts';
import { columnsWithWords } from './beside-columns.ts';
import { aboutTable, describeTable } from './inventory-columns.ts';
import { RowProblems } from './row-problems.ts';
import { namesList, partsOfTable } from './table-parts.ts';
import { OpenStates } from './told-states.ts';

// Lists of services by name, as somebody wrote them: one name a line, or a table with a column for the service and, where wanted,
// for account and Region.

const LONGEST_NAME = 100;

/** Whether a column is called as one of services is. */
export const hasServiceHeading = (headers: readonly string[]): boolean => headers.some(isOfServices);

/** Whether the lines of a text are a list of services: it is called so, or most of them begin as names of services do. */
export function areServiceLines(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  const named = lines.filter((line) => /^"?(?:Amazon|AWS) \S/.test(line) && line.length <= LONGEST_NAME);
  return (
    (namesList(first) && first.trim().includes(' ') && lines.length > 1) || named.length * 2 > lines.length
  );
}

/** Whether headings are those of an inventory of services that somebody keeps by hand. */
export const isServiceInventory = (headers: readonly string[]): boolean => {
  const { account, region } = placeColumns({ headers, rows: [] });
  if ((account >= 0 || region >= 0) && hasServiceHeading(headers)) return true;
  return guessColumns(headers).some(({ means }) => means === 'service') && saysWhere(headers);
};

/** Where a table has the names of services: in a column that is called so, or in its only one; -1 for none. */
export function serviceColumn(table: Table): number {
  const named = table.headers.findIndex(isOfServices);
  if (named >= 0) return named;
  const single = table.headers.length <= 1 && table.rows.every(({ length }) => length <= 1);
  return single && table.rows.every(([cell = '']) => cell.length <= LONGEST_NAME) ? 0 : -1;
}

/** The columns of a list of services that are read. */
export const columnsOfList = (
  service: number,
  { account, region }: { readonly account: number; readonly region: number },
): readonly MappedColumn[] =>
  [
    { column: service, means: 'service' as const },
    { column: account, means: 'account' as const },
    { column: region, means: 'region' as const },
  ].filter(({ column }) => column >= 0);

/** What `--columns` takes as it is; any other heading is named by its letter. */
const IS_SAYABLE = /^[\p{L}\p{N}][\p{L}\p{N} _./()-]*$/u;

/** What columns hold, as `--columns` takes it. */
export function columnsWritten(headers: readonly string[], columns: readonly MappedColumn[]): string {
  const plain = headers.map(plainHeading);
  const nameOf = (column: number): string => {
    const heading = headers[column] ?? '';
    const once = plain.filter((each) => each === plain[column]).length === 1;
    return once && IS_SAYABLE.test(heading) ? heading : columnLetters(column);
  };
  return columns.map(({ column, means }) => `${nameOf(column)}=${means}`).join(',');
}

/** Columns by their headings, and by their letter where they have none. */
export const columnsInWords = (headers: readonly string[], columns: readonly number[]): string =>
  listNames(columns.map((column) => headers[column] || `column ${columnLetters(column)}`));

/** Which columns of a list are not read, `others` aside, and how to have those read whose headings say what they hold; none where all are read. */
export function leftColumns(
  { headers, rows }: Table,
  read: readonly MappedColumn[],
  others: readonly number[] = [],
): readonly string[] {
  const isRead = new Set([
    ...others,
    ...read.map(({ column }) => column),
    ...usageAmong(headers.map(plainHeading)).columns,
  ]);
  const left = headers.flatMap((header, column) => (header !== '' && !isRead.has(column) ? [column] : []));
  if (left.length === 0) return [];
  const means = new Set(read.map((column) => column.means));
  const more = guessColumns(headers).filter(
    (column) => !isRead.has(column.column) && !means.has(column.means),
  );
  const said = columnsWritten(headers, [...read, ...more]);
  const how =
    more.length === 0
      ? ''
      : ` If they tell of the services, say what they hold, in the columns of this table; on the command line with --columns "${said}".`;
  return [`Not read: ${columnsWithWords({ headers, rows }, left)}.${how}`];
}

/** The refusal of services that need not be in use by what stands above them. */
export const ofOtherServices = (file: string, above: string) =>
  told(
    `${file} is a list of services below "${clip(above, 60)}", which does not say that they are in use. Leave that line out if they are.`,
  );

/**
 * Services stand in tables for many reasons: risks, plans, courses, ports. Where no column tells where, how many, for what or since when they run, that is said, whatever
 * the columns are called.
 */
function notesOnOthers(table: Table, service: number): readonly string[] {
  const { headers, rows, above = '' } = table;
  const others = headers.flatMap((header, column) =>
    header !== '' && column !== service && rows.some((row) => (row[column] ?? '').trim() !== '')
      ? [column]
      : [],
  );
  if (others.length === 0 || isOfUsed(headers[service] ?? '') || isOfUsed(above)) return [];
  return tellsOfUse(headers, rows, service)
    ? []
    : [
        `No column tells where, how many, for what or since when (${columnsInWords(headers, others)}), so it may list services for another reason than that they are in use. Leave out what is not.`,
      ];
}

/** The same of a sheet, whose name stands behind that of its file. */
const ofOtherSheet = (file: string) =>
  told(
    `${file} is a list of services, and what the sheet is called does not say that they are in use. Give the sheet another name if they are.`,
  );

/** What a column says of a service that is left aside, with its heading; nothing where it says nothing. */
function reasonIn({ headers }: Table, column: number, row: readonly string[]): string {
  const words = (row[column] ?? '').trim();
  const heading = headers[column] ?? '';
  if (words === '') return '';
  return heading === '' || heading === BEHIND_NAMES
    ? ` (“${clip(words, 40)}”)`
    : ` (${clip(heading, 40)}: “${clip(words, 40)}”)`;
}

const belowIn = (title: string): string => (title === '' ? '' : ` (below “${clip(title, 40)}”)`);

/** `whyNot`: by service. */
const leftAside = (idle: readonly string[], whyNot: ReadonlyMap<string, string>): readonly string[] =>
  idle.length === 0
    ? []
    : [
        `${counted(idle.length, 'service')} not in use by what the table says, so not proposed: ${listNames(idle.map((service) => service + (whyNot.get(service) ?? '')))}.`,
      ];

/** What stands before each name of a list: a sign, or its number. */
const MARKED = /^(?:[-*+•‣◦–]|\d{1,3}[.)])\s+/;
/** The edge of a table as terminals draw it. */
const IS_LINE = /^[-+=|:─┼┬┴├┤│━═]{3,}$/;

/** Refuses a list whose first line, or headings, say that its services are none in use: INVALID_INPUT that `isTold` knows. */
function refuseOthers(file: string, table: Table): void {
  const [heading = ''] = table.headers;
  if (namesList(heading) && isOfOthers(heading)) throw ofOtherServices(file, heading);
  if (tellsOffers(table.headers))
    throw aboutTable(
      told(
        `${file} is a table of prices, limits or plans, and no inventory: it does not say which services are in use. Give the bill, or a list of those that are.`,
      ),
      table,
    );
}

const MOST_NAMES = 1000;
/** Rows in which no service stands, with what stands there instead. */
class WithoutService {
  #rows = 0;
  readonly #names = new Set<string>();

  add(name: string): void {
    this.#rows += 1;
    if (name !== '' && this.#names.size < MOST_NAMES) this.#names.add(clip(name, 80));
  }

  notes(): readonly string[] {
    const names = this.#names.size === 0 ? '' : ` (${listNames([...this.#names])})`;
    return this.#rows === 0 ? [] : [`${counted(this.#rows, 'row')} without a service left aside${names}.`];
  }
}

/** Whether what stands in the place of a service is none: a sum or a kind of charges of a table of costs, a remark, what is struck out. */
const isNoService = (name: string): boolean =>
  name === '' ||
  namesSum(name) ||
  isChargeAlone(name) ||
  isNo(name) ||
  /^(?:(?:tbd|n\.?a\.?|\?)$|#|\/\/|~~)/i.test(name);

/**
 * The services that a table or a list names, a row each; `listed`: what else than their use it may list them for. INVALID_INPUT that `isTold` knows for one of services that need not be in use by what stands
 * above them.
 */
export function readServiceList(
  file: string,
  table: Table,
  column: number,
  given: Given,
  listed: ListedFor | null = null,
): Found {
  const counter = new TypeCounter(file);
  const where = placeColumns(table);
  const columns = columnsOfList(column, where);
  const cellsOf = (row: readonly string[]) => ({
    account: row[where.account] ?? '',
    region: row[where.region] ?? '',
  });
  // The first line of a list is one of its names, unless it says what the list is of.
  const [heading = ''] = table.headers;
  const isHeading = isOfServices(table.headers[column] ?? '');
  refuseOthers(file, table);
  const usage = usageAmong(table.headers.map(plainHeading));
  const states = statesOfRows(table.headers, table.rows, [column], given.asOf);
  const open = new OpenStates();
  const used = new Set<string>();
  const whyNot = new Map<string, string>();
  if (!isHeading && table.headers.length <= 1 && heading !== '' && !namesList(heading)) {
    const first = heading.replace(MARKED, '');
    used.add(first);
    counter.add(first);
  }
  const without = new WithoutService();
  // A title of nothing is a row without a service.
  let isTitleLast = false;
  const isList = table.headers.length <= 1;
  const parts = partsOfTable(table, column, given.namesService);
  const below = new BelowTitles(table.above ?? (isList && namesList(heading) ? heading : ''));
  if (parts.isAside)
    throw aboutTable(
      parts.isAsideBySheet ? ofOtherSheet(file) : ofOtherServices(file, table.above ?? ''),
      table,
    );
  const problems = new RowProblems();
  for (const [index, row] of table.rows.entries()) {
    const is = parts.next(row);
    if (is === 'title' || is === 'either') below.enter(parts.title());
    if (is === 'title') {
      if (isTitleLast) without.add('');
      isTitleLast = true;
      continue;
    }
    const written = (row[column] ?? '').trim();
    // Several tables one below the other repeat their headings, and such as terminals draw have lines between.
    if (IS_LINE.test(written) || (isHeading && written === table.headers[column])) continue;
    const name = isList ? written.replace(MARKED, '') : written;
    if (isNoService(name)) {
      without.add(name);
      continue;
    }
    isTitleLast = false;
    const says = states.notInUse(row);
    const isIdle = says >= 0 || is === 'aside';
    if (!isIdle) open.add(states, row, name);
    const places = isIdle ? null : problems.placesIn(cellsOf(row), table.numbers?.[index] ?? index + 2);
    for (const each of partsOf(name)) {
      const service = usage.serviceOf(each, row);
      if (isIdle) {
        whyNot.set(service, says >= 0 ? reasonIn(table, says, row) : belowIn(parts.title()));
        counter.add(service, 0);
        continue;
      }
      used.add(service);
      if (is !== 'either') below.add(service);
      counter.add(service);
      counter.placed(service, places);
    }
  }
  if (isTitleLast) without.add('');
  const idle = [...counter.types.keys()].filter((service) => !used.has(service));
  return {
    format: 'service-list',
    kind: 'billing',
    types: counter.types,
    places: counter.places,
    isGuess: !isHeading,
    ...(idle.length > 0 ? { notInUse: new Set(idle) } : {}),
    ...(isHeading && table.headers.length > 1 ? { table: describeTable(table, columns, 'recognised') } : {}),
    notes: [
      ...below.notes(),
      ...leftColumns(table, columns, [...states.telling]),
      ...open.notes(table.headers),
      ...(listed === null
        ? notesOnOthers(table, column)
        : [
            `It ${LISTED_FOR[listed.is]}, unless another column does (${columnsInWords(table.headers, listed.columns)}). Leave out what is not in use.`,
          ]),
      ...leftAside(idle, whyNot),
      ...problems.notes(),
      ...without.notes(),
    ],
  };
}
