import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { DemarcError } from '../contract/errors.ts';
import { explain, isFromSqlite } from '../workbook/explain.ts';
import type { FromWorker, Task, TaskControls, TaskResults, ToWorker } from './tasks.ts';

const PROGRESS_EVERY_MS = 60;
const ALIVE_EVERY_MS = 1000;

/** The thread's whole life: one task, its progress, its end. */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const abort = new AbortController();
  let last = 0;
  const post = (message: FromWorker) => port.postMessage(message);
  const controls: TaskControls = {
    signal: abort.signal,
    progress: (done, total, label) => {
      const now = Date.now();
      if (now - last < PROGRESS_EVERY_MS) return;
      last = now;
      post({ type: 'progress', done, total, label });
    },
  };
  const onMessage = (message: ToWorker) => {
    if (message.type === 'cancel') abort.abort();
  };
  port.on('message', onMessage);
  const alive = setInterval(() => post({ type: 'alive' }), ALIVE_EVERY_MS);
  try {
    post({ type: 'done', result: await run(workerData as Task, controls) });
  } catch (thrown) {
    const error = inWords(thrown, workerData as Task);
    if (error instanceof DemarcError) {
      const { code, message, details } = error;
      post({ type: 'refused', failure: { code, message, ...(details === undefined ? {} : { details }) } });
    } else if (abort.signal.aborted) {
      post({
        type: 'refused',
        failure: { code: 'CANCELLED', message: 'It was cancelled; nothing was written.' },
      });
    } else {
      const broken = error instanceof Error ? error : new Error(String(error));
      post({ type: 'broken', message: broken.message, stack: broken.stack ?? broken.message });
    }
  } finally {
    clearInterval(alive);
    port.off('message', onMessage);
    port.close();
  }
}

/** Damage or a full disk met on the way, told of the workbook that the task reads. */
const inWords = (error: unknown, task: Task): unknown =>
  isFromSqlite(error) && 'workbook' in task && typeof task.workbook === 'string'
    ? explain(error, { name: basename(task.workbook), when: 'open' })
    : error;

type Runners = {
  readonly [K in Task['kind']]: (
    task: Extract<Task, { readonly kind: K }>,
    controls: TaskControls,
  ) => Promise<TaskResults[K]>;
};
// Each loads its own part of the program, so that a short task does not wait for the libraries of the others.
const runners: Runners = {
  export: async (task, controls) => (await import('./export-task.ts')).runExport(task, controls),
  discover: async (task, controls) => (await import('./discover-task.ts')).runDiscover(task, controls),
  findings: async (task, controls) => (await import('./findings-task.ts')).runFindings(task, controls),
  copy: async (task, controls) => (await import('./copy-task.ts')).runCopy(task, controls),
  verify: async (task, controls) => (await import('./verify-task.ts')).runVerify(task, controls),
  matrix: async (task, controls) => (await import('./matrix-task.ts')).runMatrix(task, controls),
  gaps: async (task, controls) => (await import('./gaps-task.ts')).runGaps(task, controls),
  repair: async (task, controls) => (await import('./repair-task.ts')).runRepair(task, controls),
  comparison: async (task, controls) => (await import('./comparison-task.ts')).runComparison(task, controls),
  merge: async (task, controls) => (await import('./merge-task.ts')).runMerge(task, controls),
  recognise: async (task, controls) => (await import('./recognise-task.ts')).runRecognise(task, controls),
  'vendor-matrix': async (task, controls) =>
    (await import('./vendor-matrix-task.ts')).runVendorMatrix(task, controls),
  'control-texts': async (task, controls) =>
    (await import('./control-texts-task.ts')).runControlTexts(task, controls),
  layout: async (task, controls) => (await import('./layout-task.ts')).runLayout(task, controls),
  'hand-outs': async (task, controls) => (await import('./hand-outs-task.ts')).runHandOuts(task, controls),
  minutes: async (task, controls) => (await import('./minutes-task.ts')).runMinutes(task, controls),
  pack: async (task, controls) => (await import('./pack-task.ts')).runPack(task, controls),
  'encrypt-pack': async (task, controls) =>
    (await import('./encrypt-pack-task.ts')).runEncryptPack(task, controls),
  'verify-pack': async (task, controls) =>
    (await import('./verify-pack-task.ts')).runVerifyPack(task, controls),
  'returned-sheet': async (task, controls) =>
    (await import('./returned-sheet-task.ts')).runReturnedSheet(task, controls),
};

/** The kind of a task names its runner; the type of the table has made sure that the two fit. */
function run<T extends Task>(task: T, controls: TaskControls): Promise<unknown> {
  const runner = runners[task.kind] as (task: T, controls: TaskControls) => Promise<unknown>;
  return runner(task, controls);
}

if (parentPort) await main(parentPort);
