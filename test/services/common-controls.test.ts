import { expect, test } from 'vitest';
import { type Made, openTestWorkbook } from '../support/core.ts';

const DUTY = 'restore-testing';
const SOURCE = `platform-team/${DUTY}`;

/** Four databases in two environments, a platform team with a person, and nothing answered. */
const ESTATE: Made = {
  name: 'common-estate',
  fill: async ({ call }) => {
    await call('environments.add', { name: 'Production' });
    await call('environments.add', { name: 'Test' });
    await call('services.add', {
      services: ['orders', 'invoices', 'reports', 'trial'].map((label) => ({ catalogueId: 'rds', label })),
    });
    for (const ref of ['orders', 'invoices', 'reports'])
      await call('services.update', { ref, environments: ['production'] });
    await call('services.update', { ref: 'trial', environments: ['test'], tags: ['cheap'] });
    await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
    await call('people.add', { name: 'Pat Form', party: 'platform-team' });
    await call('people.add', { name: 'Ola Orders', party: 'organisation' });
  },
};

async function estate() {
  const opened = await openTestWorkbook({ made: ESTATE });
  const { call } = opened;
  const row = async (ref: string) => {
    const { rows } = await call('assignments.register', { filter: {}, limit: 1000 });
    const found = rows.find((entry) => entry.ref === ref);
    if (!found) throw new Error(`no row ${ref}`);
    return found;
  };
  const gapsAt = async (ref: string) =>
    (await call('gaps.list', {})).filter((gap) => gap.ref === ref).map(({ rule }) => rule);
  return { ...opened, row, gapsAt };
}
type Estate = Awaited<ReturnType<typeof estate>>;

const held = (core: Estate, more: object = {}) =>
  core.call('common.set', {
    refs: [SOURCE],
    reach: { environments: ['production'] },
    duties: { 'platform-team': 'Restores a copy each month.' },
    people: { 'platform-team': 'pat-form' },
    status: 'implemented',
    note: 'See the platform handbook.',
    ...more,
  });

test('one answer of a party stands in every service in its reach, with all that it says and proves', async () => {
  const core = await estate();
  const { call, row } = core;
  await held(core);
  const { number } = await call('evidence.addLink', {
    title: 'Restore log',
    url: 'https://platform.example/restores',
    refs: [SOURCE],
  });
  for (const ref of ['orders', 'invoices', 'reports'])
    expect(await row(`${ref}/${DUTY}`)).toMatchObject({
      ownership: { kind: 'single', party: 'platform-team' },
      shares: [{ party: 'platform-team', text: 'Restores a copy each month.', person: 'pat-form' }],
      status: 'implemented',
      note: 'See the platform handbook.',
      evidence: [number],
      common: { how: 'held', party: 'platform-team', ref: SOURCE },
    });
  expect(await row(`trial/${DUTY}`)).toMatchObject({ ownership: { kind: 'unanswered' } });
  expect((await row(`trial/${DUTY}`)).common).toBeUndefined();
  // Counts, cards and the grid say the same.
  const subjects = await call('assignments.subjects', {});
  expect(subjects.find(({ ref }) => ref === 'orders')?.answered).toBe(1);
  expect(subjects.find(({ ref }) => ref === 'platform-team')).toMatchObject({ kind: 'common', asked: 1 });
  const card = await call('assignments.card', { ref: `orders/${DUTY}` });
  expect(card.common).toMatchObject({ how: 'held', partyName: 'Platform team', services: 3 });
  expect(card.assignment?.shares[0]?.person).toBe('pat-form');
  expect(card.evidence.map((piece) => piece.number)).toEqual([number]);
  expect((await call('assignments.card', { ref: SOURCE })).common).toMatchObject({
    how: 'source',
    services: 3,
  });
  expect(await call('common.list', {})).toMatchObject([{ ref: SOURCE, services: 3, open: 0, ownAnswers: 0 }]);
});

test('a change of the one answer changes all at once and is one undo, also in what stands in memory', async () => {
  const core = await estate();
  const { call, row } = core;
  await held(core);
  await row(`orders/${DUTY}`);
  const before = await call('assignments.matrix', {});
  await call('assignments.update', { ref: SOURCE, status: 'in-progress', note: null });
  for (const ref of ['orders', 'reports'])
    expect(await row(`${ref}/${DUTY}`)).toMatchObject({ status: 'in-progress', note: null });
  expect(await call('assignments.matrixSince', { rev: before.rev })).toBeNull();
  await call('workbook.undo', {});
  expect(await row(`orders/${DUTY}`)).toMatchObject({ status: 'implemented' });
  const after = await call('assignments.matrix', {});
  expect(after.cells).toEqual(before.cells);
});

test('reach follows environments, tags and single services, and an exception says why', async () => {
  const core = await estate();
  const { call, row } = core;
  await held(core, { reach: { tags: ['cheap'], services: ['orders'] } });
  const how = async (ref: string) => (await row(`${ref}/${DUTY}`)).common?.how ?? null;
  expect([await how('orders'), await how('invoices'), await how('trial')]).toEqual(['held', null, 'held']);
  await call('services.update', { ref: 'trial', tags: [] });
  expect(await how('trial')).toBeNull();
  await call('common.set', { refs: [SOURCE], reach: { everywhere: true } });
  await call('common.except', { ref: SOURCE, services: ['trial'], reason: 'It is thrown away each night.' });
  expect((await row(`trial/${DUTY}`)).common).toMatchObject({
    how: 'excepted',
    reason: 'It is thrown away each night.',
  });
  expect((await row(`trial/${DUTY}`)).ownership.kind).toBe('unanswered');
  await call('common.except', { ref: SOURCE, services: ['trial'], reason: null });
  expect(await how('trial')).toBe('held');
  // Of two, the one that names it more closely holds, once it says something.
  await call('parties.add', { name: 'Vendor', kind: 'third-party' });
  await call('common.set', { refs: [`vendor/${DUTY}`], reach: { services: ['trial'] } });
  expect((await row(`trial/${DUTY}`)).common?.party).toBe('vendor');
  await call('assignments.clear', { ref: `vendor/${DUTY}` });
  expect((await row(`trial/${DUTY}`)).common).toMatchObject({ how: 'held', party: 'platform-team' });
  // An environment that goes takes its reach along: what held there alone holds nowhere then.
  await call('common.set', { refs: [SOURCE], reach: { environments: ['production'] } });
  await call('environments.remove', { id: 'production' });
  expect(await how('orders')).toBeNull();
});

test('what holds in an environment holds in no service that stands in another as well, and it is said which', async () => {
  const core = await estate();
  const { call, row } = core;
  await held(core);
  const how = async () => (await row(`orders/${DUTY}`)).common?.how ?? null;
  const partly = async () => (await call('common.list', {})).map((control) => control.partly);
  expect([await how(), await partly()]).toEqual(['held', [[]]]);
  await call('services.update', { ref: 'orders', environments: ['test', 'production'] });
  expect([await how(), await partly()]).toEqual([null, [['orders']]]);
  expect((await row(`orders/${DUTY}`)).environments).toEqual(['production', 'test']);
  // All environments in which it stands, or it by itself.
  await held(core, { reach: { environments: ['production', 'test'] } });
  expect([await how(), await partly()]).toEqual(['held', [[]]]);
  await call('common.except', { ref: SOURCE, services: ['orders'], reason: 'It has a cycle of its own.' });
  expect([await how(), await partly()]).toEqual(['excepted', [[]]]);
  await call('common.except', { ref: SOURCE, services: ['orders'], reason: null });
  await held(core, { reach: { environments: ['production'], services: ['orders'] } });
  expect(await how()).toBe('held');
  // An environment that goes is one less.
  await held(core);
  await call('environments.remove', { id: 'test' });
  expect([await how(), await partly()]).toEqual(['held', [[]]]);
  await call('workbook.undo', {});
  expect((await row(`orders/${DUTY}`)).environments).toEqual(['production', 'test']);
});

test('an answer of its own stays and says that the common one would hold, too', async () => {
  const core = await estate();
  const { call, row } = core;
  await call('assignments.answer', { ref: `orders/${DUTY}`, answer: { owners: ['organisation'] } });
  await held(core);
  expect(await row(`orders/${DUTY}`)).toMatchObject({
    ownership: { kind: 'single', party: 'organisation' },
    common: { how: 'own-answer', ref: SOURCE },
  });
  expect(await call('common.list', {})).toMatchObject([{ services: 2, ownAnswers: 1 }]);
  await call('assignments.clear', { ref: `orders/${DUTY}` });
  expect((await row(`orders/${DUTY}`)).common?.how).toBe('held');
});

test('what is held is not changed in a service but by owners named there; note, parking and evidence are its own', async () => {
  const core = await estate();
  const { call, row } = core;
  await held(core);
  const ref = `orders/${DUTY}`;
  await expect(call('assignments.update', { ref, status: 'in-progress' })).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    details: { kind: 'held' },
  });
  await expect(call('assignments.update', { ref, people: { 'platform-team': null } })).rejects.toThrow(
    SOURCE,
  );
  await call('assignments.update', { ref, note: 'Asked again in May.', parked: true });
  await call('evidence.addNote', { title: 'Talk', text: 'They do it.', refs: [ref] });
  expect(await row(ref)).toMatchObject({
    note: 'Asked again in May.',
    parked: true,
    evidence: [1],
    common: { how: 'held' },
  });
  expect((await call('assignments.acceptSuggestions', { subject: 'orders' })).accepted).not.toContain(ref);
  const same = await call('assignments.previewSame', {
    from: { ref: SOURCE },
    to: ['orders'],
    openOnly: true,
  }).catch((error: unknown) => error);
  expect(same).toBeInstanceOf(Error);
  await call('assignments.answer', { ref, answer: { owners: ['organisation'] } });
  expect((await row(ref)).common?.how).toBe('own-answer');
});

test('what the answer leaves to its services is asked of each, until it is said or said to be nothing', async () => {
  const core = await estate();
  const { call, row, gapsAt } = core;
  await held(core, {
    owners: ['platform-team', 'organisation'],
    duties: { 'platform-team': 'Restores a copy.', organisation: 'Check the restored copy.' },
  });
  expect(await row(`orders/${DUTY}`)).toMatchObject({
    status: 'in-progress',
    common: { how: 'own-part-open' },
  });
  expect(await gapsAt(`orders/${DUTY}`)).toContain('own-part-open');
  expect(await call('common.list', {})).toMatchObject([{ services: 3, open: 3 }]);
  await call('common.ownPart', {
    ref: `orders/${DUTY}`,
    part: { text: 'Ola compares the totals.', person: 'ola-orders' },
  });
  expect(await row(`orders/${DUTY}`)).toMatchObject({
    shares: [
      { party: 'platform-team', text: 'Restores a copy.' },
      { party: 'organisation', text: 'Ola compares the totals.', person: 'ola-orders' },
    ],
    status: 'not-started',
    common: { how: 'own-part' },
  });
  await call('assignments.update', { ref: `orders/${DUTY}`, status: 'implemented' });
  expect((await row(`orders/${DUTY}`)).status).toBe('implemented');
  expect((await call('assignments.card', { ref: `orders/${DUTY}` })).common?.ownParties).toEqual([
    'organisation',
  ]);
  // The risk of the own part is the service's to accept.
  const accepted = { reason: 'Restored by hand until May.', expiresOn: '2027-05-31' };
  await call('assignments.update', { ref: `orders/${DUTY}`, status: 'risk-accepted', risk: accepted });
  expect(await row(`orders/${DUTY}`)).toMatchObject({ status: 'risk-accepted', risk: accepted });
  await call('assignments.update', { ref: `orders/${DUTY}`, status: 'implemented' });
  await call('common.ownPart', { ref: `invoices/${DUTY}`, part: { nothing: true } });
  expect(await row(`invoices/${DUTY}`)).toMatchObject({
    ownership: { kind: 'single', party: 'platform-team' },
    common: { how: 'held' },
  });
  // A person named for the part that is left answers it, too.
  await call('assignments.update', { ref: `reports/${DUTY}`, people: { organisation: 'ola-orders' } });
  expect(await row(`reports/${DUTY}`)).toMatchObject({
    shares: [{ party: 'platform-team' }, { text: 'Check the restored copy.', person: 'ola-orders' }],
    common: { how: 'own-part' },
  });
  expect(await gapsAt(`orders/${DUTY}`)).not.toContain('own-part-open');
  // What the party holds no longer is a gap; the own part is not lost.
  await call('common.remove', { ref: SOURCE });
  expect(await row(`orders/${DUTY}`)).toMatchObject({
    common: { how: 'alone' },
    shares: [{ party: 'organisation' }],
  });
  expect(await gapsAt(`orders/${DUTY}`)).toContain('own-part-open');
  expect((await row(`invoices/${DUTY}`)).ownership.kind).toBe('unanswered');
});

test('it goes through review once: accepted, it is locked with its reach and in every service', async () => {
  const core = await estate();
  const { call, row } = core;
  await held(core);
  await expect(call('review.submit', { refs: [`orders/${DUTY}`] })).rejects.toThrow(SOURCE);
  await call('review.submit', { refs: [SOURCE] });
  await call('review.accept', { refs: [SOURCE] });
  expect((await row(`orders/${DUTY}`)).review).toBe('accepted');
  const locked = { details: { kind: 'locked' } };
  await expect(call('common.set', { refs: [SOURCE], reach: { everywhere: true } })).rejects.toMatchObject(
    locked,
  );
  await expect(
    call('common.except', { ref: SOURCE, services: ['orders'], reason: 'No' }),
  ).rejects.toMatchObject(locked);
  await expect(
    call('assignments.answer', { ref: `orders/${DUTY}`, answer: { owners: ['organisation'] } }),
  ).rejects.toMatchObject(locked);
});

test('only a party that answers for many can, and it stays one while it has common controls', async () => {
  const core = await estate();
  const { call } = core;
  await expect(call('common.set', { refs: [`orders/${DUTY}`] })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  await held(core);
  await expect(call('parties.update', { id: 'platform-team', kind: 'client' })).rejects.toThrow(
    'common controls',
  );
  await call('people.remove', { id: 'pat-form' });
  await expect(call('common.set', { refs: ['platform-team/physical-access'] })).rejects.toMatchObject({
    details: { kind: 'elsewhere' },
  });
});

test('a party of which was said only where its answer does not hold can be removed, and comes back with that', async () => {
  const { call, run } = await estate();
  const reason = 'Restores by itself';
  await call('common.except', { ref: SOURCE, services: ['trial'], reason });
  await call('people.remove', { id: 'pat-form' });
  await call('parties.remove', { id: 'platform-team' });
  expect((await call('parties.list', {})).map(({ id }) => id)).not.toContain('platform-team');
  await call('workbook.undo', {});
  await call('common.set', { refs: [SOURCE], reach: { everywhere: true } });
  expect(await call('common.list', {})).toMatchObject([{ exceptions: [{ subject: 'trial', reason }] }]);
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
});
