import { formControls } from '../../catalogue/form-controls.ts';
import { loadLayouts } from '../../catalogue/layouts.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import type { Claim, SheetMapping, UnreadCell } from '../../contract/claims.ts';
import { invalidInput } from '../../contract/errors.ts';
import { SEATS_OF_FORMS } from '../../contract/forms.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import { areBareNumbers, ID_SCHEMES, OWN_IDS } from '../../domain/controls/control-ids.ts';
import { type AppendixTemplates, appendixTables, planTables } from '../../domain/forms/appendix-j.ts';
import { planHeaderBlocks } from '../../domain/forms/header-block.ts';
import { type MatrixRow, planMatrix, type ReadWord } from '../../domain/forms/matrix.ts';
import { namedMappings, unknownColumns } from '../../domain/forms/named-columns.ts';
import type { FormControls, FormPlan, PlannedRow } from '../../domain/forms/plan.ts';
import { planPoam, poamTable } from '../../domain/forms/poam.ts';
import { unplaced } from '../../domain/forms/unplaced.ts';
import { seatFor, vantageOf, wordsOf } from '../../domain/layouts/fill.ts';
import { gather } from '../../domain/layouts/gather.ts';
import { soundReport } from '../../domain/layouts/settled.ts';
import type { LayoutTemplate, TableTemplate } from '../../domain/layouts/template.ts';
import type { Report } from '../../domain/report/report.ts';
import { fewNames } from '../../domain/words/few-names.ts';
import { type Book, readAddress } from '../../importers/sheets/book.ts';
import { wordsOf as matrixWords } from '../../importers/vendor-matrix/cells/values.ts';
import type { SavedSheet } from '../../importers/vendor-matrix/map-sheet.ts';
import { readMatrix } from '../../importers/vendor-matrix/read-matrix.ts';
import type { FormTask } from '../form-tasks.ts';
import type { TaskControls } from '../tasks.ts';
import { auditPlan } from './audit.ts';
import { questionnairePlan } from './questionnaire.ts';
import type { FormSheets } from './sheets.ts';

const NIST = 'nist-800-53-r5';

/**
 * Finds out what a form is and what of the workbook goes into it: a FedRAMP CIS and CRM workbook, a POA&M, a questionnaire of CSA's, an audit of CISO
 * Assistant, or a table whose columns are known. INVALID_INPUT for what is none of these.
 */
export async function planForm(
  book: Book,
  { sheets, textAt }: FormSheets,
  report: Report,
  catalogue: CatalogueIndex,
  task: Pick<FormTask, 'form' | 'vantage' | 'columns'> & { readonly saved?: ReadonlyMap<string, SavedSheet> },
  controls: TaskControls,
): Promise<FormPlan> {
  // Whoever names columns says that these are tables of their own, whatever else the form may look like.
  const named = task.columns === undefined ? null : namedMappings(sheets, task.columns, task.form.name);
  const poam = named === null ? poamTable(sheets) : undefined;
  if (poam) {
    if (task.vantage !== undefined)
      throw invalidInput(
        'A POA&M is the plan of the organisation, whatever the seat. Choose none for it; on the command line, leave out --vantage.',
      );
    const { rows, leftOut } = planPoam(sheets, poam, report, formControls(catalogue, NIST));
    const title = 'FedRAMP Plan of Action and Milestones (POA&M)';
    return { form: 'fedramp-poam', title, vantage: null, rows, leftOut };
  }
  const questions =
    named === null ? questionnairePlan(sheets, report, catalogue, task.vantage, controls) : null;
  if (questions) return questions;
  const audit = named === null ? auditPlan(sheets, report, catalogue, task.vantage, controls) : null;
  if (audit) return audit;
  const crm = layoutNamed(SEATS_OF_FORMS);
  const seat = task.vantage === undefined ? seatFor(crm, report) : vantageOf(crm, task.vantage);
  const gathered = gather(soundReport(report), seat, controls.progress);
  const words = wordsOf(crm, seat, report, null);
  const templates: AppendixTemplates = {
    cis: tableOf(layoutNamed('fedramp-cis'), 'CIS Worksheet'),
    crm: tableOf(crm, 'CRM Worksheet'),
  };
  const tables = named === null ? appendixTables(sheets, templates) : [];
  if (tables.length > 0) {
    const input = { gathered, words, controls: formControls(catalogue, NIST) };
    const isOurs = seat.seat.organisation === 'self';
    const rows = planTables(tables, input);
    return {
      form: 'fedramp-appendix-j',
      title: 'FedRAMP SSP Appendix J, CIS and CRM workbook',
      vantage: seat.id,
      rows: [
        ...planHeaderBlocks(sheets, {
          csp: words.seat ?? null,
          system: isOurs ? report.meta.title : null,
          date: null,
        }),
        ...rows,
      ],
      leftOut: [
        ...unplaced(gathered, rows),
        ...(isOurs ? APPENDIX_OURS : APPENDIX_THEIRS),
        'The form fixes the height of its rows, and its texts may need more: let the rows fit before it is printed.',
        'The impact level, the system identifier and the history of the document are left to you, and so is taking out the sheets of other baselines.',
      ],
    };
  }
  const form = { book, name: task.form.name, saved: task.saved, sheets, textAt };
  return matrixPlan(form, named, catalogue, { gathered, words, vantage: seat.id }, controls);
}

const APPENDIX_OURS = [
  'What a customer does is marked as configured by the customer: the workbook does not know what is provided by the customer instead.',
  'The workbook knows no alternative implementation; that column stays as it was.',
];
const APPENDIX_THEIRS = [
  'How far the provider implements a control, and in which of its systems, is for the provider to say: of the CIS only what is shared with the customer or left to it is marked.',
];

async function matrixPlan(
  form: {
    readonly book: Book;
    readonly name: string;
    /** How columns are read that the workbook remembers, by the fingerprint of their headings. */
    readonly saved: ReadonlyMap<string, SavedSheet> | undefined;
  } & Pick<FormSheets, 'sheets' | 'textAt'>,
  named: readonly GivenMapping[number][] | null,
  catalogue: CatalogueIndex,
  seat: Pick<Parameters<typeof planMatrix>[1], 'gathered' | 'words'> & { readonly vantage: string },
  { signal, progress }: TaskControls,
): Promise<FormPlan> {
  const { book, name, textAt } = form;
  const reading = await readMatrix(book, name, {
    ...(named === null ? { saved: form.saved } : { mapping: onlyThese(named, form.sheets) }),
    // What is not known to be a framework's is filled in for none, and refused where the columns were named.
    framework: OWN_IDS,
    signal,
    progress: (done, total) => progress(done, total, `sheets of ${name}`),
  });
  const sheets = reading.mapping.filter((sheet) => sheet.matrix && !isOfNoControls(sheet));
  if (sheets.length === 0) throw unknownColumns(name, form.sheets);
  for (const table of named ?? [])
    refuseUnclearIds(
      reading.claims.filter(({ sheet }) => sheet === table.sheet),
      table,
    );
  const known = new Map<string, FormControls>();
  const controls = (framework: string): FormControls => {
    const found = known.get(framework) ?? formControls(catalogue, framework);
    known.set(framework, found);
    return found;
  };
  const rows = sheets.flatMap((mapping) => {
    const own = rowsOf(reading.claims, mapping.sheet);
    const used = (column: number) => [
      ...new Set(
        own.map(({ row }) => textAt(mapping.sheet, row, column).trim()).filter((text) => text !== ''),
      ),
    ];
    const remembered = new Map<number, readonly string[]>();
    const planned = planMatrix(
      {
        mapping,
        read: readerOf(mapping),
        rows: own,
        used: (column) => {
          const words = remembered.get(column) ?? used(column);
          remembered.set(column, words);
          return words;
        },
      },
      { ...seat, controls },
    );
    return [...planned, ...unreadRows(reading.unread, mapping, own)].sort((a, b) => a.row - b.row);
  });
  const title =
    sheets.map(({ layoutTitle }) => layoutTitle).find((each) => each !== null) ?? 'Responsibility matrix';
  return {
    form: 'matrix',
    title,
    vantage: seat.vantage,
    rows,
    leftOut: [...rememberedWords(sheets), ...unplaced(seat.gathered, rows)],
    mapping: sheets,
  };
}

/** Questions of a customer's own and names of services are rows of no control, so there is nothing to fill in; a person may say otherwise. */
const isOfNoControls = ({ layout, scheme, origin }: SheetMapping): boolean =>
  origin === 'recognised' && scheme === null && (layout === 'questionnaire' || layout === 'two-parties');

/** Nobody is to wonder where what was written into a column comes from. */
function rememberedWords(sheets: readonly SheetMapping[]): readonly string[] {
  const saved = sheets.filter(({ origin }) => origin === 'saved').map(({ sheet }) => sheet);
  return saved.length === 0
    ? []
    : [
        `What the columns of ${saved.length === 1 ? 'the sheet' : 'the sheets'} ${fewNames(saved)} take is as this workbook remembers it for these headings.`,
      ];
}

/** The sheets whose columns were named, and no others. */
const onlyThese = (named: readonly GivenMapping[number][], sheets: FormSheets['sheets']): GivenMapping => [
  ...named,
  ...sheets
    .filter(({ name }) => named.every(({ sheet }) => sheet !== name))
    .flatMap(({ name }) =>
      named.slice(0, 1).map((like) => ({ ...like, sheet: name, matrix: false, columns: [] })),
    ),
];

/** INVALID_INPUT where the ids are such as several frameworks have, and nobody said of which they are. */
function refuseUnclearIds(claims: readonly Claim[], { sheet, scheme }: GivenMapping[number]): void {
  if (claims.length === 0 || scheme !== null || claims.some(({ framework }) => framework !== null)) return;
  const fitting = ID_SCHEMES.filter(
    ({ parse }) => claims.filter(({ control }) => parse(control) !== null).length * 2 > claims.length,
  );
  const isBare = areBareNumbers(claims.map(({ control }) => control));
  const names = [...fitting.map(({ name: each }) => each), ...(isBare ? ['another framework'] : [])];
  if (fitting.length > 0 && names.length > 1)
    throw invalidInput(
      `The control ids of the sheet ${sheet} may be those of ${names.join(' or ')}. Say of which framework they are; on the command line, with --framework ${fitting[0]?.framework}.`,
    );
}

/** Rows whose id cannot be read: left like those of no control, so that none is passed over in silence. */
function unreadRows(
  unread: readonly UnreadCell[],
  { sheet, columns }: SheetMapping,
  read: readonly MatrixRow[],
): readonly PlannedRow[] {
  const ids = new Set(columns.flatMap(({ column, meaning }) => (meaning === 'control' ? [column] : [])));
  const known = new Set(read.map(({ row }) => row));
  return unread.flatMap(({ sheet: of, cell, value, why, outside }) => {
    const at = of === sheet && !outside ? readAddress(cell) : undefined;
    return at === undefined || !ids.has(at.column) || known.has(at.row)
      ? []
      : [{ sheet, row: at.row, id: value.slice(0, 60), cells: [], why }];
  });
}

/** The rows of a sheet that name something, by the cell with its id. */
function rowsOf(claims: readonly Claim[], sheet: string): readonly MatrixRow[] {
  const rows = new Map<number, Claim[]>();
  for (const claim of claims) {
    const row = claim.sheet === sheet ? readAddress(claim.cell)?.row : undefined;
    if (row === undefined) continue;
    const list = rows.get(row);
    if (list) list.push(claim);
    else rows.set(row, [claim]);
  }
  return [...rows].map(([row, ids]) => ({ sheet, row, ids }));
}

/** What words in the columns of a sheet say, as the reader of vendors' matrices takes them. */
function readerOf(mapping: SheetMapping): ReadWord {
  const know = matrixWords(mapping, (text) => text);
  return ({ meaning }, word) => {
    if (meaning === 'owner' || meaning === 'inherited') {
      const said = know[meaning](word);
      return said && said.rest === null ? said.means : null;
    }
    const part = know.part(word, meaning);
    return part?.mark === 'yes' && part.rest === null && part.means === null ? 'mark' : null;
  };
}

function layoutNamed(id: string): LayoutTemplate {
  const template = loadLayouts().find((each) => each.id === id);
  if (!template) throw new Error(`The catalogue has no layout ${id}.`);
  return template;
}
function tableOf(template: LayoutTemplate, name: string): TableTemplate {
  const sheet = template.sheets.find((each) => each.name.endsWith(name));
  if (!sheet || sheet.kind === 'notes') throw new Error(`The layout ${template.id} has no table ${name}.`);
  return sheet;
}
