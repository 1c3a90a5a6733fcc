import { expect, test } from 'vitest';
import { as, LANDING, type Link, openChain, PLATFORM, TEAMS } from '../support/chain-of-workbooks.ts';

const SITES = 'aws/physical-access';
const REPORTS = 'aws/aws-compliance-reports';

/** The landing zone says what AWS does of two foundations; of one the organisation has a part. */
async function answered(landing: Link): Promise<void> {
  await landing.call('assignments.answer', { ref: SITES, answer: { owners: ['aws'] } });
  await landing.call('assignments.update', { ref: SITES, duties: { aws: 'Guards its data centres.' } });
  await landing.call('assignments.answer', {
    ref: REPORTS,
    answer: { owners: ['aws', 'organisation', 'landing-zone'] },
    reason: 'We read them.',
  });
  await landing.call('assignments.update', {
    ref: REPORTS,
    duties: { aws: 'Publishes.', organisation: 'Reads them.', 'landing-zone': 'Fetches them.' },
    status: 'implemented',
  });
  await landing.call('evidence.addLink', {
    title: 'SOC 2 report',
    url: 'https://landing.example/soc2',
    expires: '2099-12-31',
    refs: [REPORTS],
  });
}

test('what a landing zone answered for the foundations of AWS comes down to a team, through the platform', async () => {
  const [landing, platform, team] = await openChain(LANDING, PLATFORM, TEAMS[0]);
  await answered(landing);
  const look = await platform.take(landing, as('Landing zone'));
  expect(look.difference.added.map(({ duty }) => duty).sort()).toEqual([
    'aws-compliance-reports',
    'encryption-at-rest',
    'physical-access',
    'restore-testing',
  ]);
  await team.take(platform, as('Platform'));
  for (const [link, origins] of [
    [platform, ['Landing zone']],
    [team, ['Platform', 'Landing zone']],
  ] as const) {
    const row = await link.row(SITES);
    expect(row).toMatchObject({
      subjectKind: 'provider',
      ownership: { kind: 'single', party: 'aws' },
      shares: [{ party: 'aws', text: 'Guards its data centres.' }],
      common: { how: 'inherited', ref: SITES },
    });
    expect(row.common?.inherited?.origins.map(({ title }) => title)).toEqual(origins);
    // Every column of the matrix has it, and neither it nor its row is open.
    const { cells, subjects, responsibilities } = await link.call('assignments.matrix', {});
    const cell = cells.find(
      ([subject, duty]) =>
        subjects[subject]?.ref === 'aws' && responsibilities[duty]?.id === 'physical-access',
    );
    expect(cell?.[2]).toBe('aws');
    expect(await link.gapsAt(SITES)).toEqual([]);
    const aws = (await link.call('assignments.subjects', {})).find(({ ref }) => ref === 'aws');
    expect(aws?.answered).toBe(2);
    // What is answered once for many services is another list.
    expect((await link.call('common.list', {})).map(({ party }) => party)).not.toContain('aws');
  }
  // The organisation's part is the organisation's below as well; what the landing zone does is whoever's gave it.
  expect((await team.row(REPORTS)).shares).toEqual([
    { party: 'aws', text: 'Publishes.', person: null },
    { party: 'organisation', text: 'Reads them.', person: null },
    { party: 'platform', text: 'Landing zone: Fetches them.', person: null },
  ]);
  expect(await team.row(REPORTS)).toMatchObject({
    status: 'implemented',
    common: { party: 'platform', inherited: { evidence: [{ title: 'SOC 2 report' }] } },
  });
  const card = await team.call('assignments.card', { ref: SITES });
  expect(card).toMatchObject({
    common: { how: 'inherited', partyName: 'Platform' },
    ownership: { party: 'aws' },
  });
  expect(await team.call('providers.list', {})).toMatchObject([{ duties: 2, foundations: 2 }]);
  for (const { run } of [landing, platform, team])
    expect(await run('workbook.verify', {})).toMatchObject({ ok: true });
});

test('a foundation that is inherited is changed where it was answered, or answered anew by those who see it otherwise', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await answered(landing);
  await team.take(landing, as('Landing zone'));
  await expect(team.call('assignments.update', { ref: SITES, status: 'in-progress' })).rejects.toMatchObject({
    details: { kind: 'held' },
    message: expect.stringMatching(/is inherited from “Landing zone”.*Say here who owns it/),
  });
  await expect(team.call('review.submit', { refs: [SITES] })).rejects.toThrow(/goes through review/);
  await team.call('assignments.update', { ref: SITES, note: 'Seen on the visit.' });
  expect(await team.row(SITES)).toMatchObject({ note: 'Seen on the visit.', common: { how: 'inherited' } });
  expect(
    (await team.call('assignments.acceptSuggestions', { subject: 'aws', confirmLater: false })).accepted,
  ).not.toContain(SITES);
  await team.call('assignments.answer', {
    ref: SITES,
    answer: { owners: ['organisation'] },
    reason: 'Our outpost stands in our own building.',
  });
  const own = await team.row(SITES);
  expect(own).toMatchObject({ ownership: { party: 'organisation' } });
  expect(own.common).toBeUndefined();
  await team.call('assignments.clear', { ref: SITES });
  expect(await team.row(SITES)).toMatchObject({
    ownership: { party: 'aws' },
    common: { how: 'inherited' },
  });
});

test('a foundation that goes at the top is a gap below, as one that is changed is a difference', async () => {
  const [landing, platform, team] = await openChain(LANDING, PLATFORM, TEAMS[0]);
  await answered(landing);
  await platform.take(landing, as('Landing zone'));
  await team.take(platform, as('Platform'));
  await landing.call('assignments.clear', { ref: SITES });
  await landing.call('assignments.update', { ref: REPORTS, status: 'in-progress' });
  const seen = await platform.look(landing);
  expect(seen.difference).toMatchObject({
    added: [],
    changed: [{ duty: 'aws-compliance-reports', what: ['Status: Implemented, now In progress'] }],
    gone: [{ duty: 'physical-access', dutyName: expect.stringMatching(/, foundation of AWS$/) }],
    same: 2,
  });
  await platform.take(landing);
  await team.take(platform);
  for (const link of [platform, team]) {
    expect(await link.gapsAt(SITES)).toEqual(['no-longer-inherited']);
    expect(await link.row(SITES)).toMatchObject({
      ownership: { kind: 'unanswered' },
      common: { how: 'ended' },
    });
    expect(await link.row(REPORTS)).toMatchObject({ status: 'in-progress' });
  }
  await team.call('assignments.answer', { ref: SITES, answer: { owners: ['aws'] } });
  expect(await team.gapsAt(SITES)).not.toContain('no-longer-inherited');
  // Removed as a provider, nothing of it is left.
  await platform.call('providers.remove', { party: 'landing-zone' });
  expect((await platform.row(REPORTS)).ownership.kind).toBe('unanswered');
});

test('a foundation that has ended is answered on its card with what was noted beside it', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await answered(landing);
  await team.take(landing, as('Landing zone'));
  await team.call('assignments.update', { ref: SITES, note: 'Seen on the visit.' });
  await landing.call('assignments.clear', { ref: SITES });
  await team.take(landing);
  const { assignment, common } = await team.call('assignments.card', { ref: SITES });
  expect(common).toMatchObject({ how: 'ended' });
  expect(assignment).toMatchObject({ note: 'Seen on the visit.' });
  await team.call('assignments.answer', {
    ref: SITES,
    answer: { owners: ['aws'] },
    baseRev: assignment?.rev ?? 0,
  });
  expect(await team.row(SITES)).toMatchObject({ ownership: { party: 'aws' }, note: 'Seen on the visit.' });
});

test.each([
  ['Alpha', 'Zebra'],
  ['Zebra', 'Alpha'],
])(
  'of two providers that answered for one foundation, %s before %s, the first party counts',
  async (first, second) => {
    const [landing, platform, team] = await openChain(LANDING, PLATFORM, TEAMS[0]);
    await answered(landing);
    await platform.call('assignments.answer', { ref: SITES, answer: { owners: ['aws'] } });
    await platform.call('assignments.update', { ref: SITES, duties: { aws: 'As the platform says.' } });
    await team.take(platform, as(first));
    await team.take(landing, as(second));
    expect(await team.row(SITES)).toMatchObject({ shares: [{ text: 'As the platform says.' }] });
    const card = await team.call('assignments.card', { ref: SITES });
    expect(card).toMatchObject({ common: { partyName: first } });
  },
);

test('foundations go by the name of their cloud', async () => {
  const [landing, team] = await openChain(LANDING, TEAMS[0]);
  await answered(landing);
  await team.call('parties.update', { id: 'aws', name: 'Nimbus' });
  const { notices } = await team.take(landing, as('Landing zone'));
  expect(notices).toEqual([expect.stringMatching(/foundations of AWS stands nowhere here.*Call yours so/)]);
  expect((await team.row(SITES)).ownership.kind).toBe('unanswered');
  await team.call('parties.update', { id: 'aws', name: 'aws' });
  expect(await team.row(SITES)).toMatchObject({ common: { how: 'inherited' } });
});
