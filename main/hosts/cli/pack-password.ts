import { readSecret } from './secret.ts';

/** Where the password of a pack may stand besides a file. */
const VARIABLE = 'DEMARC_PACK_PASSWORD';

export const PASSWORD_FILE_HELP = `file whose first line is the password of the pack; ${VARIABLE} serves too`;

export const PASSWORD_REMEDY = `Write it to a file and name that with --pack-password-file, or put it in ${VARIABLE}.`;

/** The password of a pack from the named file, else from the environment; null where there is none. */
export const readPackPassword = (file: string | undefined): Promise<string | null> =>
  readSecret(file, VARIABLE, 'password');
