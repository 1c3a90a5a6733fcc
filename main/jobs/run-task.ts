import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { explain, isFromSqlite } from '../workbook/explain.ts';
import { cancelled } from './cancelled.ts';
import type { Task, TaskControls } from './tasks.ts';

// Each loads its own part of the program, so that a short task does not wait for the libraries of the others.
const runners = {
  export: async (task, controls) => (await import('./export-task.ts')).runExport(task, controls),
  discover: async (task, controls) => (await import('./discover-task.ts')).runDiscover(task, controls),
  findings: async (task, controls) => (await import('./findings-task.ts')).runFindings(task, controls),
  copy: async (task, controls) => (await import('./copy-task.ts')).runCopy(task, controls),
  verify: async (task, controls) => (await import('./verify-task.ts')).runVerify(task, controls),
  matrix: async (task, controls) => (await import('./matrix-task.ts')).runMatrix(task, controls),
  gaps: async (task, controls) => (await import('./gaps-task.ts')).runGaps(task, controls),
  find: async (task, controls) => (await import('./find-task.ts')).runFind(task, controls),
  repair: async (task, controls) => (await import('./repair-task.ts')).runRepair(task, controls),
  erase: async (task, controls) => (await import('./erase-task.ts')).runErase(task, controls),
  comparison: async (task, controls) => (await import('./comparison-task.ts')).runComparison(task, controls),
  merge: async (task, controls) => (await import('./merge-task.ts')).runMerge(task, controls),
  recognise: async (task, controls) => (await import('./recognise-task.ts')).runRecognise(task, controls),
  'vendor-matrix': async (task, controls) =>
    (await import('./vendor-matrix-task.ts')).runVendorMatrix(task, controls),
  'control-texts': async (task, controls) =>
    (await import('./control-texts-task.ts')).runControlTexts(task, controls),
  'action-states': async (task, controls) =>
    (await import('./action-states-task.ts')).runActionStates(task, controls),
  provider: async (task, controls) => (await import('./provider-task.ts')).runProvider(task, controls),
  publish: async (task, controls) => (await import('./publish-task.ts')).runPublish(task, controls),
  'portfolio-setup': async (task) => (await import('./portfolio-setup-task.ts')).runPortfolioSetup(task),
  'portfolio-report': async (task, controls) =>
    (await import('./portfolio-report-task.ts')).runPortfolioReport(task, controls),
  'portfolio-look': async (task) => (await import('./portfolio-report-task.ts')).runPortfolioLook(task),
  layout: async (task, controls) => (await import('./layout-task.ts')).runLayout(task, controls),
  form: async (task, controls) => (await import('./form-task.ts')).runForm(task, controls),
  'hand-outs': async (task, controls) => (await import('./hand-outs-task.ts')).runHandOuts(task, controls),
  'hand-out-list': async (task, controls) =>
    (await import('./hand-out-list-task.ts')).runHandOutList(task, controls),
  minutes: async (task, controls) => (await import('./minutes-task.ts')).runMinutes(task, controls),
  pack: async (task, controls) => (await import('./pack-task.ts')).runPack(task, controls),
  'encrypt-pack': async (task, controls) =>
    (await import('./encrypt-pack-task.ts')).runEncryptPack(task, controls),
  'verify-pack': async (task, controls) =>
    (await import('./verify-pack-task.ts')).runVerifyPack(task, controls),
  'returned-sheet': async (task, controls) =>
    (await import('./returned-sheet-task.ts')).runReturnedSheet(task, controls),
} satisfies {
  readonly [K in Task['kind']]: (
    task: Extract<Task, { readonly kind: K }>,
    controls: TaskControls,
  ) => Promise<unknown>;
};

/** What each kind of task comes to, by the signature of its runner. */
type TaskResults = { readonly [K in Task['kind']]: Awaited<ReturnType<(typeof runners)[K]>> };
export type ResultOf<T extends Task> = TaskResults[T['kind']];

/**
 * Does a task here and now, whatever thread this is. Throws what it refused with, damage or a full disk told of the workbook that it
 * reads, and CANCELLED when the signal fired.
 */
export async function runTask<T extends Task>(task: T, controls: TaskControls): Promise<ResultOf<T>> {
  // The kind of a task names its runner; the table has been held against that.
  const runner = runners[task.kind] as (task: T, controls: TaskControls) => Promise<unknown>;
  try {
    return (await runner(task, controls)) as ResultOf<T>;
  } catch (thrown) {
    const error = inWords(thrown, task);
    if (!(error instanceof DemarcError) && controls.signal.aborted) throw cancelled();
    throw error;
  }
}

/** Damage or a full disk met on the way, told of the workbook that the task reads. */
const inWords = (error: unknown, task: Task): unknown =>
  isFromSqlite(error) && 'workbook' in task && typeof task.workbook === 'string'
    ? explain(error, { name: basename(task.workbook), when: 'open' })
    : error;
