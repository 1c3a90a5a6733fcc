import { randomUUID } from 'node:crypto';
import type { EntityKind } from '../contract/events.ts';
import { dayAndTime } from '../domain/words/date-words.ts';
import type { Connection, ReadDb, WriteDb } from './connection.ts';
import { type ChangeFacts, type EntryBody, hashChange, isUnaltered, type StoredEntry } from './entry-hash.ts';
import { readVouched } from './erasure/vouched.ts';
import { advanceState, type StateChange } from './state/keep.ts';
import { type Cells, type RowChange, type Shape, shapeOf, textOfCells, type Values } from './state/rows.ts';
import { BATCH_TABLES, LOGGED_TABLES } from './state/tables.ts';
import { wellFormed } from './well-formed.ts';

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64);

/**
 * Watches the recorded tables with triggers that exist in this connection only, so that no statement, present or future,
 * can change a row past the log.
 */
export function watchChanges(connection: Connection): void {
  const { raw } = connection;
  // Without this a row that REPLACE takes away would go unseen.
  raw.pragma('recursive_triggers = ON');
  const statements = [
    'CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY, tbl TEXT, before TEXT, after TEXT)',
    'CREATE TEMP TABLE touched_batch (tbl TEXT, batch, PRIMARY KEY (tbl, batch))',
  ];
  const trigger = (table: string, event: string, body: string) =>
    statements.push(
      `CREATE TEMP TRIGGER watch_${table}_${event} AFTER ${event} ON main.${table} BEGIN ${body}; END`,
    );
  for (const table of Object.keys(LOGGED_TABLES)) {
    const { columns } = shapeOf(connection, table);
    // Without the names of the columns, which each answer would write and read again four times.
    const json = (row: string) => `json_array(${columns.map((c) => `${row}."${c.name}"`).join(', ')})`;
    const note = (before: string, after: string) =>
      `INSERT INTO touched (tbl, before, after) VALUES ('${table}', ${before}, ${after})`;
    trigger(table, 'INSERT', note('NULL', json('NEW')));
    trigger(table, 'UPDATE', note(json('OLD'), json('NEW')));
    trigger(table, 'DELETE', note(json('OLD'), 'NULL'));
  }
  for (const [table, { by }] of Object.entries(BATCH_TABLES)) {
    // No OR IGNORE: the statement that fires a trigger decides on conflicts inside it.
    const note = (row: string) =>
      `INSERT INTO touched_batch SELECT '${table}', ${row}."${by}" WHERE NOT EXISTS
         (SELECT 1 FROM touched_batch WHERE tbl = '${table}' AND batch = ${row}."${by}")`;
    trigger(table, 'INSERT', note('NEW'));
    trigger(table, 'UPDATE', `${note('OLD')}; ${note('NEW')}`);
    trigger(table, 'DELETE', note('OLD'));
  }
  raw.exec(statements.join(';\n'));
}

/** Collects and forgets what the triggers saw in this transaction. Updates that changed nothing are left out. */
export function takeTouchedRows(connection: Connection): StateChange {
  const touched = connection.all<{ tbl: string; before: string | null; after: string | null }>(
    'SELECT tbl, before, after FROM touched ORDER BY id',
  );
  if (touched.length > 0) connection.run('DELETE FROM touched');
  const batches = connection.all<StateChange['batches'][number]>(
    'SELECT tbl AS "table", batch AS "of" FROM touched_batch ORDER BY tbl, batch',
  );
  if (batches.length > 0) connection.run('DELETE FROM touched_batch');
  const rows: RowChange[] = [];
  const step = new Map<string, number>();
  const count = (text: string, more: number) => step.set(text, (step.get(text) ?? 0) + more);
  for (const row of touched) {
    const shape = shapeOf(connection, row.tbl);
    const before = cellsOf(row.before);
    const after = cellsOf(row.after);
    const change = changeOf(row.tbl, shape, before, after);
    if (change === null) continue;
    rows.push(change);
    if (before) count(textOfCells(row.tbl, shape, before), -1);
    if (after) count(textOfCells(row.tbl, shape, after), 1);
  }
  return { rows, step, batches };
}

/** What the triggers saw after one of their notes (0 for all), and the number of the last; nothing is forgotten. */
export function seenRows(
  connection: Connection,
  after: number,
): { readonly rows: readonly RowChange[]; readonly last: number } {
  const touched = connection.all<{ id: number; tbl: string; before: string | null; after: string | null }>(
    'SELECT id, tbl, before, after FROM touched WHERE id > ? ORDER BY id',
    after,
  );
  const rows = touched.flatMap(
    ({ tbl, before, after: now }) =>
      changeOf(tbl, shapeOf(connection, tbl), cellsOf(before), cellsOf(now)) ?? [],
  );
  return { rows, last: touched.at(-1)?.id ?? after };
}

/** What a trigger noted of a row: its cells in the order of the table's columns. */
const cellsOf = (noted: string | null): Cells | null =>
  noted === null ? null : (JSON.parse(noted) as Cells);

function changeOf(
  table: string,
  { columns, keysAt }: Shape,
  before: Cells | null,
  after: Cells | null,
): RowChange | null {
  const pick = (cells: Cells, places: readonly number[]): Values => {
    const values: Record<string, Values[string]> = {};
    for (const at of places) values[columns[at]?.name ?? ''] = cells[at] ?? null;
    return values;
  };
  const whole = (cells: Cells | null): Values | null => cells && pick(cells, [...columns.keys()]);
  if (!before || !after) return { table, before: whole(before), after: whole(after) };
  const kept = [...keysAt];
  let isChanged = false;
  for (let at = 0; at < columns.length; at += 1) {
    if (before[at] === after[at]) continue;
    isChanged = true;
    if (!keysAt.includes(at)) kept.push(at);
  }
  return isChanged ? { table, before: pick(before, kept), after: pick(after, kept) } : null;
}

/** The kinds of things that rows tell of, each once. */
export const entitiesOf = (rows: readonly RowChange[]): readonly EntityKind[] => [
  ...new Set(rows.map((row) => LOGGED_TABLES[row.table]).filter((kind) => kind !== undefined)),
];

export interface Head {
  readonly rev: number;
  readonly hash: string;
  /** Digest of the state after it; null where an older Demarc wrote it. */
  readonly state: string | null;
}
/** The head of an empty log. */
export const NO_CHANGES: Head = { rev: 0, hash: GENESIS, state: null };
/** Also of a file of an older schema, as backups are made of before it is migrated. */
export function readHead(db: ReadDb): Head {
  const last = db.get<Pick<Head, 'rev' | 'hash'> & Partial<Head>>(
    'SELECT * FROM change ORDER BY rev DESC LIMIT 1',
  );
  return last ? { rev: last.rev, hash: last.hash, state: last.state ?? null } : NO_CHANGES;
}
/** Whether the log has that entry, and so goes on from there or ends with it. */
export const holdsHead = (db: ReadDb, { rev, hash }: Pick<Head, 'rev' | 'hash'>): boolean =>
  db.get<{ hash: string }>('SELECT hash FROM change WHERE rev = ?', rev)?.hash === hash;

/** Appends one entry with the state that it leads to and returns it: the new head. WORKBOOK_DAMAGED as `advanceState` says. */
export function appendChange(db: WriteDb, head: Head, given: ChangeFacts, touched: StateChange): StoredEntry {
  // They may hold what was read of a file, and are hashed as they will be read again.
  const { at, who, origin, method, summary } = wellFormed(given);
  const rev = head.rev + 1;
  const rows = JSON.stringify(touched.rows);
  const { contents, state } = advanceState(db, head.state, touched);
  // 122 random bits, of which Node keeps some at hand.
  const salt = randomUUID().replaceAll('-', '');
  const entry = {
    rev,
    at,
    who,
    origin,
    method,
    summary,
    rows,
    previous_hash: head.hash,
    contents,
    state,
    salt,
  };
  const hash = hashChange(rev, entry, entry, head.hash);
  db.run(
    `INSERT INTO change (rev, at, who, origin, method, summary, rows, previous_hash, hash, contents, state, salt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    rev,
    at,
    who,
    origin,
    method,
    summary,
    rows,
    head.hash,
    hash,
    contents,
    state,
    salt,
  );
  return { ...entry, hash };
}

/** Entries newest first, at most `limit`, below revision `before` where given. */
export function listChanges(
  db: ReadDb,
  limit: number,
  before: number | null,
): Omit<StoredEntry, keyof EntryBody>[] {
  return db.all<StoredEntry>(
    'SELECT rev, at, who, origin, method, summary, previous_hash, hash FROM change WHERE rev < ? ORDER BY rev DESC LIMIT ?',
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  );
}

/** So many entries in a row that are older than what is asked for end a walk back: clocks are set back now and then. */
const OLDER_IN_A_ROW = 500;

/** ISO date (UTC) -> number of entries, from that date on. Reads the end of the log and not the whole of it. */
export function countChangesByDay(db: ReadDb, from: string): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  let older = 0;
  for (const { at } of db.iterate<{ at: string }>('SELECT at FROM change ORDER BY rev DESC')) {
    older = at >= from ? 0 : older + 1;
    if (older >= OLDER_IN_A_ROW) break;
    if (older > 0) continue;
    const date = at.slice(0, 10);
    days.set(date, (days.get(date) ?? 0) + 1);
  }
  return days;
}

/** Who made the change of a revision, when and by which method; null when there is none. */
export const readChange = (db: ReadDb, rev: number): Pick<ChangeFacts, 'at' | 'who' | 'method'> | null =>
  db.get<Pick<ChangeFacts, 'at' | 'who' | 'method'>>(
    'SELECT at, who, method FROM change WHERE rev = ?',
    rev,
  ) ?? null;

/** ISO instant of the last change: when the state of the workbook is from. Its making is a change, too. */
export const lastChangeOf = (db: ReadDb): string =>
  db.get<{ at: string }>('SELECT at FROM change ORDER BY rev DESC LIMIT 1')?.at ??
  db.get<{ created_at: string }>('SELECT created_at FROM workbook')?.created_at ??
  '';

/** What was changed after a revision, row by row, oldest first. */
export function* changesSince(
  db: ReadDb,
  rev: number,
): Generator<{ readonly rev: number; readonly who: string | null; readonly rows: readonly RowChange[] }> {
  for (const change of db.iterate<Pick<StoredEntry, 'rev' | 'who' | 'rows'>>(
    'SELECT rev, who, rows FROM change WHERE rev > ? ORDER BY rev',
    rev,
  ))
    yield { rev: change.rev, who: change.who, rows: JSON.parse(change.rows) as RowChange[] };
}

/** An entry in the form from before entries vouched for the state, after one that did: only who goes round Demarc writes that. */
export const withoutState = (rev: number): string =>
  `Change ${rev} vouches for no state, though the changes before it do.`;

/** A change in a sentence: its number, and when it was recorded as its entry has it, which may be anything in an altered one. */
export const nameOfChange = ({ rev, at }: { readonly rev: number; readonly at: unknown }): string =>
  `Change ${rev} (${typeof at === 'string' && INSTANT.test(at) ? dayAndTime(at) : String(at)})`;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:/;

const ENTRIES_AT_ONCE = 1000;

/** Walks the whole chain and names every link that does not hold; an unbroken chain gives no sentence. `look` hears now and then how many entries are checked. */
export function verifyChain(
  db: ReadDb,
  look?: (done: number) => void,
): {
  readonly entries: number;
  readonly head: string;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const vouched = readVouched(db, 'own');
  let previous: Head = NO_CHANGES;
  let entries = 0;
  for (const row of db.iterate<StoredEntry>('SELECT * FROM change ORDER BY rev')) {
    entries += 1;
    if (entries % ENTRIES_AT_ONCE === 0) look?.(entries);
    if (row.rev !== previous.rev + 1)
      problems.push(`Change ${previous.rev + 1} is missing from the change log.`);
    if (row.previous_hash !== previous.hash)
      problems.push(`Change ${row.rev} does not follow from the change before it.`);
    else if (!isUnaltered(row, vouched))
      problems.push(`${nameOfChange(row)} was altered after it was recorded.`);
    if (previous.state !== null && row.state === null) problems.push(withoutState(row.rev));
    previous = { rev: row.rev, hash: row.hash, state: row.state ?? null };
  }
  return { entries, head: previous.hash, problems };
}
