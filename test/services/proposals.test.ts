import { expect, test } from 'vitest';
import type { DemarcError } from '../../main/contract/errors.ts';
import { openTestWorkbook } from '../support/core.ts';

const REF = 'orders-db/restore-testing';

/** A running meeting on a database, with two people who own it. */
const inMeeting = async (meeting: { readonly anonymous?: boolean } = {}) => {
  const opened = await openTestWorkbook({ actor: 'Lea Lang' });
  const { call } = opened;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await call('people.add', { name: 'Ben Ode' });
  await call('people.add', { name: 'Zoë Müller' });
  await call('workshop.start', { title: 'Round one', ...meeting });
  return opened;
};
const refusal = async (attempt: Promise<unknown>): Promise<DemarcError> =>
  attempt.then(
    () => expect.fail('It was not refused.'),
    (error: DemarcError) => error,
  );
const BEN = { person: 'ben-ode' };
const ZOE = { person: 'zoe-muller' };

test('what people propose is kept with who said it, and changes no answer', async () => {
  const { call } = await inMeeting();
  await call('proposals.make', { ref: REF, kind: 'agree', by: BEN });
  await call('proposals.make', {
    ref: REF,
    kind: 'owners',
    owners: ['platform-team', 'aws'],
    text: 'They run it since June.',
    by: { name: 'Guest of the bank' },
  });
  const list = await call('proposals.list', { ref: REF });
  expect(list).toMatchObject([
    {
      number: 2,
      kind: 'owners',
      // In the workbook's order of parties.
      owners: ['aws', 'platform-team'],
      by: { person: null, name: 'Guest of the bank' },
      meetingTitle: 'Round one',
      about: 'orders-db: Restore testing',
      outcome: 'open',
    },
    { number: 1, kind: 'agree', by: { person: 'ben-ode', name: 'Ben Ode' }, outcome: 'open' },
  ]);
  // Whoever agrees before there is an answer agrees with what is suggested.
  expect(list[1]?.owners.length).toBeGreaterThan(0);
  expect((await call('assignments.card', { ref: REF })).ownership.kind).toBe('unanswered');
  expect((await call('workshop.meetings', {}))[0]?.proposals).toBe(2);
});

test('a voice counts once for a duty in a meeting: what it says next takes the place of what it said', async () => {
  const { call } = await inMeeting();
  await call('proposals.make', { ref: REF, kind: 'agree', by: BEN });
  const again = await call('proposals.make', { ref: REF, kind: 'agree', by: BEN });
  expect(again.number).toBe(1);
  await call('proposals.make', { ref: REF, kind: 'object', text: 'Nobody tests it.', by: BEN });
  await call('proposals.make', { ref: REF, kind: 'remark', text: 'See the runbook.', by: BEN });
  await call('proposals.make', { ref: REF, kind: 'agree', by: ZOE });
  const list = await call('proposals.list', {});
  expect(list.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['agree', 'open'],
    ['remark', 'open'],
    ['object', 'open'],
    ['agree', 'withdrawn'],
  ]);
});

test('a voice stays one whatever the person is called by now, and a guest of the former name is another', async () => {
  const { call } = await inMeeting();
  const acme = ['organisation'];
  await call('proposals.make', { ref: REF, kind: 'owners', owners: acme, by: BEN });
  await call('people.update', { id: 'ben-ode', name: 'Ben Ode-Lang' });
  await call('proposals.make', { ref: REF, kind: 'owners', owners: ['platform-team'], by: BEN });
  await call('proposals.make', { ref: REF, kind: 'owners', owners: acme, by: { name: 'Ben Ode' } });
  expect((await call('proposals.list', {})).map(({ by, outcome }) => [by?.name, outcome])).toEqual([
    ['Ben Ode', 'open'],
    ['Ben Ode-Lang', 'open'],
    ['Ben Ode-Lang', 'withdrawn'],
  ]);
});

test('taking a proposal over answers the duty, with all who say the same, and the history names them', async () => {
  const { call } = await inMeeting();
  const owners = ['organisation', 'platform-team'];
  await call('proposals.make', { ref: REF, kind: 'owners', owners, text: 'As in every account.', by: BEN });
  await call('proposals.make', { ref: REF, kind: 'owners', owners, by: ZOE });
  await call('proposals.make', { ref: REF, kind: 'object', text: 'Too early.', by: { name: 'Guest' } });
  const recorded = await call('proposals.take', { number: 2 });
  expect(recorded.shares.map(({ party }) => party)).toEqual(owners);
  // Both of them wrote it, with who recorded it: neither may be the second pair of eyes.
  expect(new Set(recorded.authors)).toEqual(new Set(['Ben Ode', 'Zoë Müller', 'Lea Lang']));
  const list = await call('proposals.list', { ref: REF });
  expect(list.map(({ outcome, settledBy }) => [outcome, settledBy])).toEqual([
    ['open', null],
    ['taken', 'Lea Lang'],
    ['taken', 'Lea Lang'],
  ]);
  const { lines } = await call('history.list', { filter: { ref: REF } });
  expect(lines[0]).toMatchObject({ way: 'proposal', from: 'Zoë Müller and Ben Ode', who: 'Lea Lang' });
  const refused = await refusal(call('proposals.take', { number: 1 }));
  expect(refused).toMatchObject({
    code: 'RULE_VIOLATION',
    message: 'Proposal 1 has been taken over already.',
  });

  await call('workbook.undo', {});
  expect((await call('assignments.card', { ref: REF })).ownership.kind).toBe('unanswered');
  expect((await call('proposals.list', { ref: REF })).map(({ outcome }) => outcome)).toEqual([
    'open',
    'open',
    'open',
  ]);
});

test('every kind has what taking it over records; words go to the note with their author', async () => {
  const { call } = await inMeeting();
  const make = (input: object) => call('proposals.make', { ref: REF, by: BEN, ...input } as never);
  await make({ kind: 'park', text: 'The contract' });
  expect(await call('proposals.take', { number: 1 })).toMatchObject({
    parked: true,
    waits: { for: 'The contract' },
  });
  await make({ kind: 'not-applicable', text: 'It is rebuilt from code.' });
  expect(await call('proposals.take', { number: 2 })).toMatchObject({
    notApplicable: 'It is rebuilt from code.',
  });
  await make({ kind: 'owners', owners: ['organisation'], text: 'We run it.' });
  expect((await call('proposals.take', { number: 3 })).deviationReason ?? 'We run it.').toBe('We run it.');
  await make({ kind: 'status', status: 'implemented' });
  expect(await call('proposals.take', { number: 4 })).toMatchObject({ status: 'implemented' });
  await make({ kind: 'object', text: 'Not in the test account.' });
  await make({ kind: 'remark', text: 'See the runbook.' });
  await call('proposals.take', { number: 5 });
  expect((await call('proposals.take', { number: 6 })).note).toBe(
    'Ben Ode: Not in the test account.\nBen Ode: See the runbook.',
  );
});

test('agreeing with what stands records nothing anew', async () => {
  const { call } = await inMeeting();
  await call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] } });
  const before = await call('assignments.card', { ref: REF });
  await call('proposals.make', { ref: REF, kind: 'agree', by: BEN });
  await call('proposals.take', { number: 1 });
  expect((await call('assignments.card', { ref: REF })).assignment).toEqual(before.assignment);
  expect(await call('proposals.list', {})).toMatchObject([{ outcome: 'taken', owners: ['organisation'] }]);
});

test('a meeting without names keeps none, and that is chosen before anything is proposed', async () => {
  const { call } = await inMeeting({ anonymous: true });
  await call('proposals.make', { ref: REF, kind: 'agree', by: BEN });
  expect(await call('proposals.list', {})).toMatchObject([{ by: null }]);
  const refused = await refusal(call('workshop.update', { meeting: 1, anonymous: false }));
  expect(refused.code).toBe('RULE_VIOLATION');
  const { minutes, markdown } = await call('workshop.minutes', { meeting: 1 });
  expect(minutes.proposals).toMatchObject([{ who: null }]);
  expect(markdown).toContain('Without a name');
  const { lines } = await call('history.list', {});
  expect(JSON.stringify(lines)).not.toContain('Ben Ode, on');
});

test('minutes hold what each said, taken or not, under the name of the present day', async () => {
  const { call } = await inMeeting();
  await call('proposals.make', { ref: REF, kind: 'owners', owners: ['organisation'], by: BEN });
  await call('proposals.make', { ref: REF, kind: 'object', text: 'Too early.', by: ZOE });
  await call('proposals.make', { ref: REF, kind: 'object', text: 'Too early.', by: { name: 'Guest' } });
  await call('proposals.take', { number: 1 });
  await call('proposals.decline', { number: 2 });
  await call('proposals.decline', { number: 3 });
  await call('people.update', { id: 'ben-ode', name: 'Ben Okoye' });
  await call('people.remove', { id: 'zoe-muller' });
  const { minutes, markdown } = await call('workshop.minutes', { meeting: 1 });
  expect(minutes.proposals).toEqual([
    {
      number: 1,
      about: 'orders-db: Restore testing',
      who: 'Ben Okoye',
      said: expect.stringMatching(/^proposes /),
      outcome: 'taken',
    },
    {
      number: 2,
      about: 'orders-db: Restore testing',
      who: 'Zoë Müller',
      said: 'objects: Too early.',
      outcome: 'declined',
    },
    expect.objectContaining({ number: 3, who: 'Guest' }),
  ]);
  // What several said alike is one row, with all of their names.
  expect(markdown).toMatch(/P-2, P-3.*Zoë Müller, Guest.*Objects: Too early\..*Declined/);
});

test('what cannot be proposed, taken or settled is refused by name', async () => {
  const { call } = await inMeeting();
  const refusals: [object, string][] = [
    [{ kind: 'object', by: BEN }, 'RULE_VIOLATION'],
    [{ kind: 'remark', text: '  ', by: BEN }, 'RULE_VIOLATION'],
    [{ kind: 'owners', owners: ['nobody'], by: BEN }, 'NOT_FOUND'],
    [{ kind: 'owners', by: BEN }, 'INVALID_INPUT'],
    [{ kind: 'status', by: BEN }, 'INVALID_INPUT'],
    [{ kind: 'agree', by: { person: 'nobody' } }, 'NOT_FOUND'],
    [{ kind: 'agree', ref: 'orders-db/nothing' }, 'NOT_FOUND'],
    [{ kind: 'agree', meeting: 9 }, 'NOT_FOUND'],
  ];
  for (const [input, code] of refusals)
    expect([input, (await refusal(call('proposals.make', { ref: REF, ...input } as never))).code]).toEqual([
      input,
      code,
    ]);
  expect(await call('proposals.list', {})).toEqual([]);
  for (const method of ['take', 'decline', 'withdraw', 'remove'] as const)
    expect((await refusal(call(`proposals.${method}`, { number: 9 }))).code).toBe('NOT_FOUND');
  // Of an answer that review has accepted nothing is taken over.
  await call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] } });
  await call('review.submit', { refs: [REF] });
  await call('review.accept', { refs: [REF] });
  await call('proposals.make', { ref: REF, kind: 'owners', owners: ['platform-team'], by: BEN });
  expect((await refusal(call('proposals.take', { number: 1 }))).message).toContain('locked');
  expect(await call('proposals.list', {})).toMatchObject([{ outcome: 'open' }]);
});

test('words that were said are found, and lead to their duty', async () => {
  const { call } = await inMeeting();
  await call('proposals.make', { ref: REF, kind: 'object', text: 'The quagga is missing.', by: BEN });
  const found = await call('find.everything', { text: 'quagga' });
  expect(found).toMatchObject([{ kind: 'proposal', total: 1, hits: [{ id: '1', duty: REF }] }]);
});
