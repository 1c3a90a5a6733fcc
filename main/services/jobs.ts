import { AsyncLocalStorage } from 'node:async_hooks';
import { DemarcError, type Failure } from '../contract/errors.ts';
import type { DemarcEvent } from '../contract/events.ts';
import type { Ticket } from '../contract/methods/method.ts';

export interface JobControls {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null, label: string) => void;
}
interface Running {
  readonly workbook: string | null;
  readonly abort: AbortController;
  readonly finished: Promise<unknown>;
}
/** Work that goes on after its call was answered: start, progress, cancel, and waiting for what a workbook still has under way. */
export interface Jobs {
  start(
    options: { readonly name: string; readonly workbook: string | null },
    run: (controls: JobControls) => Promise<unknown> | unknown,
  ): Ticket;
  cancel(job: string): void;
  /** Resolves with the result; rejects with a DemarcError. */
  result(ticket: Ticket): Promise<unknown>;
  /** Cancels everything of one workbook and waits until it has stopped; of all but the job that asks for it, which would wait for itself. */
  stopAll(workbook: string | null): Promise<void>;
}

const PROGRESS_EVERY_MS = 80;
/** Results stay for whoever asks late, but not for ever. */
const KEEP_RESULTS = 50;

export function createJobs(options: {
  readonly handle: () => string;
  readonly emit: (event: DemarcEvent) => void;
  readonly toFailure: (error: unknown, where: string) => Failure;
}): Jobs {
  const running = new Map<string, Running>();
  const results = new Map<string, Promise<unknown>>();
  const current = new AsyncLocalStorage<string>();
  return {
    start({ name, workbook }, run) {
      const job = options.handle();
      const abort = new AbortController();
      let state = { done: 0, total: null as number | null, label: '' };
      let last = 0;
      const announce = (extra: Partial<Extract<DemarcEvent, { type: 'job' }>>) =>
        options.emit({ type: 'job', workbook, job, name, state: 'running', ...state, ...extra });
      const progress = (done: number, total: number | null, label: string) => {
        state = { done, total, label };
        const now = Date.now();
        if (now - last < PROGRESS_EVERY_MS) return;
        last = now;
        announce({});
      };
      const finished = new Promise((resolve) => setImmediate(resolve))
        .then(() => current.run(job, () => run({ signal: abort.signal, progress })))
        .then(
          (result) => {
            running.delete(job);
            announce({ state: 'done', result });
            return result;
          },
          (error: unknown) => {
            running.delete(job);
            const failure = options.toFailure(error, name);
            announce({ state: failure.code === 'CANCELLED' ? 'cancelled' : 'failed', error: failure });
            throw new DemarcError(failure.code, failure.message, failure.details);
          },
        );
      // A refusal nobody waits for has been announced as an event; it must not end the process.
      finished.catch(() => undefined);
      running.set(job, { workbook, abort, finished });
      results.set(job, finished);
      for (const old of [...results.keys()].slice(0, Math.max(0, results.size - KEEP_RESULTS)))
        if (!running.has(old)) results.delete(old);
      return { job };
    },
    cancel: (job) => running.get(job)?.abort.abort(),
    result: (ticket) =>
      results.get(ticket.job) ??
      Promise.reject(new DemarcError('NOT_FOUND', 'That job is not known here. Start it again.')),
    async stopAll(workbook) {
      const asking = current.getStore();
      const mine = [...running].flatMap(([job, entry]) =>
        entry.workbook === workbook && job !== asking ? [entry] : [],
      );
      for (const entry of mine) entry.abort.abort();
      await Promise.allSettled(mine.map((entry) => entry.finished));
    },
  };
}
