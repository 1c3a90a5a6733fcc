import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { FindingsAdded } from '../../main/contract/findings.ts';
import { PROJECT } from '../support/cli.ts';
import { downgrade } from '../support/downgrade.ts';
import { mergeFiles, undoLast } from '../support/merge-files.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { bothWays, type Copy, contentOf, openCopy, problemsIn, twoCopies } from '../support/two-copies.ts';

const RESTORE = 'orders-db/restore-testing';
const BUCKETS = 's3/encryption-at-rest';
const CHECK = 's3_bucket_default_encryption';

async function shop(base: Copy): Promise<void> {
  await base.call('services.add', {
    services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }],
  });
  await base.call('people.add', { name: 'Zoë Müller' });
  await base.call('assignments.answer', {
    ref: RESTORE,
    answer: { owners: ['organisation'] },
    people: { organisation: 'zoe-muller' },
  });
}

/** Takes in a scan of one bucket; returns the number of its file. */
async function scan(copy: Copy, folder: string, bucket: string, status: string): Promise<number | undefined> {
  const path = join(folder, `${bucket}.csv`);
  writeFileSync(
    path,
    `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION\n${CHECK};${status};arn:aws:s3:::${bucket};Encryption of ${bucket};${bucket === 'images' ? '111122223333' : '444455556666'};eu-west-1\n`,
  );
  const { added } = (await copy.run('findings.add', { files: [copy.register(path).handle] })) as {
    readonly added: FindingsAdded | null;
  };
  return added?.evidence[0]?.number;
}

test('results of scans come with their files, whatever number a file gets, and stay after an undo', async () => {
  const { ann, ben, folder } = await twoCopies(shop);
  expect(await scan(ann, folder, 'images', 'FAIL')).toBe(1);
  expect(await scan(ben, folder, 'logs', 'PASS')).toBe(1);
  const merged = await bothWays(ann, ben);
  const pieces = await merged.call('evidence.list', { ref: BUCKETS });
  expect(pieces.map(({ number, fileName }) => [number, fileName])).toEqual([
    [1, 'images.csv'],
    [2, 'logs.csv'],
  ]);
  const { first, results } = await merged.call('findings.list', { ref: BUCKETS });
  expect(results).toMatchObject({ fail: 1, pass: 1 });
  expect(first.map(({ evidence, resource }) => [evidence, resource])).toEqual([
    [1, 'arn:aws:s3:::images'],
    [2, 'arn:aws:s3:::logs'],
  ]);
  await merged.close();
  undoLast(merged.path);
  const undone = await openCopy(merged.path, 'Ann');
  expect(
    (await undone.call('findings.list', {})).first.map(({ evidence, resource }) => [evidence, resource]),
  ).toEqual([[1, 'arn:aws:s3:::images']]);
});

test('results of scans name a service as the merge calls it, and as it was after an undo and again after a redo', async () => {
  const { ann, ben, folder } = await twoCopies(shop);
  await ann.call('services.add', { services: [{ catalogueId: 's3', label: 'jobs' }] });
  await ben.call('services.add', { services: [{ catalogueId: 'lambda', label: 'jobs' }] });
  await scan(ann, folder, 'images', 'FAIL');
  const placesIn = (path: string) =>
    contentOf(path)
      .filter((row) => row.startsWith('finding '))
      .map((row) => JSON.parse(JSON.parse(row.slice('finding '.length)).refs));
  const own = [['s3/encryption-at-rest', 'jobs/encryption-at-rest']];
  expect(placesIn(ann.path)).toEqual(own);
  const merged = await bothWays(ann, ben);
  const renamed = [['s3/encryption-at-rest', 'jobs-2/encryption-at-rest']];
  await merged.close();
  expect(placesIn(merged.path)).toEqual(renamed);
  // Each undo takes back the one before it, which is a redo in turn.
  for (const places of [own, renamed, own]) {
    undoLast(merged.path);
    expect(placesIn(merged.path)).toEqual(places);
    expect(problemsIn(merged.path)).toEqual([]);
  }
});

test('snapshots can be compared, sign-offs say that it changed since, and meetings keep what was decided', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ben.call('snapshots.take', { name: 'After the workshop' });
  await ann.call('snapshots.take', { name: 'Before the audit' });
  await ben.call('review.sign', { subject: 'orders-db', name: 'Ben', statement: 'As I know it.' });
  await ann.call('assignments.update', { ref: RESTORE, note: 'Every month' });
  await ben.call('workshop.start', { title: 'Database team', attendees: [{ person: 'zoe-muller' }] });
  await ben.call('workshop.decide', { text: 'We restore every month', ref: RESTORE });
  await ann.call('workshop.start', { title: 'Platform team', attendees: [] });
  await ann.call('workshop.decide', { text: 'Keys are rotated', ref: null });
  const merged = await bothWays(ann, ben);
  const snapshots = await merged.call('snapshots.list', {});
  expect(snapshots.map(({ name }) => name).sort()).toEqual(['After the workshop', 'Before the audit']);
  for (const { number } of snapshots)
    expect(await merged.call('snapshots.compare', { from: number, to: 'now' })).toMatchObject({ total: 1 });
  expect(await merged.call('review.signOffs', {})).toMatchObject([
    { name: 'Ben', digest: expect.any(String), changedSince: { count: 1 } },
  ]);
  const decisions = await merged.call('workshop.decisions', {});
  const meetings = await merged.call('workshop.meetings', {});
  expect(
    decisions
      .map(({ text, meeting }) => [text, meetings.find(({ number }) => number === meeting)?.title])
      .sort(),
  ).toEqual([
    ['Keys are rotated', 'Platform team'],
    ['We restore every month', 'Database team'],
  ]);
});

test('a third copy is merged into one that another was merged into, and every name is found again', async () => {
  const { ann, ben, base } = await twoCopies(shop);
  await ben.call('evidence.addNote', { title: 'B', text: 'Ben', refs: [RESTORE] });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await ann.call('evidence.addNote', { title: 'A', text: 'Ann', refs: [RESTORE] });
  await ann.close();
  // Kim goes on from what Ann had before she merged anything: E-1 is Ann's note there.
  const kimPath = `${base}.kim.demarc`;
  copyFileSync(ann.path, kimPath);
  const kim = await openCopy(kimPath, 'Kim');
  await kim.call('evidence.link', { number: 1, refs: ['s3/public-exposure'] });
  await kim.call('evidence.update', { number: 1, title: 'A, as Kim has it' });
  await kim.close();
  await ben.close();
  // Ben was first: his note keeps the number, and Ann's, which Kim knows as E-1, becomes E-2.
  const both = `${base}.both.demarc`;
  copyFileSync(ben.path, both);
  await mergeFiles(both, ann.path, () => 'mine');
  await mergeFiles(both, kimPath, () => 'mine');
  expect(problemsIn(both)).toEqual([]);
  const merged = await openCopy(both, 'Ben');
  const pieces = await merged.call('evidence.list', {});
  expect(pieces.map(({ number, title, links }) => [number, title, links])).toEqual([
    [1, 'B', [RESTORE]],
    [2, 'A, as Kim has it', [RESTORE, 's3/public-exposure']],
  ]);
  expect((await merged.call('merge.history', {})).map(({ fileName }) => fileName)).toHaveLength(2);
  await merged.close();
  // Ann takes it all back, and has what they have; Kim's copy then brings nothing any more.
  await mergeFiles(ann.path, both, () => 'theirs');
  expect(contentOf(ann.path)).toEqual(contentOf(both));
  expect((await mergeFiles(ann.path, kimPath, () => 'mine')).preview.changes).toEqual([]);
});

test('a decision can raise a further question, which is asked before anything is merged', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ben.call('people.remove', { id: 'zoe-muller' });
  await ben.close();
  await ann.call('people.update', { id: 'zoe-muller', role: 'DBA' });
  await ann.call('people.add', { name: 'Kim Doe' });
  await ann.call('assignments.update', { ref: RESTORE, people: { organisation: 'kim-doe' } });
  const removed = { 'person/zoe-muller#removed': 'theirs' } as const;
  expect((await ann.preview(ben.path)).conflicts.map(({ key }) => key)).toEqual(Object.keys(removed));
  const before = contentOf(ann.path);
  const further = `share/${RESTORE}/organisation#person`;
  await expect(ann.merge(ben.path, removed)).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    details: { conflicts: [further] },
  });
  expect(contentOf(ann.path)).toEqual(before);
  expect(await ann.merge(ben.path, { ...removed, [further]: 'mine' })).toMatchObject({ resolved: 2 });
  expect((await ann.call('assignments.card', { ref: RESTORE })).assignment).toMatchObject({
    shares: [{ person: 'kim-doe' }],
  });
  expect((await ann.call('people.list', {})).map(({ id }) => id)).toEqual(['kim-doe']);
});

test('a copy of an older schema is read from an up-to-date copy of it, and keeps every byte', async () => {
  const { base, ben, folder } = await twoCopies(shop);
  await ben.call('assignments.update', { ref: RESTORE, note: 'Written with an older Demarc' });
  await ben.close();
  const [old, oldBase] = [join(folder, 'old.demarc'), join(folder, 'old-base.demarc')];
  downgrade(ben.path, old);
  downgrade(base, oldBase);
  const ann = await openCopy(oldBase, 'Ann');
  const before = readFileSync(old, 'base64');
  const { changes } = await ann.preview(old);
  expect(changes).toMatchObject([{ ref: RESTORE, after: 'Written with an older Demarc' }]);
  expect(readFileSync(old, 'base64')).toEqual(before);
});

test('a copy whose change log was altered is refused, and so is one that is newer', async () => {
  const { ann, ben } = await twoCopies(shop);
  await ben.call('assignments.update', { ref: RESTORE, note: 'True' });
  await ben.close();
  pastTheGuards(
    ben.path,
    `UPDATE change SET rows = replace(rows, 'True', 'Forged') WHERE rev = (SELECT max(rev) FROM change)`,
  );
  await expect(ann.preview(ben.path)).rejects.toMatchObject({
    code: 'WORKBOOK_DAMAGED',
    message: expect.stringMatching(/change log of ben\.demarc does not hold: Change \d+ .* was altered/),
  });
  const newer = new Database(ben.path);
  newer.pragma('user_version = 9000');
  newer.close();
  await expect(ann.preview(ben.path)).rejects.toMatchObject({ code: 'WORKBOOK_TOO_NEW' });
});

test('a copy that lost the content of a file is refused by name, and nothing is merged', async () => {
  const { ann, ben, folder } = await twoCopies(shop);
  const file = join(folder, 'report.txt');
  writeFileSync(file, 'A report');
  await ben.run('evidence.attachFile', {
    file: ben.register(file).handle,
    refs: [RESTORE],
    reference: false,
  });
  await ben.close();
  const db = new Database(ben.path);
  db.exec("UPDATE blob_chunk SET bytes = CAST('A repart' AS BLOB)");
  db.close();
  const { rev } = await ann.call('workbook.info', {});
  await expect(ann.merge(ben.path)).rejects.toMatchObject({
    code: 'WORKBOOK_DAMAGED',
    message: expect.stringMatching(/ben\.demarc has lost or altered the content of "report"/),
  });
  expect(await ann.call('workbook.info', {})).toMatchObject({ rev });
  expect(await ann.call('evidence.list', {})).toEqual([]);
});

test('a vendor’s claims stay when a copy took their file out of the register of evidence', async () => {
  const file = join(PROJECT, 'test/fixtures/vendor-tables/caiq.csv');
  for (const isTakenAgain of [false, true]) {
    const { ann, ben } = await twoCopies(async (base) => {
      await shop(base);
      await base.run('claims.record', { file: base.register(file).handle, vendor: { name: 'Okta' } });
    });
    const claimed = (await ann.call('claims.list', {}))[0]?.counts.claims;
    if (isTakenAgain)
      await ann.run('claims.record', { file: ann.register(file).handle, vendor: { party: 'okta' } });
    await ben.call('evidence.remove', { number: 1 });
    // The file that came in again speaks of the same piece, so that it is asked whether that goes.
    const merged = await bothWays(ann, ben, { 'evidence/1#removed': 'theirs' });
    expect(await merged.call('evidence.list', {})).toEqual([]);
    const matrices = await merged.call('claims.list', {});
    expect(matrices.map(({ evidence, counts }) => [evidence, counts.claims])).toEqual([[1, claimed]]);
  }
});
