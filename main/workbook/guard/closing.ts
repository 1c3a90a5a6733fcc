import { renameSync } from 'node:fs';
import { DemarcError } from '../../contract/errors.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import type { Connection } from '../connection.ts';
import { isNotWritable } from '../explain.ts';
import { identityOf } from '../identity.ts';
import { keepLast } from '../state/keep.ts';
import { lookAt } from './file-look.ts';

const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** Back to a rollback journal, so that one file is left; null, or what kept it from that. */
export function foldIn(connection: Connection): unknown {
  try {
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
    keepLast(connection);
    return null;
  } catch (error) {
    // Somebody still reads, most of the time: SQLite folds the log in when the last of them goes, and the next opening does the rest.
    return error;
  }
}

/** What could not be folded into a file, and `why`, is told with what to do about it. */
export function tellOfLog(why: unknown, file: string, name: string): void {
  if ((lookAt(`${file}-wal`)?.size ?? 0) === 0) return;
  const together = `Nothing is lost, but a part of it lies beside it in ${name}-wal: keep the two together.`;
  const again = `then open ${name} once and close it.`;
  if (isNoRoom(why))
    throw new DemarcError(
      'DISK_FULL',
      `There was no room left to put everything that was recorded into ${name} (the disk or your share of it is full, or files may not grow further). ${together} Make room, ${again}`,
    );
  if (isNotWritable(why))
    throw new DemarcError(
      'READ_ONLY',
      `What was recorded could not be put into ${name}: nothing may be written into its folder any more. ${together} Give the folder back to yourself, ${again}`,
    );
}

/** What lies beside the path under our names may be another program's by now, and SQLite removes it by name. */
export function closeWithoutTouchingOthers(connection: Connection, file: string): void {
  const others = BESIDE.filter((end) => identityOf(`${file}${end}`) !== null);
  for (const end of others) renameSync(`${file}${end}`, `${file}${end}.kept`);
  try {
    connection.close();
  } finally {
    for (const end of others) renameSync(`${file}${end}.kept`, `${file}${end}`);
  }
}
