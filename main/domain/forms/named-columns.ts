import { invalidInput } from '../../contract/errors.ts';
import type { ColumnTakes, FormHeadings, NamedColumns } from '../../contract/forms.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import { areBareNumbers, ID_SCHEMES, parseControlIds } from '../controls/control-ids.ts';
import { frameworksIn } from '../controls/framework-names.ts';
import { groupBy } from '../group-by.ts';
import { columnLetters, readAddress } from '../sheets/cell-address.ts';
import { fewNames } from '../words/few-names.ts';
import { type FormRow, type FormSheet, foldHeading } from './plan.ts';

/** What is written into a column that takes this; the words of `--columns` and of the screen. */
export const TAKES_WORDS: Readonly<Record<ColumnTakes, string>> = {
  control: 'the control ids, which are there already',
  owner: 'who owns it, in a word',
  inherited: 'whether it can be inherited: Yes, Partial or No',
  vendor: 'a mark where the provider has a part',
  customer: 'a mark where the customer has a part',
  other: 'a mark where a third party has a part',
  shared: 'a mark where provider and customer share it',
  'not-applicable': 'a mark where it does not apply',
  text: 'who does what',
  'vendor-text': 'what the provider does',
  'customer-text': 'what the customer does',
  'other-text': 'what a third party does',
  status: 'how far it is, in a word',
  'status-mark': 'a mark where it is as far as the heading says',
};

/** Rows in which headings are looked for; title blocks and guidance stand above them. */
const SEARCHED_ROWS = 80;
/** Rows of a sheet that are offered as headings, and of each so many columns. */
const OFFERED_ROWS = 8;
const OFFERED_COLUMNS = 60;
const LONGEST_HEADING = 160;

/** The rows at the top of each sheet that may be its headings: such as have two texts or more, and no long ones. */
export const headingsOf = (sheets: readonly FormSheet[]): FormHeadings => ({
  sheets: sheets
    .map(({ name, rows }) => ({
      sheet: name,
      rows: rows
        .filter(
          ({ number, cells }) =>
            number <= SEARCHED_ROWS &&
            cells.size > 1 &&
            [...cells.values()].every((text) => text.length <= LONGEST_HEADING),
        )
        .slice(0, OFFERED_ROWS)
        .map(({ number, cells }) => ({
          row: number,
          headings: [...cells].slice(0, OFFERED_COLUMNS).map(([column, text]) => ({
            letter: columnLetters(column),
            text: text.replace(/\s+/g, ' ').trim(),
          })),
        })),
    }))
    .filter(({ rows }) => rows.length > 0),
});

/** The first row of each sheet that may be its headings, in words. */
const headingWords = (sheets: readonly FormSheet[]): string => {
  const found = headingsOf(sheets).sheets.map(({ sheet, rows }) => {
    // Headings go right across their table, and the rows above them do not.
    const widest = Math.max(...rows.map(({ headings }) => headings.length));
    const { row, headings = [] } = rows.find((each) => each.headings.length === widest) ?? {};
    return `sheet ${sheet}, row ${row}: ${fewNames(headings.map(({ letter, text }) => `${letter} “${text.slice(0, 40)}”`))}`;
  });
  return found.length === 0
    ? 'No row of it reads as headings.'
    : `It has ${found.slice(0, 3).join('; ')}${found.length > 3 ? `; and ${found.length - 3} more sheets` : ''}.`;
};

/** What a form is refused with whose columns nobody knows. */
export const unknownColumns = (name: string, sheets: readonly FormSheet[]) =>
  invalidInput(
    `${name} is no form that can be told: neither a FedRAMP CIS and CRM workbook or POA&M, nor CSA's CAIQ or AI-CAIQ, nor CISO Assistant's sheet of an audit, nor a table with the headings and ids of a responsibility matrix. Say what its columns take: in the app, under the form that was chosen; on the command line, with --columns "control=B,owner=D,text=F", each by its letter or its heading. ${headingWords(sheets)}`,
    headingsOf(sheets),
  );

/** `CRM!B` or `'CIS, part 1'!Owner`: a column with its sheet, where there is such a sheet; else a letter or a heading alone. */
function placeOf(at: string, sheets: readonly FormSheet[]): { readonly sheet?: string; readonly at: string } {
  const end = at.startsWith("'") ? at.indexOf("'!", 1) + 1 : at.indexOf('!');
  if (end < 1) return { at };
  const written = at.startsWith("'") ? at.slice(1, end - 1).replaceAll("''", "'") : at.slice(0, end).trim();
  const sheet = sheets.find(({ name }) => name.toLowerCase() === written.toLowerCase())?.name;
  return sheet === undefined ? { at } : { sheet, at: at.slice(end + 1).trim() };
}

/**
 * How the tables of a form are read whose columns a person named, one in a sheet. INVALID_INPUT for a sheet or a column that is not
 * there, and for a table in which the control ids or whatever is to be written have no column.
 */
export function namedMappings(
  sheets: readonly FormSheet[],
  tables: readonly NamedColumns[],
  name: string,
): readonly GivenMapping[number][] {
  const mappings = tables.flatMap((table) => {
    const columns = table.columns.map(({ takes, at }) => ({ takes, ...placeOf(at, sheets) }));
    const bySheet = groupBy(columns, ({ sheet = table.sheet ?? '' }) => sheet);
    return [...bySheet].map(([sheet, own]) =>
      namedMapping(sheets, { ...table, sheet: sheet === '' ? undefined : sheet, columns: own }, name),
    );
  });
  const twice = mappings.find(
    ({ sheet }, index) => mappings.findIndex((each) => each.sheet === sheet) < index,
  );
  if (twice)
    throw invalidInput(
      `The columns of the sheet ${twice.sheet} are named twice. Name those of one sheet together.`,
      headingsOf(sheets),
    );
  return mappings;
}

/**
 * How a table is read whose columns a person named: the sheet, the row of its headings and the columns by number. INVALID_INPUT for
 * a sheet or a column that is not there, and where the control ids or whatever is to be written have no column.
 */
function namedMapping(sheets: readonly FormSheet[], named: NamedColumns, name: string): GivenMapping[number] {
  const own = sheets.filter((each) => each.name === named.sheet);
  const refuse = (why: string) =>
    invalidInput(`${why} ${headingWords(own.length > 0 ? own : sheets)}`, headingsOf(sheets));
  if (!named.columns.some(({ takes }) => takes === 'control'))
    throw refuse('Say which column holds the control ids: control=B.');
  if (named.columns.every(({ takes }) => takes === 'control'))
    throw refuse('Say which column takes something as well, such as owner=D or text=F.');
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const sheet = named.sheet === undefined ? filled[0] : filled.find((each) => each.name === named.sheet);
  if (!sheet || (named.sheet === undefined && filled.length > 1))
    throw refuse(
      named.sheet === undefined
        ? `${name} has several sheets. Say which one the columns are of; on the command line, with --sheet, or before each column, as in control=${filled[0]?.name.includes(' ') ? `'${filled[0].name}'` : filled[0]?.name}!B.`
        : `${name} has no sheet “${named.sheet}” that holds something.`,
    );
  const last = sheet.rows.reduce((most, { cells }) => Math.max(most, ...cells.keys()), 0);
  const row = headingRow(sheet, named, last);
  if (row === undefined)
    throw refuse(
      `No row at the top of the sheet ${sheet.name} has all of these columns: ${named.columns.map(({ at }) => at).join(', ')}. Name each by its letter or its heading, and say which row has the headings; on the command line, with --heading-row.`,
    );
  const headings = sheet.rows.find(({ number }) => number === row);
  const columns = named.columns.map(({ takes, at }) => {
    const column = columnOf(at, headings, last);
    if (column === undefined)
      throw refuse(`There is no column “${at}” in row ${row} of the sheet ${sheet.name}.`);
    return { column, meaning: takes };
  });
  const twice = columns.find(
    ({ column }, index) => columns.findIndex((each) => each.column === column) < index,
  );
  if (twice) throw refuse(`Column ${columnLetters(twice.column)} can take one thing only.`);
  return {
    sheet: sheet.name,
    matrix: true,
    headerRow: row,
    headerRows: 1,
    scheme: schemeOf(named.framework) ?? tellScheme(sheet, row, columns, name),
    columns,
    words: [],
  };
}

/** Where nothing is said: the first row in which every named column has a text, or is the heading that was named. */
function headingRow(
  sheet: FormSheet,
  { headingRow: said, columns }: NamedColumns,
  last: number,
): number | undefined {
  if (said !== undefined) return said;
  return sheet.rows.find(
    (row) =>
      row.number <= SEARCHED_ROWS &&
      columns.every(({ at }) => {
        const column = columnOf(at, row, last);
        return column !== undefined && row.cells.has(column);
      }),
  )?.number;
}

/** A letter of a column that is in use, or else a heading of this row. */
function columnOf(at: string, row: FormRow | undefined, last: number): number | undefined {
  const column = readAddress(`${at.trim()}1`)?.column;
  if (column !== undefined && column <= last) return column;
  const wanted = foldHeading(at);
  return [...(row?.cells ?? [])].find(([, text]) => foldHeading(text) === wanted)?.[0];
}

/**
 * How the ids below the headings are written: as most of them can be read, and where several spellings fit, the one whose framework is
 * named in the file or above them. Null where that does not tell. In a blank form nothing stands beside the ids.
 */
function tellScheme(
  { name: sheet, rows }: FormSheet,
  headingRow: number,
  columns: GivenMapping[number]['columns'],
  name: string,
): string | null {
  const control = new Set(columns.flatMap(({ column, meaning }) => (meaning === 'control' ? [column] : [])));
  const ids = rows
    .filter(({ number }) => number > headingRow)
    .flatMap(({ cells }) => [...cells].flatMap(([column, text]) => (control.has(column) ? [text] : [])));
  const fitting = ID_SCHEMES.filter(
    (scheme) => ids.filter((id) => parseControlIds(id, scheme) !== null).length * 2 > ids.length,
  );
  const above = rows.filter(({ number }) => number <= headingRow).flatMap(({ cells }) => [...cells.values()]);
  const context = [name, sheet, ...above.map((text) => text.slice(0, 200))].join('\n');
  const names = frameworksIn(context);
  const told =
    fitting.length > 1 || areBareNumbers(ids)
      ? fitting.filter(({ id }) => names.some(({ scheme }) => scheme === id))
      : fitting;
  return told.length === 1 ? (told[0]?.id ?? null) : null;
}

/** How the ids of a framework are written; null where none is named. */
function schemeOf(framework: string | undefined): string | null {
  if (framework === undefined) return null;
  const known = ID_SCHEMES.find((scheme) => scheme.framework === framework || scheme.id === framework);
  if (!known)
    throw invalidInput(
      `Ids of “${framework}” cannot be read in a form. Choose one of ${ID_SCHEMES.map((scheme) => scheme.framework).join(', ')}.`,
    );
  return known.id;
}
