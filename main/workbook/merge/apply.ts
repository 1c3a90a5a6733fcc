import { createHash } from 'node:crypto';
import { DemarcError } from '../../contract/errors.ts';
import type { Names } from '../../domain/merge/names.ts';
import type { Operation, Operations } from '../../domain/merge/plan.ts';
import type { Row } from '../../domain/merge/rows.ts';
import { CHUNK_BYTES, type CopyOptions, chunksOf } from '../blobs.ts';
import type { Connection, ReadDb, SqlValue, WriteDb } from '../connection.ts';
import { copyHashed, NumberedContents } from './copy-contents.ts';
import { MERGED_TABLES, readKeyColumns } from './read-tables.ts';
import { renameFindings, scansIn } from './rename-findings.ts';

/** A worked-out merge, ready to be written. */
export interface AppliedMerge {
  readonly fileName: string;
  readonly operations: Operations;
  readonly renames: { readonly mine: Names; readonly theirs: Names };
  readonly theirs: { readonly rev: number; readonly head: string };
  readonly base: { readonly rev: number; readonly hash: string };
  /** Revision of each side from which on its changes are its own. */
  readonly since: { readonly mine: number; readonly theirs: number };
  /** Contents of files that have to be copied in first. */
  readonly files: readonly { readonly sha256: string; readonly size: number; readonly title: string }[];
}
export interface MergeFacts {
  readonly rev: number;
  readonly at: string;
  readonly who: string | null;
}

/** Writes a merge inside the transaction of one change. What `files` names must be in the workbook already. */
export function applyMerge(db: WriteDb, other: ReadDb, merge: AppliedMerge, facts: MergeFacts): void {
  // Parents and children come and go in one step: references are checked when it is complete.
  db.run('PRAGMA defer_foreign_keys = ON');
  const keys = readKeyColumns(db);
  const scans = scansIn(db);
  const contents = new NumberedContents(db, other, merge, facts);
  const shapes = new Map(MERGED_TABLES.map((table) => [table, shapeOf(db, table, keys(table))]));
  const shapeFor = (table: string): TableShape => shapes.get(table) ?? shapeOf(db, table, keys(table));
  const keyValues = ({ table, row }: Operation): SqlValue[] => keys(table).map((name) => row[name] ?? null);
  for (const operation of merge.operations.deletes) {
    const { table } = operation;
    db.run(`DELETE FROM "${table}" WHERE ${shapeFor(table).where}`, ...keyValues(operation));
  }
  for (const operation of merge.operations.puts) {
    const { table } = operation;
    const { columns, where, select } = shapeFor(table);
    const at = keyValues(operation);
    const before = db.get<Row>(select, ...at);
    const row = contents.placed(
      table,
      withOwnRevisions(operation, before !== undefined, merge.since.mine, facts.rev),
    );
    copyHashed(db, other, table, row);
    // Names of tables and columns come from our own schema.
    const names = Object.keys(row).filter((name) => columns.has(name));
    if (before) {
      const changed = names.filter((name) => row[name] !== before[name] && !keys(table).includes(name));
      if (changed.length > 0)
        db.run(
          `UPDATE "${table}" SET ${changed.map((name) => `"${name}" = ?`).join(', ')} WHERE ${where}`,
          ...changed.map((name) => row[name] ?? null),
          ...at,
        );
    } else
      db.run(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ...names.map((name) => row[name] ?? null),
      );
  }
  renameFindings(db, scans, merge.renames.mine);
  contents.copy();
  recordMerge(db, other, merge, facts);
}

/** A table as rows are written to it, worked out once for all of them. */
interface TableShape {
  readonly columns: ReadonlySet<string>;
  /** By its key. */
  readonly where: string;
  readonly select: string;
}
function shapeOf(db: ReadDb, table: string, keys: readonly string[]): TableShape {
  const info = db.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table);
  const where = keys.map((name) => `"${name}" = ?`).join(' AND ');
  return {
    columns: new Set(info.map(({ name }) => name)),
    where,
    select: `SELECT * FROM "${table}" WHERE ${where}`,
  };
}

/** Places in the other copy's change log mean nothing here: the nearest place in this one takes over. */
function withOwnRevisions({ table, row }: Operation, known: boolean, since: number, rev: number): Row {
  if (table === 'assignment') return { ...row, rev };
  if (known) return row;
  if (table === 'sign_off') return { ...row, signed_rev: since };
  if (table === 'snapshot') return { ...row, taken_rev: since };
  return table === 'merge' ? { ...row, rev: null, own_renames: '{}' } : row;
}

const LOG = 'rev, at, who, origin, method, summary, rows, previous_hash, hash, contents, state, salt';
interface LogRow {
  readonly rev: number;
  readonly [column: string]: SqlValue;
}

/** Keeps the copy's own change log since the common state. */
function recordMerge(db: WriteDb, other: ReadDb, merge: AppliedMerge, { rev, at, who }: MergeFacts): void {
  db.run(
    `INSERT INTO merge (file_name, head_rev, head_hash, base_rev, base_hash, rev, renames, own_renames, merged_at, merged_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    merge.fileName,
    merge.theirs.rev,
    merge.theirs.head,
    merge.base.rev,
    merge.base.hash,
    rev,
    JSON.stringify(merge.renames.theirs),
    JSON.stringify(merge.renames.mine),
    at,
    who,
  );
  const number = db.get<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
  for (const row of other.iterate<LogRow>(
    `SELECT ${LOG} FROM change WHERE rev > ? ORDER BY rev`,
    merge.since.theirs,
  ))
    db.run(
      `INSERT INTO merged_change (merge, ${LOG}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      number,
      ...LOG.split(', ').map((column) => row[column] ?? null),
    );
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Copies the contents of files in, a few pieces per transaction, each checked against its hash; what is half-way in when
 * it is stopped is swept away at the next opening. WORKBOOK_DAMAGED for a content that the copy has lost or altered.
 */
export async function copyFiles(
  connection: Connection,
  other: ReadDb,
  { files, fileName }: Pick<AppliedMerge, 'files' | 'fileName'>,
  { signal, progress }: CopyOptions,
): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { sha256, title } of files) {
    if (connection.get('SELECT 1 FROM blob WHERE sha256 = ? AND complete = 1', sha256)) continue;
    const blob = connection.write((db) => {
      db.run('INSERT INTO blob (sha256, size, complete) VALUES (NULL, 0, 0)');
      return db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
    });
    try {
      const hash = createHash('sha256');
      let size = 0;
      let seq = 0;
      for (const bytes of chunksOf(other, sha256)) {
        if (bytes.length > CHUNK_BYTES) break;
        hash.update(bytes);
        connection.write((db) =>
          db.run('INSERT INTO blob_chunk (blob, seq, bytes) VALUES (?, ?, ?)', blob, seq, bytes),
        );
        seq += 1;
        size += bytes.length;
        progress(done + size, total);
        await pause();
        if (signal.aborted)
          throw new DemarcError('CANCELLED', 'The merge was cancelled; nothing was merged.');
      }
      if (hash.digest('hex') !== sha256)
        throw new DemarcError(
          'WORKBOOK_DAMAGED',
          `${fileName} has lost or altered the content of "${title}", so nothing was merged. Check it with "demarc verify", and merge a backup of it instead.`,
        );
      connection.write((db) =>
        db.run('UPDATE blob SET sha256 = ?, size = ?, complete = 1 WHERE id = ?', sha256, size, blob),
      );
      done += size;
    } catch (error) {
      connection.write((db) => db.run('DELETE FROM blob WHERE id = ? AND complete = 0', blob));
      throw error;
    }
  }
}
