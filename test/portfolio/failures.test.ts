import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { runTask } from '../../main/jobs/run-task.ts';
import { migrate } from '../../main/portfolio/migrate.ts';
import { openPortfolioServer } from '../../main/portfolio/server.ts';
import { parseAddress } from '../../main/portfolio/target.ts';
import { runAtOnce, runHere } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio, type TestPortfolio } from '../support/portfolio.ts';
import { freshDatabase, PASSWORD, POSTGRES, sharedServer } from '../support/postgres.ts';
import { smallDisk } from '../support/small-disk.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';

interface Said {
  readonly status: number;
  readonly body: {
    readonly error?: { readonly code: string; readonly message: string };
    readonly published?: readonly { readonly outcome: string }[];
    readonly failed?: readonly unknown[];
  };
}
async function publishBy(
  run: typeof runHere,
  paths: readonly string[],
  to: string,
  day = DAY,
): Promise<Said> {
  const told = await run('publish', ...paths, '--to', to, '--as-of', day, '--json');
  return { status: told.status, body: JSON.parse(told.out) as Said['body'] };
}
const publish = (paths: readonly string[], target: string, day?: string) =>
  publishBy(runAtOnce, paths, target, day);
/** In a thread of its own, as a user's: while something else goes on. */
const publishBeside = (paths: readonly string[], target: string) => publishBy(runHere, paths, target);
const outcomes = ({ body }: Said) => body.published?.map(({ outcome }) => outcome);

/** How many publications there are; each must be whole, down to the rows that hang on it. */
async function whole(portfolio: Pick<TestPortfolio, 'open'>): Promise<number> {
  const open = await portfolio.open();
  try {
    const all = await open.db.selectFrom('publication').select(['id', 'asked']).execute();
    for (const { id, asked } of all) {
      const { rows } = await open.db
        .selectFrom('duty')
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .where('publication', '=', id)
        .executeTakeFirstOrThrow();
      expect(rows).toBe(asked);
    }
    const { rows } = await open.db
      .selectFrom('duty')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    expect(rows).toBe(all.reduce((sum, { asked }) => sum + asked, 0));
    return all.length;
  } finally {
    await open.close();
  }
}

const books = (folder: string, ...names: string[]): Promise<readonly string[]> =>
  Promise.all(names.map((name) => teamWorkbook(folder, name, { title: name })));

describe.each(ENGINES)('%s', (engine) => {
  test('two publishers at once: one of them publishes, and each its own', async () => {
    const portfolio = await emptyPortfolio(engine);
    const [a = '', b = '', c = ''] = await books(temporaryFolder(), 'a', 'b', 'c');
    // Both find an empty portfolio, which one of them makes.
    // Beside a server a publisher waits without keeping its thread, so that one thread does for both.
    const one = engine === 'postgres' ? publish : publishBeside;
    const first = await Promise.all([one([a, b], portfolio.target), one([a, c], portfolio.target)]);
    expect(first.map(({ status }) => status)).toEqual([0, 0]);
    expect(first.flatMap(outcomes).sort()).toEqual(['new', 'new', 'new', 'unchanged']);
    expect(await whole(portfolio)).toBe(3);
  });

  test('what is cancelled leaves nothing half-done, and goes on where it was', async () => {
    const portfolio = await emptyPortfolio(engine);
    const paths = await books(temporaryFolder(), 'a', 'b', 'c');
    const stop = new AbortController();
    const target = portfolio.database
      ? parseAddress(portfolio.target)
      : { kind: 'file' as const, name: portfolio.target, path: portfolio.target };
    const running = runTask(
      {
        kind: 'publish',
        files: paths.map((path) => ({ path, name: path })),
        target,
        audience: 'internal',
        asOf: DAY,
        appVersion: '0.2.0',
        now: `${DAY}T10:00:00.000Z`,
      },
      {
        signal: stop.signal,
        progress: (done, _, label) => {
          if (done > 1 && label.startsWith('Publishing')) stop.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({
      code: 'CANCELLED',
      message: expect.stringContaining('What had been published before stays'),
    });
    expect(await whole(portfolio)).toBe(1);
    const again = await publish(paths, portfolio.target);
    expect([again.status, outcomes(again)]).toEqual([0, ['unchanged', 'new', 'new']]);
    expect(await whole(portfolio)).toBe(3);
  });

  test('a portfolio of an older schema is brought up to date by who publishes; a newer one is refused', async () => {
    const portfolio = await emptyPortfolio(engine);
    const open = await portfolio.open();
    expect(await migrate(open, { now: '', program: 'test', upTo: 10 })).toEqual(['10 tables']);
    await open.close();
    const report = async () => {
      const told = await runAtOnce('portfolio', 'overview', '--from', portfolio.target, '--json');
      return [told.status, (JSON.parse(told.out) as Said['body']).error?.code];
    };
    expect(await report()).toEqual([3, 'WORKBOOK_OLDER']);
    const [path = ''] = await books(temporaryFolder(), 'a');
    expect((await publish([path], portfolio.target)).body).toMatchObject({
      steps: ['20 views and access', '30 editions of providers, duties of controls'],
    });
    expect(await report()).toEqual([0, undefined]);
    const newer = await portfolio.open();
    await newer.db
      .insertInto('portfolio_schema')
      .values({ version: 9990, name: 'later', applied_at: '', program: '9' })
      .execute();
    await newer.close();
    expect(await report()).toEqual([3, 'WORKBOOK_TOO_NEW']);
    const refused = await publish([path], portfolio.target);
    expect([refused.status, refused.body.error]).toMatchObject([
      3,
      { code: 'WORKBOOK_TOO_NEW', message: expect.stringContaining('Update Demarc') },
    ]);
    expect(await whole(portfolio)).toBe(1);
  });
});

test.each(['mine', 'sqlitexstat1'])(
  'a file that somebody built otherwise (%s) is refused and keeps every byte',
  async (name) => {
    const portfolio = await emptyPortfolio('sqlite');
    const [path = ''] = await books(temporaryFolder(), 'a');
    await publish([path], portfolio.target);
    const open = await portfolio.open();
    await open.run('ANALYZE');
    await open.close();
    // What SQLite keeps for its plans is no harm.
    expect((await publish([path], portfolio.target)).status).toBe(0);
    const again = await portfolio.open();
    await again.run(`CREATE TRIGGER ${name} AFTER INSERT ON publication BEGIN DELETE FROM trend; END`);
    await again.close();
    const before = readFileSync(portfolio.target);
    expect((await publish([path], portfolio.target)).body.error?.code).toBe('WORKBOOK_DAMAGED');
    expect(readFileSync(portfolio.target).equals(before)).toBe(true);
  },
);

test('a full disk under a file stops it with what to do, and leaves what was whole', async ({ skip }) => {
  const disk = smallDisk(420);
  if (disk === null) return skip('no file system may be mounted here');
  const target = join(disk, 'acme.portfolio');
  const paths = await books(temporaryFolder(), ...'abcdef');
  const full = await publish(paths, target);
  expect([full.status, full.body.error]).toMatchObject([
    2,
    { code: 'DISK_FULL', message: expect.stringContaining('publish again') },
  ]);
  execFileSync('mount', ['-o', 'remount,size=20000k', disk]);
  const again = await publish(paths, target);
  expect([again.status, again.body.failed]).toEqual([0, []]);
  expect(new Set(outcomes(again))).toEqual(new Set(['unchanged', 'new']));
});

describe.skipIf(POSTGRES === null)('a server', () => {
  test('that ends the session says so, and the next command goes on', async () => {
    const portfolio = await emptyPortfolio('postgres');
    const database = portfolio.database;
    if (database === null) throw new Error('no server');
    const paths = await books(temporaryFolder(), 'a', 'b');
    let done = false;
    const publishing = publish(paths, portfolio.target).finally(() => {
      done = true;
    });
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'demarc' AND datname = current_database()`;
    while (!done) if ((await database.ask(end)).length > 0) break;
    const said = await publishing;
    expect([said.status, said.body.error?.code]).toEqual([3, 'UNREACHABLE']);
    const again = await publish(paths, portfolio.target);
    expect([again.status, again.body.failed]).toEqual([0, []]);
    expect(await whole(portfolio)).toBe(2);
  });

  test('with a full disk says so, and holds what was whole', async ({ skip }) => {
    const portfolio = await emptyPortfolio('postgres');
    const database = portfolio.database;
    if (database === null) throw new Error('no server');
    // The server's user reaches its own folder, and not always that of the run.
    const disk = smallDisk(800, mkdtempSync(join(database.server.folder, 'small-')));
    if (disk === null) return skip('no file system may be mounted here');
    execFileSync('chown', ['--reference', join(database.server.folder, 'data'), disk]);
    execFileSync('chmod', ['755', join(disk, '..')]);
    await database.ask(`CREATE TABLESPACE ${database.name} LOCATION '${disk}'`);
    await database.ask(`ALTER DATABASE ${database.name} SET default_tablespace = '${database.name}'`);
    onTestFinished(async () => {
      await database.ask('DROP SCHEMA IF EXISTS demarc CASCADE');
      await database.ask(`DROP TABLESPACE ${database.name}`);
    });
    const paths = await books(temporaryFolder(), ...'abcdef');
    let full: Said = await publish(paths, portfolio.target);
    // Older publications make room only once they are cleaned up.
    for (let round = 1; round < 30 && full.body.error === undefined; round += 1) {
      full = await publish(paths, portfolio.target, `2027-01-${String(round).padStart(2, '0')}`);
    }
    expect([full.status, full.body.error?.code]).toEqual([2, 'DISK_FULL']);
    expect(await whole(portfolio)).toBeGreaterThan(0);
  });

  test('is trusted as libpq would trust it', async () => {
    const server = await sharedServer();
    const database = await freshDatabase(server);
    process.env.PGPASSWORD = PASSWORD;
    const root = join(server.folder, 'root.crt');
    const reached = async (query: string, host = 'localhost'): Promise<unknown> => {
      try {
        const open = await openPortfolioServer(
          parseAddress(`postgresql://postgres@${host}:${server.port}/${database.name}${query}`),
        );
        const rows = await database.ask<{ ssl: boolean }>(
          `SELECT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'demarc' AND a.datname = current_database()`,
        );
        await open.close();
        return rows[0]?.ssl === true ? 'encrypted' : 'plain';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    /** Where a file of roots lies in the usual place of a home. */
    const atHome = async (roots: string, query: string): Promise<unknown> => {
      const home = temporaryFolder();
      mkdirSync(join(home, '.postgresql'));
      copyFileSync(roots, join(home, '.postgresql', 'root.crt'));
      vi.stubEnv('HOME', home);
      try {
        return await reached(query);
      } finally {
        vi.unstubAllEnvs();
      }
    };
    const other = join(temporaryFolder(), 'other.crt');
    writeFileSync(other, rootCertificates[0] ?? '');
    expect({
      unsaid: await reached(''),
      disable: await reached('?sslmode=disable'),
      allow: await reached('?sslmode=allow'),
      require: await reached('?sslmode=require'),
      'verify-ca': await reached(`?sslmode=verify-ca&sslrootcert=${root}`),
      'verify-ca, by number': await reached(`?sslmode=verify-ca&sslrootcert=${root}`, '127.0.0.1'),
      'verify-full': await reached(`?sslmode=verify-full&sslrootcert=${root}`),
      'verify-full, by number': await reached(`?sslmode=verify-full&sslrootcert=${root}`, '127.0.0.1'),
      'verify-full, roots of the system': await reached('?sslmode=verify-full&sslrootcert=system'),
      'verify-full, no roots': await reached('?sslmode=verify-full&sslrootcert=/nowhere'),
      'roots of the system': await reached('?sslrootcert=system'),
      'require, with roots': await reached(`?sslmode=require&sslrootcert=${root}`),
      'require, with the usual roots': await atHome(root, '?sslmode=require'),
      'require, with other usual roots': await atHome(other, '?sslmode=require'),
    }).toEqual({
      unsaid: 'encrypted',
      disable: 'plain',
      allow: 'plain',
      require: 'encrypted',
      'verify-ca': 'encrypted',
      'verify-ca, by number': 'encrypted',
      'verify-full': 'encrypted',
      'verify-full, by number': 'UNREACHABLE',
      'verify-full, roots of the system': 'UNREACHABLE',
      'verify-full, no roots': 'INVALID_INPUT',
      'roots of the system': 'UNREACHABLE',
      'require, with roots': 'encrypted',
      'require, with the usual roots': 'encrypted',
      'require, with other usual roots': 'UNREACHABLE',
    });
    process.env.PGPASSWORD = 'wrong';
    expect(await reached('')).toBe('NOT_ALLOWED');
    process.env.PGPASSWORD = PASSWORD;
  });
});
