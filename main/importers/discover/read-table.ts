import { invalidInput } from '../../contract/errors.ts';
import { guessColumns } from '../../domain/services/guess-columns.ts';
import { LISTED_FOR, listedForOther } from '../../domain/services/other-lists.ts';
import { namesFindings, tableForm, unreadTable } from '../findings/tables.ts';
import { isExportedTable } from '../returned-sheet/csv-headings.ts';
import { cellsOf } from '../sheets/csv-book.ts';
import { dutiesAmong } from '../vendor-matrix/lists.ts';
import { matrixAmong } from '../vendor-matrix/map-sheet.ts';
import { headsCloudAndCustomer } from '../vendor-matrix/tables/single-words.ts';
import { readArnTable } from './arns/arns.ts';
import { parseCsv, type Table } from './csv.ts';
import { isAccountCsv, isCloudTrailCsv, readAccountCsv, readCloudTrailCsv } from './exports/activity.ts';
import { isConfigCsv, readConfigCsv } from './exports/config.ts';
import { isCostExplorerCsv, readCostExplorerCsv } from './exports/cost-explorer.ts';
import { isResourceExplorerCsv, readResourceExplorerCsv } from './exports/resource-explorer.ts';
import { isTagEditorCsv, readTagEditorCsv } from './exports/tag-editor.ts';
import { clip, type Found } from './found.ts';
import type { Given } from './given.ts';
import { accountColumns, readKeptAccounts } from './lists/accounts-kept.ts';
import { aboutTable, tableAsSaid } from './lists/inventory-columns.ts';
import { accountsWithoutHeadings } from './lists/listed-accounts.ts';
import { readMappedTable } from './lists/mapped-table.ts';
import {
  columnsInWords,
  columnsWritten,
  hasServiceHeading,
  readServiceList,
  serviceColumn,
} from './lists/service-list.ts';
import { isTold, isUnknown, KNOWN, told, unknown } from './unknown.ts';

// Which table it is by its headings, wherever it came from: a CSV, a sheet of Excel, Markdown, Parquet.

/** The refusal of findings, which are taken in elsewhere. */
export const ofFindings = (file: string, what: string) =>
  told(
    `${file} is ${what}, and no inventory. Take it in as findings: Import on the screen, or "demarc findings".`,
  );

/** The table of a text; where its first line has no headings that are known, below a line that has. */
export function readTable(file: string, text: string, given: Given): Found {
  const table = parseCsv(file, text);
  const { headers, rows, numbers = rows.map((_, at) => at + 2) } = table;
  const all: NumberedRows = { rows: [headers, ...rows], numbers: [1, ...numbers] };
  const isTitle = isTitleAbove(headers, rows);
  if (startOf(all.rows) > 0 || isTitle) return readBelowTitles(file, all, given);
  try {
    return readTableOf(file, table, given);
  } catch (error) {
    if (!(error instanceof Error && isUnknown(error)) || isTold(error)) throw error;
    return readBelowTitles(file, all, given, error);
  }
}

/** Whether a first row is the title of the table below it: a heading of Markdown, or a row of one cell above headings with one of services. */
function isTitleAbove(first: readonly string[], rows: Table['rows']): boolean {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
  if (filled(first) > 1) return false;
  if (/^#{1,6} /.test(first[0] ?? '')) return rows.some(({ length }) => length > 1);
  const [next = []] = rows;
  return filled(next) > 1 && hasServiceHeading(next.map((cell) => cell.trim()));
}

/** Where the headings of a table of findings are: with a title it would be a matrix, whose controls are what the findings bear on. Of any other, where it begins. */
const startOf = (rows: NumberedRows['rows']): number =>
  Math.max(
    0,
    rows
      .slice(0, LOOKED_AT)
      .findIndex((row) => tableForm(row.map((cell) => cell.trim().toLowerCase())) !== undefined),
  );

/** Rows above the headings: a title, a date. */
export const TITLE_ROWS = 20;

export interface NumberedRows {
  readonly rows: readonly (readonly string[])[];
  readonly numbers: readonly number[];
  /** What the sheet is called that they stand in. */
  readonly sheet?: string;
}

/**
 * The table below the first row that has headings which are known. INVALID_INPUT that `isUnknown` knows where none has, about the table below
 * the first of the widest rows, which are most likely its headings; `otherwise` where there is none.
 */
export function readBelowTitles(
  file: string,
  { rows, numbers, sheet }: NumberedRows,
  given: Given,
  otherwise: Error = unknown(`${file} has no table.`),
): Found {
  let widest: { readonly width: number; readonly error: Error } | null = null;
  const start = startOf(rows);
  for (let at = start; at < Math.min(start + TITLE_ROWS, rows.length); at += 1) {
    const headers = (rows[at] ?? []).map((cell) => cell.trim());
    const width = headers.filter((cell) => cell !== '').length;
    if (width < 2 && rows.some((row) => row.length > 1)) continue;
    const above = titleAbove(rows.slice(0, at));
    const table: Table = {
      headers,
      rows: rows.slice(at + 1),
      numbers: numbers.slice(at + 1),
      ...(above === undefined ? {} : { above }),
      ...(sheet === undefined ? {} : { sheet }),
    };
    try {
      const found = readTableOf(file, table, given);
      // A sheet of one column is a note as often as a list; a heading tells.
      if (found.format !== 'service-list' || hasServiceHeading(headers)) return found;
    } catch (error) {
      if (!(error instanceof Error && isUnknown(error))) throw error;
      if (width > (widest?.width ?? 0)) widest = { width, error };
    }
  }
  throw widest?.error ?? otherwise;
}

/** The last row above a table that has something in one cell alone. */
const titleAbove = (rows: NumberedRows['rows']): string | undefined =>
  rows
    .map((row) => row.map((cell) => cell.trim()).filter((cell) => cell !== ''))
    .findLast((cells) => cells.length > 0 && cells.length < 2)?.[0];

/** The refusal of what Demarc itself exported, whose services are the workbook's own. */
export const exportedRegister = (file: string) =>
  invalidInput(
    `${file} is a register that Demarc exported, and no inventory. Take it in as one that came back: Import on the screen, or "demarc import".`,
  );

/** What a table holds, by what was said of its columns, else by its headings. INVALID_INPUT that `isUnknown` knows for a table of another kind. */
export function readTableOf(file: string, table: Table, given: Given): Found {
  const { said, asOf } = given;
  const inventory = tableAsSaid(table, said);
  if (inventory) return readMappedTable(file, table, inventory, given);
  if (isResourceExplorerCsv(table)) return readResourceExplorerCsv(file, table, asOf);
  if (isTagEditorCsv(table)) return readTagEditorCsv(file, table, asOf);
  if (isConfigCsv(table)) return readConfigCsv(file, table, asOf);
  if (isCloudTrailCsv(table)) return readCloudTrailCsv(file, table, asOf);
  if (isAccountCsv(table)) return readAccountCsv(file, table);
  if (isExportedTable(table)) throw exportedRegister(file);
  const columns = table.headers.map((header) => header.toLowerCase());
  // What a scanner says that a finding bears on are ids of controls as well.
  const matrix = tableForm(columns) ? null : matrixAmong(firstRows(table), file);
  if (matrix !== null)
    throw aboutTable(
      invalidInput(
        `${file} is a table of ${matrix === 'of two parties' ? 'what two parties are responsible for' : 'controls and what is said of each'}, and no inventory. Take it in as a vendor's matrix: Import on the screen, or "demarc import --vendor NAME". If it is an inventory of yours all the same, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}".`,
      ),
      table,
    );
  if (isCostExplorerCsv(table, asOf)) return readCostExplorerCsv(file, table, asOf);
  const named = readArnTable(file, table, asOf);
  if (named) return named;
  // A scanner names the services that it looked at, which is not that they are in use.
  if (namesFindings(columns)) throw aboutTable(ofFindings(file, "a table of a scanner's findings"), table);
  const services = serviceColumn(table);
  if (services >= 0 && table.headers.filter((header) => /^Amazon \S/.test(header)).length > 1)
    throw aboutTable(
      told(
        `${file} has a service in each column. Turn it, so that each service has a row (in Excel: Paste Special > Transpose), and give it again.`,
      ),
      table,
    );
  const saysDuties = () =>
    dutiesAmong(table.headers) > 1 ||
    headsCloudAndCustomer(table.headers, table.rows.slice(0, LOOKED_AT)) ||
    tellsDuties(table) ||
    holdsLetters(table);
  if (services >= 0 && saysDuties())
    throw aboutTable(
      told(
        `${file} says of services who has to do what, and not which are in use. If it is an inventory of yours all the same, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}".`,
      ),
      table,
    );
  const listed = services >= 0 ? listedForOther(table.headers, table.rows, services, table.above) : null;
  if (listed?.isSure)
    throw aboutTable(
      told(
        `${file} ${LISTED_FOR[listed.is]} (${columnsInWords(table.headers, listed.columns)}). If it is an inventory of yours all the same, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}".`,
      ),
      table,
    );
  if (services >= 0) return readServiceList(file, table, services, given, listed);
  const beginning = table.rows.slice(0, LOOKED_AT).map((row) => row.join('\n'));
  const findings = unreadTable(columns, beginning.join('\n'));
  if (findings)
    throw aboutTable(told(`${file} is ${findings.what}, and no inventory. ${findings.instead}`), table);
  const accounts = accountColumns(table);
  if (accounts) return readKeptAccounts(file, table, accounts, asOf);
  const bare = accountsWithoutHeadings(table);
  const ofBare = bare && accountColumns(bare);
  if (bare && ofBare) return readKeptAccounts(file, bare, ofBare, asOf);
  throw aboutTable(
    unknown(
      `${file} is a table with columns that are not known here (${clip(table.headers.slice(0, 6).join(', '), 120)}). If it is an inventory of yours, say what its columns hold; on the command line with --columns "${columnsGuessed(table)}". Else give ${KNOWN}.`,
    ),
    table,
  );
}

/** Whether a column that is called as one of duties says them at length: below it in an inventory stand names of whoever has them. */
const tellsDuties = ({ headers, rows }: Table): boolean =>
  headers.some((header, column) => {
    const cells = rows.slice(0, LOOKED_AT).flatMap((row) => row[column]?.trim() || []);
    const told = cells.filter((cell) => cell.split(/\s+/, 4).length > 3);
    return dutiesAmong([header]) > 0 && told.length * 2 > cells.length;
  });

/** Whether columns of a table hold the letters of a RACI chart and nothing else. */
function holdsLetters({ headers, rows }: Table): boolean {
  const beginning = rows.slice(0, LOOKED_AT);
  const ofLetters = headers.filter((_, column) => {
    const cells = beginning.flatMap((row) => row[column]?.trim() || []);
    return cells.length > 0 && cells.every((cell) => /^[RASCI]([/,&+ ]{1,2}[RASCI]){0,3}$/.test(cell));
  });
  return ofLetters.length > 1;
}

/** What the columns of a table seem to hold, as it is said on the command line; an example where no heading tells which one names services. */
function columnsGuessed({ headers }: Table): string {
  const guessed = guessColumns(headers);
  return guessed.some(({ means }) => means === 'service')
    ? clip(columnsWritten(headers, guessed), 300)
    : 'Product=service,System=label';
}

/** As many as tell what kind of table it is. */
const LOOKED_AT = 200;
const firstRows = ({ headers, rows }: Table) =>
  [headers, ...rows.slice(0, LOOKED_AT)].map((record, at) => ({ number: at + 1, cells: cellsOf(record) }));
