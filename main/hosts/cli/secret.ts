import { closeSync, fstatSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { invalidInput } from '../../contract/errors.ts';
import { openWithoutWaiting } from '../../platform/small-file.ts';

const MAX_BYTES = 4096;
/** How long whoever writes into a pipe may take, a person who types included. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 20;

/**
 * A password from the first line of the named file, else from an environment variable; null where there is none. Never from
 * the command line, which every user of a machine can read. INVALID_INPUT for a file that cannot be read, begins with an
 * empty line, or is a pipe out of which nothing comes in time; `what` is what messages call it.
 */
export async function readSecret(
  file: string | undefined,
  variable: string,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<string | null> {
  if (file === undefined) return process.env[variable] || null;
  const [line = ''] = (await beginningOf(file, what, patienceMs)).split(/\r?\n/);
  if (line === '') throw invalidInput(`The first line of ${file} is empty. Put the ${what} there.`);
  return line;
}

/** May be a pipe, as a shell makes one for `<(command)`; a device without end gives its beginning as well. */
async function beginningOf(path: string, what: string, patienceMs: number): Promise<string> {
  const unreadable = () =>
    invalidInput(`The ${what} file ${path} cannot be read. Check its path and its permissions.`);
  const file = opened(path, unreadable);
  try {
    const bytes = Buffer.alloc(MAX_BYTES);
    const until = Date.now() + patienceMs;
    for (let length = 0; ; ) {
      const read = readNow(file, bytes, length, unreadable);
      length += read ?? 0;
      const isEnd = read === 0 && (length > 0 || !isPipe(file));
      if (isEnd || length === MAX_BYTES || bytes.subarray(0, length).includes('\n'))
        return bytes.toString('utf8', 0, length);
      if (read !== null && read > 0) continue;
      if (Date.now() >= until)
        throw invalidInput(
          `Nothing came out of ${path} for ${Math.round(patienceMs / 1000)} seconds, so the ${what} is not known. Name a file, or a pipe that something writes into.`,
        );
      // The program goes on meanwhile, and hears that it is to end.
      await sleep(LOOK_AGAIN_MS);
    }
  } finally {
    closeSync(file);
  }
}

function opened(path: string, unreadable: () => Error): number {
  try {
    return openWithoutWaiting(path);
  } catch {
    throw unreadable();
  }
}

/** How many bytes came; null while a writer has the pipe open and has written nothing more. */
function readNow(file: number, into: Buffer, at: number, unreadable: () => Error): number | null {
  try {
    return readSync(file, into, at, into.length - at, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw unreadable();
  }
}

/** A pipe that nobody writes into yet reads as if it had ended. */
const isPipe = (file: number): boolean => fstatSync(file).isFIFO();
