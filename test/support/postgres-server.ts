import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
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
export const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** A user without rights has to reach it; the folder of a run may be root's alone. */
const publicFolder = (): string => (process.getuid?.() === 0 ? '/tmp' : tmpdir());

/** A server under a name, which goes when the process `parent` has gone. Whoever asks first for a name starts it. */
export async function startServer(
  name: string,
  parent: number,
  settings: readonly string[],
): Promise<TestServer> {
  const folder = join(publicFolder(), name);
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
