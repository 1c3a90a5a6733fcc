import { DemarcError } from '../../contract/errors.ts';
import { ExitWith } from './exit.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const NUMBERS: Readonly<Record<string, number>> = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };
/** How long a reading command that was told to end may take over one step of SQLite, which nothing can cut short. */
const PATIENCE_MS = 4000;
/** A signal to a group of processes comes twice: to this one, and handed on by the one that started it. That is no second one. */
const ONE_SIGNAL_MS = 300;
const ignore = () => {};

/** What Ctrl+C does to a command. */
export interface Interrupts {
  /** Fires with the first signal that is held. */
  readonly signal: AbortSignal;
  /** From here on the first signal closes everything in order, and the second ends the process. */
  hold(): void;
  /** From here on the first signal ends the process, also in the middle of a long query: for commands that only read. */
  release(): void;
  /** The command has done all that it was asked for: a signal that came before, in its last moment, changes nothing of how it ends. */
  done(): void;
  /**
   * Throws on what a command ended with. After a signal that is only what was cancelled, and the status of one that is done and has said
   * what it found: what else it fails with, as a workbook that was closed under it, is no word for whoever stopped it, and the process ends.
   */
  quiet(error: unknown): Promise<never>;
}

/**
 * `close` closes the core and rejects with a DemarcError that its user must see, which `say` gets. Signals are held until
 * `release` is called.
 */
export function createInterrupts(close: () => Promise<void>, say: (error: DemarcError) => void): Interrupts {
  const abort = new AbortController();
  let only = false;
  let isDone = false;
  // The command comes to its end and tells itself what closing failed with.
  let tells = false;
  const stop = (signal: NodeJS.Signals) => {
    // What is given up after that is the copy among the backups.
    const wasDone = isDone;
    drop();
    for (const each of SIGNALS) process.on(each, ignore);
    setTimeout(() => {
      for (const each of SIGNALS) process.off(each, ignore);
    }, ONE_SIGNAL_MS).unref();
    abort.abort();
    // What is written is safe, and the file must be whole when we go. Reading leaves it whole however it ends.
    if (only) setTimeout(() => process.kill(process.pid, signal), PATIENCE_MS).unref();
    void close()
      .catch((error: unknown) => error)
      .then((failure) => {
        // A command whose last job was done at that very moment comes to its end first.
        setImmediate(() => {
          if (failure instanceof DemarcError && !tells) say(failure);
          if (wasDone || !isDone) process.exit(128 + (NUMBERS[signal] ?? 0));
        });
      });
  };
  const drop = () => {
    for (const signal of SIGNALS) process.off(signal, stop);
  };
  return {
    signal: abort.signal,
    hold() {
      drop();
      if (!abort.signal.aborted) for (const signal of SIGNALS) process.on(signal, stop);
    },
    release() {
      only = true;
      drop();
    },
    done() {
      isDone = true;
      tells = true;
    },
    quiet(error) {
      const isEnd = error instanceof ExitWith;
      if (isEnd) isDone = true;
      const isTold = isEnd || (error instanceof DemarcError && error.code === 'CANCELLED');
      tells = !abort.signal.aborted || isTold;
      return abort.signal.aborted && !isTold ? new Promise(() => {}) : Promise.reject(error);
    },
  };
}
