import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Change, NamedComparison } from '../../main/contract/snapshots.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { python, readHtml } from '../support/html-tables.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { twoCopies } from '../support/two-copies.ts';

const RESTORE = 'orders-db/restore-testing';
type Caller = Pick<TestCore, 'call'>;

const edition = (number: number, rest: string) =>
  `house-rules: 1\nname: Acme\nedition: "${number}"\nparties: [{ id: platform, name: Platform team, kind: internal-provider }]\n${rest}`;
const FIRST = edition(
  1,
  `duties:
  - { id: golden-image, name: Golden image, domain: patching, question: Who approves images?, owner: platform, why: One team builds them. }
defaults:
  - { duties: [restore-testing], customer: platform, why: They test restores. }
  - { duties: [change-management], owner: customer, why: The board decides. }
gaps: { unanswered: low, no-named-person: high }
`,
);
const SECOND = edition(
  2,
  `duties:
  - { id: golden-image, name: Golden image, domain: patching, question: Who approves every image?, owner: platform, why: One team builds them. }
defaults:
  - { duties: [restore-testing], owner: provider, why: A drill was bought. }
gaps: { unanswered: high, no-named-person: high }
`,
);

/** The rules of a year, and those of the next: by Ann at first, then by Ben, who changes his mind about one. */
async function firstRules({ call }: Caller): Promise<void> {
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('houseRules.take', { text: FIRST });
  await call('workbook.update', { rules: ['other-accepts'] });
  await call('due.setCadence', { of: 'workbook', months: 12 });
  await call('due.setCadence', { of: { domain: 'patching' }, months: 6 });
  await call('erasure.rules', { retentionDays: 365 });
}
async function otherRules({ call }: Caller): Promise<void> {
  await call('houseRules.take', { text: SECOND });
  await call('workbook.update', { rules: ['signs-self'], title: 'Acme 2027' });
  await call('due.setCadence', { of: 'workbook', months: 36 });
  await call('due.setCadence', { of: { domain: 'patching' }, months: null });
  await call('due.setCadence', { of: { refs: [RESTORE] }, months: 1 });
  await call('erasure.rules', { hold: 'A case at court', retentionDays: 30 });
}
const told = ({ kind, ref, place, field, before, after }: Change) => [kind, ref, place, field, before, after];
const rulesIn = ({ changes }: NamedComparison) => changes.filter(({ group }) => group === 'rules');
const compared = async ({ call }: Caller, input: object) =>
  (await call('snapshots.compare', input as never)) as NamedComparison;

const GOLDEN =
  'A duty of its own, "Golden image", is asked of each service in use and suggested for Platform team.';
const DIFFERENT = [
  [
    'changed',
    null,
    'House rules',
    'Edition',
    expect.stringMatching(/^Acme, edition 1, SHA-256 [0-9a-f]{16}$/),
    expect.stringMatching(/^Acme, edition 2, SHA-256 [0-9a-f]{16}$/),
  ],
  ['changed', null, 'House rules, Golden image', 'Own duty', GOLDEN, `${GOLDEN} Its texts are others.`],
  [
    'changed',
    null,
    'House rules, Restore testing',
    'Default',
    'Restore testing has Platform team for the customer’s part, because: They test restores.',
    'Restore testing is suggested for the provider, because: A drill was bought.',
  ],
  [
    'gone',
    null,
    'House rules, Change and release management',
    'Default',
    'Change and release management is suggested for the customer’s side, because: The board decides.',
    null,
  ],
  [
    'changed',
    null,
    'House rules, No answer yet',
    'Severity',
    'The gap "No answer yet" is of low severity.',
    'The gap "No answer yet" is of high severity.',
  ],
  ['changed', null, 'Two pairs of eyes', 'Who answered does not accept', 'On', 'Off'],
  ['changed', null, 'Two pairs of eyes', 'Everybody signs under their own name', 'Off', 'On'],
  ['changed', null, 'Reviews of the workbook', 'Time between reviews', 'every 12 months', 'every 24 months'],
  ['gone', null, 'Reviews of Patching and versions', 'Time between reviews', 'every 6 months', null],
  ['added', RESTORE, 'orders-db, Restore testing', 'Time between reviews', null, 'every month'],
  [
    'changed',
    null,
    'Retention',
    'Removed evidence is due to be destroyed',
    'after 365 days',
    'after 30 days',
  ],
  ['added', null, 'Retention', 'Legal hold on the workbook', null, 'A case at court'],
];

/** A workbook of which the first snapshot has the rules of Ann, and what followed those of Ben and Cleo. */
const TWO_YEARS = {
  name: 'two-years',
  // Who is working is who the settings name, as in the app, so that people can take turns.
  actor: undefined as unknown as string,
  async fill({ call }: Caller) {
    await call('app.saveSettings', { assessor: 'Ann' });
    await firstRules({ call });
    await call('snapshots.take', { name: 'Last year' });
    await call('app.saveSettings', { assessor: 'Ben' });
    await otherRules({ call });
    await call('app.saveSettings', { assessor: 'Cleo' });
    await call('due.setCadence', { of: 'workbook', months: 24 });
  },
};
const twoYears = () => openTestWorkbook({ made: TWO_YEARS });

test('a snapshot against now: every rule that changed, before and after, by whom and when', async () => {
  const of = await twoYears();
  const found = await compared(of, { from: 1, to: 'now' });
  const rules = rulesIn(found);
  expect(rules.map(told)).toEqual(DIFFERENT);
  expect(found.counts[0]).toEqual({ group: 'rules', added: 2, gone: 2, changed: 8, expired: 0 });
  // The year before is not named, and neither is who changed something else of the same record.
  for (const { place, by } of rules)
    expect(
      by?.map(({ who }) => who),
      place,
    ).toEqual(place === 'Reviews of the workbook' ? ['Cleo', 'Ben'] : ['Ben']);
  const log = (await of.call('workbook.changes', { limit: 50 })) as readonly { rev: number; at: string }[];
  for (const { by = [] } of rules)
    for (const { rev, at } of by) expect(log.find((entry) => entry.rev === rev)?.at).toBe(at);
  expect(found.changes.find(({ field }) => field === 'Title')).not.toHaveProperty('by');

  // The other way round, and between two snapshots, it is the same.
  const turned = { added: 'gone', gone: 'added', changed: 'changed', expired: 'expired' } as const;
  const back = rulesIn(await compared(of, { from: 'now', to: 1 }));
  const sorted = (list: readonly Change[]) => list.map(({ place, field }) => `${place} ${field}`).sort();
  expect(sorted(back)).toEqual(sorted(rules));
  for (const change of back) {
    const like = rules.find(({ place, field }) => place === change.place && field === change.field);
    expect([change.kind, change.before, change.by]).toEqual([
      like && turned[like.kind],
      like?.after?.replace(/ Its texts are others\.$/, '') ?? null,
      like?.by,
    ]);
  }
  await of.call('snapshots.take', { name: 'This year' });
  await of.call('workbook.update', { rules: [] });
  expect(rulesIn(await compared(of, { from: 1, to: 2 }))).toEqual(rules);
  expect(rulesIn(await compared(of, { from: 2, to: 'now' })).map(told)).toEqual([
    ['changed', null, 'Two pairs of eyes', 'Everybody signs under their own name', 'On', 'Off'],
  ]);
});

test('a snapshot has the digest that it had: rules are told from the log and stand in no snapshot', async () => {
  const { call } = await openTestWorkbook();
  const first = await call('snapshots.take', { name: 'One' });
  await call('workbook.update', { rules: ['other-accepts'] });
  await call('due.setCadence', { of: 'workbook', months: 12 });
  expect((await call('snapshots.take', { name: 'Two' })).digest).toBe(first.digest);
  expect(rulesIn(await compared({ call }, { from: 1, to: 2 }))).toHaveLength(2);
  // What comes back by undo is what it was.
  await call('snapshots.remove', { number: 1 });
  await call('workbook.undo', {});
  expect(rulesIn(await compared({ call }, { from: 1, to: 'now' }))).toHaveLength(2);
});

test('two workbooks: the rules of both, and who changed them where one log leads to the other', async () => {
  const of = await openTestWorkbook();
  await firstRules(of);
  const path = join(of.folder, 'last-year.demarc');
  await of.run('workbook.saveCopy', { target: of.core.files.registerTarget(path).handle });
  await otherRules(of);
  await of.call('due.setCadence', { of: 'workbook', months: 24 });
  const file = of.core.files.registerSource(path).handle;
  const rules = rulesIn(await compared(of, { from: { file }, to: 'now' }));
  expect(rules.map(told)).toEqual(DIFFERENT);
  expect(rules.every(({ by }) => by?.every(({ who }) => who === 'Ann Assessor'))).toBe(true);

  const other = join(of.folder, 'other.demarc');
  await of.core.createAt(other, { title: 'Other', organisation: 'Other' });
  const strange = await compared(of, {
    from: { file: of.core.files.registerSource(other).handle },
    to: 'now',
  });
  expect(rulesIn(strange).map(({ place, before }) => [place, before])).toContainEqual([
    'Reviews of the workbook',
    null,
  ]);
  expect(rulesIn(strange).some((change) => 'by' in change)).toBe(false);
});

test('who is not meant to see the people, the reviews or the contents is told of the house rules alone', async () => {
  const of = await twoYears();
  const fields = async (audience: string) => {
    const rules = rulesIn(await compared(of, { from: 1, to: 'now', audience }));
    return {
      named: rules.some(({ by }) => by),
      places: new Set(rules.map(({ place }) => place.split(',')[0])),
    };
  };
  const all = [...new Set(DIFFERENT.map(([, , place]) => String(place).split(',')[0]))];
  expect(await fields('auditor')).toEqual({ named: true, places: new Set(all) });
  expect(await fields('client')).toEqual({
    named: false,
    places: new Set(all.filter((place) => place !== 'Two pairs of eyes' && place !== 'Retention')),
  });
  expect(await fields('public')).toEqual({ named: false, places: new Set(['House rules']) });
});

test('a snapshot that a merge brought: its log is another one, which is said', async () => {
  const { ann, ben } = await twoCopies(firstRules);
  await otherRules(ben);
  await ben.call('snapshots.take', { name: 'Of Ben' });
  await ann.call('assignments.answer', {
    ref: RESTORE,
    answer: { owners: ['organisation'] },
    reason: 'Ours.',
  });
  await ben.close();
  await ann.merge(ben.path);
  await ann.call('due.setCadence', { of: 'workbook', months: 60 });
  const found = await compared(ann, { from: 1, to: 'now' });
  expect(found.from.notices).toEqual([
    expect.stringMatching(/^Which times between reviews, rules .* stood in "Of Ben" is not known, .* merge/),
  ]);
  expect(rulesIn(found)).toEqual([]);
  // One that was taken here since is told of, whatever number it has.
  await ann.call('snapshots.take', { name: 'Of Ann' });
  await ann.call('workbook.update', { rules: [] });
  const own = await compared(ann, { from: 2, to: 'now' });
  expect(own.from.notices).toEqual([]);
  expect(rulesIn(own).map(({ field, by }) => [field, by?.[0]?.who])).toEqual([
    ['Everybody signs under their own name', 'Ann'],
  ]);
});

test('a workbook that is not what its log leads to is compared in all else, and it is said', async () => {
  const of = await openTestWorkbook();
  await of.call('snapshots.take', { name: 'Start' });
  await of.call('workbook.update', { rules: ['other-accepts'] });
  await of.core.close();
  pastTheGuards(of.path, `UPDATE workbook SET rules = '["signs-self"]'`);
  const { core } = startCore(of.folder);
  const { id } = await core.openPath(of.path);
  const found = await compared(callers(core, id), { from: 1, to: 'now' });
  await core.close();
  expect(found.from.notices).toEqual([expect.stringContaining('not what its change log leads to')]);
  expect(found.total).toBe(0);
});

test.skipIf(python === null)('the change report and the sheet tell the same, with who and when', async () => {
  const of = await twoYears();
  const [html, xlsx] = [join(of.folder, 'changes.html'), join(of.folder, 'changes.xlsx')];
  const target = (path: string) => of.core.files.registerTarget(path).handle;
  await of.run('snapshots.exportComparison', {
    from: 1,
    to: 'now',
    files: [
      { format: 'html', target: target(html) },
      { format: 'xlsx', target: target(xlsx) },
    ],
  });
  const page = readHtml(html);
  const rows = page.tables.find(({ name }) => name === 'Rules')?.rows.slice(1) ?? [];
  expect(rows.map((row) => row.slice(0, 4))).toEqual(
    DIFFERENT.map(([, , place, field, before, after]) => [
      place,
      field,
      before ?? 'Nothing',
      after ?? 'Nothing',
    ]),
  );
  for (const row of rows)
    expect(row[4]).toMatch(
      row[0] === 'Reviews of the workbook' ? /^Cleo, \d.*\nBefore that: Ben$/s : /^Ben, \d+ \w+ \d+$/,
    );
  const figures = page.tables.find(({ name }) => name === 'In figures')?.rows ?? [];
  expect(figures).toContainEqual(['Rules that changed', String(DIFFERENT.length)]);
  expect(page.text).toContain('a gap may have opened, closed or become another in severity by that alone');
  const sheet = (await readXlsxFile(xlsx)).find(({ sheet: name }) => name === 'Changes')?.data ?? [];
  expect(sheet[0]?.at(-1)).toBe('Rule changed by');
  const inSheet = sheet.filter(([what]) => what === 'Rules');
  expect(inSheet.map((row) => row[2])).toEqual(DIFFERENT.map(([, , place]) => place));
  expect(inSheet.every((row) => /^(Ben|Cleo), /.test(String(row[7])))).toBe(true);
});
