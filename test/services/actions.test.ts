import { describe, expect, test } from 'vitest';
import { openTestWorkbook } from '../support/core.ts';

/** The example, with gaps that nobody has in hand yet. */
async function openExample() {
  const workbook = await openTestWorkbook({ example: 'ecommerce' });
  for (const { number } of await workbook.call('actions.list', {}))
    await workbook.call('actions.remove', { number });
  return workbook;
}

describe('actions', () => {
  test('an action covers the gaps of its rule at its place, until it is closed', async () => {
    const { call } = await openExample();
    const rule = 'no-named-person';
    const before = (await call('gaps.list', {})).filter((gap) => gap.rule === rule);
    const [first] = before;
    if (!first?.responsibility) throw new Error('the example has no unnamed share');
    expect(first.action).toBeNull();
    const made = await call('actions.add', {
      title: 'Name somebody',
      subject: first.subject,
      responsibility: first.responsibility,
      rule,
      dueOn: '2999-01-01',
    });
    expect(made).toMatchObject({ state: 'open', createdBy: 'Ann Assessor', closedAt: null });
    const actionAt = async () =>
      (await call('gaps.list', {})).find((gap) => gap.rule === rule && gap.ref === first.ref)?.action;
    expect(await actionAt()).toBe(made.number);

    const everywhere = await call('actions.add', { title: 'Name people everywhere', subject: null, rule });
    const covered = (await call('gaps.list', {})).filter((gap) => gap.rule === rule);
    expect(covered.every((gap) => gap.action !== null)).toBe(true);
    expect(await actionAt()).toBe(made.number);
    const rows = await call('actions.list', {});
    expect(rows.map(({ number, covers }) => [number, covers])).toEqual([
      [made.number, 1],
      [everywhere.number, before.length - 1],
    ]);
    expect(rows[1]?.subjectLabel).toBe((await call('workbook.info', {})).title);

    const done = await call('actions.update', { number: made.number, state: 'done' });
    expect(done.closedAt).not.toBeNull();
    expect(await actionAt()).toBe(everywhere.number);
    expect((await call('actions.list', {})).map(({ number }) => number)).toEqual([
      everywhere.number,
      made.number,
    ]);
    expect((await call('actions.update', { number: made.number, state: 'open' })).closedAt).toBeNull();
    await call('workbook.undo', {});
    expect((await call('actions.list', {})).find(({ number }) => number === made.number)?.state).toBe('done');
    await call('actions.remove', { number: everywhere.number });
    expect(await actionAt()).toBeNull();
  });

  test('an overdue action is a gap of its own, with its number', async () => {
    const { call } = await openTestWorkbook();
    const { number } = await call('actions.add', {
      title: 'Write the plan',
      subject: 'workbook',
      dueOn: '2001-02-03',
      note: '  ',
    });
    const late = (await call('gaps.list', {})).filter((gap) => gap.rule === 'action-overdue');
    expect(late).toMatchObject([{ action: number, subject: 'workbook', ref: null }]);
    expect((await call('actions.list', {}))[0]).toMatchObject({ overdue: true, covers: 0, note: null });
    await call('actions.update', { number, state: 'dropped' });
    expect((await call('gaps.list', {})).some((gap) => gap.rule === 'action-overdue')).toBe(false);
  });

  test('what does not exist is refused by name', async () => {
    const { call } = await openTestWorkbook();
    const title = 'Do it';
    const refusals = [
      [{ title, subject: 'nowhere' }, /service "nowhere"/],
      [{ title, subject: 'workbook', responsibility: 'no-such-duty' }, /responsibility "no-such-duty"/],
      [{ title, subject: null, responsibility: 'guest-os-patching' }, /name it too/],
      [{ title, subject: null, rule: 'no-such-rule' }, /gap rule "no-such-rule"/],
      [{ title, subject: null, person: 'nobody' }, /person "nobody"/],
    ] as const;
    for (const [input, message] of refusals)
      await expect(call('actions.add', input)).rejects.toThrow(message);
    await expect(call('actions.update', { number: 7, title })).rejects.toThrow(/action A-7/);
    await expect(call('actions.remove', { number: 7 })).rejects.toThrow(/action A-7/);
    expect(await call('actions.list', {})).toEqual([]);
  });

  test('a person who leaves the workbook leaves the action, with nobody named', async () => {
    const { call } = await openTestWorkbook();
    const person = await call('people.add', { name: 'Li Na' });
    const { number } = await call('actions.add', { title: 'Ask', subject: null, person: person.id });
    expect((await call('actions.list', {}))[0]?.personName).toBe('Li Na');
    await call('people.remove', { id: person.id });
    expect((await call('actions.list', {}))[0]).toMatchObject({ number, person: null, personName: null });
  });
});

test('the overview adds up', async () => {
  const { call } = await openExample();
  const gaps = await call('gaps.list', {});
  const progress = await call('workbook.progress', {});
  await call('actions.add', { title: 'Later', subject: null, rule: 'unanswered', dueOn: '2999-01-01' });
  await call('actions.add', { title: 'Late', subject: null, rule: 'misconception', dueOn: '2001-01-01' });
  const overview = await call('overview.get', {});
  expect(overview).toMatchObject({
    asked: progress.asked,
    answered: progress.answered,
    parked: progress.parked,
    services: progress.services,
    actions: { live: 2, overdue: 1 },
  });
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  expect(sum(overview.ownership.map(({ count }) => count))).toBe(progress.asked);
  expect(sum(overview.domains.map(({ asked }) => asked))).toBe(progress.asked);
  expect(sum(overview.domains.map(({ answered }) => answered))).toBe(progress.answered);
  // The late action is one more.
  expect(sum(overview.gaps.map(({ count }) => count))).toBe(gaps.length + 1);
  expect(sum(overview.gapDomains.flatMap(({ counts }) => Object.values(counts)))).toBe(gaps.length + 1);
  expect(sum(overview.gaps.map(({ inHand }) => inHand))).toBe(
    gaps.filter((gap) => gap.rule === 'unanswered').length,
  );
  expect(overview.actions.next.map(({ title }) => title)).toEqual(['Late', 'Later']);
  const expiries = overview.expiring.next.map(({ expires }) => expires);
  expect(expiries).toEqual([...expiries].sort());
  expect(overview.week.days).toHaveLength(7);
  expect(overview.week.latest[0]?.summary).toContain('Late');
});
