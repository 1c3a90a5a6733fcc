import { createHash } from 'node:crypto';
import { DemarcError } from '../../contract/errors.ts';
import type { Snapshot } from '../../contract/snapshots.ts';
import { FROZEN_FORMAT, type FrozenState } from '../../domain/compare/frozen-state.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { packState, unpackState } from '../packed-state.ts';

interface Row {
  readonly number: number;
  readonly name: string;
  readonly note: string | null;
  readonly taken_at: string;
  readonly taken_by: string | null;
  readonly taken_rev: number;
  readonly digest: string;
}
const fromRow = (row: Row): Snapshot => ({
  number: row.number,
  name: row.name,
  note: row.note,
  takenAt: row.taken_at,
  takenBy: row.taken_by,
  takenRev: row.taken_rev,
  digest: row.digest,
});

/** Newest first. */
export const listSnapshots = (db: ReadDb): readonly Snapshot[] =>
  db.all<Row>('SELECT * FROM snapshot ORDER BY number DESC').map(fromRow);

/** A snapshot by its number, without its state; null where there is none. */
export function readSnapshot(db: ReadDb, number: number): Snapshot | null {
  const row = db.get<Row>('SELECT * FROM snapshot WHERE number = ?', number);
  return row ? fromRow(row) : null;
}

/** Stores the state, compressed, under the SHA-256 of its JSON, each content once, and the entry that names it. */
export function insertSnapshot(
  db: WriteDb,
  entry: Omit<Snapshot, 'number' | 'digest'>,
  state: FrozenState,
): Snapshot {
  const json = Buffer.from(JSON.stringify(state));
  const digest = createHash('sha256').update(json).digest('hex');
  if (!db.get('SELECT 1 FROM snapshot_content WHERE digest = ?', digest))
    db.run('INSERT INTO snapshot_content (digest, bytes) VALUES (?, ?)', digest, packState(json));
  db.run(
    'INSERT INTO snapshot (name, note, taken_at, taken_by, taken_rev, digest) VALUES (?, ?, ?, ?, ?, ?)',
    entry.name,
    entry.note,
    entry.takenAt,
    entry.takenBy,
    entry.takenRev,
    digest,
  );
  return { ...entry, digest, number: db.get<{ n: number }>('SELECT last_insert_rowid() AS n')?.n ?? 0 };
}

/** Removes the entry. Its content stays, so that an undo brings back a snapshot and not only its name. */
export const deleteSnapshot = (db: WriteDb, number: number): number =>
  db.run('DELETE FROM snapshot WHERE number = ?', number);

/** Drops the contents that no snapshot names; for the start of a sitting, when no undo can bring one back. */
export const sweepSnapshots = (db: WriteDb): void => {
  db.run('DELETE FROM snapshot_content WHERE digest NOT IN (SELECT digest FROM snapshot)');
};

/** The frozen state behind a snapshot. WORKBOOK_DAMAGED when its content is missing or no longer has its digest. */
export function readSnapshotState(db: ReadDb, { name, digest }: Snapshot): FrozenState {
  const damaged = (what: string) =>
    new DemarcError(
      'WORKBOOK_DAMAGED',
      `The snapshot "${name}" ${what}, so nothing is compared with it. Everything else in the workbook can be used; a backup may hold the snapshot whole.`,
    );
  const row = db.get<{ bytes: Uint8Array }>('SELECT bytes FROM snapshot_content WHERE digest = ?', digest);
  if (!row) throw damaged('has lost its content');
  let json: Buffer;
  try {
    json = unpackState(row.bytes);
  } catch {
    throw damaged('cannot be unpacked');
  }
  if (createHash('sha256').update(json).digest('hex') !== digest)
    throw damaged('was altered after it was taken');
  const state = stateIn(json);
  if (state === null) throw damaged('holds no state');
  if (state.format !== FROZEN_FORMAT)
    throw new DemarcError(
      'WORKBOOK_TOO_NEW',
      `The snapshot "${name}" was taken by a newer Demarc. Update Demarc, then compare again.`,
    );
  return state;
}

/** Null where it is none: its digest is of whatever somebody put there. */
function stateIn(json: Buffer): FrozenState | null {
  try {
    const state: unknown = JSON.parse(json.toString('utf8'));
    return state instanceof Object ? (state as FrozenState) : null;
  } catch {
    return null;
  }
}
