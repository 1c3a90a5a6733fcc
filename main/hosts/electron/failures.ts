import { type Logger, logPlace } from '../../platform/logger.ts';

/** What becomes of an error that nothing else catches. None is passed over in silence. */
export interface Failures {
  /** Demarc cannot start: said in the log, on standard error and in a box, and the process ends with status 1. */
  readonly start: (error: unknown) => void;
  /** There is a window: from here on an error is no reason to end. */
  readonly started: () => void;
  readonly uncaught: (error: unknown) => void;
  readonly unhandled: (error: unknown) => void;
}

/** Electron keeps a process whose start has failed, without a window and holding its lock, so that every further start would end in silence. */
export function createFailures(options: {
  readonly logger: Logger;
  readonly box: ((title: string, content: string) => void) | null;
  /** Whoever started the window reads what is written, and goes on at once: a box would only hold that up. */
  readonly heard: boolean;
  write(line: string): void;
  exit(code: number): void;
}): Failures {
  const { logger, box, heard, write, exit } = options;
  let running = false;
  let told = false;
  let failed = false;
  const start = (error: unknown) => {
    if (failed) return;
    failed = true;
    const logId = logger.error('Demarc could not start', error);
    const reason = reasonOf(error);
    write(`demarc: UNEXPECTED: ${reason} (${logPlace(logger, logId)})\n`);
    try {
      if (!heard)
        box?.(
          'Demarc could not start',
          `${reason}\n\nNo workbook was changed. If this comes again, install Demarc anew (${logPlace(logger, logId)}).`,
        );
    } finally {
      exit(1);
    }
  };
  return {
    start,
    started() {
      running = true;
    },
    uncaught(error) {
      if (!running) return start(error);
      const logId = logger.error('An error was not caught', error);
      // Once: what goes wrong at each tick of a clock would fill the screen.
      if (told) return;
      told = true;
      box?.(
        'Something went wrong inside Demarc',
        `${reasonOf(error)}\n\nWhat was shown as saved is in the workbook (${logPlace(logger, logId)}).`,
      );
    },
    unhandled: (error) => void logger.error('A promise was not caught', error),
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
