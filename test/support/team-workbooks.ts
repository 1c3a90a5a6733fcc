import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { callers, makeOnce, startCore, type TestCore, temporaryFolder } from './core.ts';

type Ask = Pick<TestCore, 'call' | 'run'>;

/** Who answers what in the workbook of a team: a duty's ref with its owners. */
export interface Team {
  readonly title: string;
  readonly organisation?: string;
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  readonly more?: (ask: Ask) => Promise<void>;
}

/**
 * Puts the workbook of a team that has a database and a bucket, with a platform team that may own their duties; its path. Of one name and
 * one content it is the same workbook in every test of a run, because making it takes longer than publishing it.
 */
export async function teamWorkbook(folder: string, name: string, { more, ...team }: Team): Promise<string> {
  const path = join(folder, `${name}.demarc`);
  copyFileSync(await madeOnce(name, team), path);
  if (more) await goOn(path, more);
  return path;
}

const madeOnce = (name: string, { answers = {}, ...named }: Omit<Team, 'more'>): Promise<string> =>
  makeOnce({
    name: `team-${createHash('sha256')
      .update(JSON.stringify([name, answers, named]))
      .digest('hex')}`,
    organisation: 'Acme',
    ...named,
    async fill({ call }) {
      await call('workbook.update', { frameworks: ['soc2-tsc-2017'] });
      await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
      await call('services.add', {
        services: [
          { catalogueId: 'rds', label: 'Orders', ref: 'orders' },
          { catalogueId: 's3', label: 'Files', ref: 'files' },
        ],
      });
      for (const [ref, owners] of Object.entries(answers))
        await call('assignments.answer', {
          ref,
          answer: { owners: [...owners] },
          reason: `Because ${named.title} does.`,
        });
    },
  });

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
