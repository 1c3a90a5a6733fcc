import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callers, startCore, type TestCore, temporaryFolder } from './core.ts';

type Ask = Pick<TestCore, 'call' | 'run'>;

/** Who answers what in the workbook of a team: a duty's ref with its owners. */
export interface Team {
  readonly title: string;
  readonly organisation?: string;
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  /** Does the same whenever a workbook of that name is made. */
  readonly more?: (ask: Ask) => Promise<void>;
}

/**
 * Puts the workbook of a team that has a database and a bucket, with a platform team that may own their duties; its path. Of one name and
 * one content it is the same workbook in every test of a run, because making it takes longer than publishing it.
 */
export async function teamWorkbook(folder: string, name: string, team: Team): Promise<string> {
  const path = join(folder, `${name}.demarc`);
  copyFileSync(await madeOnce(name, team), path);
  return path;
}

async function madeOnce(name: string, team: Team): Promise<string> {
  const said = JSON.stringify([name, team, String(team.more)]);
  const profiles = process.env.DEMARC_TEST_PROFILES ?? tmpdir();
  const ready = join(profiles, `team-${createHash('sha256').update(said).digest('hex').slice(0, 24)}`);
  if (existsSync(ready)) return ready;
  const made = await make(temporaryFolder(), name, team);
  mkdirSync(profiles, { recursive: true });
  try {
    linkSync(made, ready);
  } catch (error) {
    // Another file of the tests came first: then theirs stays, since a second one would be another workbook.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return ready;
}

async function make(folder: string, name: string, team: Team): Promise<string> {
  const path = join(folder, `${name}.demarc`);
  // Its backups are workbooks as well, and lie elsewhere.
  const { core } = startCore(temporaryFolder());
  const { id } = await core.createAt(path, {
    title: team.title,
    organisation: team.organisation ?? 'Acme',
  });
  const ask = callers(core, id);
  await ask.call('workbook.update', { frameworks: ['soc2-tsc-2017'] });
  await ask.call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await ask.call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'Orders', ref: 'orders' },
      { catalogueId: 's3', label: 'Files', ref: 'files' },
    ],
  });
  for (const [ref, owners] of Object.entries(team.answers ?? {}))
    await ask.call('assignments.answer', {
      ref,
      answer: { owners: [...owners] },
      reason: `Because ${team.title} does.`,
    });
  await team.more?.(ask);
  await core.close();
  return path;
}

/** Goes on with a workbook, as its team does. */
export async function goOn(path: string, run: (ask: Ask) => Promise<unknown>): Promise<void> {
  const { core } = startCore(temporaryFolder());
  const { id } = await core.openPath(path);
  await run(callers(core, id));
  await core.close();
}

/** A copy of a workbook as somebody takes it along. */
export function copyOf(path: string, name: string): string {
  const copy = join(path, '..', `${name}.demarc`);
  copyFileSync(path, copy);
  return copy;
}
