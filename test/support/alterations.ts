import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { connect } from '../../main/workbook/connection.ts';
import { requireSoundRecord } from '../../main/workbook/state/check.ts';
import { BATCH_TABLES, LOGGED_TABLES } from '../../main/workbook/state/tables.ts';
import { seededRandom } from '../bench/seed-workbook.ts';
import { pastTheGuards } from './past-the-guards.ts';

const controls = { signal: new AbortController().signal, progress: () => undefined };

/** What verify says of a file: null for a sound one, else its problems, or the refusal to read it at all. */
export async function problemsOf(path: string): Promise<readonly string[] | null> {
  try {
    const { ok, problems } = await runVerify({ kind: 'verify', workbook: path }, controls);
    return ok ? null : problems;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [error.message];
    throw error;
  }
}

/** Why nothing would be exported from a file; null where something would. */
export function exportRefusal(path: string): string | null {
  const db = connect(path, { readonly: true });
  try {
    requireSoundRecord(db, 'the file', 'nothing was exported');
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    db.close();
  }
}

/** Tables of which every cell is bound to the change log, and of which no file needs to be read to tell. */
const ROW_TABLES = [...Object.keys(LOGGED_TABLES), ...Object.keys(BATCH_TABLES), 'basis'];

export interface Alteration {
  readonly table: string;
  readonly sql: string;
}
/** One way for each column of each table that has rows, besides a row that goes, by chance. */
export function alterationsOf(path: string, seed: number): readonly Alteration[] {
  const random = seededRandom(seed);
  const db = new Database(path, { readonly: true });
  const alterations: Alteration[] = [];
  for (const table of ROW_TABLES) {
    const count = db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
    if (count === 0) continue;
    const columns = db.pragma(`table_info("${table}")`) as { name: string; type: string; pk: number }[];
    const offset = Math.floor(random() * count);
    const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
    const row = db.prepare(`SELECT * FROM "${table}" LIMIT 1 OFFSET ${offset}`).get() as Record<
      string,
      unknown
    >;
    const where = keys.map((key) => `"${key}" = ${quoted(row[key])}`).join(' AND ');
    for (const { name, type } of columns) {
      const value = type === 'TEXT' ? `coalesce("${name}", '') || 'x'` : `coalesce("${name}", 0) + 1000`;
      alterations.push({
        table,
        sql: `UPDATE "${table}" SET "${name}" = ${value} WHERE ${where}`,
      });
    }
    alterations.push({ table, sql: `DELETE FROM "${table}" WHERE ${where}` });
  }
  db.close();
  return alterations;
}
const quoted = (value: unknown): string =>
  typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;

/** Alters a file past Demarc, rules of its tables aside. False where SQLite will not have it. */
export function alter(path: string, { sql }: Alteration): boolean {
  try {
    pastTheGuards(path, `PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${sql}`);
    return true;
  } catch {
    return false;
  }
}

/** Everything that can be read of a workbook, but where somebody stood and how long meetings took; null where reading fails. */
export function dataOf(path: string): string | null {
  const db = connect(path, { readonly: true });
  try {
    const read = (sql: string) => JSON.stringify(db.all<object>(sql));
    return [
      ...[...ROW_TABLES, 'snapshot_content', 'change']
        .filter((table) => table !== 'basis')
        .map((table) => read(`SELECT * FROM "${table}"`)),
      // A proposal that no answer stands on any more, after an undo, is read by nobody; so is a blob without its evidence.
      read('SELECT * FROM basis WHERE hash IN (SELECT basis FROM assignment) ORDER BY hash'),
      read(
        `SELECT e.number, c.seq, hex(c.bytes) AS bytes FROM evidence e JOIN blob b ON b.sha256 = e.sha256 AND b.complete = 1
         JOIN blob_chunk c ON c.blob = b.id ORDER BY e.number, c.seq`,
      ),
    ].join('\n');
  } catch {
    return null;
  } finally {
    db.close();
  }
}

export interface FlippedBit {
  readonly offset: number;
  readonly bit: number;
}
/**
 * Writes `to` as `from` with one bit turned, and says whether verify finds it. `silent`: what is read differs, and verify calls
 * the file sound.
 */
export async function flipBit(
  from: string,
  to: string,
  { offset, bit }: FlippedBit,
  data: string | null = dataOf(from),
): Promise<'found' | 'harmless' | 'silent'> {
  const bytes = readFileSync(from);
  bytes[offset] = (bytes[offset] ?? 0) ^ (1 << bit);
  writeFileSync(to, bytes);
  if ((await problemsOf(to)) !== null) return 'found';
  return dataOf(to) === data ? 'harmless' : 'silent';
}
