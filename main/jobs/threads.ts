import { Worker } from 'node:worker_threads';
import type { FromWorker } from './tasks.ts';
import { OWN } from './worker-heap.ts';

/** Exports stream short-lived rows; left alone, V8 lets that nursery grow with their number. */
const YOUNG_MB = 16;
/** How long a thread waits for the next task before it is ended. */
const IDLE_MS = 60_000;

/** A thread that does one task after the other. */
export interface Thread {
  readonly worker: Worker;
  /** What another task must have in common with its last one to get it; null for none. */
  readonly fits: string | null;
  readonly slot: Slot;
  /** Who hears of it while it works; nobody while it waits. */
  hearer: ThreadHearer | null;
}
/** One thread waits that has met the user's own workbook alone, and one that has met files of strangers. */
type Slot = 'own' | 'strange';
export interface ThreadHearer {
  message(message: FromWorker): void;
  error(error: NodeJS.ErrnoException): void;
  exit(): void;
}

/** They find the program loaded for the next task: a thread's start costs more than most of the tasks. */
const waiting = new Map<Slot, { readonly thread: Thread; readonly ending: NodeJS.Timeout }>();

/** A thread for one task: the one that waits where it has met the same `world`, else a new one. Its task is up to the caller. */
export function takeThread(workerUrl: URL, heapMb: number, world: string | null): Thread {
  const fits = world === null ? null : `${heapMb} ${workerUrl.href} ${world}`;
  const slot: Slot = world === OWN ? 'own' : 'strange';
  const kept = waiting.get(slot);
  if (kept && kept.thread.fits === fits) {
    forget(slot);
    kept.thread.worker.ref();
    return kept.thread;
  }
  const worker = new Worker(workerUrl, {
    env: { ...process.env },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const thread: Thread = { worker, fits, slot, hearer: null };
  worker.on('message', (message: FromWorker) => thread.hearer?.message(message));
  worker.on('error', (error) => thread.hearer?.error(error));
  worker.on('exit', () => {
    if (waiting.get(slot)?.thread === thread) forget(slot);
    thread.hearer?.exit();
  });
  return thread;
}

/** Keeps a thread that has done its task and let go of all that it held, in the place of another; it does not keep the process. */
export function keepThread(thread: Thread): void {
  const { slot, worker } = thread;
  thread.hearer = null;
  end(slot);
  worker.unref();
  const ending = setTimeout(() => end(slot), IDLE_MS);
  ending.unref();
  waiting.set(slot, { thread, ending });
}

function end(slot: Slot): void {
  const kept = waiting.get(slot);
  forget(slot);
  void kept?.thread.worker.terminate();
}

function forget(slot: Slot): void {
  clearTimeout(waiting.get(slot)?.ending);
  waiting.delete(slot);
}
