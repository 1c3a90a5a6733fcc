import type { MergeSide } from '../../contract/merge.ts';
import type { Given } from '../../domain/merge/names.ts';
import { keyOf, type RowImage } from '../../domain/merge/rows.ts';
import { ruleOf } from '../../domain/merge/table-rules.ts';
import type { ReadDb } from '../connection.ts';
import { contentsId } from '../contents.ts';
import { hasMerges } from './records.ts';

export interface LogEntry {
  readonly rev: number;
  readonly at: string;
  readonly who: string | null;
  readonly method: string;
  readonly rows: readonly RowImage[];
}

/** Entries after a revision, up to another where one is named, newest first. */
export function* entriesSince(db: ReadDb, rev: number): Generator<LogEntry> {
  for (const entry of writtenSince(db, rev)) yield { ...entry, rows: rowsOf(entry.rows, entry.rev) };
}

/** The same with their rows as they are written. */
export const writtenSince = (db: ReadDb, rev: number, upTo = Number.MAX_SAFE_INTEGER) =>
  db.iterate<Omit<LogEntry, 'rows'> & { readonly rows: string }>(
    'SELECT rev, at, who, method, rows FROM change WHERE rev > ? AND rev <= ? ORDER BY rev DESC',
    rev,
    upTo,
  );

/** The rows of an entry. The log may be a stranger's: its hashes say that it was not altered, not that it was well-formed. */
export function rowsOf(json: string, rev: number): readonly RowImage[] {
  const rows: unknown = JSON.parse(json);
  if (Array.isArray(rows) && rows.every(isImage)) return rows;
  throw new SyntaxError(`change ${rev} of its log has another form`);
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRow = (value: unknown): boolean => value === null || (isRecord(value) && hasPlainCells(value));
function hasPlainCells(row: Record<string, unknown>): boolean {
  for (const column in row) {
    const cell = row[column];
    if (cell !== null && typeof cell !== 'string' && typeof cell !== 'number') return false;
  }
  return true;
}
const isImage = (value: unknown): value is RowImage =>
  isRecord(value) && typeof value.table === 'string' && isRow(value.before) && isRow(value.after);

/** Who wrote the entries after a revision, the busiest first. */
export const authorsSince = (db: ReadDb, rev: number): MergeSide['authors'] =>
  db.all<{ who: string | null; entries: number }>(
    'SELECT who, count(*) AS entries FROM change WHERE rev > ? GROUP BY who ORDER BY entries DESC, who',
    rev,
  );

/**
 * Numbers that people gave after a revision, up to another where one is named, by table, whatever became of what they were given
 * to: in this workbook, and in the copies that were merged into it, under their own numbers. Those that only a merge gave are
 * none of them.
 */
export function numbersGiven(
  db: ReadDb,
  keys: (table: string) => readonly string[],
  after: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Given {
  const given: Record<string, Given[string][number][]> = {};
  const take = (rows: readonly RowImage[]) => {
    for (const { table, before, after } of rows) {
      if (before !== null || after === null || ruleOf(table).names !== 'number') continue;
      const numbers = given[table] ?? [];
      numbers.push({ key: keyOf(after, keys(table)), row: after });
      given[table] = numbers;
    }
  };
  for (const { rev, rows, method } of writtenSince(db, after, upTo))
    if (!isMerge(method) && GIVES_NUMBERS.test(rows)) take(rowsOf(rows, rev));
  for (const rows of mergedSince(db, after, upTo)) take(rows);
  return given;
}

/** Whether an entry may give a number, by its text: nearly none does, and all of a log is gone through. An escape may spell any name. */
const GIVES_NUMBERS =
  /"(?:meeting|evidence|vendor_matrix|action|decision|proposal|sign_off|snapshot|merge)"|\\u/;

const isMerge = (method: string): boolean => method.startsWith('merge.');

/** Rows of the entries that merges after a revision brought along; a merge without one was made by a copy. */
function* mergedSince(db: ReadDb, rev: number, upTo: number): Generator<readonly RowImage[]> {
  if (!hasMerges(db)) return;
  for (const entry of db.iterate<{ rev: number; method: string; rows: string }>(
    `SELECT c.rev, c.method, c.rows FROM merged_change c JOIN merge m ON ${contentsId(db, 'merge', 'm')} = c.merge
     WHERE m.rev IS NULL OR (m.rev > ? AND m.rev <= ?) ORDER BY c.merge, c.rev`,
    rev,
    upTo,
  ))
    if (!isMerge(entry.method)) yield rowsOf(entry.rows, entry.rev);
}
