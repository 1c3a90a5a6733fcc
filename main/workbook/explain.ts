import { DemarcError } from '../contract/errors.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { type BackupPlaces, listBackups } from './backups/list.ts';
import { wayBack } from './backups/stored.ts';

export interface About {
  /** What the reader knows the file by. */
  readonly name: string;
  /** While it is being opened, or by something that is asked of it later. */
  readonly when: 'opening' | 'open';
  /** What to do about a damaged one, where no backup of it can be named. */
  readonly remedy?: string;
  /** Where the backups of this file are, for the newest to be named. */
  readonly backups?: { readonly folder: string | BackupPlaces; readonly path: string };
}

/** The workbook that a program has open: who knows where its backups are adds them. */
interface DamageDetails {
  readonly ofOpenWorkbook?: boolean;
  /** What to do about it is for whoever opened the file to say. */
  readonly remedyOpen?: boolean;
  readonly backup?: string;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether it came from the database, and not from our own code. */
export const isFromSqlite = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_');

/** Another program holds the file, for as long as it reads or writes there; also once that was put into words. */
export const isHeldElsewhere = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error)) ||
  (error instanceof DemarcError &&
    (error.details as { heldElsewhere?: unknown } | undefined)?.heldElsewhere === true);

/** The disk did not do what was asked of it. */
export const isDiskError = (error: unknown): boolean => /^SQLITE_(IOERR|CANTOPEN)/.test(codeOf(error));

/** A page of it cannot be what SQLite wrote. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

/** Nothing may be written there: permissions, a read-only disk, or a log beside it that only a writer can put in order. */
export const isNotWritable = (error: unknown): boolean =>
  /^(SQLITE_(CANTOPEN|READONLY|PERM)|EACCES$|EROFS$|EPERM$)/.test(codeOf(error));

/**
 * What the database or the disk said about a workbook, as a refusal in words with its remedy: the one place that knows
 * their codes. What is neither of theirs comes back as it was. A damaged workbook names its newest backup.
 */
export function explain(error: unknown, about: About): unknown {
  const told = error instanceof DemarcError ? withRemedy(error, about) : inWords(error, about);
  return told instanceof DemarcError && told.code === 'WORKBOOK_DAMAGED' ? withBackup(told, about) : told;
}

function inWords(error: unknown, { name, when, remedy }: About): unknown {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message.replace(/\s+/g, ' ').trim() : '';
  const opening = when === 'opening';
  const untouched = opening ? 'It was left untouched.' : 'Nothing was changed.';
  if (isNoRoom(error))
    return new DemarcError(
      'DISK_FULL',
      opening
        ? `${name} cannot be opened: there is no room left for what that has to write (the disk or your share of it is full, or files may not grow further). It was left untouched. Make room and open it again.`
        : `There is no room left to write to ${name} (the disk or your share of it is full, or files may not grow further). Nothing was changed. Make room, then do it again.`,
    );
  if (isHeldElsewhere(error))
    return new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} is in use by another program. ${untouched} Close it there and try again.`,
      { heldElsewhere: true },
    );
  if (/^SQLITE_READONLY_(ROLLBACK|RECOVERY|CANTINIT|CANTLOCK)$/.test(code) || code === 'SQLITE_CANTOPEN')
    return new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} was not closed by the program that last wrote it, so it cannot be read as it is. ${untouched} Open it once and close it, then do this again; where nothing may be written, first copy it, with the files beside it that begin with its name, to a folder of yours.`,
    );
  if (isNotWritable(error))
    return new DemarcError(
      'READ_ONLY',
      `${name} cannot be written where it lies. ${untouched} Copy it to a folder of yours and open the copy.`,
    );
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return damaged(
      `${name} cannot be read: the disk reports an error (${message}). ${untouched}`,
      remedy,
      !opening,
    );
  // Once what a file is built of has been checked, an error in a statement is ours, not the file's.
  const broken = opening
    ? /^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT|MISMATCH|TOOBIG|FORMAT|PROTOCOL)/
    : /^SQLITE_(CORRUPT|NOTADB)/;
  if (broken.test(code)) return damaged(`${name} is damaged: ${message}. ${untouched}`, remedy, !opening);
  return error;
}

function withRemedy(error: DemarcError, { remedy }: About): DemarcError {
  const { remedyOpen, ...details } = (error.details ?? {}) as DamageDetails;
  return remedyOpen === true && remedy !== undefined
    ? new DemarcError(error.code, `${error.message} ${remedy}`, details)
    : error;
}

function damaged(sentence: string, remedy: string | undefined, ofOpenWorkbook: boolean): DemarcError {
  const details: DamageDetails = ofOpenWorkbook ? { ofOpenWorkbook } : {};
  return new DemarcError(
    'WORKBOOK_DAMAGED',
    remedy === undefined ? sentence : `${sentence} ${remedy}`,
    details,
  );
}

/** The same refusal, marked as one about the workbook that the program has open, so that its newest backup gets named. */
export const ofOpenWorkbook = (error: unknown): unknown =>
  error instanceof DemarcError && error.code === 'WORKBOOK_DAMAGED'
    ? new DemarcError(error.code, error.message, {
        ...(error.details as object | undefined),
        ofOpenWorkbook: true,
      })
    : error;

/** Only a refusal about this file itself, and only once. */
function withBackup(error: DemarcError, { when, backups }: About): DemarcError {
  const details = (error.details ?? {}) as DamageDetails;
  if (!backups || details.backup !== undefined) return error;
  if (when === 'open' && details.ofOpenWorkbook !== true) return error;
  const newest = listBackups(backups.folder, backups.path)[0];
  if (!newest) return error;
  return new DemarcError(
    'WORKBOOK_DAMAGED',
    `${error.message} The newest backup is from ${newest.stamp.slice(0, 10)}: ${wayBack(newest.path, backups.path)}.`,
    { ...details, backup: newest.path },
  );
}
