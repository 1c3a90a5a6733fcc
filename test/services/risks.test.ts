import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { bothWays, openCopy, twoCopies } from '../support/two-copies.ts';

const RESTORE = 'orders-db/restore-testing';
const WHOLE = {
  reason: 'It is rebuilt from code within a day.',
  approver: 'zoe-muller',
  approvedOn: '2026-11-01',
  expiresOn: '2027-10-31',
};

async function prepare({ call }: Pick<TestCore, 'call'>): Promise<void> {
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  await call('assignments.answer', { ref: RESTORE, answer: { owners: ['organisation'] } });
}
const riskOf = async ({ call }: Pick<TestCore, 'call'>) =>
  (await call('assignments.card', { ref: RESTORE })).assignment?.risk;
const gapsOn = async ({ call }: Pick<TestCore, 'call'>, asOf: string) =>
  (await call('gaps.list', { asOf })).map(({ rule }) => rule).filter((rule) => rule.startsWith('risk-'));

test('an accepted risk says why, who approved it and until when; past its end, or without these, it is a gap', async () => {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await prepare(opened);
  await expect(call('assignments.update', { ref: RESTORE, risk: WHOLE })).rejects.toThrow(
    'Set that status first.',
  );
  await call('assignments.update', { ref: RESTORE, status: 'risk-accepted' });
  expect(await gapsOn(opened, '2026-12-01')).toEqual(['risk-acceptance-incomplete']);
  await call('assignments.update', {
    ref: RESTORE,
    risk: { reason: WHOLE.reason, approver: WHOLE.approver },
  });
  await expect(call('assignments.update', { ref: RESTORE, risk: { approver: 'nobody' } })).rejects.toThrow(
    'There is no person "nobody"',
  );
  await call('assignments.update', {
    ref: RESTORE,
    risk: { approvedOn: WHOLE.approvedOn, expiresOn: WHOLE.expiresOn },
  });
  expect(await riskOf(opened)).toEqual(WHOLE);
  expect(await gapsOn(opened, '2027-10-31')).toEqual([]);
  expect(await gapsOn(opened, '2027-11-01')).toEqual(['risk-acceptance-ended']);
  await expect(
    call('assignments.update', { ref: RESTORE, risk: { expiresOn: '2026-10-31' } }),
  ).rejects.toThrow('before it was approved (2026-11-01)');
  await expect(call('people.remove', { id: 'zoe-muller' })).rejects.toThrow(
    'Zoë Müller approved 1 accepted risk, such as that of orders-db/restore-testing.',
  );

  // It belongs to the status: another one takes it along, and undo brings both back.
  await call('assignments.update', { ref: RESTORE, status: 'in-progress' });
  expect(await riskOf(opened)).toBeNull();
  await call('workbook.undo', {});
  expect(await riskOf(opened)).toEqual(WHOLE);
  const { lines } = await call('history.list', { limit: 20, whole: true, filter: { ref: RESTORE } });
  expect(lines.flatMap(({ parts }) => parts.flatMap(({ changes }) => changes))).toContainEqual({
    field: 'risk_approver',
    label: 'Who approved the risk',
    before: null,
    after: 'Zoë Müller',
  });
  expect(await opened.run('workbook.verify', {})).toMatchObject({ ok: true });
});

test('what was signed is another thing once the acceptance of a risk changes; a locked answer keeps its own', async () => {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await prepare(opened);
  await call('assignments.update', { ref: RESTORE, status: 'risk-accepted', risk: WHOLE });
  await call('review.sign', { subject: 'orders-db', name: 'Zoë Müller', statement: 'Agreed.' });
  await call('assignments.update', { ref: RESTORE, risk: { expiresOn: '2030-01-01' } });
  expect(await call('review.signOffs', {})).toMatchObject([{ changedSince: { count: 1 } }]);
  await call('review.submit', { refs: [RESTORE] });
  await call('review.accept', { refs: [RESTORE] });
  await expect(call('assignments.update', { ref: RESTORE, risk: { reason: 'Other' } })).rejects.toThrow(
    'accepted in review',
  );
});

test('merging keeps a status and what stands behind it together, and asks where both copies accept a risk differently', async () => {
  const { ann, ben } = await twoCopies(prepare);
  await ann.call('assignments.update', { ref: RESTORE, status: 'risk-accepted', risk: WHOLE });
  await ben.call('assignments.update', { ref: RESTORE, status: 'in-progress' });
  const merged = await bothWays(ann, ben, { [`assignment/${RESTORE}#status`]: 'mine' });
  expect((await merged.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({
    status: 'risk-accepted',
    risk: WHOLE,
  });
  await merged.close();
  const copy = async (who: string, risk: object) => {
    const path = `${merged.path}.${who}.demarc`;
    copyFileSync(merged.path, path);
    const opened = await openCopy(path, who);
    await opened.call('assignments.update', { ref: RESTORE, risk });
    return opened;
  };
  const [cleo, dan] = [
    await copy('Cleo', { reason: 'Cheap.' }),
    await copy('Dan', { expiresOn: '2028-01-01' }),
  ];
  const both = await bothWays(cleo, dan, {
    [`assignment/${RESTORE}#risk_reason+risk_approver+risk_approved_on+risk_expires_on`]: 'theirs',
  });
  expect(await riskOf(both)).toEqual({ ...WHOLE, expiresOn: '2028-01-01' });
});
