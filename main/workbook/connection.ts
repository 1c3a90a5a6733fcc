import Database from 'better-sqlite3';

export type SqlValue = string | number | bigint | null | Uint8Array;

/** A connection that can read. A function that takes one cannot write: the compiler sees to it. */
export interface ReadDb {
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[];
  /** Rows one at a time; nothing else may run on this connection until the walk ends. */
  iterate<Row>(sql: string, ...values: readonly SqlValue[]): IterableIterator<Row>;
}
export interface WriteDb extends ReadDb {
  /** Returns how many rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): number;
}

export interface Connection extends WriteDb {
  readonly raw: Database.Database;
  /** Runs one `BEGIN IMMEDIATE ... COMMIT`; anything thrown rolls all of it back. */
  write<T>(run: (db: WriteDb) => T): T;
  /** Runs what waits for no other program that holds the file, neither to read nor to begin to write: it is refused at once. */
  withoutWaiting<T>(run: () => T): T;
  /** Runs what must come to its end within such a run, as what was begun to be written: it waits as everything else does. */
  waiting<T>(run: () => T): T;
  /**
   * Stands around every transaction that writes; what `before` throws keeps it from being begun. `failed` hears why one came to
   * nothing, once it was taken back.
   */
  around: { before(): void; after(): void; failed(error: unknown): void } | null;
  /** Runs before anything is asked of the file, while what is read there may be wrong; throws what that is. */
  barred: (() => void) | null;
  /** Reads on from another connection and takes it over; what was open here is closed. */
  turnTo(other: Connection): void;
  /** Runs several reads on one frozen state of the file. */
  snapshot<T>(run: (db: ReadDb) => T): T;
  close(): void;
}

const SLOW_MS = 50;
/** So long whoever reads or writes waits for another program that holds the file. */
const WAITING_MS = 2000;

/**
 * Opens a file or `:memory:`. Statements are prepared once; those slower than 50 ms are reported by `onSlow`. Only
 * `open-file.ts` gives it a path: a file has to be looked over before anything is asked of it.
 */
export function connect(
  path: string,
  options: {
    readonly: boolean;
    mustExist?: boolean;
    /** False for one that waits for no other program that holds the file. */
    waits?: boolean;
    onSlow?: (sql: string, ms: number) => void;
  },
): Connection {
  const fileMustExist = options.mustExist === true;
  let waits = options.waits !== false;
  const timeout = waits ? WAITING_MS : 0;
  let raw = new Database(path, { readonly: options.readonly, fileMustExist, timeout });
  const statements = new Map<string, Database.Statement<SqlValue[]>>();
  const statement = (sql: string) => {
    let found = statements.get(sql);
    if (!found) {
      found = raw.prepare<SqlValue[]>(sql);
      statements.set(sql, found);
    }
    return found;
  };
  const timed = <T>(sql: string, run: () => T): T => {
    connection.barred?.();
    const start = performance.now();
    const value = run();
    const ms = performance.now() - start;
    if (ms > SLOW_MS) options.onSlow?.(sql, ms);
    return value;
  };
  const waitFor = (next: boolean) => {
    if (raw.open) raw.pragma(`busy_timeout = ${next ? WAITING_MS : 0}`);
    waits = next;
  };
  const waitingOrNot = <T>(next: boolean, run: () => T): T => {
    if (waits === next) return run();
    waitFor(next);
    try {
      return run();
    } finally {
      waitFor(!next);
    }
  };
  const connection: Connection = {
    get raw() {
      return raw;
    },
    around: null,
    barred: null,
    turnTo(other) {
      connection.around = null;
      connection.barred = null;
      statements.clear();
      raw.close();
      raw = other.raw;
    },
    get: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      timed(sql, () => statement(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      timed(sql, () => statement(sql).all(...values) as Row[]),
    iterate: <Row>(sql: string, ...values: readonly SqlValue[]) => {
      connection.barred?.();
      return statement(sql).iterate(...values) as IterableIterator<Row>;
    },
    run: (sql, ...values) => timed(sql, () => statement(sql).run(...values).changes),
    withoutWaiting: (run) => waitingOrNot(false, run),
    waiting: (run) => waitingOrNot(true, run),
    write(run) {
      connection.around?.before();
      statement('BEGIN IMMEDIATE').run();
      return connection.waiting(() => {
        let value: ReturnType<typeof run>;
        try {
          value = run(connection);
          statement('COMMIT').run();
        } catch (error) {
          if (raw.inTransaction) statement('ROLLBACK').run();
          connection.around?.failed(error);
          throw error;
        }
        connection.around?.after();
        return value;
      });
    },
    snapshot(run) {
      statement('BEGIN').run();
      try {
        return run(connection);
      } finally {
        if (raw.inTransaction) statement('COMMIT').run();
      }
    },
    close: () => {
      statements.clear();
      raw.close();
    },
  };
  return connection;
}

/**
 * A workbook is untrusted input: no functions run from its schema, cells are checked, keys hold. Its schema cannot be
 * written past SQLite (`writable_schema`) either: better-sqlite3 opens everything in SQLite's defensive mode.
 */
export function harden(connection: Connection): void {
  connection.raw.pragma('trusted_schema = OFF');
  connection.raw.pragma('cell_size_check = ON');
  connection.raw.pragma('foreign_keys = ON');
  connection.raw.pragma('temp_store = MEMORY');
  // What is deleted leaves nothing on the pages of the file, which copies of it would take along.
  connection.raw.pragma('secure_delete = ON');
}
