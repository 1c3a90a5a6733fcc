import { createHash } from 'node:crypto';
import { chunksOf, contentHash, piecesOf } from '../blobs.ts';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../change-log.ts';
import type { Connection, ReadDb, SqlValue, WriteDb } from '../connection.ts';
import type { ChangeFacts } from '../entry-hash.ts';
import { destroyedContents } from '../erasure/recorded.ts';
import { isFromSqlite } from '../explain.ts';
import { verifyMergedLogs } from '../merge/records.ts';
import { namedByLog } from '../named-by-log.ts';
import { plainlyPacked, unpackState } from '../packed-state.ts';
import { basisHashOf } from '../tables/basis.ts';
import { stateDigest } from './keep.ts';
import { batchName } from './names.ts';
import { REPAIR_METHOD, type Replay } from './replay.ts';
import { type Batch, readBatches, shapeOf, type Values } from './rows.ts';
import { BATCH_TABLES } from './tables.ts';
import { takeOutLost } from './take-out.ts';

const PAGE = 500;
const LOG = 'rev, at, who, origin, method, summary, rows, previous_hash, hash, contents, state, salt';

/** Writes a row with the columns that it has. Names of tables and columns come from our own schema. */
export function insert(db: WriteDb, table: string, row: Readonly<Record<string, SqlValue>>): void {
  const names = shapeOf(db, table)
    .columns.map(({ name }) => name)
    .filter((name) => row[name] !== undefined);
  db.run(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...names.map((name) => row[name] ?? null),
  );
}

/**
 * Fills an empty workbook file with what a log says, and with what of the contents in the damaged file is what the log
 * vouches for. What could not be brought over is taken out of the record by an entry of its own, so that the new file is
 * sound. Gives back sentences about it.
 */
export function rebuild(
  target: Connection,
  source: ReadDb,
  log: Replay,
  facts: Pick<ChangeFacts, 'at' | 'who'> & { readonly differences: number },
): readonly string[] {
  const lost: string[] = [];
  target.raw.pragma('foreign_keys = OFF');
  const gone = target.write((db) => {
    copyLog(db, source, log.head.rev);
    for (const [table, rows] of log.tables) for (const row of rows.values()) insert(db, table, row);
    const batches = copyBatches(db, source, log, lost);
    copyHashed(db, source);
    copyUnbound(db, source);
    for (const [table, number] of log.numbers) countOn(db, table, number);
    return batches;
  });
  watchChanges(target);
  target.write((db) => {
    lost.push(...takeOutLost(db));
    close(target, log, gone, { ...facts, lost });
  });
  target.raw.pragma('foreign_keys = ON');
  return lost;
}

/** No number that was ever given is given again. */
function countOn(db: WriteDb, table: string, number: number): void {
  const counts = db.get(
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND sql LIKE '%AUTOINCREMENT%'",
    table,
  );
  if (!counts) return;
  db.run('DELETE FROM sqlite_sequence WHERE name = ? AND seq < ?', table, number);
  if (!db.get('SELECT 1 FROM sqlite_sequence WHERE name = ?', table))
    db.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, CAST(? AS INTEGER))', table, number);
}

function copyLog(db: WriteDb, source: ReadDb, upTo: number): void {
  for (let rev = 0; rev < upTo; rev += PAGE)
    for (const entry of source.all<Record<string, SqlValue>>(
      `SELECT ${LOG} FROM change WHERE rev > ? AND rev <= ? ORDER BY rev`,
      rev,
      Math.min(rev + PAGE, upTo),
    ))
      insert(db, 'change', entry);
}

/** Batches that the log has and that are no longer what it vouches for are left out, and given back. */
function copyBatches(db: WriteDb, source: ReadDb, log: Replay, lost: string[]): readonly Batch[] {
  const found = new Map<string, Batch>();
  const gone: Batch[] = [];
  const name = ({ table, of }: Pick<Batch, 'table' | 'of'>) => `${table} ${of}`;
  for (const table of Object.keys(BATCH_TABLES))
    attempt(() => {
      for (const batch of readBatches(source, table)) found.set(name(batch), batch);
    });
  const copy = ({ table, of }: Pick<Batch, 'table' | 'of'>) => {
    for (const row of source.iterate<Values>(
      `SELECT * FROM "${table}" WHERE "${BATCH_TABLES[table]?.by}" = ?`,
      of,
    ))
      insert(db, table, row);
  };
  for (const batch of log.batches.values()) {
    const there = found.get(name(batch));
    if (batch.rows === 0) continue;
    if (there?.sha256 === batch.sha256) copy(batch);
    else {
      gone.push(batch);
      lost.push(
        `${batchName(batch.table, batch.of)}: left out, since ${there ? 'they are not what the log vouches for' : 'they are missing'}. Bring the file in again that they came from.`,
      );
    }
    found.delete(name(batch));
  }
  for (const batch of found.values())
    if (!log.checkpoint) {
      copy(batch);
      if (batch.table === 'merged_change' && verifyMergedLogs(db).length > 0) {
        // It has a chain of hashes of its own.
        db.run('DELETE FROM merged_change WHERE merge = ?', batch.of);
        lost.push(`${batchName(batch.table, batch.of)}: left out, since its links do not hold.`);
        continue;
      }
      lost.push(
        `${batchName(batch.table, batch.of)}: taken over as they were, since the log is from before it vouched for them.`,
      );
    } else if (!log.batches.has(name(batch)))
      lost.push(`${batchName(batch.table, batch.of)}: left out, since the log does not have them.`);
  return gone;
}

/** Damage in one part of the file takes that part only. */
function attempt(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (!isFromSqlite(error)) throw error;
    return false;
  }
}

/** Copies of the contents what has its hash. */
function copyHashed(db: WriteDb, source: ReadDb): void {
  for (const { hash } of db.all<{ hash: string }>(
    'SELECT DISTINCT basis AS hash FROM assignment WHERE basis IS NOT NULL',
  )) {
    const found = sound(() =>
      source.get<{ content: string }>('SELECT content FROM basis WHERE hash = ?', hash),
    );
    if (found && basisHashOf(found.content) === hash) insert(db, 'basis', { hash, content: found.content });
  }
  for (const { digest } of db.all<{ digest: string }>('SELECT DISTINCT digest FROM snapshot')) {
    const found = sound(() =>
      source.get<{ bytes: Uint8Array }>('SELECT bytes FROM snapshot_content WHERE digest = ?', digest),
    );
    if (found && hashOfPacked(found.bytes) === digest)
      insert(db, 'snapshot_content', { digest, bytes: plainlyPacked(found.bytes) });
  }
  copyFiles(db, source);
}

/**
 * Files of the register, and what was taken out of it and not destroyed, which an undo brings back and a hold may keep: each by what it
 * is, whatever it is filed under.
 */
function copyFiles(db: WriteDb, source: ReadDb): void {
  const registered = db.all<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM evidence WHERE kind IN ('file', 'finding') AND sha256 IS NOT NULL`,
  );
  const wanted = new Set(registered.map(({ sha256 }) => sha256));
  for (const sha256 of wanted) if (copyFile(db, source, sha256)) wanted.delete(sha256);
  const filed = sound(() =>
    source.all<{ id: number; sha256: string | null; complete: number }>(
      'SELECT id, sha256, complete FROM blob',
    ),
  );
  const isBrought = (sha256: string) => db.get('SELECT 1 FROM blob WHERE sha256 = ?', sha256) !== undefined;
  const loose = (filed ?? []).filter(
    ({ sha256, complete }) => complete !== 1 || sha256 === null || !isBrought(sha256),
  );
  const contents = new Map<string, { readonly id: number; readonly isFiled: boolean }>();
  for (const { id, sha256, complete } of loose) {
    const content = sound(() => contentHash(source, id));
    if (content !== undefined) contents.set(content, { id, isFiled: complete === 1 && sha256 === content });
  }
  const known = namedByLog(db, 'evidence', new Set(contents.keys()));
  // What was destroyed and is there all the same is the rest of an attaching that came to nothing, unless it is filed as what it is.
  const destroyed = new Set(destroyedContents(db).map(({ sha256 }) => sha256));
  for (const [sha256, { id, isFiled }] of contents)
    if (
      (wanted.has(sha256) || (known.has(sha256) && (isFiled || !destroyed.has(sha256)))) &&
      !isBrought(sha256)
    )
      copyPieces(db, sha256, () => piecesOf(source, id));
}

function sound<T>(read: () => T): T | undefined {
  let value: T | undefined;
  attempt(() => {
    value = read();
  });
  return value;
}

function hashOfPacked(bytes: Uint8Array): string | null {
  try {
    return createHash('sha256').update(unpackState(bytes)).digest('hex');
  } catch {
    return null;
  }
}

/** Copies a file of evidence; false, and nothing copied, where what is filed under its hash is not it. */
export const copyFile = (db: WriteDb, source: ReadDb, sha256: string): boolean =>
  copyPieces(db, sha256, () => chunksOf(source, sha256));

/** Copies a file piece by piece, and takes it out again when it does not have its hash. */
function copyPieces(db: WriteDb, sha256: string, pieces: () => Iterable<Uint8Array>): boolean {
  db.run('INSERT INTO blob (sha256, size, complete) VALUES (NULL, 0, 0)');
  const blob = db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
  const hash = createHash('sha256');
  let size = 0;
  let seq = 0;
  attempt(() => {
    for (const bytes of pieces()) {
      hash.update(bytes);
      insert(db, 'blob_chunk', { blob, seq, bytes });
      size += bytes.length;
      seq += 1;
    }
  });
  const isWhole = hash.digest('hex') === sha256;
  if (isWhole) db.run('UPDATE blob SET sha256 = ?, size = ?, complete = 1 WHERE id = ?', sha256, size, blob);
  else {
    db.run('DELETE FROM blob_chunk WHERE blob = ?', blob);
    db.run('DELETE FROM blob WHERE id = ?', blob);
  }
  return isWhole;
}

/** Where one stood and how long meetings took: taken over as they are, where there still is what they speak of. */
function copyUnbound(db: WriteDb, source: ReadDb): void {
  for (const row of sound(() => source.all<Values>('SELECT * FROM position')) ?? [])
    insert(db, 'position', row);
  for (const row of sound(() => source.all<Values>('SELECT * FROM time_spent')) ?? [])
    if (db.get('SELECT 1 FROM meeting WHERE number = ?', row.meeting ?? null)) insert(db, 'time_spent', row);
}

const NAMED = 20;

/** Where the last entry does not vouch for what was rebuilt, an entry of the repair does, with what had to be taken out. */
function close(
  target: Connection,
  log: Replay,
  gone: readonly Batch[],
  facts: Pick<ChangeFacts, 'at' | 'who'> & {
    readonly differences: number;
    readonly lost: readonly string[];
  },
): void {
  const { at, who, differences, lost } = facts;
  const head = readHead(target);
  const { rows, step, batches } = takeTouchedRows(target);
  const vouched = head.state === null || head.state === stateDigest(target);
  // A log that never vouched for a state is closed by the next change, as any of its age.
  if (log.strayed.length + rows.length + gone.length === 0 && vouched) return;
  const more = lost.length > NAMED ? [`And ${lost.length - NAMED} more.`] : [];
  const summary = [
    `Rebuilt from the change log up to here; ${differences} differences were left behind.`,
    ...lost.slice(0, NAMED),
    ...more,
  ].join(' ');
  appendChange(
    target,
    { ...head, state: null },
    { at, who, origin: 'repair', method: REPAIR_METHOD, summary },
    { rows, step, batches: [...gone, ...batches] },
  );
}
