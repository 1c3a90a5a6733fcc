import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import type { VerifyReport } from '../../main/contract/workbook.ts';
import { openTestWorkbook } from '../support/core.ts';
import { bothWays, twoCopies } from '../support/two-copies.ts';

const REF = 'orders-db/restore-testing';

test('proposals of two copies come together, each with its own number; what both took is asked of nobody', async () => {
  const { ann, ben } = await twoCopies(async ({ call }) => {
    await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
    await call('people.add', { name: 'Kim Doe' });
    await call('workshop.start', { title: 'Round one' });
    await call('proposals.make', { ref: REF, kind: 'remark', text: 'Before.', by: { person: 'kim-doe' } });
  });
  for (const copy of [ann, ben]) await copy.call('proposals.take', { number: 1 });
  // Two parties of one slug: the proposal goes with the one that its copy meant.
  await ann.call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await ben.call('parties.add', { name: 'Platform, team', kind: 'third-party' });
  for (const [copy, who] of [
    [ann, 'Guest of Ann'],
    [ben, 'Guest of Ben'],
  ] as const)
    await copy.call('proposals.make', {
      ref: REF,
      kind: 'owners',
      owners: ['platform-team'],
      by: { name: who },
    });
  const merged = await bothWays(ann, ben);
  const list = await merged.call('proposals.list', {});
  expect(list.map(({ number, outcome }) => [number, outcome])).toEqual([
    [3, 'open'],
    [2, 'open'],
    [1, 'taken'],
  ]);
  const parties = new Map((await merged.call('parties.list', {})).map(({ id, name }) => [id, name]));
  expect(new Map(list.slice(0, 2).map(({ by, owners }) => [by?.name, parties.get(owners[0] ?? '')]))).toEqual(
    new Map([
      ['Guest of Ann', 'Platform team'],
      ['Guest of Ben', 'Platform, team'],
    ]),
  );
  expect((await merged.run('workbook.verify', {})) as VerifyReport).toMatchObject({ ok: true });
});

test('somebody who took part, of the workbook or as a guest, is erased from what they said and from what was recorded of it', async () => {
  const opened = await openTestWorkbook({ actor: 'Lea Lang' });
  const { call, run, core, workbook, path } = opened;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'Kim Doe' });
  await call('workshop.start', { title: 'Round one' });
  await call('proposals.make', {
    ref: REF,
    kind: 'owners',
    owners: ['organisation'],
    by: { person: 'kim-doe' },
  });
  await call('proposals.make', { ref: REF, kind: 'remark', text: 'Ask Kim Doe.', by: { name: 'Sam Lee' } });
  await call('proposals.take', { number: 1 });
  await call('proposals.take', { number: 2 });
  for (const who of ['Kim Doe', 'Sam Lee']) {
    const reply = await core.dispatch(
      { name: 'erasure.person', input: { workbook, who, typed: who } },
      'test',
    );
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message);
    await core.awaitJob(reply.value as { job: string });
  }
  expect((await run('workbook.verify', {})) as VerifyReport).toMatchObject({ ok: true });
  expect((await call('proposals.list', {})).map(({ by }) => by?.name)).toEqual([
    expect.stringMatching(/^Erased person /),
    expect.stringMatching(/^Erased person /),
  ]);
  await core.close();
  const bytes = readFileSync(path).toString('latin1');
  for (const name of ['Kim Doe', 'kim-doe', 'Sam Lee', 'sam-lee']) expect(bytes).not.toContain(name);
});
