import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { EditionLook } from '../../main/contract/providers.ts';
import { callers, type Made, makeOnce, startCore, type TestCore, temporaryFolder } from './core.ts';

/** One workbook of a chain, with its rows, gaps and the acts of inheriting. */
export type Link = Awaited<ReturnType<typeof linkAt>>;

/** Of a landing zone: one answer whole, and one that leaves a part to those below; AWS has a share in the first. */
export const LANDING: Made = {
  name: 'chain-landing-zone',
  actor: 'Lara Landing',
  fill: async ({ call }) => {
    await call('workbook.update', { title: 'Landing zone' });
    await call('parties.add', { name: 'Landing zone', kind: 'internal-provider' });
    await call('people.add', { name: 'Lara Landing', party: 'landing-zone' });
    await call('common.set', {
      refs: ['landing-zone/encryption-at-rest'],
      owners: ['aws', 'landing-zone'],
      duties: { aws: 'Encrypts disks.', 'landing-zone': 'Forces encryption by a policy.' },
      people: { 'landing-zone': 'lara-landing' },
      status: 'implemented',
      reach: { everywhere: true },
    });
    await call('common.set', {
      refs: ['landing-zone/restore-testing'],
      owners: ['landing-zone', 'organisation'],
      duties: { 'landing-zone': 'Keeps copies.', organisation: 'Restore one each quarter.' },
      status: 'implemented',
      reach: { everywhere: true },
    });
    await call('evidence.addLink', {
      title: 'Policy of the landing zone',
      url: 'https://landing.example/policy',
      expires: '2099-12-31',
      refs: ['landing-zone/encryption-at-rest'],
    });
  },
};

/** Databases of a team, or of the platform, with nothing answered. */
const databases = (title: string, labels: readonly string[]): Made => ({
  name: `chain-${title.toLowerCase().replaceAll(' ', '-')}`,
  fill: async ({ call }) => {
    await call('workbook.update', { title });
    await call('services.add', { services: labels.map((label) => ({ catalogueId: 'rds', label })) });
  },
});
export const PLATFORM = databases('Platform', ['shared-db']);
export const TEAMS = [
  databases('Team one', ['orders']),
  databases('Team two', ['invoices']),
  databases('Team three', ['reports', 'archive']),
] as const;

/** Opens copies of made workbooks in one program, each with what a test asks of it. */
export async function openChain<const M extends readonly Made[]>(
  ...made: M
): Promise<{ readonly [K in keyof M]: Link }> {
  const folder = temporaryFolder();
  const { core } = startCore(folder);
  onTestFinished(() => core.close());
  const links: Link[] = [];
  for (const each of made) {
    const path = join(folder, `${each.name}.demarc`);
    copyFileSync(await makeOnce(each), path);
    links.push(await linkAt(core, path));
  }
  return links as never;
}

async function linkAt(core: TestCore['core'], path: string) {
  const { id } = await core.openPath(path);
  const { call, run } = callers(core, id);
  const handle = (file: string) => core.files.registerSource(file).handle;
  return {
    core,
    path,
    id,
    call,
    run,
    row: async (ref: string) => {
      const { rows } = await call('assignments.register', { filter: {}, limit: 1000 });
      const found = rows.find((entry) => entry.ref === ref);
      if (!found) throw new Error(`no row ${ref}`);
      return found;
    },
    gapsAt: async (ref: string) =>
      (await call('gaps.list', {})).filter((gap) => gap.ref === ref).map(({ rule }) => rule),
    take: async (from: { readonly path: string }, more: object = {}) =>
      (await run('providers.take', { file: handle(from.path), ...more })) as EditionLook,
    look: async (from: { readonly path: string }, more: object = {}) =>
      (await run('providers.look', { file: handle(from.path), ...more })) as EditionLook,
  };
}

/** As whom a workbook answers in one that takes it first. */
export const as = (name: string) => ({ as: { name, kind: 'internal-provider' as const } });
