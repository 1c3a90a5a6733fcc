import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { undoLast } from '../support/merge-files.ts';
import { bothWays, type Copy, openCopy, twoCopies } from '../support/two-copies.ts';

// What two copies took in for the same purpose: editions of one vendor's matrix, layouts of one catalogue, one newer file.

/** A matrix on one control, whose owner tells the editions apart. */
const matrix = (owner: string) =>
  `Control ID,Responsibility,Customer Responsibility\nAC-2,${owner},Turn it on\n`;
async function record(copy: Copy, folder: string, text: string): Promise<void> {
  const path = join(folder, `${copy.who}.csv`);
  writeFileSync(path, text);
  await copy.run('claims.record', { file: copy.register(path).handle, vendor: { name: 'Hostwell' } });
}
/** Instants have thousandths of a second. */
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

async function ownersClaimed(copy: Copy) {
  const matrices = await copy.call('claims.list', {});
  const compared = await Promise.all(
    matrices.map(({ id }) => copy.call('claims.compare', { matrix: id, limit: 10 })),
  );
  return compared.flatMap(({ rows }) => rows.map(({ control, claims }) => [control, claims[0]?.owners]));
}

test.each([
  ['the vendor was not known before', null],
  ['a former edition was there', 'Shared'],
])('of two editions that two copies recorded the later counts, unasked, where %s', async (_, former) => {
  const { ann, ben, folder } = await twoCopies(async (base) => {
    if (former !== null) await record(base, join(base.path, '..'), matrix(former));
  });
  await record(ann, folder, matrix('Vendor'));
  await later();
  await record(ben, folder, matrix('Customer'));
  await ben.close();
  const { conflicts, changes } = await ann.preview(ben.path);
  expect(conflicts).toEqual([]);
  expect(changes.find(({ field }) => field === 'Vendor matrix')?.after).toMatch(
    /^Ben\.csv of \S+, in the place of (Ann|Lea Lead)\.csv of/,
  );
  const { path, close } = await bothWays(ann, ben);
  await close();
  // The second undo takes back the first.
  for (const owner of ['vendor', 'customer']) {
    undoLast(path);
    const undone = await openCopy(path, 'Ann');
    expect(await ownersClaimed(undone)).toEqual([['AC-2', [owner]]]);
    await undone.close();
  }
  // Taking the later one out brings back none that had given way.
  const merged = await openCopy(path, 'Ann');
  const [counting] = await merged.call('claims.list', {});
  await merged.call('claims.remove', { matrix: counting?.id ?? 0 });
  expect(await merged.call('claims.list', {})).toEqual([]);
  await merged.call('workbook.undo', {});
  expect(await ownersClaimed(merged)).toEqual([['AC-2', ['customer']]]);
  await record(merged, folder, matrix('Shared'));
  expect(await ownersClaimed(merged)).toEqual([['AC-2', ['vendor', 'customer']]]);
});

test('nobody is asked between two layouts of one catalogue of control texts, and between other texts they are', async () => {
  const json = readFileSync(join(PROJECT, 'test/fixtures/control-texts/sample-catalog.json'), 'utf8');
  const take = async (copy: Copy, folder: string, text: string) => {
    const path = join(folder, `${copy.who}.json`);
    writeFileSync(path, text);
    await copy.run('texts.record', { file: copy.register(path).handle });
  };
  for (const [other, asked] of [
    [JSON.stringify(JSON.parse(json)), 0],
    [json.replace('By machine', 'By a machine'), 1],
  ] as const) {
    const { ann, ben, folder } = await twoCopies();
    await take(ann, folder, json);
    await later();
    await take(ben, folder, other);
    await ben.close();
    expect((await ann.preview(ben.path)).conflicts).toHaveLength(asked);
    if (asked > 0) continue;
    const merged = await bothWays(ann, ben);
    expect(await merged.call('texts.list', {})).toMatchObject([{ file: 'Ben.json', controls: 4 }]);
    expect(await merged.call('texts.get', { framework: 'nist-800-53-r5', control: 'AC-2(1)' })).toMatchObject(
      {
        title: 'By machine',
      },
    );
  }
});

test('one file that both copies put in the place of another is no question, and two files are', async () => {
  for (const [ours, theirs, asked] of [
    ['new', 'new', []],
    ['new', 'other', ['evidence/1#replaced_by']],
  ] as const) {
    const { ann, ben, folder } = await twoCopies(async (base) => {
      await base.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
      const path = join(base.path, '..', 'old.txt');
      writeFileSync(path, 'old');
      const { handle } = base.register(path);
      await base.run('evidence.attachFile', {
        file: handle,
        refs: ['orders-db/restore-testing'],
        reference: false,
      });
    });
    for (const [copy, text] of [
      [ann, ours],
      [ben, theirs],
    ] as const) {
      const path = join(folder, `${copy.who}.txt`);
      writeFileSync(path, text);
      await copy.run('evidence.replace', { number: 1, file: copy.register(path).handle });
      await later();
    }
    await ben.close();
    expect((await ann.preview(ben.path)).conflicts.map(({ key }) => key)).toEqual(asked);
    if (asked.length > 0) continue;
    const merged = await bothWays(ann, ben);
    expect((await merged.call('evidence.list', {})).find(({ number }) => number === 1)?.replacedBy).toBe(3);
  }
});
