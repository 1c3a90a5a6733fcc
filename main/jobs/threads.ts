import { Worker } from 'node:worker_threads';
import type { FromWorker } from './tasks.ts';

/** Exports stream short-lived rows; left alone, V8 lets that nursery grow with their number. */
const YOUNG_MB = 16;
/** How long a thread waits for the next task before it is ended. */
const IDLE_MS = 60_000;

/** A thread that does one task after the other. */
export interface Thread {
  readonly worker: Worker;
  /** Who hears of it while it works; nobody while it waits. */
  hearer: ThreadHearer | null;
}
export interface ThreadHearer {
  message(message: FromWorker): void;
  error(error: NodeJS.ErrnoException): void;
  exit(): void;
}

/** The one that waits, as its next task finds the program loaded: a thread's start costs more than most of the tasks. */
let waiting: { readonly thread: Thread; readonly key: string; readonly ending: NodeJS.Timeout } | null = null;

const keyOf = (workerUrl: URL, heapMb: number) => `${heapMb} ${workerUrl.href}`;

/** A thread for one task: the one that waits where `kept` and it fits, else a new one. Its task is up to the caller. */
export function takeThread(workerUrl: URL, heapMb: number, kept: boolean): Thread {
  if (kept && waiting?.key === keyOf(workerUrl, heapMb)) {
    const { thread, ending } = waiting;
    clearTimeout(ending);
    waiting = null;
    thread.worker.ref();
    return thread;
  }
  const worker = new Worker(workerUrl, {
    env: { ...process.env },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const thread: Thread = { worker, hearer: null };
  worker.on('message', (message: FromWorker) => thread.hearer?.message(message));
  worker.on('error', (error) => thread.hearer?.error(error));
  worker.on('exit', () => {
    if (waiting?.thread === thread) forget();
    thread.hearer?.exit();
  });
  return thread;
}

/** Keeps a thread that has done its task and let go of all that it held; it does not keep the process. */
export function keepThread(thread: Thread, workerUrl: URL, heapMb: number): void {
  thread.hearer = null;
  if (waiting) {
    void thread.worker.terminate();
    return;
  }
  thread.worker.unref();
  const ending = setTimeout(() => {
    forget();
    void thread.worker.terminate();
  }, IDLE_MS);
  ending.unref();
  waiting = { thread, key: keyOf(workerUrl, heapMb), ending };
}

function forget(): void {
  clearTimeout(waiting?.ending);
  waiting = null;
}
