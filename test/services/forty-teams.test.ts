import { expect, test } from 'vitest';
import type { Link } from '../support/chain-of-workbooks.ts';
import { as, LANDING, openChain, PLATFORM, TEAMS } from '../support/chain-of-workbooks.ts';

const WHOLE = 'encryption-at-rest';
const PARTED = 'restore-testing';

test('a landing zone, a platform and three teams: each inherits from the one above, and a change at the top comes down as a difference and as gaps', async () => {
  const [landing, platform, ...teams] = await openChain(LANDING, PLATFORM, ...TEAMS);
  const [one, two, three] = teams as [Link, Link, Link];
  expect((await platform.take(landing, as('Landing zone'))).difference.added).toHaveLength(2);
  // The platform does one thing more for all of its teams.
  await platform.call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await platform.call('common.set', {
    refs: ['platform-team/encryption-in-transit'],
    reach: { everywhere: true },
    status: 'in-progress',
  });
  for (const team of teams)
    expect((await team.take(platform, as('Platform'))).difference.added).toHaveLength(3);

  // What AWS and the landing zone do stands in the row of a team, with the whole way down to it.
  const row = await three.row(`archive/${WHOLE}`);
  expect(row).toMatchObject({
    ownership: { kind: 'shared', parties: ['aws', 'platform'] },
    status: 'implemented',
    common: { how: 'held', party: 'platform', ref: `platform/${WHOLE}` },
    evidence: [],
  });
  expect(row.shares.map(({ text }) => text)).toEqual(['Encrypts disks.', 'Forces encryption by a policy.']);
  expect(row.common?.inherited).toMatchObject({
    origins: [{ title: 'Platform' }, { title: 'Landing zone', party: 'Landing zone' }],
    evidence: [{ number: 1, title: 'Policy of the landing zone', expires: '2099-12-31' }],
  });
  expect(await one.row('orders/encryption-in-transit')).toMatchObject({
    status: 'in-progress',
    common: { how: 'held' },
  });

  // What the landing zone leaves to those below is asked of each, and of the platform for its own.
  for (const [team, ref] of [
    [one, 'orders'],
    [two, 'invoices'],
    [platform, 'shared-db'],
  ] as const)
    expect(await team.gapsAt(`${ref}/${PARTED}`)).toEqual(['own-part-open']);
  await one.call('common.ownPart', {
    ref: `orders/${PARTED}`,
    part: { text: 'Restored each March.' },
  });
  expect(await one.row(`orders/${PARTED}`)).toMatchObject({ common: { how: 'own-part' } });

  // At the top one text is changed, one answer taken out.
  await landing.call('assignments.update', {
    ref: `landing-zone/${PARTED}`,
    duties: { organisation: 'Restore one each month.' },
  });
  await landing.call('common.remove', { ref: `landing-zone/${WHOLE}` });
  const seen = await platform.look(landing);
  expect(seen.difference).toMatchObject({
    added: [],
    changed: [{ duty: PARTED, what: ['What it leaves to its customers'] }],
    gone: [{ duty: WHOLE }],
  });
  // Nothing has come down yet.
  expect((await two.look(platform)).difference).toMatchObject({ changed: [], gone: [], same: 3 });
  await platform.take(landing, { expected: seen.edition.head });
  expect(await platform.gapsAt(`shared-db/${WHOLE}`)).toEqual(['no-longer-inherited']);
  for (const team of teams)
    expect((await team.take(platform)).difference).toMatchObject({
      changed: [{ duty: PARTED }],
      gone: [{ duty: WHOLE }],
      same: 1,
    });
  expect(await two.gapsAt(`invoices/${WHOLE}`)).toEqual(['no-longer-inherited']);
  expect(await one.gapsAt(`orders/${PARTED}`)).toContain('own-part-unconfirmed');
  expect(await two.gapsAt(`invoices/${PARTED}`)).toEqual(['own-part-open']);
  const [listed] = await three.call('providers.list', {});
  expect(listed).toMatchObject({
    partyName: 'Platform',
    edition: { title: 'Platform' },
    duties: 2,
    rows: 4,
    open: 2,
    ended: [{ duty: WHOLE }],
    above: [{ title: 'Landing zone' }],
  });

  // Each settles it in its own way.
  await one.call('assignments.confirm', { refs: [`orders/${PARTED}`] });
  expect(await one.gapsAt(`orders/${PARTED}`)).not.toContain('own-part-unconfirmed');
  await two.call('assignments.answer', { ref: `invoices/${WHOLE}`, answer: { owners: ['organisation'] } });
  expect(await two.gapsAt(`invoices/${WHOLE}`)).not.toContain('no-longer-inherited');
  // And one change takes the edition back.
  await three.call('workbook.undo', {});
  expect(await three.row(`archive/${WHOLE}`)).toMatchObject({ common: { how: 'held' } });
  for (const { run } of [landing, platform, ...teams])
    expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
});
