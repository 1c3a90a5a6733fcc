import { basename } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { identityOf, seenIdentity } from '../identity.ts';
import type { Rescued } from './rescue.ts';

/** What keeps anybody from telling whether a file lies there, as the operating system says it; null where nothing does. */
export function whyUnseen(path: string): unknown {
  try {
    seenIdentity(path);
    return null;
  } catch (error) {
    return error;
  }
}
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** What became of the file that was open, as a sentence. */
export function happenedTo(path: string, writtenOver: boolean): string {
  const name = basename(path);
  const unseen = whyUnseen(path);
  if (unseen !== null) return `${name} cannot be reached where it lies (${path}: ${codeOf(unseen)}).`;
  if (identityOf(path) === null)
    return `${name} is no longer where it was (${path}): it was removed, moved or renamed while it was open.`;
  return writtenOver
    ? `Something wrote over ${path}, or cut it or the log beside it off, while it was open.`
    : `Another file took the place of ${path} while it was open.`;
}

/** And where what it held was saved. */
export function savedWords(happened: string, { path, whole, lost }: Rescued, recorded: string): string {
  const without = lost.length === 0 ? '' : ` Not in it: ${lost.join(' ')}`;
  return whole
    ? `${happened} All that was recorded here was saved as ${path}${recorded}.${without} Nothing more is recorded here: close this, open that file and go on there.`
    : `${happened} What it held before is lost with it, and no backup was found that goes with it. What was recorded since it was opened was saved as text, a change a line, as ${path}${recorded}. Nothing more is recorded here: close this, open the newest backup and enter those changes again.`;
}

/** The refusal of what is asked while nobody can tell whether the file is still there, for what `error` says. */
export const outOfReach = (path: string, error: unknown) =>
  new DemarcError(
    'UNREACHABLE',
    `${basename(path)} cannot be reached where it lies (${path}: ${codeOf(error)}), so nothing was recorded just now. Nothing is lost. Bring its drive or folder back, then do it again.`,
  );
