import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RowImage } from '../../main/domain/merge/rows.ts';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../../main/workbook/change-log.ts';
import { connect, harden } from '../../main/workbook/connection.ts';
import { moveAction } from '../../main/workbook/tables/actions.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
import { mergeFiles, undoLast } from '../support/merge-files.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import type { RandomCommand } from '../support/random-commands.ts';
import { words } from '../support/random-files.ts';
import { twoCopies } from '../support/two-copies.ts';

const RUNS = runs(3);
const DUTIES = ['restore-testing', 'backup-configuration', 'encryption-at-rest'];
const REFS = ['orders-db', 's3', 'managed-soc'].flatMap((subject) =>
  DUTIES.map((duty) => `${subject}/${duty}`),
);

const start: readonly RandomCommand[] = [
  {
    name: 'services.add',
    input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
  },
  { name: 'parties.add', input: { name: 'Managed SOC', kind: 'internal-provider' } },
  { name: 'actions.add', input: { title: 'From the beginning', subject: 's3', responsibility: DUTIES[0] } },
];

const ref = fc.constantFrom(...REFS.slice(0, 6));
const common = fc.constantFrom(...REFS.slice(6));
const service = fc.constantFrom('orders-db', 's3');
const number = fc.integer({ min: 1, max: 6 });
const action = fc.record({
  title: words,
  subject: service,
  responsibility: fc.constantFrom(...DUTIES, null),
});
const inputs: readonly (readonly [RandomCommand['name'], fc.Arbitrary<object>])[] = [
  ['actions.add', action],
  ['actions.add', action],
  ['actions.update', fc.record({ number, state: fc.constantFrom('done', 'in-progress', 'open') })],
  ['actions.update', fc.record({ number, title: words })],
  ['actions.remove', fc.record({ number })],
  ['workshop.decide', fc.record({ text: words, ref: fc.option(ref, { nil: null }) })],
  ['workshop.removeDecision', fc.record({ number })],
  ['assignments.answer', ref.map((one) => ({ ref: one, answer: { owners: ['organisation'] } }))],
  ['evidence.addNote', fc.record({ title: words, text: words, refs: ref.map((one) => [one]) })],
  [
    'common.set',
    fc.record({
      refs: common.map((one) => [one]),
      reach: fc.oneof(
        fc.constant({ everywhere: true }),
        service.map((one) => ({ services: [one] })),
      ),
    }),
  ],
  ['common.except', fc.record({ ref: common, services: service.map((one) => [one]), reason: words })],
  ['common.remove', fc.record({ ref: common })],
  ['services.remove', fc.constant({ ref: 's3' })],
  ['workbook.undo', fc.constant({})],
  ['workbook.redo', fc.constant({})],
];
const commands = fc.array(
  fc.oneof(...inputs.map(([name, input]) => input.map((given): RandomCommand => ({ name, input: given })))),
  { minLength: 10, maxLength: 40, size: 'max' },
);

/** By what the log itself says, played from its beginning: duty -> the entries whose rows name it, newest first. */
function namedIn(path: string): ReadonlyMap<string, readonly number[]> {
  const db = connect(path, { readonly: true });
  const found = new Map<string, number[]>();
  const records = new Map<string, RowImage['after']>();
  for (const { rev, rows } of db.all<{ rev: number; rows: string }>(
    'SELECT rev, rows FROM change ORDER BY rev',
  )) {
    const refs = new Set<string>();
    for (const { table, before, after } of JSON.parse(rows) as RowImage[]) {
      const key = `${table} ${(after ?? before)?.number}`;
      const then = records.get(key) ?? null;
      const numbered = ['action', 'decision', 'sign_off'].includes(table);
      const now = after && numbered ? { ...then, ...after } : after;
      for (const row of [numbered ? { ...then, ...before } : before, now])
        for (const owner of [row?.subject, table.startsWith('common_') && row?.party])
          if (owner && owner !== '*' && row?.responsibility) refs.add(`${owner}/${row.responsibility}`);
      if (numbered) records.set(key, now);
    }
    for (const each of refs) found.set(each, [rev, ...(found.get(each) ?? [])]);
  }
  db.close();
  return found;
}

/** What the program says is the history of each duty. */
async function toldOf(path: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const { core } = startCore(join(temporaryFolder(), 'reader'));
  const { id } = await core.openPath(path, { readOnly: true });
  const { call } = callers(core, id);
  const told = new Map<string, readonly number[]>();
  for (const each of REFS) {
    const { lines } = await call('history.list', { filter: { ref: each }, limit: 500 });
    told.set(
      each,
      lines.map(({ rev }) => rev),
    );
  }
  await core.close();
  return told;
}

test(`the history of a duty lists every entry whose rows name it, after ${RUNS} random histories with merges and undo`, {
  timeout: 300_000 + RUNS * 10_000,
}, async () => {
  const folder = temporaryFolder();
  const base = join(folder, 'base.demarc');
  const { core } = startCore(folder);
  await core.createAt(base, { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  expect(await perform(base, 'Lea', start)).toBe(start.length);
  let named = 0;
  let runsDone = 0;
  const property = fc.asyncProperty(commands, commands, async (ofAnn, ofBen) => {
    const [ann, ben] = ['ann', 'ben'].map((name) => join(folder, `${name}.demarc`)) as [string, string];
    for (const path of [ann, ben]) copyFileSync(base, path);
    // What was read while the log grew says the same as what is read afterwards.
    const seen = new Map<string, readonly number[]>();
    await perform(ann, 'Ann', ofAnn, async (call, done) => {
      if (done % 4 !== 0) return;
      for (const each of REFS)
        seen.set(
          each,
          (await call('history.list', { filter: { ref: each } })).lines.map(({ rev }) => rev),
        );
    });
    await perform(ben, 'Ben', ofBen);
    await mergeFiles(ann, ben, () => 'theirs');
    if (runsDone % 2 === 0) undoLast(ann);
    runsDone += 1;
    const expected = namedIn(ann);
    const told = await toldOf(ann);
    for (const each of REFS) {
      expect([each, told.get(each)]).toEqual([each, expected.get(each) ?? []]);
      const before = seen.get(each) ?? [];
      expect([each, before]).toEqual([
        each,
        before.length === 0 ? [] : told.get(each)?.slice(-before.length),
      ]);
      named += expected.get(each)?.length ?? 0;
    }
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: process.env.DEMARC_SHRINK === undefined });
  expect(named).toBeGreaterThan(RUNS * 20);
});

test('an action belongs to the duty that it stood at then, and to the other one from when it moved there', async () => {
  const [from = '', to = ''] = REFS;
  const { call, path, core } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const [subject, responsibility] = from.split('/') as [string, string];
  await call('actions.add', { title: 'Restore one', subject, responsibility });
  await call('actions.update', { number: 1, state: 'in-progress' });
  await core.close();
  // As a split of the catalogue does it.
  const db = connect(path, { readonly: false });
  harden(db);
  watchChanges(db);
  db.write((write) => {
    const head = readHead(write);
    moveAction(write, 1, to.split('/')[1] ?? '');
    const facts = {
      at: '2026-11-30T10:00:00Z',
      who: 'Ann',
      origin: 'test',
      method: 'snapshots.carrySplits',
      summary: 'Carried',
    };
    appendChange(write, head, facts, takeTouchedRows(db));
  });
  db.close();
  expect(await perform(path, 'Ann', [{ name: 'actions.update', input: { number: 1, state: 'done' } }])).toBe(
    1,
  );
  const told = await toldOf(path);
  expect([told.get(from), told.get(to)]).toEqual([
    [5, 4, 3],
    [6, 5],
  ]);
});

test('what two copies called by one number stays with its own duty and its own name when they are merged', async () => {
  const { ann, ben } = await twoCopies(async ({ call }) => {
    await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  });
  const lines = async (each: string) =>
    (await ann.call('history.list', { filter: { ref: each }, limit: 500 })).lines.map(({ way, parts }) => [
      way,
      new Set(parts.map(({ name }) => name.replace(/^Action \d+: /, ''))),
    ]);
  const [hers = '', his = ''] = REFS;
  for (const [copy, each, title] of [
    [ben, his, 'His'],
    [ann, hers, 'Hers'],
  ] as const) {
    const [subject, responsibility] = each.split('/') as [string, string];
    await copy.call('actions.add', { title, subject, responsibility });
    await copy.call('actions.update', { number: 1, state: 'in-progress' });
  }
  await ben.close();
  await ann.merge(ben.path);
  expect(await lines(hers)).toEqual([
    ['merge', new Set(['Hers'])],
    ['hand', new Set(['Hers'])],
    ['hand', new Set(['Hers'])],
  ]);
  expect(await lines(his)).toEqual([['merge', new Set(['His'])]]);
});

test('an action and a decision are told of in the history of their duty, with what they say', async () => {
  const { call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('actions.add', {
    title: 'Restore one',
    subject: 'orders-db',
    responsibility: 'restore-testing',
  });
  await call('actions.update', { number: 1, state: 'done' });
  await call('workshop.decide', { text: 'Twice a year.', ref: 'orders-db/restore-testing' });
  const { lines } = await call('history.list', { filter: { ref: 'orders-db/restore-testing' } });
  expect(
    lines.map(({ parts }) => parts.map(({ name, act, changes }) => [name, act, changes.length])),
  ).toEqual([
    [['Decision 1: Twice a year.', 'added', 0]],
    [['Action 1: Restore one', 'changed', 1]],
    [['Action 1: Restore one', 'added', 0]],
  ]);
});
