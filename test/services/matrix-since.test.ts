import { expect, test } from 'vitest';
import type { Matrix } from '../../main/contract/matrix.ts';
import { withChangedCells } from '../../main/domain/pictures/matrix.ts';
import { openTestWorkbook } from '../support/core.ts';

async function opened() {
  const { call } = await openTestWorkbook();
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 'dynamodb', label: 'checkout' },
    ],
  });
  const whole = (): Promise<Matrix> => call('assignments.matrix', {});
  /** Null where the host or the matrix says that the whole has to be read. */
  const mended = async (old: Matrix) => {
    const changes = await call('assignments.matrixSince', { rev: old.rev });
    return changes && withChangedCells(old, changes);
  };
  return { call, whole, mended };
}
const OF_DB = 'orders-db/restore-testing';

test('a matrix with the cells that changed since is the matrix as it would be read now', async () => {
  const { call, whole, mended } = await opened();
  const both = { owners: ['aws', 'organisation'] };
  const steps = {
    answered: () => call('assignments.answer', { ref: OF_DB, answer: { owners: ['organisation'] } }),
    noted: () => call('assignments.update', { ref: OF_DB, note: 'Twice a year.', status: 'implemented' }),
    parked: () => call('assignments.update', { ref: 'checkout/public-exposure', parked: true }),
    foundation: () => call('assignments.answer', { ref: 'aws/physical-access', answer: { owners: ['aws'] } }),
    organisation: () => call('assignments.answer', { ref: 'workbook/change-management', answer: both }),
    proved: () => call('evidence.addLink', { refs: [OF_DB], url: 'https://example.test/log' }),
    cleared: () => call('assignments.clear', { ref: OF_DB }),
    undone: () => call('workbook.undo', {}),
  };
  const first = await whole();
  let step = first;
  for (const [name, run] of Object.entries(steps)) {
    await run();
    step = (await mended(step)) ?? expect.fail(`${name} was not brought in`);
    expect(step, name).toEqual(await whole());
  }
  // All of them at once as well.
  expect(await mended(first)).toEqual(await whole());
});

test('cells that did not change stay the same objects, and a matrix that says it all stays itself', async () => {
  const { call, whole, mended } = await opened();
  const before = await whole();
  expect(await mended(before)).toBe(before);
  await call('assignments.answer', { ref: OF_DB, answer: { owners: ['organisation'] } });
  const after = await mended(before);
  const others = after?.cells.filter((cell, at) => cell !== before.cells[at]);
  expect(others).toHaveLength(1);
});

test('where more than cells changed, the whole has to be read', async () => {
  const { call, whole, mended } = await opened();
  const before = await whole();
  await call('people.add', { name: 'Ada Lovelace' });
  expect(await mended(before)).toBe(before);
  await call('parties.add', { name: 'Cloud team', kind: 'internal-provider' });
  expect(await mended(before)).toBeNull();
  const later = await whole();
  await call('services.add', { services: [{ catalogueId: 's3' }] });
  expect(await mended(later)).toBeNull();
});

test('a duty that comes to be asked, or is asked no longer, has the whole read', async () => {
  const { call, whole, mended } = await opened();
  const before = await whole();
  const asked = new Set(
    before.cells.map(
      ([subject, duty]) => `${before.subjects[subject]?.ref}/${before.responsibilities[duty]?.id}`,
    ),
  );
  const extra = before.responsibilities.find(
    ({ id, scope }) => scope === 'service' && !asked.has(`checkout/${id}`),
  );
  const ref = `checkout/${extra?.id}`;
  await call('assignments.ask', { ref, asked: true });
  expect(await mended(before)).toBeNull();
  const after = await whole();
  await call('assignments.ask', { ref, asked: false });
  expect(await mended(after)).toBeNull();
});
