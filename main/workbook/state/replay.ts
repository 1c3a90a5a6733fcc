import { NO_CHANGES, nameOfChange, withoutState } from '../change-log.ts';
import type { ReadDb } from '../connection.ts';
import { type StoredEntry as Entry, isUnaltered, type Vouched } from '../entry-hash.ts';
import { readVouched } from '../erasure/vouched.ts';
import { isFromSqlite } from '../explain.ts';
import { fieldName, recordName, shown } from './names.ts';
import { type Batch, keyOf, nameOfBatch, type RowChange, type Shape, shapeOf, type Values } from './rows.ts';
import { BATCH_TABLES, LOGGED_TABLES } from './tables.ts';

type Row = Record<string, string | number | null>;

/** What the change log says, played from its beginning. */
export interface Replay {
  /** Table -> key -> row. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  /** Every batch that the log speaks of, as it last said. */
  readonly batches: ReadonlyMap<string, Batch>;
  readonly entries: number;
  readonly head: {
    readonly rev: number;
    readonly at: string;
    readonly hash: string;
    readonly state: string | null;
  };
  /** Links of the chain that do not hold. */
  readonly broken: readonly string[];
  /** Entries that met rows as no entry before them had left them. */
  readonly strayed: readonly string[];
  /** Highest number that was ever given, by table. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Whether some entry carries the state, and so names every batch. */
  readonly checkpoint: boolean;
}

export interface ReplayOptions {
  /** Stops before the first entry whose link does not hold, and gives the state up to there. */
  readonly onlySound?: boolean;
}

/** The method of the entry with which `demarc repair` closes what was before it. */
export const REPAIR_METHOD = 'workbook.repair';
const PAGE = 1000;
const NAMED = 200;

/**
 * Plays the log, and yields how many entries are done now and then, so that the caller can give way. What cannot be played is
 * named and passed over. Throws what SQLite throws on damaged pages.
 */
export function* replayLog(db: ReadDb, options: ReplayOptions = {}): Generator<number, Replay> {
  const state = new Played(db);
  const vouched = readVouched(db, 'own');
  let previous: { rev: number; hash: string; at: string; state: string | null } = { ...NO_CHANGES, at: '' };
  let entries = 0;
  const broken: string[] = [...strayEntries(db)];
  for (;;) {
    // Page by page: between two of them nothing of the connection is in use.
    const { page, damage } = readPage(db, previous.rev, options.onlySound === true);
    for (const entry of page) {
      const problem = brokenLink(entry, previous, vouched);
      if (problem.length > 0 && options.onlySound) return state.result(entries, previous, problem);
      if (broken.length < NAMED) broken.push(...problem);
      if (!state.play(entry)) {
        const unread = `${nameOfChange(entry)} cannot be read.`;
        if (options.onlySound) return state.result(entries, previous, [unread]);
        if (problem.length === 0 && broken.length < NAMED) broken.push(unread);
      }
      previous = entry;
      entries += 1;
    }
    if (damage !== null) return state.result(entries, previous, [damage]);
    if (page.length < PAGE) break;
    yield entries;
  }
  return state.result(entries, previous, broken);
}

/** Entries numbered below the first, where Demarc writes none: no chain of hashes leads through them. */
export function strayEntries(db: ReadDb): readonly string[] {
  const { count } = db.get<{ count: number }>('SELECT count(*) AS count FROM change WHERE rev < 1') ?? {
    count: 0,
  };
  return count === 0
    ? []
    : [
        `The change log holds ${count === 1 ? 'an entry' : `${count} entries`} before its first change, which Demarc did not write.`,
      ];
}

/** The next entries; where their pages are damaged and what is sound was asked for, those that come before the damage. */
function readPage(
  db: ReadDb,
  after: number,
  onlySound: boolean,
): { readonly page: readonly Entry[]; readonly damage: string | null } {
  const read = (rev: number, limit: number) =>
    db.all<Entry>('SELECT * FROM change WHERE rev > ? ORDER BY rev LIMIT ?', rev, limit);
  try {
    return { page: read(after, PAGE), damage: null };
  } catch (error) {
    if (!onlySound || !isFromSqlite(error)) throw error;
  }
  const page: Entry[] = [];
  for (;;)
    try {
      const [entry] = read(page.at(-1)?.rev ?? after, 1);
      if (!entry) return { page, damage: null };
      page.push(entry);
    } catch (error) {
      if (!isFromSqlite(error)) throw error;
      const next = (page.at(-1)?.rev ?? after) + 1;
      return { page, damage: `Change ${next} lies on a damaged page of the file.` };
    }
}

/** The replay at once, for those who need not give way. */
export function replayed(db: ReadDb, options: ReplayOptions = {}): Replay {
  const steps = replayLog(db, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function brokenLink(
  entry: Entry,
  previous: { readonly rev: number; readonly hash: string; readonly state: string | null },
  vouched: Vouched,
): string[] {
  const problems: string[] = [];
  if (entry.rev !== previous.rev + 1)
    problems.push(
      entry.rev === previous.rev + 2
        ? `Change ${previous.rev + 1} is missing from the change log.`
        : `Changes ${previous.rev + 1} to ${entry.rev - 1} are missing from the change log.`,
    );
  if (entry.previous_hash !== previous.hash)
    problems.push(`Change ${entry.rev} does not follow from the change before it.`);
  else if (!isUnaltered(entry, vouched))
    problems.push(`${nameOfChange(entry)} was altered after it was recorded.`);
  if (previous.state !== null && entry.state === null) problems.push(withoutState(entry.rev));
  return problems;
}

class Played {
  readonly #tables = new Map<string, { readonly shape: Shape; readonly rows: Map<string, Row> }>();
  readonly #batches = new Map<string, Batch>();
  readonly #numbers = new Map<string, number>();
  #strayed: string[] = [];
  #more = 0;
  #checkpoint = false;

  constructor(db: ReadDb) {
    for (const table of Object.keys(LOGGED_TABLES))
      this.#tables.set(table, { shape: shapeOf(db, table), rows: new Map() });
  }

  /** False when the entry is not of the form in which Demarc writes them. */
  play(entry: Entry): boolean {
    // What a repair says it left behind is no problem of the file that it made.
    if (entry.method === REPAIR_METHOD) {
      this.#strayed = [];
      this.#more = 0;
    }
    let rows: unknown;
    let batches: unknown;
    try {
      rows = JSON.parse(entry.rows);
      batches = entry.contents === null ? [] : JSON.parse(entry.contents);
    } catch {
      return false;
    }
    if (!Array.isArray(rows) || !rows.every(isRowChange)) return false;
    if (!Array.isArray(batches) || !batches.every(isBatch)) return false;
    for (const change of rows) this.#change(entry, change);
    for (const batch of batches) this.#batches.set(nameOfBatch(batch), batch);
    this.#checkpoint ||= entry.state !== null;
    return true;
  }

  #change(entry: Entry, { table, before, after }: RowChange): void {
    const known = this.#tables.get(table);
    const image = before ?? after;
    if (known === undefined || image === null) return;
    const { shape, rows } = known;
    const key = keyOf(shape, image);
    const row = rows.get(key);
    if (before !== null) this.#expect(entry, table, before, row);
    if (after === null) rows.delete(key);
    else if (row !== undefined && before !== null) {
      // The key itself can change.
      rows.delete(key);
      rows.set(keyOf(shape, after), Object.assign(row, after));
    } else rows.set(keyOf(shape, after), whole(shape, after));
    const [first] = shape.keys;
    const number = shape.keys.length === 1 && first !== undefined ? after?.[first] : undefined;
    if (typeof number === 'number') this.#numbers.set(table, Math.max(number, this.#numbers.get(table) ?? 0));
  }

  #expect(entry: Entry, table: string, before: Values, row: Row | undefined): void {
    const wrong =
      row === undefined
        ? `${recordName(table, before)}, which no change before it had made`
        : Object.entries(before)
            .filter(([column, value]) => row[column] !== undefined && row[column] !== value)
            .map(
              ([column, value]) =>
                `${recordName(table, { ...row })} with ${fieldName(column)} ${shown(value)}, where the log says ${shown(row[column] ?? null)}`,
            )[0];
    if (wrong === undefined) return;
    if (this.#strayed.length < NAMED)
      this.#strayed.push(`${nameOfChange(entry)} met ${wrong}: it had been altered past the log.`);
    else this.#more += 1;
  }

  result(entries: number, head: Replay['head'], broken: readonly string[]): Replay {
    return {
      tables: new Map([...this.#tables].map(([table, { rows }]) => [table, rows])),
      batches: this.#batches,
      entries,
      head: { rev: head.rev, at: head.at, hash: head.hash, state: head.state },
      broken,
      strayed:
        this.#more === 0
          ? this.#strayed
          : [...this.#strayed, `And ${this.#more} more meetings of that kind.`],
      numbers: this.#numbers,
      checkpoint: this.#checkpoint,
    };
  }
}

/** A row as an entry of any age gives it, with what later columns say by default. */
const whole = ({ columns }: Shape, values: Values): Row =>
  Object.fromEntries(
    columns.map(({ name, fallback }) => [name, name in values ? (values[name] ?? null) : fallback]),
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isValues = (value: unknown): boolean =>
  value === null ||
  (isRecord(value) &&
    Object.values(value).every(
      (cell) => cell === null || typeof cell === 'string' || typeof cell === 'number',
    ));
const isRowChange = (value: unknown): value is RowChange =>
  isRecord(value) && typeof value.table === 'string' && isValues(value.before) && isValues(value.after);
const isBatch = (value: unknown): value is Batch =>
  isRecord(value) &&
  typeof value.table === 'string' &&
  Object.hasOwn(BATCH_TABLES, value.table) &&
  (typeof value.of === 'string' || typeof value.of === 'number') &&
  typeof value.rows === 'number' &&
  typeof value.sha256 === 'string';
