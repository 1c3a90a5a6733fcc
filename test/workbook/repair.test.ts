import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runRepair } from '../../main/jobs/repair-task.ts';
import { readHead } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { listRemoved } from '../../main/workbook/tables/retention.ts';
import { seededRandom } from '../bench/seed-workbook.ts';
import {
  type Alteration,
  alter,
  alterationsOf,
  dataOf,
  exportRefusal,
  problemsOf,
} from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { runs, SEED } from '../support/property.ts';
import { FILE, type RandomCommand, sampleOf } from '../support/random-commands.ts';

const REF = 'orders-db/restore-testing';
const controls = { signal: new AbortController().signal, progress: () => undefined };

/** A workbook with a row of many kinds, closed. */
async function recorded(): Promise<{ readonly path: string; readonly folder: string }> {
  const { core, folder, path, call, run } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'Kim Doe' });
  await call('assignments.answer', { ref: REF, answer: { owners: ['aws', 'organisation'] } });
  await call('snapshots.take', { name: 'March' });
  const file = join(folder, 'report.txt');
  writeFileSync(file, 'It was restored.');
  await run('evidence.attachFile', { refs: [REF], file: core.files.registerSource(file).handle });
  await call('evidence.addNote', { title: 'Minutes', text: 'Agreed.', refs: [REF] });
  await call('evidence.remove', { number: 2 });
  await call('assignments.update', { ref: REF, note: 'Every quarter' });
  await core.close();
  return { path, folder };
}
const repair = (path: string, target: string) =>
  runRepair(
    { kind: 'repair', path, name: 'acme.demarc', target, at: '2026-11-26T10:00:00.000Z', who: 'Ann' },
    controls,
  );
const expectSound = async (path: string): Promise<void> => {
  expect(await problemsOf(path)).toBeNull();
  expect(exportRefusal(path)).toBeNull();
};
const headOf = (path: string) => {
  const db = connect(path, { readonly: true });
  const head = readHead(db);
  db.close();
  return head;
};

test('a workbook with altered rows is rebuilt as its log says, but for the proposals that are lost', async () => {
  const { path, folder } = await recorded();
  const before = { head: headOf(path) };
  pastTheGuards(
    path,
    `UPDATE assignment SET review = 'accepted'; DELETE FROM person; UPDATE basis SET content = 'x'`,
  );
  const bytes = readFileSync(path);
  const target = join(folder, 'new.demarc');
  const report = await repair(path, target);
  expect(report).toMatchObject({ broken: null, upTo: before.head.rev, rev: before.head.rev + 1 });
  expect(report.differences).toEqual([
    `${REF}: review is accepted, the log says draft.`,
    'Person "kim-doe" is missing, the log has it.',
  ]);
  expect(report.lost).toEqual([
    expect.stringMatching(/^Proposal .* left out.*: orders-db\/restore-testing\.$/),
  ]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  await expectSound(target);
  // It goes on as the old one would have: numbers are not given twice.
  const again = startCore(folder);
  const { id } = await again.core.openPath(target);
  const { call } = callers(again.core, id);
  await call('evidence.addNote', { title: 'Later', text: 'Text', refs: [REF] });
  expect((await call('evidence.list', {})).map(({ number }) => number)).toEqual(
    expect.arrayContaining([1, 3]),
  );
  await again.core.close();
});

test('a sound workbook comes out the same', async () => {
  const { path, folder } = await recorded();
  const target = join(folder, 'new.demarc');
  expect(await repair(path, target)).toMatchObject({ differences: [], lost: [], broken: null });
  expect(dataOf(target)).toBe(dataOf(path));
  expect(await problemsOf(target)).toBeNull();
  await expect(repair(path, target)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a broken chain is played up to the break, and the new file says nothing of what comes after', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(path, `UPDATE change SET summary = 'Nothing happened' WHERE rev = 5`);
  const target = join(folder, 'new.demarc');
  const report = await repair(path, target);
  expect(report).toMatchObject({
    upTo: 4,
    rev: 4,
    broken: expect.stringMatching(/^Change 5 .* was altered/),
  });
  expect(await problemsOf(target)).toBeNull();
  const none = join(folder, 'none.demarc');
  pastTheGuards(path, 'DELETE FROM change');
  await expect(repair(path, none)).rejects.toThrow(
    /Nothing of acme.demarc can be rebuilt: its change log is empty/,
  );
  expect(existsSync(none)).toBe(false);
});

test('what was recorded upon altered rows is closed by an entry of the repair, and the new file is sound', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(path, `UPDATE assignment SET note = 'TAMPERED'`);
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  await callers(core, id).call('assignments.update', { ref: REF, note: 'Mine' });
  await core.close();
  const target = join(folder, 'new.demarc');
  const report = await repair(path, target);
  expect(report.differences).toEqual([
    expect.stringMatching(/met orders-db\/restore-testing with note TAMPERED/),
  ]);
  expect(report.rev).toBe(report.upTo + 1);
  expect(await problemsOf(target)).toBeNull();
});

test('contents that lost their hash are taken out of the record by one entry, and named', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(
    path,
    `UPDATE blob_chunk SET bytes = CAST('It was not so...' AS BLOB); UPDATE snapshot_content SET bytes = x'00'`,
  );
  const target = join(folder, 'new.demarc');
  const { lost, rev, upTo } = await repair(path, target);
  expect(lost).toEqual([
    'The snapshot "March" was taken out, since its content is missing or altered.',
    expect.stringMatching(
      /^Evidence E-1 "report": its content is missing or altered\. Its entry stays as a reference .* SHA-256 [0-9a-f]{64}/,
    ),
  ]);
  expect(rev).toBe(upTo + 1);
  await expectSound(target);
  const again = startCore(folder);
  const { id } = await again.core.openPath(target);
  const { call } = callers(again.core, id);
  expect((await call('workbook.changes', { limit: 1 }))[0]?.summary).toContain(lost[1]);
  expect(await call('snapshots.list', {})).toEqual([]);
  expect((await call('evidence.list', {}))[0]).toMatchObject({ kind: 'reference', size: 16, links: [REF] });
  await again.core.close();
});

test.each([
  ['unfinished', 'UPDATE blob SET complete = 0'],
  ['another', `UPDATE blob SET sha256 = substr(sha256, 1, 63) || 'z'`],
  ['none', 'UPDATE blob SET sha256 = NULL'],
])(
  'evidence whose content is filed as %s is not swept away by an opening, and a repair finds it',
  async (_as, sql) => {
    const { path, folder } = await recorded();
    pastTheGuards(path, sql);
    expect(await problemsOf(path)).toEqual([
      expect.stringMatching(/^Evidence E-1 "report": its content is missing/),
    ]);
    const { core } = startCore(folder);
    await core.openPath(path);
    await core.close();
    const target = join(folder, 'new.demarc');
    expect(await repair(path, target)).toMatchObject({ lost: [], broken: null });
    await expectSound(target);
  },
);

test('what was taken out of the register comes through a repair, as an undo or a hold wants it', async () => {
  const { path, folder } = await recorded();
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  await callers(core, id).call('evidence.remove', { number: 1 });
  await callers(core, id).call('erasure.hold', { number: 1, reason: 'Case 7' });
  await core.close();
  const target = join(folder, 'new.demarc');
  expect(await repair(path, target)).toMatchObject({ lost: [], differences: [] });
  await expectSound(target);
  const db = connect(target, { readonly: true });
  expect(listRemoved(db)).toMatchObject([{ number: 1, hold: 'Case 7' }]);
  db.close();
});

test('what points at something that the log does not have is cut off there', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(
    path,
    `INSERT INTO person (id, name, party) VALUES ('ghost', 'Ghost', 'organisation');
     INSERT INTO party (id, name, kind, ord) VALUES ('phantom', 'Phantom', 'third-party', 9)`,
  );
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  const { call } = callers(core, id);
  await call('services.update', { ref: 'orders-db', lead: 'ghost' });
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['organisation', 'phantom'] },
    reason: 'Agreed',
  });
  await core.close();
  const target = join(folder, 'new.demarc');
  expect((await repair(path, target)).lost).toEqual([
    'Service "orders-db": its lead was emptied, since the log does not have the record of person that it points at.',
    `${REF}, share of phantom: taken out, since the log does not have the record of party that it points at.`,
  ]);
  await expectSound(target);
});

const LOSSES = [
  'DELETE FROM basis',
  'DELETE FROM blob_chunk',
  'UPDATE blob SET size = size + 1',
  'DELETE FROM snapshot_content',
  `UPDATE snapshot_content SET bytes = x'00'`,
  'DELETE FROM sqlite_sequence',
  ...['finding', 'vendor_claim', 'control_text'].map((table) => `DELETE FROM ${table}`),
].map((sql) => ({ table: 'contents', sql }));

test('whatever is altered, a workbook that comes out of a repair is sound, and there is nothing to repair in it', async () => {
  const { core, folder, path, call, run } = await openTestWorkbook();
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 's3', label: 's3' },
    ],
  });
  await call('people.add', { name: 'Kim Doe' });
  await call('assignments.answer', { ref: REF, answer: { owners: ['aws', 'organisation'] } });
  await call('assignments.update', { ref: REF, people: { organisation: 'kim-doe' } });
  await call('snapshots.take', { name: 'March' });
  const given = ({ name, text }: NonNullable<RandomCommand['file']>) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return core.files.registerSource(file).handle;
  };
  await run('evidence.attachFile', { refs: [REF], file: given({ name: 'plan.txt', text: 'By hand' }) });
  for (const name of ['findings.add', 'claims.record', 'texts.record'] as const) {
    const { input, file } = sampleOf(name);
    await run(name, JSON.parse(JSON.stringify(input).replaceAll(FILE, given(file))));
  }
  await core.close();
  expect(await problemsOf(path)).toBeNull();
  const random = seededRandom(SEED);
  const cells = alterationsOf(path, 5);
  const all = [...LOSSES, ...cells];
  // Each loss once, two at a time, and some cells, each with anything else: all go the same way through the repair.
  const pairs: (readonly [Alteration, Alteration])[] = [];
  for (let nth = 0; nth < LOSSES.length; nth += 2) {
    const [first, second = first] = LOSSES.slice(nth, nth + 2);
    if (first && second) pairs.push([first, second]);
  }
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let nth = 0; nth < runs(16); nth += 1) pairs.push([any(cells), any(all)]);
  const altered = join(folder, 'altered.demarc');
  const made = join(folder, 'made.demarc');
  const again = join(folder, 'again.demarc');
  for (const [first, second] of pairs) {
    copyFileSync(path, altered);
    if (!alter(altered, first)) continue;
    alter(altered, second);
    await repair(altered, made);
    const told = `${first.sql}; ${second.sql}`;
    expect(await problemsOf(made), told).toBeNull();
    expect(exportRefusal(made), told).toBeNull();
    expect(await repair(made, again), told).toMatchObject({ differences: [], lost: [], broken: null });
    for (const file of [made, again]) rmSync(file);
  }
});
