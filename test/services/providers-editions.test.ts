import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { EditionLook } from '../../main/contract/providers.ts';
import { DEEPEST } from '../../main/domain/providers/edition.ts';
import { lookAt } from '../../main/services/exchange/take-edition.ts';
import { openFile } from '../../main/workbook/open-file.ts';
import { as, LANDING, openChain, TEAMS } from '../support/chain-of-workbooks.ts';
import { temporaryFolder } from '../support/core.ts';
import { openCopy, twoCopies } from '../support/two-copies.ts';

const WHOLE = 'encryption-at-rest';
const PARTED = 'restore-testing';
const DUTY = {
  name: 'Break glass',
  domain: 'resilience',
  scope: 'service',
  question: 'Who keeps the sealed account?',
  owner: 'customer',
  customer: 'Keeps it.',
} as const;

test('a duty of the provider’s own is taken where one of that name is known here, whenever it came to be known', async () => {
  const [landing, team, other] = await openChain(LANDING, TEAMS[0], TEAMS[1]);
  const { id } = await landing.call('custom.addResponsibility', DUTY);
  await landing.call('common.set', { refs: [`landing-zone/${id}`], reach: { everywhere: true } });
  const LEFT_OUT = /1 answer to duties of its own, which this workbook does not know, is left out/;
  expect((await team.take(landing, as('Landing zone'))).notices).toEqual([expect.stringMatching(LEFT_OUT)]);
  // The same state says more to a workbook that has come to know the duty.
  await team.call('custom.addResponsibility', DUTY);
  expect((await team.take(landing)).difference.added).toMatchObject([{ duty: id }]);
  expect((await team.row(`orders/${id}`)).common).toMatchObject({ how: 'held', party: 'landing-zone' });
  expect((await team.take(landing)).difference).toMatchObject({ added: [], same: 3 });
  await expect(team.call('custom.remove', { id })).rejects.toThrow(/is inherited from “Landing zone”/);
  // One id, and another question.
  await other.call('custom.addResponsibility', DUTY);
  await other.call('custom.updateResponsibility', { id, name: 'Fire drills' });
  expect((await other.take(landing, as('Landing zone'))).notices).toEqual([expect.stringMatching(LEFT_OUT)]);
  expect((await other.row(`invoices/${id}`)).common).toBeUndefined();
});

test('an own part is to be confirmed where its duty was held no more and is held again in other words', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await team.take(landing, as('Landing zone'));
  const ref = `orders/${PARTED}`;
  await team.call('common.ownPart', { ref, part: { text: 'Restored.' } });
  await landing.call('common.remove', { ref: `landing-zone/${PARTED}` });
  await team.take(landing);
  expect(await team.gapsAt(ref)).toContain('no-longer-inherited');
  await landing.call('common.set', {
    refs: [`landing-zone/${PARTED}`],
    owners: ['landing-zone', 'organisation'],
    duties: { organisation: 'Restore all of it each week.' },
    reach: { everywhere: true },
  });
  const again = async (more: object = {}) => {
    await team.take(landing, more);
    expect(await team.gapsAt(ref)).toContain('own-part-unconfirmed');
    expect((await team.row(ref)).confirmLater).toBe(true);
  };
  await again();
  // Of a provider that was removed, nobody knows any more what it left.
  await team.call('common.ownPart', { ref, part: { text: 'Restored weekly.' } });
  expect((await team.row(ref)).confirmLater).toBe(false);
  await team.call('providers.remove', { party: 'landing-zone' });
  await again({ as: { party: 'landing-zone' } });
});

test('an edition says that it does not go on from the one that is held', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await team.take(landing, as('Landing zone'));
  const path = join(temporaryFolder(), 'fork.demarc');
  await landing.core.close();
  copyFileSync(landing.path, path);
  const [inheriting, own, fork] = [
    await openCopy(team.path, 'Ann'),
    await openCopy(landing.path, 'Lara'),
    await openCopy(path, 'Ben'),
  ];
  const say = (copy: typeof own, status: 'in-progress' | 'not-started' | 'implemented') =>
    copy.call('assignments.update', { ref: `landing-zone/${WHOLE}`, status });
  const told = async (name: 'providers.look' | 'providers.take', file: string) =>
    ((await inheriting.run(name, { file: inheriting.register(file).handle })) as EditionLook).notices;
  const APART = [expect.stringMatching(/^It does not go on from the edition that this workbook has/)];
  await say(own, 'in-progress');
  await say(fork, 'not-started');
  expect(await told('providers.take', own.path)).toEqual([]);
  // As far on as what is held, and farther.
  expect(await told('providers.look', path)).toEqual(APART);
  await say(fork, 'implemented');
  expect(await told('providers.look', path)).toEqual(APART);
  await say(own, 'implemented');
  expect(await told('providers.look', own.path)).toEqual([]);
});

test('a provider that two copies named otherwise is brought up to date as either party once they are merged', async () => {
  const [landing] = await openChain(LANDING);
  const { ann, ben } = await twoCopies((base) =>
    base.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders' }] }),
  );
  const take = (copy: typeof ann, more: object) =>
    copy.run('providers.take', { file: copy.register(landing.path).handle, ...more }) as Promise<EditionLook>;
  await take(ann, as('Landing zone'));
  await take(ben, as('LZ'));
  await ben.close();
  await ann.merge(ben.path);
  await landing.call('assignments.update', { ref: `landing-zone/${WHOLE}`, status: 'in-progress' });
  for (const party of ['lz', 'landing-zone'])
    expect((await take(ann, { as: { party } })).difference.changed).toMatchObject([{ duty: WHOLE }]);
});

test('no chain is taken that could not be handed on', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await team.take(landing, as('Landing zone'));
  const [{ edition } = { edition: null }] = await team.call('providers.list', {});
  if (!edition) throw new Error('no edition');
  const { head: _, ...origin } = edition;
  const db = openFile(team.path, { readonly: true });
  const rows = (deep: number) => [
    {
      duty: WHOLE,
      party: 'Landing zone',
      reach: { everywhere: true, environments: [], tags: [] },
      shares: [],
      notApplicable: 'No.',
      deviationReason: null,
      status: 'not-started' as const,
      dueOn: null,
      review: 'draft' as const,
      answeredAt: null,
      evidence: [],
      above: Array.from({ length: deep }, () => ({ ...origin, uuid: 'other', party: 'Landing zone' })),
    },
  ];
  const look = (deep: number) =>
    lookAt(
      { db, catalogue: indexCatalogue(loadCatalogue()) } as never,
      { edition: { facts: edition, rows: rows(deep) }, notices: [], lacks: [] },
      undefined,
    );
  try {
    expect(look(DEEPEST - 1).look.difference.changed).toMatchObject([{ duty: WHOLE }]);
    expect(() => look(DEEPEST)).toThrow(/came down through 16 other workbooks/);
  } finally {
    db.close();
  }
});

test('a duty that another copy took out is inherited no more once the copies are merged', async () => {
  const [landing] = await openChain(LANDING);
  const { id } = await landing.call('custom.addResponsibility', DUTY);
  await landing.call('common.set', { refs: [`landing-zone/${id}`], reach: { everywhere: true } });
  const { ann, ben } = await twoCopies(async (base) => {
    await base.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders' }] });
    await base.call('custom.addResponsibility', DUTY);
  });
  await ann.run('providers.take', { file: ann.register(landing.path).handle, ...as('Landing zone') });
  await ben.call('custom.remove', { id });
  await ben.close();
  await ann.merge(ben.path);
  const { rows } = await ann.call('assignments.register', { filter: {}, limit: 1000 });
  expect(rows.filter(({ responsibility }) => responsibility === id)).toEqual([]);
  expect(rows.filter(({ common }) => common?.how === 'inherited')).toHaveLength(2);
});
