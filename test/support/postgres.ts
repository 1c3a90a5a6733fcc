import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { findProgram } from './programs.ts';

export interface TestServer {
  /** Of its sockets, its data and its root certificate (`root.crt`). */
  readonly folder: string;
  readonly port: number;
  readonly keeper: number;
}

/** The folder of PostgreSQL's programs, or null where it is not installed: then its tests are skipped. */
export const POSTGRES = findProgram('postgres');
export const PASSWORD = 'not-a-secret';

/** What makes a server quick that nobody's data lies on. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** The one server of a run of the tests; the first file that asks starts it. It goes when the run has gone. */
export function sharedServer(): Promise<TestServer> {
  const run = basename(process.env.DEMARC_TEST_PROFILES ?? `demarc-test-${process.pid}`);
  const pid = Number(/\d+$/.exec(run)?.[0] ?? process.pid);
  return serverIn(join(publicFolder(), `${run}-postgres`), pid, QUICK);
}

/** A server for one test alone, which may be killed. It keeps what it says it has written. */
export async function ownServer(settings: readonly string[] = []): Promise<TestServer> {
  const folder = join(publicFolder(), `demarc-test-${process.pid}-${Math.random().toString(36).slice(2, 8)}`);
  const server = await serverIn(folder, process.pid, settings);
  onTestFinished(() => {
    process.kill(server.keeper, 'SIGTERM');
  });
  return server;
}

/** A user without rights has to reach it; the folder of a run may be root's alone. */
const publicFolder = (): string => (process.getuid?.() === 0 ? '/tmp' : tmpdir());

async function serverIn(folder: string, parent: number, settings: readonly string[]): Promise<TestServer> {
  const ready = join(folder, 'ready.json');
  let mine = false;
  try {
    mkdirSync(folder);
    mine = true;
  } catch {
    // Another file of the tests was first.
  }
  let ended = false;
  if (mine) {
    const script = fileURLToPath(new URL('postgres-keeper.ts', import.meta.url));
    const args = [script, POSTGRES ?? '', folder, String(parent), ...settings];
    // It outlives this process, so it may hold none of its pipes open: whoever reads them would wait for it.
    const log = openSync(join(folder, 'keeper.log'), 'a');
    const keeper = spawn(process.execPath, args, { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    keeper.on('exit', () => {
      ended = true;
    });
    keeper.unref();
  }
  while (!existsSync(ready)) {
    if (ended || !existsSync(folder))
      throw new Error(`The PostgreSQL server of the tests did not start: see ${folder}/keeper.log.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return JSON.parse(readFileSync(ready, 'utf8')) as TestServer;
}

export interface TestDatabase {
  readonly server: TestServer;
  readonly name: string;
  /** Its address for a user over the network, without a password; more for the query. */
  address(user: string, query?: string): string;
  /** Asks as a user, over the socket, where nobody needs a password. */
  ask<Row = Record<string, unknown>>(statement: string, as?: string): Promise<readonly Row[]>;
}

let databases = 0;

/** An empty database of its own on a server, gone after the test. */
export async function freshDatabase(server: TestServer): Promise<TestDatabase> {
  databases += 1;
  const name = `t${process.pid}_${databases}_${Date.now().toString(36)}`;
  await askServer(server, 'postgres', 'postgres', `CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await askServer(server, 'postgres', 'postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(
      () => {},
    );
  });
  return {
    server,
    name,
    address: (user, query = '') => `postgresql://${user}@localhost:${server.port}/${name}${query}`,
    ask: (statement, as = 'postgres') => askServer(server, name, as, statement) as never,
  };
}

/** Statements as a user of the server, over its socket. */
export async function askServer(
  { folder, port }: TestServer,
  database: string,
  user: string,
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ host: folder, port, user, database });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(statement);
    // Several statements have several results.
    return (Array.isArray(result) ? (result.at(-1) as typeof result) : result).rows ?? [];
  } finally {
    await client.end();
  }
}

/** Makes a user who may log in with the password of the tests; where it is there, nothing. */
export const makeUser = (database: TestDatabase, name: string, more = ''): Promise<unknown> =>
  database.ask(
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}'; END IF; END $$; ${more}`,
  );
