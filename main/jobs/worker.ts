import { basename } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { DemarcError } from '../contract/errors.ts';
import { explain, isFromSqlite } from '../workbook/explain.ts';
import type { FromWorker, Task, TaskControls, TaskResults, ToWorker } from './tasks.ts';

const PROGRESS_EVERY_MS = 60;
const ALIVE_EVERY_MS = 1000;
const STAYS_BELOW_BYTES = 160 * 1024 ** 2;
const OF_THE_DISK: ReadonlySet<string> = new Set(['FSReqCallback', 'FSReqPromise', 'FileHandleCloseReq']);

/** Waits for tasks, and does one at a time. */
function main(port: MessagePort): void {
  let abort = new AbortController();
  port.on('message', (message: ToWorker) => {
    if (message.type === 'cancel') {
      abort.abort();
      return;
    }
    abort = new AbortController();
    takeOver(message.env);
    void perform(port, message.task, abort.signal, message.stay).then((stays) => {
      if (!stays) port.close();
    });
  });
}

/** One task, its progress and its end; whether the thread stays for another one. */
async function perform(port: MessagePort, task: Task, signal: AbortSignal, stay: boolean): Promise<boolean> {
  let last = 0;
  const post = (message: FromWorker) => port.postMessage(message);
  const controls: TaskControls = {
    signal,
    progress: (done, total, label) => {
      const now = Date.now();
      if (now - last < PROGRESS_EVERY_MS) return;
      last = now;
      post({ type: 'progress', done, total, label });
    },
  };
  const alive = setInterval(() => post({ type: 'alive' }), ALIVE_EVERY_MS);
  try {
    const result = await run(task, controls);
    const stays = stay && isSmall();
    if (stays) await filesClosed();
    post({ type: 'done', result, stays });
    return stays;
  } catch (thrown) {
    const error = inWords(thrown, task);
    if (error instanceof DemarcError) {
      const { code, message, details } = error;
      post({ type: 'refused', failure: { code, message, ...(details === undefined ? {} : { details }) } });
    } else if (signal.aborted) {
      post({
        type: 'refused',
        failure: { code: 'CANCELLED', message: 'It was cancelled; nothing was written.' },
      });
    } else {
      const broken = error instanceof Error ? error : new Error(String(error));
      post({ type: 'broken', message: broken.message, stack: broken.stack ?? broken.message });
    }
    return false;
  } finally {
    clearInterval(alive);
  }
}

/** Makes the thread's environment that of the process. */
function takeOver(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  Object.assign(process.env, env);
}

/** Whether what a task left in memory is no more than the program itself takes: the report of a large workbook goes with its thread. */
function isSmall(): boolean {
  const { total_heap_size, external_memory } = getHeapStatistics();
  return total_heap_size + external_memory < STAYS_BELOW_BYTES;
}

/** Resolves when nothing is under way with the disk: a stream says that it has ended before its file is closed. */
async function filesClosed(): Promise<void> {
  while (process.getActiveResourcesInfo().some((resource) => OF_THE_DISK.has(resource)))
    await new Promise<void>((resolve) => setImmediate(resolve));
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
};

/** The kind of a task names its runner; the type of the table has made sure that the two fit. */
function run<T extends Task>(task: T, controls: TaskControls): Promise<unknown> {
  const runner = runners[task.kind] as (task: T, controls: TaskControls) => Promise<unknown>;
  return runner(task, controls);
}

if (parentPort) main(parentPort);
