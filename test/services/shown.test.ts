import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EntityKind } from '../../main/contract/events.ts';
import { shownBy } from '../../main/contract/facts.ts';
import { contract } from '../../main/contract/index.ts';
import type { Method } from '../../main/contract/methods/method.ts';
import { openTestWorkbook, SHORT_EXAMPLE, startCore, temporaryFolder } from '../support/core.ts';
import { perform } from '../support/perform.ts';
import fc, { runs } from '../support/property.ts';
import { type RandomCommand, randomSteps } from '../support/random-commands.ts';

/** What the queries of a workbook may be asked for. */
const INPUTS: readonly unknown[] = [
  {},
  { ref: 'orders-db/restore-testing' },
  { ref: 's3/public-exposure', owners: ['aws'] },
  { subject: 'orders-db' },
  { subject: 's3' },
  { number: 1 },
  { text: 'restore' },
  { party: 'managed-soc' },
  { filter: { gap: 'unanswered' } },
  { filter: { text: 'restore' } },
  { from: 1, to: 'now' },
  { from: 'now', to: 'now' },
  { id: 'managed-soc', kind: 'client' },
  { from: { ref: 'orders-db/restore-testing' }, to: ['s3'] },
  { rev: 1 },
  { matrix: 1 },
  { meeting: 1 },
  { framework: 'soc2-tsc-2017', control: 'CC6.1' },
  { id: 's3' },
];

/** Each once for what it takes of them: a schema leaves out what it does not know, so that most of them are one and the same to a query. */
const QUERIES = Object.entries(contract).flatMap(([group, methods]) =>
  Object.entries<Method>(methods).flatMap(([name, method]) => {
    if (method.kind !== 'query') return [];
    const taken = new Map<string, unknown>();
    for (const input of INPUTS) {
      const { success, data } = method.input.safeParse(input);
      if (success) taken.set(JSON.stringify(data), input);
    }
    return [...taken.values()].map((input) => ({ group, name, input }));
  }),
);
test('nearly every query of the contract is asked', () => {
  const asked = new Set(QUERIES.map(({ group, name }) => `${group}.${name}`));
  const all = Object.entries(contract).flatMap(([group, methods]) =>
    Object.entries<Method>(methods).flatMap(([name, { kind }]) =>
      kind === 'query' ? [`${group}.${name}`] : [],
    ),
  );
  expect(all.filter((name) => !asked.has(name))).toEqual([]);
});

/** The revision goes on with every change, and is told to a page beside what it reads. */
const withoutRevision = (key: string, value: unknown) => (key === 'rev' ? undefined : value);

type Call = (name: never, input: never) => Promise<unknown>;
/** What each query says now; a refusal says its code. */
async function readAll(call: Call): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { group, name, input } of QUERIES)
    said.push(
      await call(`${group}.${name}` as never, input as never).then(
        (value) => JSON.stringify(value, withoutRevision),
        (error: { code?: string }) => `refused: ${error.code}`,
      ),
    );
  return said;
}

const start: readonly RandomCommand[] = [
  {
    name: 'services.add',
    input: { services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }] },
  },
  { name: 'people.add', input: { name: 'Zoë Müller' } },
  { name: 'parties.add', input: { name: 'Managed SOC', kind: 'third-party' } },
  { name: 'snapshots.take', input: { name: 'First' } },
];
const histories = fc
  .array(randomSteps, { minLength: 8, maxLength: 14, size: 'max' })
  .map((steps) => [...start, ...steps.flat()]);

/** What is wrong about what shows where, found by playing commands on a workbook. */
async function wrongIn(
  path: string,
  commands: readonly RandomCommand[],
): Promise<{ readonly wrong: Record<string, readonly EntityKind[]>; readonly done: number }> {
  const wrong: Record<string, readonly EntityKind[]> = {};
  let before: readonly string[] | null = null;
  const touched = new Set<EntityKind>();
  const done = await perform(path, 'Ann', commands, async (call, _done, own) => {
    if (before === null)
      own.subscribe((event) => {
        if (event.type === 'changed') for (const kind of event.entities) touched.add(kind);
      });
    const now = await readAll(call as Call);
    for (const [at, { group, name }] of QUERIES.entries())
      if (
        before !== null &&
        before[at] !== now[at] &&
        !shownBy(group, name).some((kind) => touched.has(kind))
      )
        wrong[`${group}.${name}`] = [...touched];
    before = now;
    touched.clear();
  });
  return { wrong, done };
}

test('what a command changes in what a query reads is of a kind that is said to show there', async () => {
  const folder = temporaryFolder();
  const { core } = startCore(folder);
  const base = join(folder, 'base.demarc');
  await core.createAt(base, { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(histories, async (commands) => {
      nth += 1;
      const path = join(folder, `${nth}.demarc`);
      copyFileSync(base, path);
      expect((await wrongIn(path, commands)).wrong).toEqual({});
    }),
    { numRuns: runs(1) },
  );
});

test('so it is in a workbook in which everything has a name, when each of them is changed', async () => {
  const { core, path } = await openTestWorkbook({ made: SHORT_EXAMPLE });
  await core.close();
  const commands: readonly RandomCommand[] = [
    { name: 'workbook.update', input: { title: 'Another title' } },
    { name: 'parties.update', input: { id: 'aws', name: 'Amazon' } },
    { name: 'parties.update', input: { id: 'organisation', name: 'Outfitters' } },
    { name: 'people.update', input: { id: 'amara-okonkwo', name: 'Amara O.' } },
    { name: 'environments.update', input: { id: 'production', name: 'Live' } },
    { name: 'services.update', input: { ref: 'orders-db', label: 'orders' } },
    { name: 'actions.add', input: { title: 'Write it down', subject: 'orders-db' } },
    { name: 'due.setCadence', input: { of: 'workbook', months: 6 } },
    {
      name: 'proposals.make',
      input: {
        ref: 'orders-db/restore-testing',
        kind: 'object',
        text: 'Quagga',
        by: { person: 'amara-okonkwo' },
        meeting: 1,
      },
    },
    { name: 'proposals.decline', input: { number: 1 } },
  ];
  expect(await wrongIn(path, commands)).toEqual({ wrong: {}, done: commands.length });
});
