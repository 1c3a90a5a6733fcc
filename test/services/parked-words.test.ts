import { expect, test } from 'vitest';
import type { NamedComparison } from '../../main/contract/snapshots.ts';
import { ONE_FRAMEWORK, openTestWorkbook } from '../support/core.ts';
import { startRoundTrip } from '../support/returned-sheet.ts';

const REF = 'orders/restore-testing';
const WORDS = 'The contract (Dee Dow)';

/** A workbook in which one duty waits for something and for somebody; one was answered, so that the service is begun. */
async function parked() {
  const opened = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const { call } = opened;
  await call('people.add', { name: 'Dee Dow' });
  await call('services.add', { services: [{ catalogueId: 'rds', ref: 'orders', label: 'Orders' }] });
  await call('assignments.answer', {
    ref: 'orders/data-classification',
    answer: { owners: ['organisation'] },
  });
  await call('snapshots.take', { name: 'Before' });
  await call('assignments.update', {
    ref: REF,
    waits: { for: 'The contract', whom: { person: 'dee-dow' } },
  });
  return opened;
}

test('every list in which a parked duty stands says what it waits for, and for whom', async () => {
  const { call } = await parked();
  const waits = { for: 'The contract', person: 'dee-dow', name: null };

  const { rows } = await call('assignments.register', {
    sort: { column: 'waits', descending: false },
    limit: 5,
  });
  // Sorted by it, those that wait stand before those that do not.
  expect(rows[0]).toMatchObject({ ref: REF, parked: true, waits });
  expect(rows[1]).toMatchObject({ parked: false, waits: null });
  expect(
    (await call('assignments.walk', { subject: 'orders' })).items.find(({ ref }) => ref === REF),
  ).toMatchObject({
    parked: true,
    waits,
  });
  const gaps = await call('gaps.list', {});
  expect(gaps.find(({ ref, rule }) => ref === REF && rule === 'unanswered')?.sentence).toContain(
    `parked, with no answer yet; waits for: ${WORDS}`,
  );
  const found = await call('find.everything', { text: 'restore testing', kinds: ['duty'] });
  expect(found[0]?.hits.find(({ id }) => id === REF)).toMatchObject({
    parked: `Parked, waits for: ${WORDS}`,
  });
  // What it waits for is itself a text that is searched.
  expect((await call('find.everything', { text: 'contract', kinds: ['duty'] }))[0]?.hits).toMatchObject([
    { id: REF, matched: { field: 'Waits for', text: 'The contract' } },
  ]);
});

test('an answer in review that was parked beside says so, and a snapshot tells that it waits for something else', async () => {
  const { call } = await parked();
  const compare = async (from: number) => {
    const { changes } = (await call('snapshots.compare', { from, to: 'now' })) as NamedComparison;
    return changes
      .filter(({ field }) => field === 'Parked')
      .map(({ ref, before, after }) => [ref, before, after]);
  };
  const first = `Parked, waits for: ${WORDS}`;
  expect(await compare(1)).toEqual([[REF, null, first]]);
  await call('snapshots.take', { name: 'Parked' });
  await call('assignments.update', { ref: REF, waits: { whom: { name: 'the landlord' } } });
  expect(await compare(2)).toEqual([[REF, first, 'Parked, waits for: the landlord']]);

  await call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] } });
  await call('assignments.update', { ref: REF, waits: { for: 'A second look' } });
  const { rows } = await call('review.queue', {});
  expect(rows.find(({ ref }) => ref === REF)).toMatchObject({
    parked: true,
    waits: { for: 'A second look', person: null, name: null },
  });
});

test('the register leaves with it, and what somebody writes there instead is named, not taken in', async () => {
  const trip = await startRoundTrip();
  const ref = 'orders-db/restore-testing';
  await trip.call('assignments.update', {
    ref,
    waits: { for: 'The contract', whom: { person: trip.people.ann } },
  });
  const path = await trip.edited(({ get, set }) => {
    expect(get(ref, 'Waits for')).toBe('The contract (Ann Lee)');
    set(ref, 'Waits for', 'Nothing any more');
  });
  const { changes, unplaced } = await trip.preview(path);
  expect(changes).toEqual([]);
  expect(unplaced).toMatchObject([{ ref, value: 'Nothing any more', kind: 'read-only' }]);
});
