import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { readSecret } from './secret.ts';

/** Where the passphrase of a key may stand besides a file. */
const VARIABLE = 'DEMARC_KEY_PASSPHRASE';

export const PASSPHRASE_FILE_HELP = `file whose first line is the passphrase of your key; ${VARIABLE} serves too`;

/** The passphrase of the own key from the named file, else from the environment; an empty object where there is none. */
export async function readPassphrase(file: string | undefined): Promise<{ readonly passphrase?: string }> {
  const passphrase = await readSecret(file, VARIABLE, 'passphrase');
  return passphrase === null ? {} : { passphrase };
}

/** A passphrase belongs on no command line: where it goes is for this host to say. */
export function withPassphraseRemedy(error: unknown): never {
  const { details } = error instanceof DemarcError ? error : { details: null };
  if (error instanceof DemarcError && (details as { passphrase?: unknown } | null)?.passphrase === 'needed')
    throw invalidInput(
      `${error.message} Write it to a file and name that with --passphrase-file, or put it in ${VARIABLE}.`,
      details,
    );
  throw error;
}
