import { expect, it } from 'vitest';
import { runAtOnce } from '../support/cli-in-process.ts';
import { workshopDay } from '../support/workshop-day.ts';

it('notes a proposal by the names of people and parties, takes it over, and lists what became of it', async () => {
  const { core, call, path } = await workshopDay();
  const [organisation] = (await call('parties.list', {})).filter(({ kind }) => kind === 'organisation');
  const [person] = await call('people.list', {});
  await core.close();
  const add = (...more: readonly string[]) => runAtOnce('proposals', 'add', path, ...more);
  const refs = 'orders-db/restore-testing';
  const owners = `AWS + ${organisation?.name}`;
  expect(
    await add(refs, 'owners', '--owners', owners, '--by', person?.name ?? '', '--text', 'As before.'),
  ).toMatchObject({ status: 0, err: '' });
  expect(await add(refs, 'object', '--text', 'Too early.', '--by', 'Guest of the bank')).toMatchObject({
    status: 0,
  });
  expect(await runAtOnce('proposals', 'take', path, 'P-1')).toMatchObject({
    status: 0,
    out: expect.stringContaining(`, as ${person?.name} proposed.`),
  });
  expect(await runAtOnce('proposals', 'decline', path, '2')).toMatchObject({ status: 0 });
  const listed = await runAtOnce('proposals', path);
  expect(listed.out).toMatch(
    /P-2 +orders-db\/restore-testing +Guest of the bank +objects: Too early\. +Declined/,
  );
  expect(listed.out).toMatch(/P-1 .*proposes .*As before\. +Taken over/);
  expect(JSON.parse((await runAtOnce('proposals', path, '--json')).out)).toMatchObject({
    proposals: [{ number: 2 }, { number: 1, by: { person: person?.id } }],
  });
  expect(await runAtOnce('proposals', 'take', path, 'P-1')).toMatchObject({
    status: 2,
    err: expect.stringContaining('has been taken over already'),
  });
});
