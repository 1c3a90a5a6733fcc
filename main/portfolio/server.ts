import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { throwIfCancelled } from './cancelled.ts';
import { copyText, pieces } from './copy-text.ts';
import { explain } from './explain.ts';
import type { ColumnType } from './migrations/shape.ts';
import { type Portfolio, within } from './portfolio.ts';
import { columnsOf, TABLES, type Tables } from './tables.ts';
import type { ServerTarget } from './target.ts';
import { type TlsAttempt, tlsAttempts } from './tls.ts';

/** The schema that the portfolio has to itself. */
export const SCHEMA = 'demarc';
const NUMBER_TYPES: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);
const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  'text?': 'text',
  integer: 'bigint',
  'integer?': 'bigint',
  bytes: 'bytea',
};

/** Connects to a portfolio on PostgreSQL; without a password in the target it comes from PGPASSWORD or the file of PGPASSFILE. UNREACHABLE or NOT_ALLOWED. */
export async function openPortfolioServer(target: ServerTarget): Promise<Portfolio> {
  const client = await connect(target);
  // Without somebody who hears of it, a connection that breaks between two statements would end the process.
  client.on('error', () => {});
  const once = { query: client.query.bind(client), release: () => {} };
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      // One connection does everything in turn, so that rows can be copied within the transaction that kysely's queries are in.
      pool: { connect: async () => once as never, end: async () => {}, options: {} } as never,
    }),
  });
  const run = async (statement: string): Promise<void> => {
    await client.query(statement);
  };
  return {
    name: target.name,
    engine: 'postgres',
    db: db.withSchema(SCHEMA),
    run,
    insert: (table, rows, signal) => insertRows(client, table, rows, signal),
    snapshot: (body) => within(run, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', body),
    transaction: (body) => within(run, 'BEGIN', body),
    close: () => client.end(),
  };
}

async function connect(target: ServerTarget): Promise<pg.Client> {
  const attempts = tlsAttempts(target);
  for (const [index, ssl] of attempts.entries()) {
    const client = new pg.Client(configOf(target, ssl));
    // A refusal of the way itself is told by the promise as well.
    client.on('error', () => {});
    try {
      await client.connect();
      client.removeAllListeners('error');
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const next = attempts[index + 1];
      if (next === undefined || !anotherWayMayDo(error)) throw explain(error, target);
    }
  }
  throw new Error('There is no way to connect.');
}

/** Whether it was the way that was refused (with or without TLS), not who asks. */
const anotherWayMayDo = (error: unknown): boolean =>
  error instanceof Error &&
  (/does not support SSL/.test(error.message) ||
    ('code' in error && (error.code === '28000' || /^(ERR_SSL|ERR_TLS|EPROTO)/.test(String(error.code)))));

const configOf = (target: ServerTarget, ssl: TlsAttempt): pg.ClientConfig => ({
  host: target.host,
  port: target.port,
  user: target.user,
  database: target.database,
  ...(target.password === undefined ? {} : { password: target.password }),
  ssl,
  connectionTimeoutMillis: target.connectTimeout * 1000,
  keepAlive: true,
  application_name: 'demarc',
  types: {
    // Counts come as numbers: none of ours is beyond what a number holds.
    getTypeParser: ((oid: number, format: never) =>
      NUMBER_TYPES.has(oid) ? Number : pg.types.getTypeParser(oid, format)) as never,
  },
});

/** COPY into a table of the transaction, and from there by INSERT: PostgreSQL copies into no table that has policies for its rows. */
async function insertRows(
  client: pg.Client,
  table: keyof typeof TABLES,
  rows: Iterable<readonly (string | number | null | Uint8Array)[]>,
  signal: AbortSignal,
): Promise<number> {
  const columns = columnsOf(table);
  const list = columns.map((column) => `"${column}"`).join(', ');
  const typed = Object.entries(TABLES[table].columns).map(([name, type]) => `"${name}" ${TYPES[type]}`);
  const incoming = `"incoming_${table}"`;
  await client.query(`CREATE TEMPORARY TABLE ${incoming} (${typed.join(', ')}) ON COMMIT DROP`);
  let count = 0;
  const texts = function* () {
    for (const row of rows) {
      count += 1;
      yield copyText(row);
    }
  };
  const sent = async function* () {
    for (const piece of pieces(texts())) {
      throwIfCancelled(signal);
      yield piece;
    }
  };
  await pipeline(Readable.from(sent()), client.query(copyFrom(`COPY ${incoming} (${list}) FROM STDIN`)));
  await client.query(`INSERT INTO ${SCHEMA}."${table}" (${list}) SELECT ${list} FROM ${incoming}`);
  await client.query(`DROP TABLE ${incoming}`);
  return count;
}
