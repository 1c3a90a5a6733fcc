import { basename } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { identityOf } from '../identity.ts';
import type { Rescued } from './rescue.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this account may not look there',
  EPERM: 'this account may not look there',
  ENODEV: 'its drive is not there',
  EIO: 'the drive reports an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};
function outOfReachWords(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const why = code in REASONS ? `${REASONS[code]}, ${code}` : code;
  return `${basename(path)} cannot be reached where it lies (${path}: ${why})`;
}

/** What became of the file that was open, as a sentence; `closed` is what kept this program from seeing or reading it. */
export function happenedTo(
  path: string,
  { writtenOver, closed }: { readonly writtenOver: boolean; readonly closed: unknown },
): string {
  const name = basename(path);
  if (closed !== null) return `${outOfReachWords(path, closed)}.`;
  if (identityOf(path) === null)
    return `${name} is no longer where it was (${path}): it was removed, moved or renamed while it was open.`;
  return writtenOver
    ? `Something wrote over ${path}, or cut it or the log beside it off, while it was open.`
    : `Another file took the place of ${path} while it was open.`;
}

/** And where what it held was saved. */
export function savedWords(
  happened: string,
  { path, whole, sound, lost }: Rescued,
  { recorded, closed }: { readonly recorded: string; readonly closed: unknown },
): string {
  const without = [
    lost.length === 0 ? '' : ` Not in it: ${lost.join(' ')}`,
    sound ? '' : ' Not all in it is what its log says: check it there, and repair it.',
  ].join('');
  if (closed !== null)
    return `${happened} What was recorded was saved as ${path} as well${whole ? '' : ', as text, a change a line'}${recorded}.${without} When it can be reached again, look whether it has all of it, and go on in one of the two.`;
  return whole
    ? `${happened} All that was recorded here was saved as ${path}${recorded}.${without} Nothing more is recorded here: close this, open that file and go on there.`
    : `${happened} What it held before is lost with it, and no backup was found that goes with it. What was recorded since it was opened was saved as text, a change a line, as ${path}${recorded}. Nothing more is recorded here: close this, open the newest backup and enter those changes again.`;
}

/** The refusal of what is asked while nobody can tell whether the file is still there, or what it holds, for what `error` says. */
export const outOfReach = (path: string, error: unknown) =>
  new DemarcError(
    'UNREACHABLE',
    `${outOfReachWords(path, error)}, so nothing was recorded just now. Nothing is lost. Bring its drive or folder back, or what it lacks, then do it again.`,
  );
