import { Worker } from 'node:worker_threads';
import { DemarcError } from '../contract/errors.ts';
import type { FromWorker, ResultOf, Task, TaskControls, ToWorker } from './tasks.ts';

/** A task may ask for much, but not for the whole machine: hostile input then ends the worker and nothing else. */
const HEAP_MB = 2048;
/** Exports stream short-lived rows; left alone, V8 lets that nursery grow with their number. */
const YOUNG_MB = 16;
/** How long a cancelled worker may take to stop between two pieces before it is ended. */
const CANCEL_GRACE_MS = 3000;

/** Runs a task in a thread of its own. Throws what the task refused with; CANCELLED when the signal fired. */
export function runInWorker<T extends Task>(
  workerUrl: URL,
  task: T,
  { signal, progress }: TaskControls,
): Promise<ResultOf<T>> {
  return new Promise((resolve, reject) => {
    const cancelled = () => new DemarcError('CANCELLED', 'It was cancelled; nothing was written.');
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const worker = new Worker(workerUrl, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    let grace: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      clearTimeout(grace);
      finish();
    };
    const onAbort = () => {
      worker.postMessage({ type: 'cancel' } satisfies ToWorker);
      grace = setTimeout(() => void worker.terminate(), CANCEL_GRACE_MS);
    };
    signal.addEventListener('abort', onAbort);
    let outcome: (() => void) | null = null;
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'progress') progress(message.done, message.total, message.label);
      else if (message.type === 'done') outcome = () => resolve(message.result as ResultOf<T>);
      else if (message.type === 'refused') {
        const { code, message: sentence, details } = message.failure;
        outcome = () => reject(new DemarcError(code, sentence, details));
      } else {
        const error = new Error(message.message);
        error.stack = message.stack;
        outcome = () => reject(error);
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      outcome ??= () =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new DemarcError(
                'INVALID_INPUT',
                `It needs more than ${HEAP_MB} MB of memory, so it was stopped; nothing was changed. Split the input and try again.`,
              )
            : error,
        );
    });
    // Only when the thread is gone has it let go of its connection and its files.
    worker.on('exit', () =>
      settle(
        outcome ??
          (() => reject(signal.aborted ? cancelled() : new Error('The worker ended without a result.'))),
      ),
    );
  });
}
