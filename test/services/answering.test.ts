import { expect, test } from 'vitest';
import { answerRefusalOf } from '../../main/contract/refusals.ts';
import { matrixTable } from '../../main/domain/pictures/matrix.ts';
import { openTestWorkbook } from '../support/core.ts';

const REF = 'web/guest-os-patching';
async function web() {
  const opened = await openTestWorkbook();
  await opened.call('services.add', {
    services: [
      { catalogueId: 'ec2', label: 'web' },
      { catalogueId: 's3', label: 'files' },
    ],
  });
  await opened.call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  return opened;
}
const last = async ({ call }: Awaited<ReturnType<typeof web>>) => {
  const { undo } = await call('workbook.history', {});
  return { undo, rev: (await call('assignments.matrix', {})).rev };
};

test('owners, texts, persons, status, due date, reason and note of a duty are one change', async () => {
  const core = await web();
  const { call } = core;
  const whole = {
    ref: REF,
    answer: { owners: ['aws', 'organisation'] },
    duties: { organisation: 'We patch on Sundays.' },
    people: { organisation: 'zoe-muller' },
    status: 'in-progress' as const,
    dueOn: '2027-03-01',
    reason: 'Managed together.',
    note: 'See the runbook.',
  };
  const before = await last(core);
  const saved = await call('assignments.answer', whole);
  expect(saved).toMatchObject({
    shares: [{ party: 'aws' }, { party: 'organisation', text: 'We patch on Sundays.', person: 'zoe-muller' }],
    status: 'in-progress',
    dueOn: '2027-03-01',
    deviationReason: 'Managed together.',
    note: 'See the runbook.',
  });
  expect((await last(core)).rev).toBe(before.rev + 1);
  // The same again, whole or in part, is no change and no step to undo.
  const after = await last(core);
  expect(await call('assignments.answer', whole)).toEqual(saved);
  expect(
    await call('assignments.answer', { ref: REF, answer: whole.answer, reason: 'Managed together.' }),
  ).toEqual(saved);
  expect(await call('assignments.update', { ref: REF, note: 'See the runbook.', parked: false })).toEqual(
    saved,
  );
  expect(await last(core)).toEqual(after);
  await call('workbook.undo', {});
  expect((await call('assignments.card', { ref: REF })).assignment).toBeNull();
});

test('the same answer again neither confirms a submitted one away nor leaves one to be confirmed', async () => {
  const core = await web();
  const { call } = core;
  const answer = { ref: REF, answer: { owners: ['organisation'] } };
  await call('assignments.answer', answer);
  await call('review.submit', { refs: [REF] });
  const before = await last(core);
  expect((await call('assignments.answer', answer)).review).toBe('submitted');
  expect(await last(core)).toEqual(before);
  expect((await call('assignments.answer', { ...answer, note: 'More.' })).review).toBe('draft');

  await call('assignments.acceptSuggestions', { subject: 'files', confirmLater: true });
  const { rows } = await call('assignments.register', { filter: { subject: 'files', confirmLater: true } });
  const [row] = rows;
  const owners = row?.shares.map(({ party }) => party) ?? [];
  await call('assignments.answer', { ref: row?.ref ?? '', answer: { owners } });
  expect((await call('assignments.card', { ref: row?.ref ?? '' })).assignment?.confirmLater).toBe(false);
});

test('status, due date and note come before the owner; a person and a text wait for one', async () => {
  const { call } = await web();
  await call('assignments.update', {
    ref: REF,
    status: 'in-progress',
    dueOn: '2027-03-01',
    note: 'Ask Zoë.',
  });
  for (const early of [{ people: { organisation: 'zoe-muller' } }, { duties: { organisation: 'We do.' } }])
    await expect(call('assignments.update', { ref: REF, ...early })).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
      details: { kind: 'no-part' },
    });
  expect(
    await call('assignments.bulk', { refs: [REF, 'files/public-exposure'], set: { status: 'in-progress' } }),
  ).toMatchObject({ changed: ['files/public-exposure'], skipped: [{ ref: REF, kind: 'same' }] });
  expect(await call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] } })).toMatchObject({
    status: 'in-progress',
    dueOn: '2027-03-01',
    note: 'Ask Zoë.',
  });
});

test('what is parked says what it waits for and for whom, until it is answered or taken up', async () => {
  const { call } = await web();
  const waiting = { for: 'The contract.', whom: { person: 'zoe-muller' } };
  expect(await call('assignments.update', { ref: REF, waits: waiting })).toMatchObject({
    parked: true,
    waits: { for: 'The contract.', person: 'zoe-muller', name: null },
  });
  await expect(
    call('assignments.update', { ref: REF, waits: { whom: { person: 'nobody' } } }),
  ).rejects.toMatchObject({ details: { kind: 'value' } });
  expect(await call('workshop.parked', {})).toMatchObject([
    { ref: REF, waits: { for: 'The contract.', person: 'zoe-muller' } },
  ]);
  // Whoever leaves the workbook is still whom it waits for.
  await call('people.remove', { id: 'zoe-muller' });
  expect((await call('assignments.card', { ref: REF })).assignment?.waits).toEqual({
    for: 'The contract.',
    person: null,
    name: 'Zoë Müller',
  });
  await call('workbook.undo', {});
  expect((await call('assignments.card', { ref: REF })).assignment?.waits?.person).toBe('zoe-muller');
  // Noted beside it, it stays; taken up, it waits for nothing.
  expect((await call('assignments.update', { ref: REF, note: 'Asked.' })).waits?.for).toBe('The contract.');
  expect(await call('assignments.update', { ref: REF, parked: false })).toMatchObject({
    parked: false,
    waits: null,
  });
  await call('assignments.bulk', {
    refs: [REF],
    set: { waits: { whom: { name: 'the landlord' } } },
  });
  expect(await call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] } })).toMatchObject({
    parked: false,
    waits: null,
  });
});

test('a foundation says in how many columns its answer shows', async () => {
  const { call } = await web();
  await call('services.add', { services: [{ catalogueId: 'outposts', label: 'rack' }] });
  await call('parties.add', { name: 'Azure', kind: 'provider' });
  const table = matrixTable(await call('assignments.matrix', {}));
  const duties = (await call('assignments.walk', { subject: 'aws' })).items;
  for (const { ref, responsibility } of duties) {
    const row = table.rows.findIndex(({ id }) => id === responsibility);
    const columns = table.columns.filter((_, column) => table.cell(column, row)?.ref === ref).length;
    expect((await call('assignments.card', { ref })).foundation, ref).toEqual({ columns });
    const other = await call('assignments.card', { ref: `azure/${responsibility}` });
    expect(other.foundation).toEqual({ columns: 0 });
  }
  expect((await call('assignments.card', { ref: REF })).foundation).toBeNull();
});

test('refusals are told apart by their kind', async () => {
  const { call } = await web();
  const kindOf = async (refused: Promise<unknown>) =>
    refused.then(
      () => 'done',
      (error) => answerRefusalOf(error),
    );
  const answer = (ref: string, owners: string[]) => call('assignments.answer', { ref, answer: { owners } });
  await answer('files/public-exposure', ['organisation']);
  await call('review.submit', { refs: ['files/public-exposure'] });
  await call('review.accept', { refs: ['files/public-exposure'] });
  expect(await kindOf(answer('files/public-exposure', ['aws']))).toBe('locked');
  expect(await kindOf(answer(REF, ['aws']))).toBe('misconception');
  expect(await kindOf(call('assignments.answer', { ref: REF, answer: { notApplicable: '' } }))).toBe(
    'reason-needed',
  );
  expect(await kindOf(answer('aws/guest-os-patching', ['aws']))).toBe('elsewhere');
  expect(await kindOf(answer('no-such/guest-os-patching', ['aws']))).toBeNull();
});

test('a card says of every control that is inherited in part what AWS does of it', async () => {
  const { call } = await web();
  const { controls } = await call('assignments.card', { ref: REF });
  const inPart = controls.flatMap((framework) =>
    framework.controls
      .filter(({ inherit }) => inherit === 'partly')
      .map(({ id, why }) => ({ at: `${framework.framework} ${id}`, why })),
  );
  expect(inPart.length).toBeGreaterThan(5);
  expect(inPart.filter(({ why }) => !why)).toEqual([]);
  expect(inPart.find(({ at }) => at === 'pci-dss-4.0.1 6.3.3')?.why).toMatch(/^AWS has a part \(.*Yours/);
});

test('an answer goes to the service as it is now, whatever it was when it was answered last', async () => {
  const { call } = await web();
  const answer = (duty: string) =>
    call('assignments.answer', { ref: `web/${duty}`, answer: { owners: ['organisation'] } });
  const lastWords = async () => (await call('workbook.history', {})).undo;
  await answer('guest-os-patching');
  expect(await lastWords()).toMatch(/, web: /);
  await call('services.update', { ref: 'web', label: 'front' });
  await answer('public-exposure');
  expect(await lastWords()).toMatch(/, front: /);
  await call('workbook.undo', {});
  await call('workbook.undo', {});
  await answer('public-exposure');
  expect(await lastWords()).toMatch(/, web: /);
  await call('services.remove', { ref: 'web' });
  await expect(answer('public-exposure')).rejects.toThrow('web');
  await call('workbook.undo', {});
  expect((await answer('guest-os-patching')).shares).toHaveLength(1);
});
