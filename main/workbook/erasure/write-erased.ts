import { createHash } from 'node:crypto';
import type { Redactor } from '../../domain/erasure/redactor.ts';
import { contentHash, isKnown, misfiled, UNFINISHED } from '../blobs.ts';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../change-log.ts';
import type { Connection, ReadDb, SqlValue, WriteDb } from '../connection.ts';
import type { ChangeFacts } from '../entry-hash.ts';
import { packState, plainlyPacked, unpackState } from '../packed-state.ts';
import { insert } from '../state/rebuild.ts';
import { nameOfBatch, readBatches, type Values } from '../state/rows.ts';
import { BATCH_TABLES, LOGGED_TABLES, UNBOUND_TABLES } from '../state/tables.ts';
import { basisHashOf } from '../tables/basis.ts';
import { deleteEvidence } from '../tables/evidence.ts';
import { newBlinding, writeBlinding } from './blinding.ts';
import { learnDigestsOfTexts } from './digests-of-texts.ts';
import { destroyedContents } from './recorded.ts';
import { RedactedLog } from './redacted-log.ts';
import { readVouched } from './vouched.ts';

/** What is to be erased: a person, or the contents of files. */
export interface Erasing {
  readonly kind: 'person' | 'evidence';
  readonly label: string | null;
  readonly redactor: Redactor | null;
  /** Contents to be left out, by SHA-256. */
  readonly contents: readonly { readonly number: number; readonly sha256: string; readonly size: number }[];
  /** A line for each digest that keys signed and that another stands for now. */
  readonly digests: string;
  readonly facts: ChangeFacts;
  /** Only to count: contents of files are left out of what is written. */
  readonly look?: boolean;
}
/** How much was redacted: rows by table, entries of the log and of those of merged copies, snapshots, signatures. */
export interface ErasedCounts {
  readonly rows: Readonly<Record<string, number>>;
  readonly entries: number;
  readonly merged: number;
  readonly snapshots: number;
  readonly signatures: number;
  readonly files: number;
  /** Entries among them that an older program wrote without a salt. */
  readonly unsalted: number;
}

/**
 * Fills an empty workbook file with what another one holds, but for what is to be erased. The log that is rewritten is that of
 * the new file only: no rule of the old one has to be lifted, nothing of the old text is on any of its pages, and until it
 * takes the old one's place nothing has happened.
 */
export function writeErased(made: Connection, source: ReadDb, erasing: Erasing): ErasedCounts {
  const { redactor } = erasing;
  const rows: Record<string, number> = {};
  let signatures = 0;
  const blinding = redactor === null ? null : newBlinding();
  const row = (table: string, values: Values): Values => {
    if (table === 'blinding' && blinding !== null) return { ...values, value: blinding };
    return redactor?.row(table, values) ?? values;
  };
  made.raw.pragma('foreign_keys = OFF');
  const log = new RedactedLog(row, redactor, readVouched(source, 'merged'));
  let snapshots = 0;
  let files = 0;
  if (redactor !== null) learnDigestsOfTexts(source, redactor);
  made.write((db) => {
    snapshots = copyHashed(db, source, redactor);
    for (const table of Object.keys(LOGGED_TABLES))
      for (const values of source.iterate<Values>(`SELECT * FROM "${table}"`)) {
        const mapped = row(table, values);
        insert(db, table, mapped);
        if (mapped === values || table === 'blinding') continue;
        rows[table] = (rows[table] ?? 0) + 1;
        if (table === 'sign_off' && mapped.signed_text !== values.signed_text) signatures += 1;
      }
    copyBatches(db, source, row, log, rows);
    for (const entry of source.iterate<never>('SELECT * FROM change ORDER BY rev'))
      insert(db, 'change', log.entry(entry));
    for (const table of UNBOUND_TABLES)
      for (const values of source.iterate<Values>(`SELECT * FROM "${table}"`))
        insert(db, table, row(table, values));
    if (erasing.look !== true) files = copyFiles(db, source, erasing.contents);
    // No number that was ever given is given again.
    db.run('DELETE FROM sqlite_sequence');
    for (const { name, seq } of source.all<{ name: string; seq: number }>(
      'SELECT name, seq FROM sqlite_sequence',
    ))
      db.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, CAST(? AS INTEGER))', name, seq);
  });
  watchChanges(made);
  made.raw.pragma('foreign_keys = ON');
  made.write((db) => {
    const head = readHead(made);
    takeOutDestroyed(db, erasing.contents);
    if (!db.get('SELECT 1 FROM blinding')) writeBlinding(db);
    db.run(
      'INSERT INTO erasure (kind, rev, label, contents, entries, digests) VALUES (?, ?, ?, ?, ?, ?)',
      erasing.kind,
      head.rev + 1,
      erasing.label,
      JSON.stringify(erasing.contents),
      log.lines(),
      erasing.digests,
    );
    // The state before it is no more: this entry names every batch anew.
    appendChange(db, { ...head, state: null }, erasing.facts, takeTouchedRows(made));
  });
  return { rows, entries: log.own, merged: log.merged, snapshots, signatures, files, unsalted: log.unsalted };
}

/**
 * What is destroyed now, or was before, is in no register any more: that of a backup speaks of it until it is written anew, and a piece
 * without its content would make it unsound.
 */
function takeOutDestroyed(db: WriteDb, contents: Erasing['contents']): void {
  for (const { sha256 } of [...contents, ...destroyedContents(db)])
    for (const { number } of db.all<{ number: number }>(
      `SELECT number FROM evidence WHERE sha256 = ? AND kind IN ('file', 'finding')
         AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = evidence.sha256 AND complete = 1)`,
      sha256,
    ))
      deleteEvidence(db, number);
}

/** Contents under a hash of their own, which the rows that are copied next have to name by the new one. */
function copyHashed(db: WriteDb, source: ReadDb, redactor: Redactor | null): number {
  let snapshots = 0;
  for (const { hash, content } of source.iterate<{ hash: string; content: string }>('SELECT * FROM basis')) {
    const now = redactor === null ? content : String(redactor.row('basis', { content }).content);
    const known = now === content ? hash : basisHashOf(now);
    if (known !== hash) redactor?.learnDigest(hash, known);
    if (!db.get('SELECT 1 FROM basis WHERE hash = ?', known))
      insert(db, 'basis', { hash: known, content: now });
  }
  for (const { digest, bytes } of source.iterate<{ digest: string; bytes: Uint8Array }>(
    'SELECT * FROM snapshot_content',
  )) {
    const redacted = redactor === null ? null : redactedSnapshot(bytes, redactor);
    if (redacted === null) insert(db, 'snapshot_content', { digest, bytes: plainlyPacked(bytes) });
    else {
      const now = createHash('sha256').update(redacted).digest('hex');
      redactor?.learnDigest(digest, now);
      snapshots += 1;
      if (!db.get('SELECT 1 FROM snapshot_content WHERE digest = ?', now))
        insert(db, 'snapshot_content', { digest: now, bytes: packState(redacted) });
    }
  }
  return snapshots;
}

/** Null where it speaks of nobody that is to be erased. */
function redactedSnapshot(bytes: Uint8Array, redactor: Redactor): string | null {
  const state: unknown = JSON.parse(unpackState(bytes).toString('utf8'));
  const redacted = redactor.state(state);
  return redacted === state ? null : JSON.stringify(redacted);
}

function copyBatches(
  db: WriteDb,
  source: ReadDb,
  row: (table: string, values: Values) => Values,
  log: RedactedLog,
  rows: Record<string, number>,
): void {
  for (const [table, { by }] of Object.entries(BATCH_TABLES)) {
    const changed = new Set<string | number>();
    for (const values of source.iterate<Values>(`SELECT * FROM "${table}"`)) {
      const mapped = table === 'merged_change' ? log.mergedEntry(values as never) : row(table, values);
      insert(db, table, mapped as Record<string, SqlValue>);
      if (mapped === values) continue;
      changed.add(values[by] ?? '');
      if (table !== 'merged_change') rows[table] = (rows[table] ?? 0) + 1;
    }
    for (const of of changed)
      for (const batch of readBatches(db, table, of)) log.learnBatch(nameOfBatch(batch), batch.sha256);
  }
}

/** Copies all but what is destroyed, whatever it is filed under; gives how many files that was. */
function copyFiles(db: WriteDb, source: ReadDb, destroyed: Erasing['contents']): number {
  const without = new Set(destroyed.map(({ sha256 }) => sha256));
  const misfiledIds = new Set(misfiled(source, destroyed));
  let left = 0;
  // Under a wrong name, or unfinished by what it says, there may be what a hold keeps: only the rest of an attaching stays behind.
  for (const { id, sha256, size, complete } of source.all<{
    id: number;
    sha256: string | null;
    size: number;
    complete: number;
  }>(`SELECT id, sha256, size, complete FROM blob WHERE NOT (${UNFINISHED})`)) {
    if (misfiledIds.has(id)) continue;
    if ((complete !== 1 || sha256 === null) && !isKnown(source, id)) continue;
    const isDestroyed = sha256 !== null && without.has(sha256);
    const name = isDestroyed ? otherFile(source, id, sha256, misfiledIds) : sha256;
    if (isDestroyed && name === null) {
      left += 1;
      continue;
    }
    if (name !== sha256 && db.get('SELECT 1 FROM blob WHERE sha256 = ?', name)) continue;
    insert(db, 'blob', { id, sha256: name, size, complete: isDestroyed ? 1 : complete });
    for (const chunk of source.iterate<Record<string, SqlValue>>(
      'SELECT * FROM blob_chunk WHERE blob = ?',
      id,
    ))
      insert(db, 'blob_chunk', chunk);
  }
  return left;
}

/**
 * What lies where something is filed that is destroyed, by SHA-256, where it is another piece of the register that lies nowhere else; null
 * elsewhere. `misfiledIds` are of what is destroyed.
 */
function otherFile(
  source: ReadDb,
  blob: number,
  sha256: string,
  misfiledIds: ReadonlySet<number>,
): string | null {
  const content = contentHash(source, blob);
  const isPiece = source.get(
    "SELECT 1 FROM evidence WHERE sha256 = ? AND kind IN ('file', 'finding')",
    content,
  );
  const there = source.get<{ id: number }>('SELECT id FROM blob WHERE sha256 = ? AND complete = 1', content);
  const isThere = there !== undefined && !misfiledIds.has(there.id);
  return content !== sha256 && isPiece && !isThere ? content : null;
}
