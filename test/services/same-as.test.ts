import { expect, test } from 'vitest';
import { openTestWorkbook } from '../support/core.ts';

/** Three databases of one kind and a bucket; the first is answered in part. */
async function databases() {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 'rds', label: 'reporting-db' },
      { catalogueId: 'rds', label: 'archive-db' },
      { catalogueId: 's3', label: 'files' },
    ],
  });
  await call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  const { number } = await call('evidence.addLink', {
    title: 'Runbook',
    url: 'https://wiki.example/runbook',
    refs: ['orders-db/restore-testing'],
  });
  await call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { owners: ['aws', 'organisation'] },
    reason: 'A contract says so.',
    duties: { organisation: 'We restore a copy each month.' },
    people: { organisation: 'zoe-muller' },
    status: 'in-progress',
    dueOn: '2027-03-01',
    note: 'See the runbook.',
  });
  return { ...opened, number };
}
const FROM = { ref: 'orders-db/restore-testing' };
const cardOf = async ({ call }: Awaited<ReturnType<typeof databases>>, ref: string) =>
  call('assignments.card', { ref });

test('a whole answer goes to other services in one step, with a preview that changes nothing', async () => {
  const core = await databases();
  const { call, number } = core;
  const input = { from: FROM, to: ['reporting-db', 'files', 'orders-db'] };
  const { rev } = await call('assignments.matrix', {});
  const preview = await call('assignments.previewSame', input);
  expect((await call('assignments.matrix', {})).rev).toBe(rev);
  expect(preview.changes.map(({ ref, before, after }) => [ref, before, after])).toEqual([
    ['reporting-db/restore-testing', 'Unanswered', 'AWS + Acme'],
    ['files/restore-testing', 'Unanswered', 'AWS + Acme'],
  ]);
  expect(preview.changes[0]?.parts).toEqual([
    'owners',
    'texts',
    'persons',
    'status',
    'due',
    'reason',
    'note',
    'evidence',
  ]);
  expect(await call('assignments.sameAs', input)).toEqual(preview);
  for (const ref of ['reporting-db/restore-testing', 'files/restore-testing']) {
    const { assignment, evidence } = await cardOf(core, ref);
    expect(assignment).toMatchObject({
      shares: [
        { party: 'aws' },
        { party: 'organisation', text: 'We restore a copy each month.', person: 'zoe-muller' },
      ],
      deviationReason: 'A contract says so.',
      status: 'in-progress',
      dueOn: '2027-03-01',
      note: 'See the runbook.',
    });
    expect(evidence.map((piece) => piece.number)).toEqual([number]);
  }
  // The same again is no change; one undo takes both back.
  expect(await call('assignments.sameAs', input)).toEqual({ changes: [], left: [], same: 2 });
  await call('workbook.undo', {});
  for (const ref of ['reporting-db/restore-testing', 'files/restore-testing']) {
    const { assignment, evidence } = await cardOf(core, ref);
    expect([assignment, evidence]).toEqual([null, []]);
  }
});

test('each part can be left out, and nothing that is there is emptied', async () => {
  const core = await databases();
  const { call } = core;
  const ref = 'reporting-db/restore-testing';
  await call('assignments.answer', {
    ref,
    answer: { owners: ['organisation'] },
    duties: { organisation: 'Ours.' },
    note: 'Kept.',
  });
  const parts = ['persons', 'due'] as const;
  const { changes } = await call('assignments.sameAs', {
    from: FROM,
    to: ['reporting-db'],
    parts: [...parts],
  });
  expect(changes).toMatchObject([{ ref, parts: ['persons', 'due'] }]);
  expect((await cardOf(core, ref)).assignment).toMatchObject({
    shares: [{ party: 'organisation', text: 'Ours.', person: 'zoe-muller' }],
    status: 'not-started',
    dueOn: '2027-03-01',
    note: 'Kept.',
  });
  // The other way round: what has no note brings none.
  await call('assignments.update', { ref: FROM.ref, note: null });
  await call('assignments.sameAs', { from: FROM, to: ['reporting-db'] });
  expect((await cardOf(core, ref)).assignment?.note).toBe('Kept.');
});

test('a whole service goes to others of its kind; what is accepted, answered or mistaken is left and counted', async () => {
  const core = await databases();
  const { call } = core;
  const mistaken = 'backup-configuration';
  await call('assignments.answer', {
    ref: `orders-db/${mistaken}`,
    answer: { owners: ['aws'] },
    reason: 'The team insists.',
  });
  await call('assignments.update', { ref: 'orders-db/public-exposure', note: 'Only a note.' });
  const locked = 'archive-db/restore-testing';
  await call('assignments.answer', { ref: locked, answer: { owners: ['organisation'] } });
  await call('review.submit', { refs: [locked] });
  await call('review.accept', { refs: [locked] });
  await expect(call('assignments.sameAs', { from: { subject: 'orders-db' }, to: ['files'] })).rejects.toThrow(
    /of its own kind only/,
  );
  await expect(
    call('assignments.sameAs', { from: { ref: 'files/public-exposure' }, to: ['orders-db'] }),
  ).rejects.toThrow(/Nothing is recorded/);

  const whole = { from: { subject: 'orders-db' }, to: ['reporting-db', 'archive-db'] };
  const withoutReason = await call('assignments.previewSame', {
    ...whole,
    parts: ['owners', 'note'],
  });
  expect(withoutReason.left.map(({ ref, kind }) => [ref, kind]).sort()).toEqual([
    [`archive-db/${mistaken}`, 'misconception'],
    [locked, 'locked'],
    [`reporting-db/${mistaken}`, 'misconception'],
  ]);
  const open = await call('assignments.previewSame', { ...whole, openOnly: true });
  expect(open.left).toMatchObject([{ ref: locked, kind: 'answered' }]);
  const chosen = [`archive-db/${mistaken}`];
  expect(
    (await call('assignments.sameAs', { ...whole, only: chosen })).changes.map(({ ref }) => ref),
  ).toEqual(chosen);
  const all = await call('assignments.sameAs', whole);
  expect(all.changes.map(({ ref }) => ref).sort()).toEqual(
    [
      'archive-db/public-exposure',
      `reporting-db/${mistaken}`,
      'reporting-db/public-exposure',
      'reporting-db/restore-testing',
    ].sort(),
  );
  expect(all).toMatchObject({ same: 1, left: [{ ref: locked, kind: 'locked' }] });
  expect((await call('workbook.history', {})).undo).toBe('Same as orders-db: 4 duties');
});

test('several services that were added take the answers of those of their kind, as one step and one undo', async () => {
  const { call } = await databases();
  await call('assignments.answer', { ref: 'files/public-exposure', answer: { owners: ['organisation'] } });
  await call('services.add', { services: [{ catalogueId: 's3', label: 'logs' }] });
  const input = {
    from: { subjects: ['orders-db', 'files'] },
    to: ['archive-db', 'reporting-db', 'logs'],
    openOnly: true,
  };
  const preview = await call('assignments.previewSame', input);
  expect(preview.left).toEqual([]);
  // Each goes to its own kind, and never to another.
  expect(preview.changes.map(({ ref }) => ref).sort()).toEqual([
    'archive-db/restore-testing',
    'logs/public-exposure',
    'reporting-db/restore-testing',
  ]);
  expect(await call('assignments.sameAs', input)).toEqual(preview);
  const { undo } = await call('workbook.history', {});
  expect(undo).toMatch(/^Same as orders-db, files: 3/);
  await call('workbook.undo', {});
  const { rows } = await call('assignments.register', { limit: 1000 });
  expect(
    rows.filter(
      ({ ref, ownership }) => input.to.includes(ref.split('/')[0] ?? '') && ownership.kind !== 'unanswered',
    ),
  ).toEqual([]);
  // Of two that both would give their answers neither takes the other's.
  const both = { from: { subjects: ['orders-db', 'reporting-db'] }, to: ['reporting-db'] };
  expect(await call('assignments.previewSame', both)).toEqual({ changes: [], left: [], same: 0 });
});
