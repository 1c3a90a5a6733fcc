import { createHash } from 'node:crypto';
import type { EntityKind } from '../contract/events.ts';
import type { Connection, ReadDb, WriteDb } from './connection.ts';

/** Tables whose every change is recorded row by row. File contents are not: they are known by their hash. */
export const LOGGED_TABLES: Readonly<Record<string, EntityKind>> = {
  workbook: 'workbook',
  party: 'party',
  person: 'person',
  environment: 'environment',
  custom_service: 'custom',
  custom_responsibility: 'custom',
  service_in_use: 'service',
  assignment: 'assignment',
  share: 'assignment',
  evidence: 'evidence',
  evidence_link: 'evidence',
  provider_report: 'evidence',
  finding_place: 'evidence',
  vendor_matrix: 'claim',
  claim_mapping: 'claim',
  control_catalogue: 'texts',
  saved_view: 'view',
  action: 'action',
  sign_off: 'sign-off',
  acknowledgement: 'sign-off',
  snapshot: 'snapshot',
  merge: 'snapshot',
  meeting: 'meeting',
  decision: 'meeting',
};

type Values = Readonly<Record<string, string | number | null>>;
/** What happened to one row: an insert has no before, a delete no after, an update only the key and what changed. */
export interface RowChange {
  readonly table: string;
  readonly before: Values | null;
  readonly after: Values | null;
}
export interface ChangeFacts {
  readonly at: string;
  readonly who: string | null;
  readonly origin: string;
  readonly method: string;
  readonly summary: string;
}

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64);

interface Column {
  readonly name: string;
  readonly pk: number;
}
const columnsOf = (connection: Connection, table: string): Column[] =>
  connection.all<Column>('SELECT name, pk FROM pragma_table_info(?)', table);

/**
 * Watches the logged tables with triggers that exist in this connection only, so that no statement, present or future,
 * can change a row past the log.
 */
export function watchChanges(connection: Connection): void {
  connection.raw.exec(
    'CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY, tbl TEXT, before TEXT, after TEXT)',
  );
  for (const table of Object.keys(LOGGED_TABLES)) {
    const columns = columnsOf(connection, table);
    const json = (row: string) =>
      `json_object(${columns.map((c) => `'${c.name}', ${row}."${c.name}"`).join(', ')})`;
    const trigger = (event: string, before: string, after: string) =>
      connection.raw.exec(
        `CREATE TEMP TRIGGER watch_${table}_${event} AFTER ${event} ON main.${table} BEGIN
           INSERT INTO touched (tbl, before, after) VALUES ('${table}', ${before}, ${after}); END`,
      );
    trigger('INSERT', 'NULL', json('NEW'));
    trigger('UPDATE', json('OLD'), json('NEW'));
    trigger('DELETE', json('OLD'), 'NULL');
  }
}

const keyColumns = new WeakMap<Connection, Map<string, ReadonlySet<string>>>();
function keysOf(connection: Connection, table: string): ReadonlySet<string> {
  let tables = keyColumns.get(connection);
  if (!tables) {
    tables = new Map();
    keyColumns.set(connection, tables);
  }
  let keys = tables.get(table);
  if (!keys) {
    keys = new Set(
      columnsOf(connection, table)
        .filter((column) => column.pk > 0)
        .map((column) => column.name),
    );
    tables.set(table, keys);
  }
  return keys;
}

/** Collects and forgets what the triggers saw in this transaction. Updates that changed nothing are left out. */
export function takeTouchedRows(connection: Connection): RowChange[] {
  const touched = connection.all<{ tbl: string; before: string | null; after: string | null }>(
    'SELECT tbl, before, after FROM touched ORDER BY id',
  );
  if (touched.length > 0) connection.run('DELETE FROM touched');
  const changes: RowChange[] = [];
  for (const row of touched) {
    const before = row.before === null ? null : (JSON.parse(row.before) as Values);
    const after = row.after === null ? null : (JSON.parse(row.after) as Values);
    if (!before || !after) {
      changes.push({ table: row.tbl, before, after });
      continue;
    }
    const keys = keysOf(connection, row.tbl);
    const changed = Object.keys(after).filter((column) => before[column] !== after[column]);
    if (changed.length === 0) continue;
    const kept = [...keys, ...changed.filter((column) => !keys.has(column))];
    const pick = (values: Values): Values =>
      Object.fromEntries(kept.map((column) => [column, values[column] ?? null]));
    changes.push({ table: row.tbl, before: pick(before), after: pick(after) });
  }
  return changes;
}

export const entitiesOf = (rows: readonly RowChange[]): readonly EntityKind[] => [
  ...new Set(rows.map((row) => LOGGED_TABLES[row.table]).filter((kind) => kind !== undefined)),
];

/** SHA-256 over the entry and the hash before it; the field order is part of the format. */
export function hashChange(rev: number, facts: ChangeFacts, rows: string, previousHash: string): string {
  const { at, who, origin, method, summary } = facts;
  return createHash('sha256')
    .update(JSON.stringify([previousHash, rev, at, who, origin, method, summary, rows]))
    .digest('hex');
}

export interface Head {
  readonly rev: number;
  readonly hash: string;
}
export const readHead = (db: ReadDb): Head =>
  db.get<Head>('SELECT rev, hash FROM change ORDER BY rev DESC LIMIT 1') ?? { rev: 0, hash: GENESIS };

/** Appends one entry and returns the new head. */
export function appendChange(
  db: WriteDb,
  head: Head,
  facts: ChangeFacts,
  changes: readonly RowChange[],
): Head {
  const rev = head.rev + 1;
  const rows = JSON.stringify(changes);
  const hash = hashChange(rev, facts, rows, head.hash);
  db.run(
    'INSERT INTO change (rev, at, who, origin, method, summary, rows, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    rev,
    facts.at,
    facts.who,
    facts.origin,
    facts.method,
    facts.summary,
    rows,
    head.hash,
    hash,
  );
  return { rev, hash };
}

interface ChangeRow extends ChangeFacts {
  readonly rev: number;
  readonly rows: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Entries newest first, at most `limit`, below revision `before` where given. */
export function listChanges(db: ReadDb, limit: number, before: number | null): Omit<ChangeRow, 'rows'>[] {
  return db.all<ChangeRow>(
    'SELECT rev, at, who, origin, method, summary, previous_hash, hash FROM change WHERE rev < ? ORDER BY rev DESC LIMIT ?',
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  );
}

/** ISO date (UTC) -> number of entries, from that date on. */
export const countChangesByDay = (db: ReadDb, from: string): ReadonlyMap<string, number> =>
  new Map(
    db
      .all<{ date: string; changes: number }>(
        'SELECT substr(at, 1, 10) AS date, count(*) AS changes FROM change WHERE at >= ? GROUP BY date',
        from,
      )
      .map(({ date, changes }) => [date, changes]),
  );

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
): Generator<{ readonly who: string | null; readonly rows: readonly RowChange[] }> {
  for (const change of db.iterate<Pick<ChangeRow, 'who' | 'rows'>>(
    'SELECT who, rows FROM change WHERE rev > ? ORDER BY rev',
    rev,
  ))
    yield { who: change.who, rows: JSON.parse(change.rows) as RowChange[] };
}

/** Walks the whole chain and names every link that does not hold; an unbroken chain gives no sentence. */
export function verifyChain(db: ReadDb): {
  readonly entries: number;
  readonly head: string;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  let previous: Head = { rev: 0, hash: GENESIS };
  let entries = 0;
  for (const row of db.iterate<ChangeRow>('SELECT * FROM change ORDER BY rev')) {
    entries += 1;
    if (row.rev !== previous.rev + 1)
      problems.push(`Change ${previous.rev + 1} is missing from the change log.`);
    if (row.previous_hash !== previous.hash)
      problems.push(`Change ${row.rev} does not follow from the change before it.`);
    else if (hashChange(row.rev, row, row.rows, row.previous_hash) !== row.hash)
      problems.push(`Change ${row.rev} (${row.at}) was altered after it was recorded.`);
    previous = { rev: row.rev, hash: row.hash };
  }
  return { entries, head: previous.hash, problems };
}
