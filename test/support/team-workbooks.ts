import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { callers, startCore, type TestCore, temporaryFolder } from './core.ts';

type Ask = Pick<TestCore, 'call' | 'run'>;

/** Who answers what in the workbook of a team: a duty's ref with its owners. */
export interface Team {
  readonly title: string;
  readonly organisation?: string;
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  readonly more?: (ask: Ask) => Promise<void>;
}

/** Makes the workbook of a team that has a database and a bucket, with a platform team that may own their duties; its path. */
export async function teamWorkbook(folder: string, name: string, team: Team): Promise<string> {
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
