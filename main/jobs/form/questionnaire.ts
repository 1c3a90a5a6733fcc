import { formControls } from '../../catalogue/form-controls.ts';
import { loadLayouts } from '../../catalogue/layouts.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import { invalidInput } from '../../contract/errors.ts';
import { planQuestionnaire, type Questionnaire, questionnaires } from '../../domain/forms/caiq.ts';
import type { FormPlan, PlannedRow } from '../../domain/forms/plan.ts';
import { unplaced } from '../../domain/forms/unplaced.ts';
import { seatFor, vantageOf, wordsOf } from '../../domain/layouts/fill.ts';
import { type Gathered, gather } from '../../domain/layouts/gather.ts';
import { soundReport } from '../../domain/layouts/settled.ts';
import type { LayoutTemplate, TemplateVantage } from '../../domain/layouts/template.ts';
import type { Report } from '../../domain/report/report.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { fewNames } from '../../domain/words/few-names.ts';
import type { TaskControls } from '../tasks.ts';
import type { FormSheets } from './sheets.ts';

/** The layout that says what stands in each edition of CSA's questionnaires. */
const LAYOUTS: Readonly<Record<string, string>> = {
  'CAIQ 4.0': 'csa-caiq',
  'CAIQ 4.1': 'csa-caiq-4.1',
  'AI-CAIQ 1.1': 'csa-ai-caiq',
};

/** The sheets of one edition, and the rows that they get. */
interface Answered {
  readonly template: LayoutTemplate;
  readonly seat: TemplateVantage;
  readonly gathered: Gathered;
  readonly rows: readonly PlannedRow[];
  /** Ids of questions that have no answer in the form and get none. */
  readonly blank: readonly string[];
}

/**
 * Plans the answers to CSA's CAIQ 4.0 or 4.1, or AI-CAIQ 1.1, or several of them in one file, each by its own edition; null where the
 * form is none of them. A sheet of another edition beside them is told and stays as it is. INVALID_INPUT for another edition of the
 * AI-CAIQ alone, whose ids ask something else, and for a seat that no edition in the file has.
 */
export function questionnairePlan(
  sheets: FormSheets['sheets'],
  report: Report,
  catalogue: CatalogueIndex,
  wanted: string | undefined,
  controls: Pick<TaskControls, 'progress'>,
): FormPlan | null {
  const tables = questionnaires(sheets);
  const strange = tables.filter((table) => layoutOf(table) === undefined);
  const templates = loadLayouts().filter(({ id }) => tables.some((table) => layoutOf(table) === id));
  if (templates.length === 0) {
    const [unknown] = strange.filter(({ ai }) => ai);
    if (unknown) throw unknownEdition(unknown);
    return null;
  }
  const seated = templates.filter(
    ({ vantages }) => wanted === undefined || vantages.some(({ id }) => id === wanted),
  );
  const [first] = templates;
  // Said by the one that has no such seat, with those that it has.
  if (seated.length === 0 && first) vantageOf(first, wanted);
  const answered = seated.map((template) => {
    const own = tables.filter((table) => layoutOf(table) === template.id);
    return answer(template, own, report, catalogue, wanted, controls);
  });
  const rows = answered.flatMap((each) => each.rows);
  const [leading] = answered;
  return {
    form: 'csa-caiq',
    title: answered.map(({ template }) => template.title).join(', '),
    vantage: answered.find(({ template }) => template.vantages.length > 1)?.seat.id ?? null,
    rows,
    leftOut: [
      ...strange.map(passedOver),
      ...tables
        .filter((table) => layoutOf(table) !== undefined && !seated.some(({ id }) => id === layoutOf(table)))
        .map(({ sheet }) => `The sheet ${sheet.name} has no seat ${wanted}, and stays as it was.`),
      ...(leading ? unplaced(leading.gathered, rows) : []),
      ...new Set(answered.flatMap(toKnow)),
    ],
  };
}

const nameOf = ({ ai, edition }: Questionnaire): string => `${ai ? 'AI-CAIQ' : 'CAIQ'} ${edition ?? '?'}`;
const layoutOf = (table: Questionnaire): string | undefined => LAYOUTS[nameOf(table)];

function answer(
  template: LayoutTemplate,
  tables: readonly Questionnaire[],
  report: Report,
  catalogue: CatalogueIndex,
  wanted: string | undefined,
  controls: Pick<TaskControls, 'progress'>,
): Answered {
  const table = template.sheets.find(({ kind }) => kind === 'questions');
  if (!template.framework || !table || table.kind === 'notes')
    throw new Error(`The layout ${template.id} has no questions.`);
  const seat = wanted === undefined ? seatFor(template, report) : vantageOf(template, wanted);
  const gathered = gather(soundReport(report), seat, controls.progress);
  const input = {
    gathered,
    controls: formControls(catalogue, template.framework),
    words: wordsOf(template, seat, report, null),
  };
  const planned = tables.map((each) => ({ each, rows: planQuestionnaire(each, table, input) }));
  return {
    template,
    seat,
    gathered,
    rows: planned.flatMap(({ rows }) => rows),
    blank: planned.flatMap(({ each, rows }) => withoutAnswer(each, rows)),
  };
}

/** Ids of the questions to which the form has no answer, and the plan has none either. */
function withoutAnswer({ sheet, columns }: Questionnaire, planned: readonly PlannedRow[]): readonly string[] {
  const column = columns.get('answer') ?? 0;
  const given = new Map(sheet.rows.map(({ number, cells }) => [number, cells.get(column)?.trim() ?? '']));
  return planned
    .filter(({ row, cells }) => given.get(row) === '' && !cells.some((cell) => cell.column === column))
    .map(({ id }) => id);
}

/** What to know of the answers before they go out. */
function toKnow({ template, seat, rows, blank }: Answered): readonly string[] {
  if (seat.seat.organisation !== 'self') return [THEIRS];
  const open = rows.filter(({ open: isOpen, cells }) => isOpen === true && cells.length > 0);
  return [
    ...(open.length === 0
      ? []
      : [
          `${template.title}: the answer of this workbook to ${counted(open.length, 'question')} is No because a duty that bears on it is not decided, and the text beside it says which: ${fewNames(open.map(({ id }) => id))}.`,
        ]),
    ...(blank.length === 0
      ? []
      : [
          `${template.title}: to ${numeral(blank.length)} of its ${counted(rows.length, 'question')} this workbook has no answer, for the reasons listed with the rows that are left: ${fewNames(blank)}.`,
        ]),
    STAR,
  ];
}
const STAR =
  'The STAR registry takes a questionnaire only with an answer and an owner to every question; rows that are left are for you to answer.';
const THEIRS = 'Whether a control is met is for the provider to answer, so that column stays as it was.';

const editionOf = ({ sheet, edition }: Questionnaire): string =>
  `The sheet ${sheet.name} is of ${edition === null ? 'an edition' : `edition ${edition}`}`;
const passedOver = (table: Questionnaire): string =>
  `${editionOf(table)} of the ${table.ai ? 'AI-CAIQ' : 'CAIQ'} that Demarc does not know, and stays as it was.`;
const unknownEdition = (table: Questionnaire) =>
  invalidInput(
    `${editionOf(table)} of the AI-CAIQ that Demarc does not know. It knows 1.1, in which many ids ask something else than before. Take the workbook that CSA gives out with version 1.1.`,
  );
