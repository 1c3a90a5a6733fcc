import { DemarcError, invalidInput } from '../contract/errors.ts';
import { currentList, LIST_VARIABLE } from '../platform/temporaries.ts';
import { cancelled } from './cancelled.ts';
import type { ResultOf } from './run-task.ts';
import type { Task, TaskControls, ToWorker } from './tasks.ts';
import { keepThread, takeThread } from './threads.ts';
import { isLast, limitOf, mayBeSilent, staysWithMb, worldOf } from './worker-heap.ts';

/** How long a cancelled worker may take to stop between two pieces before it is ended. */
const CANCEL_GRACE_MS = 1500;
/**
 * A worker tells every second that it is there. One that reads files of strangers and tells nothing while we look so many times is
 * caught in a single step without end, and is ended. Looks are counted rather than time, which goes on while a machine sleeps.
 */
const LOOK_EVERY_MS = 5000;
const SILENT_LOOKS = 24;

/** What a worker may take, where that is not what it may as a rule. */
interface Bounds {
  readonly lookEveryMs?: number;
  readonly graceMs?: number;
  readonly heapMb?: number;
}

/** Does a task, wherever it is done. */
export type RunTask = <T extends Task>(task: T, controls: TaskControls) => Promise<ResultOf<T>>;

/** Whoever has tasks done in threads, which begin with this file: the built one, or its source. */
export const inThreads =
  (workerUrl: URL): RunTask =>
  (task, controls) =>
    runInWorker(workerUrl, task, controls);

/**
 * Runs a task in a thread of its own. Throws what the task refused with; CANCELLED when the signal fired; INVALID_INPUT for a task that
 * needs too much memory, or that does not answer any more.
 */
export function runInWorker<T extends Task>(
  workerUrl: URL,
  task: T,
  { signal, progress }: TaskControls,
  { lookEveryMs = LOOK_EVERY_MS, graceMs = CANCEL_GRACE_MS, heapMb = limitOf(task) }: Bounds = {},
): Promise<ResultOf<T>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const thread = takeThread(workerUrl, heapMb, worldOf(task));
    const { worker } = thread;
    const post = (message: ToWorker) => worker.postMessage(message);
    let grace: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      clearTimeout(grace);
      clearInterval(looking);
      finish();
    };
    const onAbort = () => {
      post({ type: 'cancel' });
      grace = setTimeout(() => void worker.terminate(), graceMs);
    };
    signal.addEventListener('abort', onAbort);
    let outcome: (() => void) | null = null;
    let silent = 0;
    const looking = setInterval(() => {
      silent += 1;
      if (silent <= SILENT_LOOKS || outcome || mayBeSilent(task)) return;
      outcome = () => reject(signal.aborted ? cancelled() : stuck());
      void worker.terminate();
    }, lookEveryMs);
    thread.hearer = {
      message(message) {
        silent = 0;
        if (message.type === 'alive') return;
        if (message.type === 'progress') progress(message.done, message.total, message.label);
        else if (message.type === 'refused') {
          const { code, message: sentence, details } = message.failure;
          outcome = () => reject(new DemarcError(code, sentence, details));
        } else if (message.type === 'broken') {
          const error = new Error(message.message);
          error.stack = message.stack;
          outcome = () => reject(error);
        } else {
          const done = () => resolve(message.result as ResultOf<T>);
          outcome = done;
          if (!message.stays) return;
          // One that was asked to stop may hear of it only now.
          if (signal.aborted) void worker.terminate();
          else {
            keepThread(thread);
            settle(done);
          }
        }
      },
      error(error) {
        outcome ??= () =>
          reject(
            error.code === 'ERR_WORKER_OUT_OF_MEMORY'
              ? new DemarcError(
                  'INVALID_INPUT',
                  `It needs more than ${heapMb} MB of memory, so it was stopped; nothing was changed. Split the input and try again.`,
                )
              : error,
          );
      },
      // A thread that does not stay has let go of its connection and its files only when it is gone.
      exit: () =>
        settle(
          outcome ??
            (() => reject(signal.aborted ? cancelled() : new Error('The worker ended without a result.'))),
        ),
    };
    const list = currentList();
    post({
      type: 'task',
      task,
      env: { ...process.env, ...(list === null ? {} : { [LIST_VARIABLE]: list }) },
      stayWithMb: thread.fits !== null && !isLast(task) ? staysWithMb(task) : 0,
    });
  });
}

const stuck = (): DemarcError =>
  invalidInput(
    'It did not come to an end and did not answer any more, so it was stopped; nothing was changed. Check that the file is the one you meant, or split it.',
  );
