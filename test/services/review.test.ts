import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestWorkbook, type TestCore } from '../support/core.ts';

const RESTORE = 'orders-db/restore-testing';
const PATCHING = 'web/guest-os-patching';
const OPEN = 'web/backup-configuration';

/** Two services, two people, and one answer in each. */
async function answered(): Promise<TestCore> {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await call('services.add', {
    services: [
      { catalogueId: 'ec2', label: 'web' },
      { catalogueId: 'rds', label: 'orders-db' },
    ],
  });
  await call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  await call('people.add', { name: 'Bo Berg', party: 'organisation' });
  for (const [ref, person] of [
    [RESTORE, 'zoe-muller'],
    [PATCHING, 'bo-berg'],
  ] as const)
    await call('assignments.answer', {
      ref,
      answer: { owners: ['organisation'] },
      people: { organisation: person },
      reason: 'Agreed in the workshop.',
    });
  return opened;
}
async function accepted(): Promise<TestCore> {
  const opened = await answered();
  await opened.call('review.submit', { refs: [RESTORE, PATCHING] });
  await opened.call('review.accept', { refs: [RESTORE, PATCHING] });
  return opened;
}
const stateOf = async ({ call }: TestCore, ref: string) =>
  (await call('assignments.card', { ref })).assignment?.review ?? 'draft';

test('draft, submitted, returned with a text, submitted again, accepted, reopened with a reason', async () => {
  const core = await answered();
  const { call } = core;
  const refs = [RESTORE];
  expect(await call('review.submit', { refs })).toEqual({ changed: refs, skipped: [] });
  await call('review.return', { refs, text: 'Name the runbook.' });
  expect(await call('review.standing', { ref: RESTORE })).toMatchObject({
    review: 'returned',
    text: 'Name the runbook.',
  });
  await call('review.submit', { refs });
  await call('review.accept', { refs });
  expect(await call('review.standing', { ref: RESTORE })).toMatchObject({
    review: 'accepted',
    text: null,
    by: 'Ann Assessor',
    at: expect.stringMatching(/^\d{4}-/),
  });
  await call('review.reopen', { refs, reason: 'The database moved.' });
  expect(await call('review.standing', { ref: RESTORE })).toMatchObject({
    review: 'draft',
    text: 'The database moved.',
  });
  expect((await call('workbook.history', {})).undo).toBe(`Reopened ${RESTORE}: The database moved.`);
  await call('workbook.undo', {});
  expect(await call('review.standing', { ref: RESTORE })).toMatchObject({
    review: 'accepted',
    by: 'Ann Assessor',
  });
});

test('a batch takes those that can go on and names the others; one in which nothing can is refused', async () => {
  const { call } = await answered();
  await call('review.submit', { refs: [RESTORE] });
  expect(await call('review.submit', { refs: [RESTORE, PATCHING, OPEN] })).toEqual({
    changed: [PATCHING],
    skipped: [
      { ref: RESTORE, kind: 'refused', why: `${RESTORE} waits for review already.` },
      { ref: OPEN, kind: 'refused', why: `${OPEN} has no answer yet. Answer it first.` },
    ],
  });
  await expect(call('review.submit', { refs: [RESTORE, PATCHING] })).rejects.toThrow(
    'None of the 2 answers could go on',
  );
  expect((await call('review.accept', { refs: [RESTORE, PATCHING] })).changed).toHaveLength(2);
  await expect(call('review.accept', { refs: [OPEN] })).rejects.toThrow('has no answer yet');
});

test('steps from the wrong state are refused with a sentence', async () => {
  const { call } = await answered();
  const refs = [RESTORE];
  await expect(call('review.accept', { refs })).rejects.toThrow('submit it for review before');
  await expect(call('review.return', { refs, text: 'x' })).rejects.toThrow('only what was submitted');
  await expect(call('review.reopen', { refs, reason: 'x' })).rejects.toThrow('nothing to reopen');
  await expect(call('review.return', { refs, text: ' ' })).rejects.toThrow();
  await call('review.submit', { refs });
  await call('review.accept', { refs });
  await expect(call('review.submit', { refs })).rejects.toThrow('Reopen it with a reason');
  await expect(call('review.return', { refs, text: 'x' })).rejects.toThrow('Reopen it with a reason instead');
});

test('what was accepted refuses every way of changing it, and nothing of it changes', async () => {
  const core = await accepted();
  const { call } = core;
  await call('review.reopen', { refs: [PATCHING], reason: 'Needs proof.' });
  const proof = await call('evidence.addNote', { title: 'Patch report', text: 'Seen.', refs: [PATCHING] });
  await call('review.submit', { refs: [PATCHING] });
  await call('review.accept', { refs: [PATCHING] });
  const before = (await call('assignments.register', { limit: 1000 })).rows;

  const newer = join(core.folder, 'newer.txt');
  writeFileSync(newer, 'Patched.');
  const { handle } = core.core.files.registerSource(newer);
  const ways: readonly (() => Promise<unknown>)[] = [
    () => call('assignments.answer', { ref: PATCHING, answer: { owners: ['organisation'] } }),
    () => call('assignments.update', { ref: PATCHING, note: 'Late thought' }),
    () => call('assignments.update', { ref: PATCHING, parked: true }),
    () => call('assignments.clear', { ref: PATCHING }),
    () => call('evidence.unlink', { number: proof.number, refs: [PATCHING] }),
    () => call('evidence.remove', { number: proof.number }),
    () => core.run('evidence.replace', { number: proof.number, file: handle }),
    () => call('people.remove', { id: 'bo-berg' }),
    () => call('services.remove', { ref: 'web' }),
    () => call('services.update', { ref: 'web', model: 'paas' }),
    () => call('services.update', { ref: 'web', catalogueId: 'lambda' }),
  ];
  for (const way of ways) await expect(way()).rejects.toThrow(/accepted in review.*Reopen/s);
  expect(await call('assignments.bulk', { refs: [PATCHING], set: { status: 'implemented' } })).toMatchObject({
    changed: [],
    skipped: [{ ref: PATCHING, kind: 'locked' }],
  });
  expect(
    await call('assignments.applyCells', { changes: [{ ref: PATCHING, field: 'note', value: 'Pasted' }] }),
  ).toMatchObject({ changed: [], cells: [{ refusal: expect.stringContaining('accepted in review') }] });
  expect((await call('assignments.acceptSuggestions', { subject: 'web' })).accepted).not.toContain(PATCHING);
  const after = (await call('assignments.register', { limit: 1000 })).rows;
  expect(after.find((row) => row.ref === PATCHING)).toEqual(before.find((row) => row.ref === PATCHING));

  // What takes nothing away is allowed: another name for the service, and more evidence.
  await call('services.update', { ref: 'web', label: 'Web servers' });
  await call('evidence.addNote', { title: 'Second report', text: 'Seen too.', refs: [PATCHING] });
  await call('review.reopen', { refs: [PATCHING], reason: 'The service goes away.' });
  expect(await call('services.remove', { ref: 'web' })).toMatchObject({ answers: expect.any(Number) });
});

test('a submitted answer that is edited is a draft again; one that is only looked at is not', async () => {
  const core = await answered();
  const { call } = core;
  const submit = () => call('review.submit', { refs: [RESTORE] });
  await submit();
  await call('assignments.update', { ref: RESTORE, status: 'not-started' });
  expect(await stateOf(core, RESTORE)).toBe('submitted');
  expect(await call('assignments.update', { ref: RESTORE, note: 'One more thing' })).toMatchObject({
    review: 'draft',
  });
  expect(await stateOf(core, RESTORE)).toBe('draft');
  await submit();
  await call('assignments.bulk', { refs: [RESTORE], set: { status: 'implemented' } });
  expect(await stateOf(core, RESTORE)).toBe('draft');
  await submit();
  await call('assignments.applyCells', { changes: [{ ref: RESTORE, field: 'note', value: 'Pasted' }] });
  expect(await stateOf(core, RESTORE)).toBe('draft');
  await submit();
  await call('assignments.clear', { ref: RESTORE });
  expect(await stateOf(core, RESTORE)).toBe('draft');
});

test('the queue counts all states and lists those asked for', async () => {
  const { call } = await answered();
  await call('review.submit', { refs: [RESTORE] });
  const queue = await call('review.queue', { state: 'submitted' });
  expect(queue.counts).toEqual({ draft: 1, submitted: 1, accepted: 0, returned: 0 });
  expect(queue.rows.map((row) => row.ref)).toEqual([RESTORE]);
  expect((await call('review.queue', { subject: 'web' })).rows.map((row) => row.ref)).toEqual([PATCHING]);
  expect((await call('review.queue', { person: 'bo-berg' })).counts).toMatchObject({
    draft: 1,
    submitted: 0,
  });
});

test('a sign-off stands until what was signed changes, and again when the change is taken back', async () => {
  const { call } = await accepted();
  const signable = await call('review.signable', { subject: 'orders-db' });
  expect(signable).toMatchObject({ label: 'orders-db', answered: 1, accepted: 1, evidence: 0 });
  const words = { name: 'Cleo Chief', role: 'CISO', statement: 'I accept the split of duties.' };
  await call('review.sign', { subject: 'orders-db', ...words, digest: signable.digest });
  await call('review.sign', { subject: null, ...words });
  const marks = async () =>
    Object.fromEntries((await call('review.signOffs', {})).map((row) => [row.label, row.changedSince]));
  expect(await marks()).toEqual({ 'Acme 2026': null, 'orders-db': null });

  // Names and review states are not what was signed.
  await call('services.update', { ref: 'orders-db', label: 'Orders database' });
  await call('people.update', { id: 'zoe-muller', name: 'Zoë Maier' });
  await call('review.reopen', { refs: [RESTORE, PATCHING], reason: 'A look at the texts.' });
  expect(await marks()).toEqual({ 'Acme 2026': null, 'Orders database': null });

  await call('assignments.update', { ref: PATCHING, note: 'Changed' });
  expect(await marks()).toEqual({
    'Acme 2026': { count: 1, who: ['Ann Assessor'] },
    'Orders database': null,
  });
  await call('workbook.undo', {});
  expect(await marks()).toEqual({ 'Acme 2026': null, 'Orders database': null });
  await call('evidence.addNote', { title: 'Restore', text: 'Done.', refs: [RESTORE] });
  expect(await marks()).toEqual({
    'Acme 2026': { count: 1, who: ['Ann Assessor'] },
    'Orders database': { count: 1, who: ['Ann Assessor'] },
  });
});

test('what changed since a signature, and owners who have not acknowledged, are gaps', async () => {
  const { call } = await accepted();
  await call('review.sign', { subject: 'web', name: 'Cleo Chief', statement: 'Agreed.' });
  await call('review.acknowledge', { person: 'bo-berg' });
  const found = async () =>
    (await call('gaps.list', {}))
      .filter(({ rule }) => rule === 'changed-since-signed' || rule === 'owner-not-acknowledged')
      .map(({ rule, subject }) => `${rule} ${subject}`);
  expect(await found()).toEqual(['owner-not-acknowledged orders-db']);
  await call('review.reopen', { refs: [PATCHING], reason: 'The text is wrong.' });
  await call('assignments.update', { ref: PATCHING, duties: { organisation: 'Patch within a week.' } });
  expect(await found()).toEqual([
    'changed-since-signed web',
    'owner-not-acknowledged web',
    'owner-not-acknowledged orders-db',
  ]);
});

test('nothing is signed that changed while it was read, that is unknown or that is empty', async () => {
  const { call } = await accepted();
  const { digest } = await call('review.signable', { subject: null });
  await call('assignments.answer', { ref: OPEN, answer: { owners: ['organisation'] } });
  const words = { name: 'Cleo Chief', statement: 'Agreed.' };
  await expect(call('review.sign', { subject: null, ...words, digest })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await expect(call('review.sign', { subject: 'nowhere', ...words })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(call('review.sign', { subject: 'aws', ...words })).rejects.toThrow('nothing to sign');
  expect(await call('review.signOffs', {})).toEqual([]);
});

test('an acknowledgement holds for the duties that it was given for', async () => {
  const { call } = await answered();
  const states = async () =>
    Object.fromEntries((await call('review.acknowledgements', {})).map((row) => [row.person, row.state]));
  expect(await states()).toEqual({ 'zoe-muller': 'none', 'bo-berg': 'none' });
  await call('review.acknowledge', { person: 'zoe-muller' });
  await call('assignments.update', { ref: RESTORE, status: 'implemented', note: 'Done' });
  expect(await states()).toEqual({ 'zoe-muller': 'current', 'bo-berg': 'none' });
  await call('assignments.update', { ref: RESTORE, duties: { organisation: 'Restore once a month.' } });
  expect(await states()).toMatchObject({ 'zoe-muller': 'stale' });
  await call('review.acknowledge', { person: 'zoe-muller' });
  await call('assignments.update', { ref: PATCHING, people: { organisation: 'zoe-muller' } });
  expect(await states()).toEqual({ 'zoe-muller': 'stale' });
  await expect(call('review.acknowledge', { person: 'bo-berg' })).rejects.toThrow('named for no duty');
});
