import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CellField } from '../../main/contract/cells.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';

/** A workbook with two services and two people; guest patching at AWS alone is a known misconception there. */
async function twoServices(): Promise<TestCore> {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await call('services.add', {
    services: [
      { catalogueId: 'ec2', label: 'web' },
      { catalogueId: 'rds', label: 'orders-db' },
    ],
  });
  await call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  await call('people.add', { name: 'Ann Assessor', party: 'organisation' });
  return opened;
}
const registerOf = async ({ call }: TestCore) => (await call('assignments.register', { limit: 1000 })).rows;
const refsOf = async ({ call }: TestCore, filter: object) =>
  [...(await call('assignments.refs', { filter }))].sort();

test('a bulk change is one step, skips what is locked, mistaken or the same, and is undone as one', async () => {
  const core = await twoServices();
  const { call } = core;
  const rows = (await registerOf(core)).filter((row) => row.subject === 'web');
  const refs = rows.map((row) => row.ref);
  const mistaken = (
    await Promise.all(
      refs.map(async (ref) => ((await call('assignments.check', { ref, owners: ['aws'] })) ? ref : [])),
    )
  ).flat();
  expect(mistaken).toContain('web/guest-os-patching');
  const before = await registerOf(core);

  const result = await call('assignments.bulk', {
    refs: [...refs, 'web/no-such-duty'],
    set: { owners: ['aws'] },
  });
  expect(result.skipped.map(({ ref, kind }) => [ref, kind])).toEqual([
    ...mistaken.map((ref) => [ref, 'misconception']),
    ['web/no-such-duty', 'refused'],
  ]);
  expect(result.changed).toEqual(refs.filter((ref) => !mistaken.includes(ref)));
  expect(await refsOf(core, { subject: 'web', party: 'aws' })).toEqual([...result.changed].sort());

  const [first] = result.changed;
  expect(await call('assignments.bulk', { refs: [first ?? ''], set: { owners: ['aws'] } })).toMatchObject({
    changed: [],
    skipped: [{ ref: first, kind: 'same' }],
  });
  // Nothing changed, so the last step is still the first bulk change.
  expect((await call('workbook.history', {})).undo).toBe(
    `Changed ${result.changed.length} duties: owner AWS`,
  );
  await call('workbook.undo', {});
  expect(await registerOf(core)).toEqual(before);
  expect(
    await call('assignments.bulk', { refs: mistaken, set: { owners: ['aws'], reason: 'Agreed.' } }),
  ).toEqual({
    changed: mistaken,
    skipped: [],
  });
});

test('persons, status, due date and parking in bulk', async () => {
  const core = await twoServices();
  const { call } = core;
  const refs = ['orders-db/restore-testing', 'web/guest-os-patching'];
  expect(
    await call('assignments.bulk', { refs, set: { people: { organisation: 'zoe-muller' } } }),
  ).toMatchObject({
    changed: [],
    skipped: [{ kind: 'refused', why: expect.stringContaining('Acme has no part') }, { kind: 'refused' }],
  });
  await call('assignments.bulk', {
    refs,
    set: {
      owners: ['organisation'],
      people: { organisation: 'zoe-muller' },
      status: 'implemented',
      dueOn: '2027-01-31',
    },
  });
  for (const row of (await registerOf(core)).filter(({ ref }) => refs.includes(ref)))
    expect(row).toMatchObject({
      status: 'implemented',
      dueOn: '2027-01-31',
      shares: [{ party: 'organisation', person: 'zoe-muller' }],
    });
  await call('assignments.bulk', { refs, set: { parked: true } });
  expect(await refsOf(core, { parked: true })).toEqual(refs);
  await expect(call('assignments.bulk', { refs, set: {} })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('pasted cells are tried first, then written, each with its before and after', async () => {
  const core = await twoServices();
  const { call } = core;
  const ref = 'orders-db/restore-testing';
  const cell = (field: CellField, value: string, on = ref) => ({ ref: on, field, value });
  const changes = [
    cell('person', 'zoë müller'),
    cell('owners', 'acme + AWS'),
    cell('status', 'IMPLEMENTED'),
    cell('dueOn', '3/4/2027'),
    cell('text/organisation', 'Restores a copy\tevery month'),
    cell('note', ''),
    cell('owners', 'Acmee', 'web/guest-os-patching'),
    cell('owners', 'AWS', 'web/storage-encryption-at-rest'),
    cell('owners', 'Not applicable', 'web/no-such'),
  ];
  const tried = await call('assignments.applyCells', { changes, dryRun: true });
  expect((await registerOf(core)).every((row) => row.ownership.kind === 'unanswered')).toBe(true);
  expect(tried.cells.filter((entry) => entry.ref === ref)).toEqual([
    { ref, field: 'owners', before: 'Unanswered', after: 'AWS + Acme', refusal: null },
    { ref, field: 'person', before: '', after: 'Zoë Müller', refusal: null },
    { ref, field: 'status', before: '', after: 'Implemented', refusal: null },
    { ref, field: 'dueOn', before: '', after: '', refusal: expect.stringContaining('more than one date') },
    { ref, field: 'note', before: '', after: '', refusal: null },
    expect.objectContaining({
      field: 'text/organisation',
      after: 'Restores a copy\tevery month',
      refusal: null,
    }),
  ]);
  expect(tried.cells.find((entry) => entry.ref === 'web/guest-os-patching')?.refusal).toContain(
    'Did you mean "Acme"?',
  );
  expect(tried.cells.at(-1)?.refusal).toContain('no-such');

  const { changed } = await call('assignments.applyCells', { changes });
  expect(changed).toEqual(tried.changed);
  const row = (await registerOf(core)).find((entry) => entry.ref === ref);
  expect(row).toMatchObject({
    status: 'implemented',
    dueOn: null,
    shares: [
      { party: 'aws', person: null },
      { party: 'organisation', person: 'zoe-muller', text: 'Restores a copy\tevery month' },
    ],
  });
  // What was copied and is pasted back unchanged is no change.
  const again = await call('assignments.applyCells', {
    changes: [cell('owners', 'AWS + Acme'), cell('person', 'Zoë Müller'), cell('status', 'Implemented')],
  });
  expect(again.changed).toEqual([]);
  await call('workbook.undo', {});
  expect((await registerOf(core)).every((entry) => entry.ownership.kind === 'unanswered')).toBe(true);
});

test('search follows every change and its undoing, and finds evidence by its title', async () => {
  const core = await twoServices();
  const { call } = core;
  const ref = 'orders-db/restore-testing';
  const find = (text: string) => refsOf(core, { text });
  expect(await find('quokka')).toEqual([]);
  expect(await find('restore test')).toContain(ref);
  await call('assignments.update', { ref, note: 'Ask the quokkas, née Büro' });
  expect(await find('quokka')).toEqual([ref]);
  expect(await find('buro nee')).toEqual([ref]);
  expect(await find('"the quokkas"')).toEqual([ref]);
  expect(await find('"quokkas the"')).toEqual([]);
  await call('workbook.undo', {});
  expect(await find('quokka')).toEqual([]);
  await call('workbook.redo', {});
  expect(await find('quokka')).toEqual([ref]);
  await call('evidence.addLink', {
    refs: [ref, 'web/guest-os-patching'],
    url: 'https://example.com/x',
    title: 'Platypus log',
  });
  expect(await find('platypus')).toEqual([ref, 'web/guest-os-patching']);
  await call('services.update', { ref: 'web', label: 'Storefront' });
  expect((await find('storefront')).every((entry) => entry.startsWith('web/'))).toBe(true);
  expect(await find('storefront guest')).toContain('web/guest-os-patching');
  await call('services.remove', { ref: 'web' });
  expect(await find('platypus')).toEqual([ref]);
});

test('a reader searches too, and sees what the writer changes meanwhile', async () => {
  const core = await twoServices();
  const { core: reading } = startCore(join(core.folder, 'reader'));
  onTestFinished(() => reading.close());
  const { id } = await reading.openPath(core.path, { readOnly: true });
  const reader = callers(reading, id);
  const find = () => reader.call('assignments.refs', { filter: { text: 'quokka' } });
  expect(await find()).toEqual([]);
  await core.call('assignments.update', { ref: 'web/guest-os-patching', note: 'Quokkas' });
  expect(await find()).toEqual(['web/guest-os-patching']);
});

test('nothing typed into the search is an operator', async () => {
  const core = await twoServices();
  const { call } = core;
  await call('assignments.update', { ref: 'web/guest-os-patching', note: 'NEAR the "end" of =SUM(1) — ∑' });
  for (const text of [
    '"',
    '""',
    '*',
    'a OR',
    'NOT',
    'text:foo',
    '(',
    "'; DROP TABLE x; --",
    '^a',
    '-',
    'NEAR(a b)',
    '"a" "',
    '{a} : b',
    '\u0000',
    '+',
    '💥',
    '\\',
  ])
    expect(Array.isArray(await refsOf(core, { text })), text).toBe(true);
  expect(await refsOf(core, { text: 'near "end' })).toEqual(['web/guest-os-patching']);
  expect(await refsOf(core, { text: '=SUM(1)' })).toEqual(['web/guest-os-patching']);
  expect(await refsOf(core, { text: '∑' })).toEqual(['web/guest-os-patching']);
});

test('filters by review, gap rule, control, confirm later and oneself', async () => {
  const core = await twoServices();
  const { call } = core;
  await call('assignments.acceptSuggestions', { subject: 'web', confirmLater: true });
  const later = await refsOf(core, { confirmLater: true });
  expect(later.length).toBeGreaterThan(5);
  expect(later.every((ref) => ref.startsWith('web/'))).toBe(true);
  expect(await refsOf(core, { review: 'accepted' })).toEqual([]);
  expect((await refsOf(core, { review: 'draft' })).length).toBe((await registerOf(core)).length);

  const gaps = await call('gaps.list', {});
  const unnamed = gaps.flatMap((gap) => (gap.rule === 'no-named-person' ? (gap.ref ?? []) : [])).sort();
  expect(unnamed.length).toBeGreaterThan(0);
  expect(await refsOf(core, { gap: 'no-named-person' })).toEqual(unnamed);
  const [mine = ''] = unnamed;
  await call('assignments.update', { ref: mine, people: { organisation: 'ann-assessor' } });
  expect(await refsOf(core, { person: '@mine' })).toEqual([mine]);
  expect(await refsOf(core, { gap: 'no-named-person' })).toEqual(unnamed.slice(1));
  await expect(call('assignments.refs', { filter: { gap: 'no-such-rule' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });

  const options = await call('assignments.filterOptions', {});
  expect(options.mine).toBe('Ann Assessor');
  expect(options.gaps.map(({ rule }) => rule)).toContain('no-named-person');
  const [framework] = options.frameworks;
  const helping = await refsOf(core, { control: `${framework?.id}/${framework?.controls[0]?.id}` });
  expect(helping.length).toBeGreaterThan(0);
  expect(helping.length).toBeLessThan((await registerOf(core)).length);
});

test('the register is sorted and grouped where it is kept', async () => {
  const core = await twoServices();
  const { call } = core;
  await call('assignments.update', { ref: 'web/guest-os-patching', note: 'b10' });
  await call('assignments.update', { ref: 'orders-db/restore-testing', note: 'B2' });
  const sorted = async (descending: boolean) =>
    (await call('assignments.register', { sort: { column: 'note', descending }, limit: 3 })).rows.map(
      (row) => row.note,
    );
  expect(await sorted(false)).toEqual(['B2', 'b10', null]);
  expect(await sorted(true)).toEqual(['b10', 'B2', null]);
  const { groups, total, rows } = await call('assignments.register', { group: 'domain', limit: 1000 });
  expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(total);
  for (const { label, start, count } of groups)
    expect(new Set(rows.slice(start, start + count).map((row) => row.domainName))).toEqual(new Set([label]));
  expect((await call('assignments.register', { offset: 2, limit: 2 })).rows).toEqual(
    (await registerOf(core)).slice(2, 4),
  );
});

test('saved views are kept by name, renamed, removed and undone', async () => {
  const { call } = await twoServices();
  const first = await call('views.save', { name: 'My parked', screen: 'matrix', query: '?parked=true' });
  await call('views.save', { name: 'Gaps', screen: 'gaps', query: '' });
  const replaced = await call('views.save', {
    name: 'my parked',
    screen: 'matrix',
    query: '?parked=true&view=register',
  });
  expect(replaced.id).toBe(first.id);
  expect(await call('views.list', { screen: 'matrix' })).toEqual([replaced]);
  const other = await call('views.save', { name: 'Open', screen: 'matrix', query: '?ownership=unanswered' });
  await expect(call('views.rename', { id: other.id, name: 'MY PARKED' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect(await call('views.rename', { id: other.id, name: 'Still open' })).toEqual({
    ...other,
    name: 'Still open',
  });
  await call('views.remove', { id: first.id });
  expect((await call('views.list', {})).map((view) => view.name)).toEqual(['Gaps', 'Still open']);
  await call('workbook.undo', {});
  expect((await call('views.list', {})).map((view) => view.name)).toEqual([
    'my parked',
    'Gaps',
    'Still open',
  ]);
});
