import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DemarcError } from '../../../main/contract/errors.ts';
import { runTask } from '../../../main/jobs/run-task.ts';
import { openPortfolioServer } from '../../../main/portfolio/server.ts';
import { parseAddress, type ServerTarget } from '../../../main/portfolio/target.ts';
import { makeLargeWorkbook } from '../../support/large-workbook.ts';
import {
  askServer,
  PASSWORD,
  POSTGRES,
  startServer,
  type TestServer,
} from '../../support/postgres-server.ts';
import { fell, held, type Outcome, type Part, type Trial } from '../part.ts';

/** A publisher takes about so long; a kill falls somewhere within, or just after. */
const WITHIN_MS = 900;

interface Kept {
  readonly server: TestServer;
  readonly target: ServerTarget;
  readonly book: string;
}

/** A PostgreSQL server is killed while a workbook is published to it: afterwards it holds all of a publication or nothing of it, and the next try goes through. */
export const serverKills: Part = {
  name: 'server-kills',
  title: 'Servers killed while a workbook is published',
  weight: 1,
  limitMs: 120_000,
  cases: 100,
  async start(folder) {
    if (POSTGRES === null) return { attempt: () => held('no PostgreSQL here') };
    const server = await startServer(`demarc-campaign-${process.pid}`, process.pid, []);
    await askServer(server, 'postgres', 'postgres', 'CREATE DATABASE estate');
    process.env.PGPASSWORD = PASSWORD;
    const book = join(folder, 'book.demarc');
    makeLargeWorkbook(book, { services: 20, answered: 20, entries: 5 });
    const target = parseAddress(`postgresql://postgres@localhost:${server.port}/estate`);
    await publish(target, book, 0);
    return {
      attempt: (trial) => attempt({ server, target, book }, trial),
      stop: () => {
        process.kill(server.keeper, 'SIGTERM');
      },
    };
  },
};

/** Each on a later day than the one before, so that all of it is written anew. */
const dayOf = (n: number): string => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);

const publish = (target: ServerTarget, path: string, n: number) =>
  runTask(
    {
      kind: 'publish',
      files: [{ path, name: 'book.demarc' }],
      target,
      audience: 'internal',
      asOf: dayOf(n),
      appVersion: '0.2.0',
      now: `${dayOf(n)}T10:00:00.000Z`,
    },
    { signal: new AbortController().signal, progress: () => {} },
  );

async function attempt({ server, target, book }: Kept, { n, folder, random }: Trial): Promise<Outcome> {
  const own = join(folder, 'book.demarc');
  copyFileSync(book, own);
  let came: 'published' | unknown = null;
  const publishing = publish(target, own, n + 1).then(
    () => {
      came = 'published';
    },
    (error: unknown) => {
      came = error;
    },
  );
  await wait(random.below(WITHIN_MS));
  const early = came === null;
  const pid = Number(readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await publishing;
  await untilReady(server);
  if (came !== 'published' && !(came instanceof DemarcError && came.code === 'UNREACHABLE'))
    return fell('killed', `The refusal was ${String(came)}.`);
  const half = await halfOf(target);
  if (half !== null) return fell('half', half);
  await publish(target, own, n + 1);
  const after = await halfOf(target);
  if (after !== null) return fell('half', after);
  return held(came === 'published' ? (early ? 'published first' : 'killed after') : 'all or nothing');
}

async function untilReady({ folder, port }: TestServer): Promise<void> {
  for (;;) {
    try {
      execFileSync(join(POSTGRES ?? '', 'pg_isready'), ['-q', '-h', folder, '-p', String(port)]);
      return;
    } catch {
      await wait(50);
    }
  }
}

/** What is not whole, in a sentence; null where all is. */
async function halfOf(target: ServerTarget): Promise<string | null> {
  const open = await openPortfolioServer(target);
  try {
    const all = await open.db.selectFrom('publication').select(['asked']).execute();
    const { rows } = await open.db
      .selectFrom('duty')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    const asked = all.reduce((sum, row) => sum + row.asked, 0);
    if (all.length !== 1) return `There are ${all.length} publications of one workbook.`;
    return rows === asked ? null : `${rows} of ${asked} duties are there.`;
  } finally {
    await open.close();
  }
}
