import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ErasureReport } from '../../main/contract/erasure.ts';
import { as, LANDING, openChain, PLATFORM, TEAMS } from '../support/chain-of-workbooks.ts';
import { makeOnce, temporaryFolder } from '../support/core.ts';

const WHOLE = 'encryption-at-rest';
const PARTED = 'restore-testing';
const HERE = `landing-zone/${WHOLE}`;

test('only a sound workbook of another assessment is taken, and nothing is written where it is refused', async () => {
  const [landing, team, other] = await openChain(LANDING, TEAMS[0], PLATFORM);
  const before = await team.call('workbook.info', {});
  const refused = (from: { readonly path: string }, more: object, words: RegExp) =>
    expect(team.take(from, more)).rejects.toThrow(words);
  await refused(landing, { as: { party: 'organisation' } }, /only an internal provider or a third party/);
  await refused(landing, { as: { party: 'nobody' } }, /no party "nobody"/);
  await refused(landing, {}, /no provider whose workbook is “Landing zone”/);
  await refused(team, as('Ourselves'), /none inherits from itself/);
  await refused(
    landing,
    { ...as('Landing zone'), expected: 'f'.repeat(64) },
    /changed since it was looked at/,
  );
  const folder = temporaryFolder();
  const file = (name: string) => ({ path: join(folder, name) });
  writeFileSync(file('page.demarc').path, '<html>');
  await refused(file('page.demarc'), as('Landing zone'), /is not a Demarc workbook/);
  // Another program's trigger, and a row that its log does not tell of.
  const altered = async (name: string, sql: string) => {
    copyFileSync(await makeOnce(LANDING), file(name).path);
    const db = new Database(file(name).path);
    db.exec(sql);
    db.close();
    return file(name);
  };
  await refused(
    await altered('trigger.demarc', 'CREATE TRIGGER t AFTER INSERT ON party BEGIN DELETE FROM share; END'),
    as('Landing zone'),
    /trigger/,
  );
  await refused(
    await altered(
      'row.demarc',
      `UPDATE assignment SET status = 'implemented' WHERE status <> 'implemented'; UPDATE share SET text = 'Nothing.'`,
    ),
    as('Landing zone'),
    /does not hold what its change log says, so nothing was taken from it/,
  );
  expect((await team.call('workbook.info', {})).rev).toBe(before.rev);
  // One that inherits from it cannot be inherited from.
  await team.call('parties.add', { name: 'Team', kind: 'internal-provider' });
  await team.call('common.set', { refs: [`team/${WHOLE}`], reach: { everywhere: true } });
  await other.take(team, as('Team one'));
  await refused(other, as('Platform'), /inherits from this workbook/);
  await team.take(landing, as('Landing zone'));
  await refused(landing, as('Another'), /is a provider of this workbook already, as Landing zone/);
  await expect(team.call('parties.remove', { id: 'landing-zone' })).rejects.toThrow(
    /is a provider of this workbook/,
  );
});

test('what is inherited is changed in its own workbook; here it is limited, excepted, or given an answer of its own', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[2]);
  await team.take(landing, as('Landing zone'));
  const update = (ref: string, more: object) => team.call('assignments.update', { ref, ...more });
  await expect(update(HERE, { status: 'in-progress' })).rejects.toThrow(
    /is inherited from “Landing zone”, revision/,
  );
  await expect(update(`reports/${WHOLE}`, { status: 'in-progress' })).rejects.toThrow(
    /comes with a newer edition of it/,
  );
  await expect(team.call('common.remove', { ref: HERE })).rejects.toThrow(/is inherited from/);
  await update(HERE, { note: 'Ask Lara.' });
  expect(await team.row(HERE)).toMatchObject({
    note: 'Ask Lara.',
    status: 'implemented',
    common: { how: 'inherited' },
  });
  for (const ref of [HERE, `reports/${WHOLE}`])
    await expect(team.call('review.submit', { refs: [ref] })).rejects.toThrow(/where it goes through review/);
  await team.call('common.except', { ref: HERE, services: ['archive'], reason: 'Public data.' });
  expect(await team.row(`archive/${WHOLE}`)).toMatchObject({
    ownership: { kind: 'unanswered' },
    common: { how: 'excepted' },
  });
  await team.call('common.set', { refs: [`landing-zone/${PARTED}`], reach: { services: ['reports'] } });
  expect((await team.row(`archive/${PARTED}`)).common).toBeUndefined();
  await team.call('assignments.answer', { ref: `reports/${WHOLE}`, answer: { owners: ['organisation'] } });
  expect(await team.row(`reports/${WHOLE}`)).toMatchObject({ common: { how: 'own-answer' } });
  // Accepting suggestions leaves what is inherited alone, and a card says from where it is.
  await team.call('assignments.acceptSuggestions', { subject: 'landing-zone', confirmLater: false });
  expect((await team.call('assignments.card', { ref: HERE })).common).toMatchObject({
    how: 'inherited',
    inherited: { origins: [{ title: 'Landing zone', party: 'Landing zone' }] },
  });
  const [control] = await team.call('common.list', {});
  expect(control).toMatchObject({
    ref: HERE,
    services: 0,
    ownAnswers: 1,
    inherited: { evidence: [{ number: 1 }] },
  });
  // A day of authorisation, and the end of it.
  expect(
    await team.call('providers.authorise', { party: 'landing-zone', authorisedOn: '2026-03-01' }),
  ).toMatchObject({ authorisedOn: '2026-03-01' });
  await team.call('providers.remove', { party: 'landing-zone' });
  expect(await team.call('providers.list', {})).toEqual([]);
  await expect(team.call('providers.remove', { party: 'landing-zone' })).rejects.toThrow(
    /inherits from none yet/,
  );
  await expect(team.row(HERE)).rejects.toThrow(/no row/);
});

test('environments go by their names, and a vendor answers for itself as its organisation', async () => {
  const [vendor, team] = await openChain(PLATFORM, TEAMS[2]);
  await vendor.call('workbook.update', { title: 'Vendor', organisation: 'Datastore Inc' });
  for (const name of ['PRODUCTION', 'Elsewhere']) await vendor.call('environments.add', { name });
  await vendor.call('parties.add', { name: 'Operations', kind: 'internal-provider' });
  await vendor.call('parties.add', { name: 'Clients', kind: 'client' });
  const set = (duty: string, more: object) =>
    vendor.call('common.set', { refs: [`operations/${duty}`], ...more });
  await set(PARTED, {
    owners: ['operations', 'organisation', 'clients'],
    duties: { operations: 'Copies.', organisation: 'Keeps them.', clients: 'Say what matters.' },
    reach: { environments: ['production'] },
  });
  await set(WHOLE, { reach: { services: ['shared-db'] } });
  await team.call('environments.add', { name: 'Production' });
  await team.call('services.update', { ref: 'reports', environments: ['production'] });
  await team.call('parties.add', { name: 'Datastore', kind: 'third-party' });
  const { notices } = await team.take(vendor, { as: { party: 'datastore' } });
  expect(notices).toEqual([expect.stringContaining('keeps 1 answer to itself')]);
  expect(await team.row(`reports/${PARTED}`)).toMatchObject({
    shares: [
      { party: 'organisation', text: 'Say what matters.' },
      { party: 'datastore', text: 'Datastore Inc: Keeps them.\nCopies.' },
    ],
    common: { how: 'own-part-open' },
  });
  expect((await team.row(`archive/${PARTED}`)).common).toBeUndefined();
  // Renamed, the environment is another.
  await team.call('environments.update', { id: 'production', name: 'Live' });
  expect((await team.row(`reports/${PARTED}`)).common).toBeUndefined();
});

test('what an inherited answer lacks is told where it was answered, but for proof that has expired', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await landing.call('evidence.addLink', {
    title: 'Old scan',
    url: 'https://landing.example/scan',
    expires: '2020-01-31',
    refs: [HERE],
  });
  await team.take(landing, as('Landing zone'));
  expect(await team.gapsAt(HERE)).toEqual(['inherited-evidence-expired']);
  expect(await team.gapsAt(`orders/${WHOLE}`)).toEqual([]);
  expect(await team.gapsAt(`orders/${PARTED}`)).toEqual(['own-part-open']);
  await team.call('common.ownPart', { ref: `orders/${PARTED}`, part: { text: 'Restored.' } });
  // Of a row with an own part, only that is judged here.
  expect(await team.gapsAt(`orders/${PARTED}`)).toEqual(['no-named-person']);
});

test('a risk that the provider accepts is accepted here until the same day, and no longer', async () => {
  const [landing, team, below] = await openChain(LANDING, TEAMS[0], TEAMS[1]);
  const accept = (expiresOn: string) =>
    landing.call('assignments.update', {
      ref: HERE,
      status: 'risk-accepted',
      risk: { reason: 'Old disks.', approver: 'lara-landing', approvedOn: '2020-01-01', expiresOn },
    });
  await accept('2020-12-31');
  await team.take(landing, as('Landing zone'));
  expect(await team.gapsAt(HERE)).toEqual(['risk-acceptance-ended']);
  expect(await team.gapsAt(`orders/${WHOLE}`)).toEqual([]);
  await below.take(team, as('Team one'));
  expect(await below.gapsAt(`team-one/${WHOLE}`)).toEqual(['risk-acceptance-ended']);
  await accept('2099-12-31');
  expect((await team.take(landing)).difference.changed).toMatchObject([
    { what: ['Risk accepted until: 2020-12-31, now 2099-12-31'] },
  ]);
  expect(await team.gapsAt(HERE)).toEqual([]);
});

test('an erasure takes a name out of what was taken, and leaves the words of the program in it', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await landing.call('assignments.update', {
    ref: HERE,
    duties: { 'landing-zone': 'Kim Doe forces encryption.' },
  });
  await landing.call('evidence.addLink', {
    title: 'Letter of Kim Doe',
    url: 'https://landing.example/letter',
    refs: [`landing-zone/${PARTED}`],
  });
  await team.take(landing, as('Landing zone'));
  await landing.call('common.remove', { ref: `landing-zone/${PARTED}` });
  await team.take(landing);
  const erase = async (name: string) => {
    const { id } = await team.call('people.add', { name });
    const reply = await team.core.dispatch(
      { name: 'erasure.person', input: { workbook: team.id, who: id, typed: name } },
      'test',
    );
    if (!reply.ok) throw new Error(reply.error.message);
    const { report } = (await team.core.awaitJob(reply.value as { job: string })) as {
      report: ErasureReport;
    };
    return report.label;
  };
  const label = await erase('Kim Doe');
  const row = () => team.row(`orders/${WHOLE}`);
  expect((await row()).shares.map(({ text }) => text)).toContain(`${label} forces encryption.`);
  expect(readFileSync(team.path).includes('Kim Doe')).toBe(false);
  // Kinds of evidence, keys and statuses are no names, whatever somebody is called.
  for (const name of ['Link', 'Text', 'Implemented']) await erase(name);
  expect(await row()).toMatchObject({
    status: 'implemented',
    common: { inherited: { evidence: [{ kind: 'link' }] } },
  });
  expect(await team.run('workbook.verify', {})).toMatchObject({ ok: true });
});
