import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { counted } from '../../domain/words/counted.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';
import { type BackupPlaces, listBackups } from '../backups/list.ts';
import { takeOut } from '../backups/stored.ts';
import { alteredFiles } from '../blobs.ts';
import { readHead } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { APPLICATION_ID } from '../header.ts';
import { migrate } from '../migrations/index.ts';
import { createFile, openFile } from '../open-file.ts';
import { requireSoundRecord } from '../state/check.ts';
import { checkSnapshots } from '../state/hashed.ts';
import { rebuild } from '../state/rebuild.ts';
import { replayed } from '../state/replay.ts';
import type { SittingRecord } from './sitting-record.ts';

/** Where an older state of a workbook may be found, and what came after it. */
export interface Remains {
  readonly file: string;
  readonly path: string;
  readonly places: string | BackupPlaces;
  readonly record: SittingRecord;
  readonly instant: string;
  /** The file cannot be seen or read where it lies, and may be back in a moment. */
  readonly outOfReach: boolean;
}

/**
 * Writes to `target`, where nothing is, the workbook as it was last acknowledged: from an older state of it, be it the file
 * without its log or a backup, and what was recorded since. Gives back sentences about contents that could not be brought
 * back; null when no such state is found, and then nothing is left at `target`.
 */
export function rebuildFromOlder(target: string, remains: Remains): readonly string[] | null {
  const { file, path, places, record } = remains;
  const backups = listBackups(places, path)
    .filter(
      ({ rev, key, schema }) => schema === null && rev !== null && key !== null && record.knows(rev, key),
    )
    .map((backup) => backup.path);
  for (const older of [file, ...backups]) {
    const lost = rebuildFrom(older, target, remains);
    if (lost !== null) return lost;
  }
  return null;
}

function rebuildFrom(older: string, target: string, { record, instant }: Remains): readonly string[] | null {
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-rescue-');
  let copy: Connection | null = null;
  let made: Connection | null = null;
  try {
    const path = join(folder, basename(older));
    takeOut(older, path);
    copy = openFile(path, { readonly: false, pages: true });
    const { rev, hash } = readHead(copy);
    if (!record.knows(rev, hash)) return null;
    requireSoundRecord(copy, basename(older), 'it is not built on');
    record.addTo(copy);
    const log = replayed(copy, { onlySound: true });
    if (log.head.hash !== record.head().hash) return null;
    made = createFile(target);
    made.raw.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(made);
    return rebuild(made, copy, log, { at: instant, who: null, differences: 0 });
  } catch {
    made?.close();
    made = null;
    for (const end of ['', '-journal']) rmSync(`${target}${end}`, { force: true });
    return null;
  } finally {
    copy?.close();
    made?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws WORKBOOK_DAMAGED unless a file ends with what was last acknowledged, and its log has all that was since it was opened. */
export function requireEntries(connection: Connection, record: SittingRecord, name: string): void {
  if (readHead(connection).hash !== record.head().hash || !record.isIn(connection))
    throw new DemarcError('WORKBOOK_DAMAGED', `${name} does not hold what was recorded.`);
}

/** Throws WORKBOOK_DAMAGED unless a file holds, whole and sound, what was last acknowledged. */
export function requireAcknowledged(connection: Connection, record: SittingRecord, name: string): void {
  requireEntries(connection, record, name);
  requireSoundRecord(connection, name, 'it is not gone on with');
}

/** The same, and unless each file and snapshot in it is what it was recorded as: all of it is read. */
export function requireWhole(connection: Connection, record: SittingRecord, name: string): void {
  requireAcknowledged(connection, record, name);
  const altered = alteredFiles(connection) + checkSnapshots(connection).length;
  if (altered > 0)
    throw new DemarcError('WORKBOOK_DAMAGED', `${name} has ${counted(altered, 'content')} that was altered.`);
}
