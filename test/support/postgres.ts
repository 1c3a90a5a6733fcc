import { basename } from 'node:path';
import { onTestFinished } from 'vitest';
import { askServer, PASSWORD, QUICK, startServer, type TestServer } from './postgres-server.ts';

export { askServer, PASSWORD, POSTGRES, type TestServer } from './postgres-server.ts';

/** The one server of a run of the tests; the first file that asks starts it. It goes when the run has gone. */
export function sharedServer(): Promise<TestServer> {
  const run = basename(process.env.DEMARC_TEST_PROFILES ?? `demarc-test-${process.pid}`);
  const pid = Number(/\d+$/.exec(run)?.[0] ?? process.pid);
  return startServer(`${run}-postgres`, pid, QUICK);
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
  const { drop, ...database } = await makeDatabase(server);
  onTestFinished(drop);
  return database;
}

/** The same for several tests: it goes when it is dropped. */
export async function makeDatabase(
  server: TestServer,
): Promise<TestDatabase & { readonly drop: () => Promise<void> }> {
  databases += 1;
  const name = `t${process.pid}_${databases}_${Date.now().toString(36)}`;
  await askServer(server, 'postgres', 'postgres', `CREATE DATABASE ${name}`);
  return {
    drop: async () => {
      await askServer(server, 'postgres', 'postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(
        () => {},
      );
    },
    server,
    name,
    address: (user, query = '') => `postgresql://${user}@localhost:${server.port}/${name}${query}`,
    ask: (statement, as = 'postgres') => askServer(server, name, as, statement) as never,
  };
}

/** Makes a user who may log in with the password of the tests; where it is there, nothing. */
export const makeUser = (database: TestDatabase, name: string, more = ''): Promise<unknown> =>
  database.ask(
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}'; END IF; END $$; ${more}`,
  );
