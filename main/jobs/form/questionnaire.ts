import { formControls } from '../../catalogue/form-controls.ts';
import { loadLayouts } from '../../catalogue/layouts.ts';
import type { CatalogueIndex } from '../../catalogue/lookup.ts';
import { invalidInput } from '../../contract/errors.ts';
import { planQuestionnaire, type Questionnaire, questionnaires } from '../../domain/forms/caiq.ts';
import type { FormPlan } from '../../domain/forms/plan.ts';
import { soundReport } from '../../domain/forms/settled.ts';
import { unplaced } from '../../domain/forms/unplaced.ts';
import { seatFor, vantageOf, wordsOf } from '../../domain/layouts/fill.ts';
import { gather } from '../../domain/layouts/gather.ts';
import type { Report } from '../../domain/report/report.ts';
import type { TaskControls } from '../tasks.ts';
import type { FormSheets } from './sheets.ts';

/** The layout that says what stands in each edition of CSA's questionnaires. */
const LAYOUTS: Readonly<Record<string, string>> = {
  'CAIQ 4.0': 'csa-caiq',
  'CAIQ 4.1': 'csa-caiq-4.1',
  'AI-CAIQ 1.1': 'csa-ai-caiq',
};

/**
 * Plans the answers to CSA's CAIQ 4.0 or 4.1, or AI-CAIQ 1.1; null where the form is none of them. INVALID_INPUT for another edition of
 * the AI-CAIQ, whose ids ask something else.
 */
export function questionnairePlan(
  sheets: FormSheets['sheets'],
  report: Report,
  catalogue: CatalogueIndex,
  wanted: string | undefined,
  controls: Pick<TaskControls, 'progress'>,
): FormPlan | null {
  const found = questionnaires(sheets).flatMap((table) => {
    const layout = LAYOUTS[nameOf(table)];
    if (layout === undefined && table.ai)
      throw invalidInput(
        `The sheet ${table.sheet.name} is of ${table.edition === null ? 'an edition' : `edition ${table.edition}`} of the AI-CAIQ that Demarc does not know. It knows 1.1, in which many ids ask something else than before. Take the workbook that CSA gives out with version 1.1.`,
      );
    return layout === undefined ? [] : [{ table, layout }];
  });
  const [first] = found;
  const template = loadLayouts().find(({ id }) => id === first?.layout);
  const table = template?.sheets.find(({ kind }) => kind === 'questions');
  if (!first || !template?.framework || !table || table.kind === 'notes') return null;
  const seat = wanted === undefined ? seatFor(template, report) : vantageOf(template, wanted);
  const gathered = gather(soundReport(report), seat, controls.progress);
  const input = {
    gathered,
    controls: formControls(catalogue, template.framework),
    words: wordsOf(template, seat, report, null),
  };
  const rows = found
    .filter(({ layout }) => layout === template.id)
    .flatMap((each) => planQuestionnaire(each.table, table, input));
  return {
    form: 'csa-caiq',
    title: template.title,
    vantage: template.vantages.length > 1 ? seat.id : null,
    rows,
    leftOut: [...unplaced(gathered, rows), ...(seat.seat.organisation === 'self' ? [STAR] : [THEIRS])],
  };
}
const nameOf = ({ ai, edition }: Questionnaire): string => `${ai ? 'AI-CAIQ' : 'CAIQ'} ${edition ?? '?'}`;

const STAR =
  'The STAR registry takes a questionnaire only with an answer and an owner to every question; rows that are left are for you to answer.';
const THEIRS = 'Whether a control is met is for the provider to answer, so that column stays as it was.';
