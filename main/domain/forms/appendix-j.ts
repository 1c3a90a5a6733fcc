import { idScheme } from '../controls/control-ids.ts';
import { type ControlRow, controlRow, type Gathered } from '../layouts/gather.ts';
import { renderParts } from '../layouts/lines.ts';
import { settledFacts } from '../layouts/settled.ts';
import { choose, fillIn, type TableTemplate, type TemplateColumn } from '../layouts/template.ts';
import {
  type FormControl,
  type FormControls,
  type FormRow,
  type FormSheet,
  foldHeading,
  type PlannedCell,
  type PlannedRow,
} from './plan.ts';
import { whyNothing } from './why-nothing.ts';

/** Which of the two tables of the workbook a sheet holds, and where. */
export interface AppendixTable {
  readonly sheet: FormSheet;
  readonly kind: 'cis' | 'crm';
  /** Row of the last heading. */
  readonly headingRow: number;
  readonly idColumn: number;
  /** Columns of the layout by their place in the form. */
  readonly columns: ReadonlyMap<number, TemplateColumn>;
  /** Columns of which it is not known what they say. */
  readonly others: readonly number[];
}
/** The layouts that say what stands in either table. */
export interface AppendixTemplates {
  readonly cis: TableTemplate;
  readonly crm: TableTemplate;
}

/** Headings are looked for in so many rows. */
const HEADING_ROWS = 40;
/** A table of the first kind has twelve marks; one with so many of them is it. */
const ENOUGH_MARKS = 6;
const ID_HEADING = 'control id';
const NIST = idScheme('nist-800-53');

/** Editions of the form spell these headings in different ways, and those who fill it in name themselves in them. */
const sameHeading = (text: string): string =>
  foldHeading(text.replace(/\([^)]{0,200}\)/g, ' '))
    .replace(/\b(?:fedramp|provisional) /g, '')
    .replace(/\balternate\b/g, 'alternative');
/** A heading that is long enough to be told by its end may have a name before it; "Partially Implemented" is no "Implemented". */
const isHeading = (text: string, heading: string): boolean =>
  text === heading || (heading.split(' ').length > 4 && text.endsWith(` ${heading}`));

/** The tables of the CIS and CRM workbook in these sheets; none where they are those of another form. Sheets of examples are left out. */
export function appendixTables(
  sheets: readonly FormSheet[],
  templates: AppendixTemplates,
): readonly AppendixTable[] {
  return sheets.flatMap((sheet) => {
    if (/\bexamples?\b/i.test(sheet.name)) return [];
    const rows = sheet.rows.filter(({ number }) => number <= HEADING_ROWS);
    for (const [index, row] of rows.entries()) {
      const found =
        tableAt(sheet, [row], templates.crm, 'crm', 2) ??
        tableAt(sheet, [row, ...rows.slice(index + 1, index + 2)], templates.cis, 'cis', ENOUGH_MARKS);
      if (found) return [found];
    }
    return [];
  });
}

function tableAt(
  sheet: FormSheet,
  rows: readonly FormRow[],
  template: TableTemplate,
  kind: AppendixTable['kind'],
  enough: number,
): AppendixTable | null {
  const cells = rows.flatMap((row) => [...row.cells]);
  const id = cells.find(([, text]) => foldHeading(text) === ID_HEADING);
  if (!id) return null;
  const columns = new Map<number, TemplateColumn>();
  const others: number[] = [];
  const last = rows.at(-1);
  for (const [column, text] of cells) {
    const said = sameHeading(text);
    const found = template.columns.find(({ header }) => isHeading(said, sameHeading(header)));
    if (column === id[0] || said === '') continue;
    if (found) columns.set(column, found);
    else if (last?.cells.get(column) === text) others.push(column);
  }
  if (columns.size < enough) return null;
  return { sheet, kind, headingRow: last?.number ?? 0, idColumn: id[0], columns, others };
}

export interface AppendixInput {
  readonly gathered: Gathered;
  readonly controls: FormControls;
  /** What `{seat}` and its like stand for. */
  readonly words: Readonly<Record<string, string>>;
}

/** What is to be written into the rows of these tables, one for each id in them. The same controls stand in several of them. */
export function planTables(tables: readonly AppendixTable[], input: AppendixInput): readonly PlannedRow[] {
  const rows = new Map<string, ControlRow>();
  const texts = new Map<string, Text>();
  const remembered = <T>(of: Map<string, T>, id: string, make: () => T): T => {
    const known = of.get(id) ?? make();
    of.set(id, known);
    return known;
  };
  const look: Look = {
    rowOf: (control) => remembered(rows, control.id, () => controlRow(control, input.gathered)),
    textOf: (row, parts) => remembered(texts, row.control.id, () => textOf(parts, row, input)),
  };
  return tables.flatMap((table) => planTable(table, input, look));
}
interface Text {
  readonly text: string | null;
  readonly why: string | null;
}
type TextParts = NonNullable<TemplateColumn['fill']['text']>;
/** What is worked out once for each control; only one column of the form holds a text. */
interface Look {
  rowOf(control: FormControl): ControlRow;
  textOf(row: ControlRow, parts: TextParts): Text;
}

function planTable(table: AppendixTable, input: AppendixInput, look: Look): readonly PlannedRow[] {
  const { sheet, headingRow, idColumn } = table;
  return sheet.rows.flatMap(({ number, cells }): readonly PlannedRow[] => {
    const id = cells.get(idColumn);
    if (number <= headingRow || id === undefined || id.trim() === '') return [];
    const row = { sheet: sheet.name, row: number, id: id.trim() };
    const parsed = NIST?.parse(id);
    if (!parsed) return [];
    const control = input.controls.find(parsed);
    if (!control) return [{ ...row, cells: [], why: UNKNOWN }];
    return [
      {
        ...row,
        duties: control.responsibilities,
        ...plannedCells(table, look.rowOf(control), input, look),
      },
    ];
  });
}
const UNKNOWN = 'The catalogue does not have this control.';

function plannedCells(
  table: AppendixTable,
  row: ControlRow,
  input: AppendixInput,
  look: Look,
): Pick<PlannedRow, 'cells' | 'why'> {
  const facts = settledFacts(row.facts);
  const cells: PlannedCell[] = [];
  const whys: string[] = [];
  // How far the provider's own part is implemented, and in which of its systems, is not for its customer to say.
  const provider = input.gathered.seat.seat.provider === 'self' && table.kind === 'cis';
  const columns = [...table.columns].filter(
    ([, { header }]) => !provider || PROVIDERS.has(sameHeading(header)),
  );
  for (const [column, { fill, group }] of columns) {
    const said = choose(fill.choose ?? [], facts);
    if (said === null) continue;
    const unless = [...table.columns].flatMap(([other, each]) =>
      each.fill.choose && each.group === group && choose(each.fill.choose, facts) === null ? [other] : [],
    );
    // What another mark says is not known, so none of ours stands beside it; a column of remarks is no mark.
    const unknown = table.kind === 'cis' ? table.others : [];
    cells.push({
      column,
      values: [{ text: fillIn(said, input.words) }],
      unless: [...unless, ...unknown],
    });
  }
  // A text stands beside a mark, and an inheritance of the whole needs none.
  const texts = cells.length === 0 || facts.has('held-by-provider') ? [] : columns;
  for (const [column, { fill }] of texts) {
    if (!fill.text) continue;
    const { text, why } = look.textOf(row, fill.text);
    if (text !== null) cells.push({ column, values: [{ text }], explains: true });
    if (why !== null) whys.push(why);
  }
  if (cells.length === 0) whys.push(provider ? THEIRS : whyNothing(row));
  else if (table.kind === 'cis' && facts.has('open')) whys.push(OPEN);
  return { cells, why: whys[0] ?? null };
}
const PROVIDERS = new Set(
  [
    'Configured by Customer (Customer System Specific)',
    'Shared (Service Provider and Customer Responsibility)',
  ].map(sameHeading),
);
const THEIRS = 'Its marks are for the provider to set, or with whom it lies is not decided.';
const OPEN =
  'A duty that bears on it has no answer that can stand, so only what no answer can change is set.';

/** The text beside a mark: only where everything behind it is answered, so that nobody takes a part of it for all. */
function textOf(parts: TextParts, { facts, lines }: ControlRow, { gathered, words }: AppendixInput): Text {
  if (facts.has('open')) return { text: null, why: OPEN };
  if (facts.has('held-together') && facts.has('customer-part-unrecorded'))
    return {
      text: null,
      why: 'Nothing is recorded of what is left to the customer, so its text is not written.',
    };
  const said = parts.filter(({ from, all }) => from !== 'open' && !all?.some((fact) => ASIDES.has(fact)));
  const { text } = renderParts(said, lines, facts, gathered.names, words);
  return { text, why: text === null ? 'Nothing is recorded that its text could say.' : null };
}
/** What our own sheets say of themselves has no place on an official form. */
const ASIDES = new Set(['customer-part-unrecorded', 'without-duty', 'unasked']);
