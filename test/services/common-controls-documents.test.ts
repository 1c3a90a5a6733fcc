import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NamedComparison } from '../../main/contract/snapshots.ts';
import { rowOf, startRoundTrip } from '../support/returned-sheet.ts';

const DUTY = 'restore-testing';
const SOURCE = `platform-team/${DUTY}`;
const HERE = `orders-db/${DUTY}`;
const OTHER = `media/${DUTY}`;

/** Two services that hold the restore tests of a platform team, and the person who answers for them. */
async function holding() {
  const trip = await startRoundTrip();
  const { call } = trip;
  await call('parties.add', { name: 'Platform team', kind: 'internal-provider' });
  await call('people.add', { name: 'Pat Form', party: 'platform-team' });
  for (const ref of [HERE, OTHER]) await call('assignments.clear', { ref });
  await call('common.set', {
    refs: [SOURCE],
    reach: { everywhere: true },
    duties: { 'platform-team': 'Restores a copy each month.' },
    people: { 'platform-team': 'pat-form' },
    status: 'implemented',
  });
  return trip;
}

test('a register says from where a row is held, and what is held comes back unchanged, refused or as an own answer', async () => {
  const trip = await holding();
  const untouched = await trip.edited(({ sheet, row, column }) => {
    const text = (ref: string, heading: string) => sheet.getCell(row(ref), column(heading)).text;
    expect(text(HERE, 'Held from')).toBe(`Platform team (${SOURCE})`);
    expect(text(SOURCE, 'Asked')).toBe('Once for many services');
    expect(text(OTHER, 'Ownership')).toBe('Platform team');
  });
  expect((await trip.preview(untouched)).changes).toEqual([]);
  const path = await trip.edited(({ set }) => {
    set(HERE, 'Status', 'In progress');
    set(HERE, 'Note', 'Seen in May.');
    set(OTHER, 'Ownership', 'Acme');
  });
  const { changes } = await trip.preview(path);
  const status = changes.find(({ ref, field }) => ref === HERE && field === 'status');
  expect(status?.refusal).toMatch(new RegExp(`held from Platform team: change it in ${SOURCE}`));
  await trip.apply(path);
  expect(await rowOf(trip, HERE)).toMatchObject({
    status: 'implemented',
    note: 'Seen in May.',
    common: { how: 'held' },
  });
  expect(await rowOf(trip, OTHER)).toMatchObject({
    ownership: { kind: 'single', party: 'organisation' },
    common: { how: 'own-answer' },
  });
});

test('what was answered once since a sheet went out is no change of its sender', async () => {
  const trip = await holding();
  const path = await trip.edited(({ set }) => set(HERE, 'Note', 'Seen in May.'));
  await trip.call('assignments.update', { ref: SOURCE, status: 'in-progress' });
  const { changes } = await trip.preview(path);
  expect(changes.map(({ ref, field }) => [ref, field])).toEqual([[HERE, 'note']]);
});

test('a comparison shows the answers that changed with the one they are held from', async () => {
  const { call } = await holding();
  await call('snapshots.take', { name: 'Before' });
  const same = (await call('snapshots.compare', { from: 1, to: 'now' })) as NamedComparison;
  expect(same.total).toBe(0);
  await call('assignments.update', { ref: SOURCE, status: 'in-progress' });
  const { changes } = (await call('snapshots.compare', { from: 1, to: 'now' })) as NamedComparison;
  expect(changes.map(({ ref, field }) => [ref, field]).sort()).toEqual(
    [HERE, OTHER, SOURCE].sort().map((ref) => [ref, 'Status']),
  );
});

test('a plan in OSCAL has the party as one component that provides, and services that inherit it by reference', async () => {
  const { run, core, folder } = await holding();
  const path = join(folder, 'ssp.json');
  await run('layouts.write', {
    layout: 'oscal-ssp',
    framework: 'soc2-tsc-2017',
    target: core.files.registerTarget(path).handle,
  });
  const plan = JSON.parse(readFileSync(path, 'utf8'))['system-security-plan'];
  type Part = {
    'component-uuid': string;
    export?: { provided?: { uuid: string; description: string }[] };
    inherited?: { 'provided-uuid'?: string }[];
  };
  const components: { uuid: string; title: string }[] = plan['system-implementation'].components;
  const platform = components.filter(({ title }) => title.startsWith('Platform team'));
  expect(platform.map(({ title }) => title)).toEqual(['Platform team: common controls']);
  const parts: Part[] = plan['control-implementation']['implemented-requirements'].flatMap(
    (requirement: { 'by-components'?: Part[]; statements?: { 'by-components': Part[] }[] }) =>
      requirement['by-components'] ?? requirement.statements?.flatMap((each) => each['by-components']) ?? [],
  );
  const provided = parts
    .filter((part) => part['component-uuid'] === platform[0]?.uuid)
    .flatMap((part) => part.export?.provided ?? []);
  expect(provided.length).toBeGreaterThan(0);
  expect(provided[0]?.description).toContain('Restores a copy each month.');
  const inherited = parts.flatMap(
    (part) => part.inherited?.flatMap((one) => one['provided-uuid'] ?? []) ?? [],
  );
  // Both services, for each control on which the duty bears.
  expect(inherited).toHaveLength(2 * provided.length);
  expect(new Set(inherited)).toEqual(new Set(provided.map(({ uuid }) => uuid)));
});
