import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { buildReport } from '../assessment/report.ts';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { FOR_INTERNAL_USE, type Prepared } from '../contract/audience.ts';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import type { FormPlan } from '../domain/forms/plan.ts';
import { markOf, preparedSentence } from '../domain/report/audience.ts';
import type { Report } from '../domain/report/report.ts';
import { capital } from '../domain/words/capital.ts';
import { numeral } from '../domain/words/counted.ts';
import { fewNames } from '../domain/words/few-names.ts';
import type { FormEdits } from '../exporters/forms/fill-form.ts';
import { fillForm } from '../exporters/forms/write-form.ts';
import { openBook } from '../importers/sheets/book.ts';
import type { SavedSheet } from '../importers/vendor-matrix/map-sheet.ts';
import { readSavedMappings } from '../workbook/tables/claims.ts';
import { checkForm } from './form/check.ts';
import { planForm } from './form/plan.ts';
import { readFormSheets } from './form/sheets.ts';
import type { FilledFormFile, FormTask } from './form-tasks.ts';
import { gathering, withSoundSnapshot } from './snapshot.ts';
import type { TaskControls } from './tasks.ts';
import { hashOf, incomplete, writeBeside } from './write-beside.ts';

/** Fills in a stranger's form from a workbook whose record is sound. */
export const runForm = (task: FormTask, controls: TaskControls): Promise<FilledFormFile> =>
  withSoundSnapshot(task.workbook, controls, (db, catalogue) =>
    fillFrom(
      () => buildReport(db, catalogue, { ...task, look: gathering(controls) }),
      catalogue,
      { ...task, saved: readSavedMappings(db) },
      controls,
    ),
  );

/**
 * Fills in a stranger's form beside its target, reads the result back, holds every cell and every part of the package against the
 * form as it came, and only then gives it its name. The form is read before the report is asked for.
 */
export async function fillFrom(
  report: () => Report,
  catalogue: CatalogueIndex,
  task: Omit<FormTask, 'kind' | 'workbook'> & { readonly saved?: ReadonlyMap<string, SavedSheet> },
  controls: TaskControls,
): Promise<FilledFormFile> {
  const { form, path, prepared = FOR_INTERNAL_USE } = task;
  const book = await openBook(form.path, form.name, { signal: controls.signal });
  try {
    const sheets = await readFormSheets(book, form.name);
    const plan = await planForm(book, sheets, report(), catalogue, task, controls);
    return await writeBeside(path, async (temporary) => {
      const edits = await inWords(form.name, () =>
        fillForm(form.path, temporary, plan, sheets.textAt, task.overwrite, markOf(prepared)),
      );
      if (edits.written.length === 0 || !saysSomething(edits)) throw nothingWritten(form.name, edits);
      controls.progress(0, null, `Reading ${basename(path)} back`);
      const problems = await checkForm(form.path, temporary, sheets, edits);
      if (problems.length > 0) throw incomplete(path, problems);
      return {
        ...summary(plan, edits),
        leftOut: [
          ...preparedWords(prepared),
          ...markWords(prepared, edits, [...sheets.rows.keys()]),
          ...plan.leftOut,
        ],
        bytes: statSync(temporary).size,
        sha256: await hashOf(temporary),
      };
    });
  } finally {
    await book.close();
  }
}

/** What the parts of the form are refused for, as a sentence about the file. */
async function inWords<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    // Refusals, and errors of the disk, have words of their own; an error of another kind is a fault of ours, and no word about the file.
    if (!(error instanceof Error) || error.name !== 'Error' || 'code' in error) throw error;
    throw invalidInput(
      `${name} cannot be filled in: ${error.message.replace(/\.$/, '')}. Open it in a spreadsheet program, save it and try again.`,
    );
  }
}

/** Whether a row of the form says something of this workbook: with its head alone it would look filled in and be blank. */
const saysSomething = ({ outcomes }: FormEdits): boolean =>
  outcomes.some(({ head, outcome }) => !head && outcome !== 'left');

const EXAMPLES = 3;
function nothingWritten(name: string, { outcomes }: FormEdits): DemarcError {
  const whys = new Map<string, number>();
  for (const { why } of outcomes) if (why !== null) whys.set(why, (whys.get(why) ?? 0) + 1);
  const most = [...whys].sort((a, b) => b[1] - a[1]).slice(0, EXAMPLES);
  const told = most.map(([why, rows]) => ` ${rows === 1 ? 'One row' : `${numeral(rows)} rows`}: ${why}`);
  return new DemarcError(
    'NOTHING_TO_SAY',
    outcomes.some(({ head, outcome }) => !head && outcome === 'filled')
      ? `${name} says all that this workbook can say in it already; nothing was written.`
      : `Nothing of this workbook could be written into ${name}; nothing was written.${outcomes.every(({ head }) => head) ? ' Nothing recorded makes a row of it.' : told.join('')}`,
  );
}

function summary(
  plan: FormPlan,
  { outcomes, written }: FormEdits,
): Omit<FilledFormFile, 'bytes' | 'sha256' | 'leftOut'> {
  const counts = new Map<string, { filled: number; partly: number; left: number }>();
  for (const { sheet, outcome, head } of outcomes) {
    // What is written into the head is no row of the form.
    if (head && outcome !== 'left') continue;
    const count = counts.get(sheet) ?? { filled: 0, partly: 0, left: 0 };
    count[outcome] += 1;
    counts.set(sheet, count);
  }
  return {
    form: plan.form,
    title: plan.title,
    vantage: plan.vantage,
    cells: written.length,
    ...mappingsOf(plan),
    sheets: [...counts].map(([sheet, count]) => ({ sheet, ...count })),
    left: outcomes.flatMap(({ sheet, row, id, outcome, why }) =>
      why === null ? [] : [{ sheet, row, id, why, partly: outcome === 'partly' }],
    ),
  };
}

/** What was said of columns, now and before. */
function mappingsOf({ mapping = [] }: FormPlan): Pick<FilledFormFile, 'named' | 'remembered'> {
  return {
    named: mapping.filter(({ origin }) => origin === 'given'),
    remembered: mapping.flatMap(({ sheet, origin, fingerprint }) =>
      origin === 'saved' && fingerprint !== null ? [{ sheet, fingerprint }] : [],
    ),
  };
}

/**
 * Which sheets of the form bear no mark. Ours stands at the head of every sheet that holds something of ours. A sheet that was not written
 * into, such as that of the closed items of a POA&M, stays byte for byte as its owner made it, its head included; that it is unmarked
 * is told here, so that whoever hands the file over can mark it.
 */
function markWords(
  prepared: Prepared,
  { unmarked, writes }: Pick<FormEdits, 'unmarked' | 'writes'>,
  all: readonly string[],
): readonly string[] {
  const mark = markOf(prepared);
  if (mark === null) return [];
  const untouched = all.filter((sheet) => !writes.has(sheet));
  const sheets = (list: readonly string[]) =>
    `the ${list.length === 1 ? 'sheet' : 'sheets'} ${fewNames(list)}`;
  return [
    ...(unmarked.length === 0
      ? []
      : [
          `The mark "${mark}" is not on ${sheets(unmarked)}, which ${unmarked.length === 1 ? 'prints a head of its' : 'print a head of their'} own.`,
        ]),
    ...(untouched.length === 0
      ? []
      : [
          `${capital(sheets(untouched))} ${untouched.length === 1 ? 'was' : 'were'} not written into: what nothing is written into stays as it was, and does not bear the mark "${mark}".`,
        ]),
  ];
}

/** What a receiver's own form cannot say of itself: what is left out of it, and who may have it. */
function preparedWords(prepared: Prepared): readonly string[] {
  const sentence = preparedSentence(prepared);
  return [
    ...(sentence === null ? [] : [`${sentence} The form has no place to say so.`]),
    ...(prepared.distribution === null
      ? []
      : [
          `Who may have it (${prepared.distribution}) has no place in the form: say it where you hand it over.`,
        ]),
  ];
}
