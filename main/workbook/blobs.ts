import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import { readFully } from '../platform/byte-file.ts';
import type { Connection, ReadDb, WriteDb } from './connection.ts';
import { namedByLog } from './named-by-log.ts';

/** Files lie in the workbook in pieces of this many bytes, so that none is ever whole in memory. */
export const CHUNK_BYTES = 1024 * 1024;
/** SQLite's own limits are far higher; this one keeps a workbook something that people can pass around. */
export const MAX_EVIDENCE_BYTES = 5 * 1024 ** 3;

export interface Stored {
  readonly sha256: string;
  readonly size: number;
}
export interface CopyOptions {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

/** Opens a file that a person named; INVALID_INPUT where it is gone, cannot be read or is no file. */
function openNamed(path: string): number {
  const refuse = (why: string) => invalidInput(`${basename(path)} ${why}. Nothing was attached.`);
  try {
    const file = openSync(path, 'r');
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw refuse('is not there any more');
    throw refuse(`cannot be read (${code ?? 'unknown reason'})`);
  }
  throw refuse('is not a regular file');
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Copies a file in, a few pieces per transaction, giving way to other work in between. What is half-way in is marked
 * incomplete and swept away at the next opening. A file that is already there (same SHA-256) is not kept twice.
 */
export async function storeFile(connection: Connection, path: string, options: CopyOptions): Promise<Stored> {
  const file = openNamed(path);
  let blob: number | null = null;
  try {
    const total = fstatSync(file).size;
    checkSize(path, total);
    // Only a file of a known size can be a known file, and hashing it first is cheaper than copying it in and out again.
    if (connection.get('SELECT 1 FROM blob WHERE size = ? AND complete = 1', total)) {
      const hashed = await hashFile(path, options);
      if (await isWhole(connection, hashed, options)) return hashed;
    }
    const id = connection.write((db) => {
      db.run('INSERT INTO blob (sha256, size, complete) VALUES (NULL, 0, 0)');
      return db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
    });
    blob = id;
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let size = 0;
    let seq = 0;
    for (let end = false; !end; ) {
      connection.write((db) => {
        for (let piece = 0; piece < AT_ONCE && !end; piece += 1) {
          const read = readFully(file, buffer, size);
          end = read < CHUNK_BYTES;
          if (read === 0) break;
          const bytes = buffer.subarray(0, read);
          hash.update(bytes);
          db.run('INSERT INTO blob_chunk (blob, seq, bytes) VALUES (?, ?, ?)', id, seq, bytes);
          seq += 1;
          size += read;
        }
      });
      // It may grow while it is copied.
      checkSize(path, size);
      options.progress(size, Math.max(total, size));
      await pause();
      if (options.signal.aborted)
        throw new DemarcError('CANCELLED', `Copying ${basename(path)} was cancelled; nothing was attached.`);
    }
    const sha256 = hash.digest('hex');
    connection.write((db) => {
      const there = db.get<Filed>('SELECT id, size, complete FROM blob WHERE sha256 = ?', sha256);
      if (there?.complete === 1 && there.size === size && contentHash(db, there.id) === sha256) {
        db.run('DELETE FROM blob WHERE id = ?', id);
        return;
      }
      // What else is filed under that hash is not this file as it is, and may be another.
      if (there && contentHash(db, there.id) !== sha256 && isKnown(db, there.id))
        db.run('UPDATE blob SET sha256 = NULL, complete = 0 WHERE id = ?', there.id);
      else if (there) db.run('DELETE FROM blob WHERE id = ?', there.id);
      db.run('UPDATE blob SET sha256 = ?, size = ?, complete = 1 WHERE id = ?', sha256, size, id);
    });
    blob = null;
    return { sha256, size };
  } finally {
    closeSync(file);
    if (blob !== null) await discard(connection, blob);
  }
}

function checkSize(path: string, size: number): void {
  if (size > MAX_EVIDENCE_BYTES)
    throw invalidInput(
      `${basename(path)} has ${(size / 1024 ** 3).toFixed(1)} GiB; a workbook holds files of up to 5 GiB. Attach it as a reference, which keeps only its path and hash.`,
    );
}

const isStored = (db: ReadDb, sha256: string): boolean =>
  db.get('SELECT 1 FROM blob WHERE sha256 = ? AND complete = 1', sha256) !== undefined;

interface Filed {
  readonly id: number;
  readonly size: number;
  readonly complete: number;
}

/** Whether a file lies there whole under its hash. */
async function isWhole(db: ReadDb, { sha256, size }: Stored, options: CopyOptions): Promise<boolean> {
  const there = db.get<Filed>('SELECT id, size, complete FROM blob WHERE sha256 = ?', sha256);
  if (there?.complete !== 1 || there.size !== size) return false;
  const hash = createHash('sha256');
  for (const bytes of piecesOf(db, there.id)) {
    hash.update(bytes);
    await pause();
    if (options.signal.aborted)
      throw new DemarcError('CANCELLED', 'Hashing what is stored was cancelled; nothing was attached.');
  }
  return hash.digest('hex') === sha256;
}

/** Whether what lies there is a file that the log ever named, whatever it is filed under. */
export function isKnown(db: ReadDb, blob: number): boolean {
  const content = contentHash(db, blob);
  return namedByLog(db, 'evidence', new Set([content])).has(content);
}

/** So many pieces go in one transaction. */
const AT_ONCE = 8;

/** Takes away what was copied in for nothing, a few pieces at a time: what is deleted is written over, which takes room in the log. */
function* takeAway(connection: Connection, blob: number): IterableIterator<void> {
  const last = connection.get<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM blob_chunk WHERE blob = ?',
    blob,
  );
  for (let seq = last?.seq ?? -1; seq >= 0; seq -= AT_ONCE) {
    const from = seq - AT_ONCE;
    connection.write((db) => db.run('DELETE FROM blob_chunk WHERE blob = ? AND seq > ?', blob, from));
    yield;
  }
  connection.write((db) => db.run('DELETE FROM blob WHERE id = ?', blob));
}

async function discard(connection: Connection, blob: number): Promise<void> {
  try {
    for (const _ of takeAway(connection, blob)) await pause();
  } catch {
    // Why nothing was attached is what counts; the next opening takes the rest away.
  }
}

/** Hash and size of a file that stays outside the workbook. */
export async function hashFile(path: string, options: CopyOptions): Promise<Stored> {
  const file = openNamed(path);
  try {
    const total = fstatSync(file).size;
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let size = 0;
    for (;;) {
      const read = readFully(file, buffer, size);
      hash.update(buffer.subarray(0, read));
      size += read;
      options.progress(size, Math.max(total, size));
      if (read < CHUNK_BYTES) return { sha256: hash.digest('hex'), size };
      await pause();
      if (options.signal.aborted)
        throw new DemarcError('CANCELLED', `Hashing ${basename(path)} was cancelled; nothing was attached.`);
    }
  } finally {
    closeSync(file);
  }
}

/** The pieces of a stored file in order; empty for an unknown hash. */
export function* chunksOf(db: ReadDb, sha256: string): IterableIterator<Uint8Array> {
  const blob = db.get<{ id: number }>('SELECT id FROM blob WHERE sha256 = ? AND complete = 1', sha256);
  if (blob) yield* piecesOf(db, blob.id);
}
/** The pieces of what lies there, in order, whatever it is filed under. */
export function* piecesOf(db: ReadDb, blob: number): IterableIterator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    // One query per piece rather than one cursor: a slow download must not hold the connection.
    const row = db.get<{ bytes: Uint8Array }>(
      'SELECT bytes FROM blob_chunk WHERE blob = ? AND seq = ?',
      blob,
      seq,
    );
    if (!row) return;
    yield row.bytes;
  }
}
/** The SHA-256 of what lies there, whatever it is filed under. */
export function contentHash(db: ReadDb, blob: number): string {
  const hash = createHash('sha256');
  for (const bytes of piecesOf(db, blob)) hash.update(bytes);
  return hash.digest('hex');
}

/** How many files are not what they are filed under. */
export const alteredFiles = (db: ReadDb): number =>
  db
    .all<{ id: number; sha256: string | null }>('SELECT id, sha256 FROM blob WHERE complete = 1')
    .filter(({ id, sha256 }) => contentHash(db, id) !== sha256).length;

/** Ids of what is one of these files by its length (bytes) and its hash, and is filed as another file or as an unfinished one. */
export function misfiled(db: ReadDb, files: readonly Stored[]): readonly number[] {
  if (files.length === 0) return [];
  const hashes = new Set(files.map(({ sha256 }) => sha256));
  const sizes = new Set(files.map(({ size }) => size));
  return db
    .all<{ id: number; sha256: string | null; complete: number; bytes: number | null }>(
      `SELECT id, sha256, complete, (SELECT sum(length(bytes)) FROM blob_chunk WHERE blob = blob.id) AS bytes
       FROM blob ORDER BY id`,
    )
    .filter(({ bytes }) => bytes !== null && sizes.has(bytes))
    .filter(({ id, sha256, complete }) => {
      const content = complete === 1 && sha256 !== null && hashes.has(sha256) ? sha256 : contentHash(db, id);
      return hashes.has(content) && (complete !== 1 || sha256 !== content);
    })
    .map(({ id }) => id);
}

/**
 * Files that no evidence has and no entry of the change log ever named, whatever they are filed under: left where attaching ended between
 * the copy and its entry, or put there past Demarc. What was taken out of the register stays for an undo and is none of them. What an
 * attaching has not finished has no name and no length yet, and is none either.
 */
export function foreignBlobs(
  db: ReadDb,
): readonly { readonly id: number; readonly sha256: string | null; readonly size: number }[] {
  const loose = db.all<{ id: number; sha256: string | null; size: number; complete: number }>(
    `SELECT id, sha256, size, complete FROM blob WHERE NOT (${UNFINISHED}) AND (complete <> 1 OR sha256 IS NULL OR sha256 NOT IN
       (SELECT sha256 FROM evidence WHERE kind IN ('file', 'finding') AND sha256 IS NOT NULL)) ORDER BY id`,
  );
  if (loose.length === 0) return [];
  const named = namedByLog(db, 'evidence', new Set(loose.flatMap(({ sha256 }) => sha256 ?? [])));
  const unnamed = loose.filter(
    ({ sha256, complete }) => complete !== 1 || sha256 === null || !named.has(sha256),
  );
  // What it is filed under may have been altered, and not what it is.
  const contents = new Map(unnamed.map(({ id }) => [id, contentHash(db, id)]));
  const known = namedByLog(db, 'evidence', new Set(contents.values()));
  return unnamed.filter(({ id }) => {
    const content = contents.get(id) ?? '';
    return !known.has(content) || isStored(db, content);
  });
}

/** What an attaching has begun, and not yet named. */
export const UNFINISHED = 'complete = 0 AND sha256 IS NULL AND size = 0';

/** Whether a piece of evidence has no content that is filed under its hash. */
const isContentMissing = (db: ReadDb): boolean =>
  db.get(
    `SELECT 1 FROM evidence WHERE kind IN ('file', 'finding') AND sha256 IS NOT NULL AND sha256 NOT IN
       (SELECT sha256 FROM blob WHERE complete = 1 AND sha256 IS NOT NULL) LIMIT 1`,
  ) !== undefined;

/** Removes what an interrupted copy left; nothing while a piece of evidence lacks its content. */
export function sweepUnfinished(connection: Connection): void {
  if (isContentMissing(connection)) return;
  for (const { id } of connection.all<{ id: number }>(`SELECT id FROM blob WHERE ${UNFINISHED}`))
    for (const _ of takeAway(connection, id));
}

/**
 * Removes contents that no evidence and no entry of the change log ever named; nothing while a
 * piece of evidence lacks its content, which may be just what would go.
 */
export function sweepBlobs(db: WriteDb): void {
  if (isContentMissing(db)) return;
  for (const { id } of foreignBlobs(db)) db.run('DELETE FROM blob WHERE id = ?', id);
}

/** At the end of a sitting: what was copied in for a command that was then refused does not stay behind in the file. */
export function leaveNoForeignBlobs(connection: Connection): void {
  try {
    if (foreignBlobs(connection).length > 0) connection.write(sweepBlobs);
  } catch {
    // Closing goes on: a file that cannot be written now is swept when it is opened the next time.
  }
}

/** Re-reads every embedded file and names those whose content is missing or no longer has its hash. */
export async function verifyBlobs(
  db: ReadDb,
  options: CopyOptions,
): Promise<{
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly { readonly number: number; readonly sentence: string }[];
}> {
  const rows = db.all<{ number: number; title: string; sha256: string; size: number }>(
    `SELECT number, title, sha256, size FROM evidence WHERE kind IN ('file', 'finding') AND sha256 IS NOT NULL ORDER BY number`,
  );
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  const problems: { number: number; sentence: string }[] = [];
  let done = 0;
  for (const row of rows) {
    const hash = createHash('sha256');
    let size = 0;
    for (const bytes of chunksOf(db, row.sha256)) {
      hash.update(bytes);
      size += bytes.length;
      options.progress(done + size, total);
      await pause();
      if (options.signal.aborted) throw new DemarcError('CANCELLED', 'Checking the evidence was cancelled.');
    }
    done += size;
    const say = (what: string) =>
      problems.push({ number: row.number, sentence: `Evidence E-${row.number} "${row.title}": ${what}` });
    if (size === 0 && row.size > 0) say('its content is missing from the workbook.');
    else if (hash.digest('hex') !== row.sha256)
      say('its content was altered; its SHA-256 no longer matches.');
  }
  return { files: rows.length, bytes: done, problems };
}
