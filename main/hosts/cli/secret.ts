import { closeSync, openSync, readSync } from 'node:fs';
import { invalidInput } from '../../contract/errors.ts';

const MAX_BYTES = 4096;

/**
 * A password from the first line of the named file, else from an environment variable; null where there is none. Never from
 * the command line, which every user of a machine can read. INVALID_INPUT for a file that cannot be read or begins with an
 * empty line; `what` is what messages call it.
 */
export function readSecret(file: string | undefined, variable: string, what: string): string | null {
  if (file === undefined) return process.env[variable] || null;
  const [line = ''] = beginningOf(file, what).split(/\r?\n/);
  if (line === '') throw invalidInput(`The first line of ${file} is empty. Put the ${what} there.`);
  return line;
}

/** May be a pipe, as a shell makes one for `<(command)`; a device without end gives its beginning as well. */
function beginningOf(path: string, what: string): string {
  const bytes = Buffer.alloc(MAX_BYTES);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      for (let read = -1; read !== 0 && length < MAX_BYTES; length += read)
        read = readSync(file, bytes, length, MAX_BYTES - length, null);
    } finally {
      closeSync(file);
    }
  } catch {
    throw invalidInput(`The ${what} file ${path} cannot be read. Check its path and its permissions.`);
  }
  return bytes.toString('utf8', 0, length);
}
