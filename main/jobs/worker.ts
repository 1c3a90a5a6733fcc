import { parentPort, workerData } from 'node:worker_threads';
import { DemarcError } from '../contract/errors.ts';
import { runComparison } from './comparison-task.ts';
import { runDiscover } from './discover-task.ts';
import { runExport } from './export-task.ts';
import { runFindings } from './findings-task.ts';
import type { FromWorker, Task, TaskControls, ToWorker } from './tasks.ts';
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

function run(task: Task, controls: TaskControls): Promise<unknown> {
  if (task.kind === 'export') return runExport(task, controls);
  if (task.kind === 'comparison') return runComparison(task, controls);
  if (task.kind === 'findings') return runFindings(task, controls);
  return task.kind === 'discover' ? runDiscover(task, controls) : runVerify(task, controls);
}

if (parentPort) await main(parentPort);
