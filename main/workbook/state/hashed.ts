import { DemarcError } from '../../contract/errors.ts';
import { foreignBlobs } from '../blobs.ts';
import type { ReadDb } from '../connection.ts';
import { namedByLog } from '../named-by-log.ts';
import { isPlainlyPacked } from '../packed-state.ts';
import { basisHashOf } from '../tables/basis.ts';
import { listSnapshots, readSnapshotState } from '../tables/snapshots.ts';
import { BATCH_TABLES, LOGGED_TABLES } from './tables.ts';

/** Whether what the catalogue had proposed to those who answered is there, under its hash. */
export function checkBases(db: ReadDb): readonly string[] {
  const problems: string[] = [];
  const known = new Set<string>();
  for (const { hash, content } of db.iterate<{ hash: string; content: string }>(
    'SELECT hash, content FROM basis',
  )) {
    known.add(hash);
    if (basisHashOf(content) !== hash)
      problems.push(`Proposal ${hash}: its text is not the one that was recorded.`);
  }
  for (const row of db.iterate<{ subject: string; responsibility: string; basis: string }>(
    'SELECT subject, responsibility, basis FROM assignment WHERE basis IS NOT NULL',
  ))
    if (!known.has(row.basis))
      problems.push(
        `${row.subject}/${row.responsibility}: the proposal ${row.basis} that it was answered on is missing.`,
      );
  return problems;
}

/**
 * Whether the indexes say what their tables say: the record is held against the tables, and what is shown and exported is looked up by
 * the indexes. Contents of evidence, which may be gigabytes, are not read.
 */
export const checkIndexes = (db: ReadDb): readonly string[] =>
  [...Object.keys(LOGGED_TABLES), ...Object.keys(BATCH_TABLES), 'change'].flatMap((table) =>
    db
      .all<{ integrity_check: string }>('SELECT integrity_check FROM pragma_integrity_check(?)', table)
      .filter((row) => row.integrity_check !== 'ok')
      .map((row) => `The database is damaged: ${row.integrity_check}.`),
  );

/** Whether every embedded file is there with its length; what it says is for `verifyBlobs`. */
export function checkFiles(db: ReadDb): readonly { readonly number: number; readonly sentence: string }[] {
  const rows = db.all<{
    number: number;
    title: string;
    size: number;
    stored: number | null;
    bytes: number | null;
  }>(
    `SELECT e.number, e.title, e.size, b.size AS stored,
       (SELECT sum(length(c.bytes)) FROM blob_chunk c WHERE c.blob = b.id) AS bytes
     FROM evidence e LEFT JOIN blob b ON b.sha256 = e.sha256 AND b.complete = 1
     WHERE e.kind IN ('file', 'finding') AND e.sha256 IS NOT NULL ORDER BY e.number`,
  );
  return rows
    .filter(({ size, stored, bytes }) => stored !== size || (bytes ?? 0) !== size)
    .map(({ number, title, size, bytes }) => ({
      number,
      sentence: `Evidence E-${number} "${title}": its content ${
        bytes === null
          ? 'is missing from the workbook'
          : `or what says how long it is was altered; it should have ${size} bytes`
      }.`,
    }));
}

/** Names files that travel along in the workbook and that nothing recorded ever spoke of. */
export const checkForeignFiles = (db: ReadDb): readonly string[] =>
  foreignBlobs(db).map(
    ({ sha256, size }) =>
      `A file that no record ever named lies in the workbook (${size} bytes${sha256 === null ? '' : `, SHA-256 ${sha256}`}): an attaching was cut off there, or it was put in past Demarc. Opening the workbook for writing takes it out.`,
  );

/**
 * Unpacks every snapshot and names those that are missing, are not what was frozen, or have something around them that nothing recorded
 * vouches for; and contents that no snapshot ever had, which would travel along unseen.
 */
export function checkSnapshots(db: ReadDb): readonly string[] {
  const problems: string[] = [];
  for (const snapshot of listSnapshots(db))
    try {
      readSnapshotState(db, snapshot);
      problems.push(...packingOf(db, snapshot));
    } catch (error) {
      if (!(error instanceof DemarcError)) throw error;
      problems.push(error.message);
    }
  return [...problems, ...foreignSnapshots(db)];
}

/** Names a snapshot that has something around it which nothing recorded vouches for. Throws as zlib does where it cannot be unpacked. */
function packingOf(
  db: ReadDb,
  { name, digest }: { readonly name: string; readonly digest: string },
): readonly string[] {
  const row = db.get<{ bytes: Uint8Array }>('SELECT bytes FROM snapshot_content WHERE digest = ?', digest);
  return row === undefined || isPlainlyPacked(row.bytes)
    ? []
    : [
        `The snapshot "${name}" is what was frozen, but it does not lie in the workbook as Demarc packs it: something around it was altered or put in. A repair packs it anew.`,
      ];
}

/** What names what travels along and is in no record, so that a repair leaves it out: around snapshots, beside them, and among the files. */
export const UNRECORDED: readonly ((db: ReadDb) => readonly string[])[] = [
  (db) =>
    listSnapshots(db).flatMap((snapshot) => {
      try {
        readSnapshotState(db, snapshot);
        return packingOf(db, snapshot);
      } catch {
        // Not what was frozen, or none that was: that it could not be brought over is told.
        return [];
      }
    }),
  foreignSnapshots,
  checkForeignFiles,
];

/** A snapshot that was removed keeps its content for an undo, and the log still has its name. */
function foreignSnapshots(db: ReadDb): readonly string[] {
  const loose = db.all<{ digest: string; size: number }>(
    'SELECT digest, length(bytes) AS size FROM snapshot_content WHERE digest NOT IN (SELECT digest FROM snapshot) ORDER BY digest',
  );
  const named = namedByLog(db, 'snapshot', new Set(loose.map(({ digest }) => digest)));
  return loose
    .filter(({ digest }) => !named.has(digest))
    .map(
      ({ digest, size }) =>
        `The content of a snapshot that no record ever named lies in the workbook (${size} bytes, by the digest ${digest}): it was put in past Demarc. Opening the workbook for writing takes it out.`,
    );
}

/** Counters that do not stand at the last number given: numbers would be given a second time, or left out. `given`: the highest that the log ever gave, by table. */
export function checkNumbers(db: ReadDb, given: ReadonlyMap<string, number>): readonly string[] {
  const counted = new Map(
    db
      .all<{ name: string; seq: number }>('SELECT name, seq FROM sqlite_sequence')
      .map(({ name, seq }) => [name, seq]),
  );
  return db
    .all<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'`,
    )
    .map(({ name }) => ({ name, seq: counted.get(name) ?? 0 }))
    .flatMap(({ name, seq }) => {
      const last = given.get(name) ?? 0;
      if (seq < last)
        return [
          `The counter of ${name} stands at ${seq}, and number ${last} was given already: the next record would get a number that was used before.`,
        ];
      return seq === last
        ? []
        : [`The counter of ${name} stands at ${seq}, though no number above ${last} was ever given.`];
    });
}
