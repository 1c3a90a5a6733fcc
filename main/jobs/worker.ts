import { parentPort, workerData } from 'node:worker_threads';
import { DemarcError } from '../contract/errors.ts';
import { runComparison } from './comparison-task.ts';
import { runControlTexts } from './control-texts-task.ts';
import { runDiscover } from './discover-task.ts';
import { runEncryptPack } from './encrypt-pack-task.ts';
import { runExport } from './export-task.ts';
import { runFindings } from './findings-task.ts';
import { runLayout } from './layout-task.ts';
import { runMerge } from './merge-task.ts';
import { runPack } from './pack-task.ts';
import { runRecognise } from './recognise-task.ts';
import { runReturnedSheet } from './returned-sheet-task.ts';
import type { FromWorker, Task, TaskControls, TaskResults, ToWorker } from './tasks.ts';
import { runVendorMatrix } from './vendor-matrix-task.ts';
import { runVerifyPack } from './verify-pack-task.ts';
import { runVerify } from './verify-task.ts';

const PROGRESS_EVERY_MS = 60;

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
  try {
    post({ type: 'done', result: await run(workerData as Task, controls) });
  } catch (error) {
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
    port.off('message', onMessage);
    port.close();
  }
}

type Runners = {
  readonly [K in Task['kind']]: (
    task: Extract<Task, { readonly kind: K }>,
    controls: TaskControls,
  ) => Promise<TaskResults[K]>;
};
const runners: Runners = {
  export: runExport,
  discover: runDiscover,
  findings: runFindings,
  verify: runVerify,
  comparison: runComparison,
  merge: runMerge,
  recognise: runRecognise,
  'vendor-matrix': runVendorMatrix,
  'control-texts': runControlTexts,
  layout: runLayout,
  pack: runPack,
  'encrypt-pack': runEncryptPack,
  'verify-pack': runVerifyPack,
  'returned-sheet': runReturnedSheet,
};

/** The kind of a task names its runner; the type of the table has made sure that the two fit. */
function run<T extends Task>(task: T, controls: TaskControls): Promise<unknown> {
  const runner = runners[task.kind] as (task: T, controls: TaskControls) => Promise<unknown>;
  return runner(task, controls);
}

if (parentPort) await main(parentPort);
