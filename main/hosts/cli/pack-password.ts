import { closeSync, openSync, readSync } from 'node:fs';
import { invalidInput } from '../../contract/errors.ts';

/** Where the password of a pack may stand besides a file. Never on the command line, which every user of a machine can read. */
const VARIABLE = 'DEMARC_PACK_PASSWORD';
const MAX_BYTES = 4096;

export const PASSWORD_FILE_HELP = `file whose first line is the password of the pack; ${VARIABLE} serves too`;

export const PASSWORD_REMEDY = `Write it to a file and name that with --pack-password-file, or put it in ${VARIABLE}.`;

/** The password of a pack from the named file, else from the environment; null where there is none. */
export function readPackPassword(file: string | undefined): string | null {
  if (file === undefined) return process.env[VARIABLE] || null;
  const [line = ''] = beginningOf(file).split(/\r?\n/);
  if (line === '') throw invalidInput(`The first line of ${file} is empty. Put the password there.`);
  return line;
}

/** May be a pipe, as a shell makes one for `<(command)`; a device without end gives its beginning as well. */
function beginningOf(path: string): string {
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
    throw invalidInput(`The password file ${path} cannot be read. Check its path and its permissions.`);
  }
  return bytes.toString('utf8', 0, length);
}
