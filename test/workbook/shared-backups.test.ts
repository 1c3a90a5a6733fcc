import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listBackups, listFolder, prune, removeBackups } from '../../main/workbook/backups/list.ts';
import { restoreBackup } from '../../main/workbook/backups/restore.ts';
import {
  removeUnnamedBlocks,
  SHARED_FROM_BYTES,
  storeCopy,
  storeCopyNow,
  takeOut,
} from '../../main/workbook/backups/stored.ts';
import { settableClock } from '../support/clock.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

const MB = 1024 ** 2;
const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const blocksOf = (folder: string) =>
  existsSync(join(folder, 'blocks')) ? readdirSync(join(folder, 'blocks')) : [];

describe('a large file', () => {
  test('is stored in blocks that its copies share, and each copy comes out as it went in', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'large');
    const bytes = randomBytes(SHARED_FROM_BYTES + 1234);
    const copies: [path: string, digest: string][] = [];
    for (const [name, places] of [
      ['first', []],
      ['second', [5 * MB + 3, SHARED_FROM_BYTES + 1000]],
    ] as const) {
      for (const at of places) bytes.write('changed here', at);
      writeFileSync(file, bytes);
      copies.push([storeCopyNow(file, folder, name), digest(file)]);
    }
    // The first has 33 blocks; the other brings the two that differ.
    expect(blocksOf(folder)).toHaveLength(33 + 2);
    for (const [path, wanted] of copies) {
      takeOut(path, join(folder, 'out'));
      expect(digest(join(folder, 'out'))).toBe(wanted);
      expect(statSync(join(folder, 'out')).mode & 0o777).toBe(0o600);
      rmSync(join(folder, 'out'));
    }
    rmSync(copies[0]?.[0] ?? '');
    removeUnnamedBlocks(folder);
    // One that was made just now may be of a copy that another program has not finished.
    expect(blocksOf(folder)).toHaveLength(35);
    removeUnnamedBlocks(folder, 0);
    expect(blocksOf(folder)).toHaveLength(33);
    for (const [path] of copies.slice(1)) rmSync(path);
    removeUnnamedBlocks(folder, 0);
    expect(blocksOf(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['blocks', 'large']);
  });

  test('leaves nothing of a copy that was given up', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'large');
    writeFileSync(file, randomBytes(SHARED_FROM_BYTES));
    const storing = storeCopy(file, folder, 'copy');
    for (let n = 0; n < 7; n += 1) storing.next();
    expect(blocksOf(folder)).toHaveLength(7);
    storing.return('');
    expect(blocksOf(folder)).toEqual([]);
    expect(readdirSync(folder)).not.toContain('copy.demarc.blocks.txt');
  });

  test('whose block was altered, lost or whose list was cut is refused; the next copy holds again', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'large');
    writeFileSync(file, randomBytes(SHARED_FROM_BYTES));
    const first = storeCopyNow(file, folder, 'first');
    const [one = '', other = ''] = blocksOf(folder);
    writeFileSync(join(folder, 'blocks', one), 'altered');
    expect(() => takeOut(first, join(folder, 'a'))).toThrow(
      /backup first is not whole: the block [0-9a-f]{12} of it is altered/,
    );
    rmSync(join(folder, 'blocks', other));
    const second = storeCopyNow(file, folder, 'second');
    takeOut(second, join(folder, 'b'));
    takeOut(first, join(folder, 'c'));
    expect(digest(join(folder, 'b'))).toBe(digest(file));
    rmSync(join(folder, 'blocks', other));
    expect(() => takeOut(second, join(folder, 'd'))).toThrow(/is gone. Choose another backup/);
    writeFileSync(second, readFileSync(second, 'utf8').slice(0, -70));
    expect(() => takeOut(second, join(folder, 'e'))).toThrow(/is not the whole list of a backup any more/);
    // What a list that cannot be read names is not known, so nothing is removed.
    const before = blocksOf(folder).length;
    const unnamed = 'cd'.repeat(32);
    writeFileSync(join(folder, 'blocks', unnamed), 'unnamed');
    expect(removeUnnamedBlocks(folder, 0)).toBe(false);
    expect(blocksOf(folder)).toHaveLength(before + 1);
    rmSync(second);
    expect(removeUnnamedBlocks(folder, 0)).toBe(true);
    expect(blocksOf(folder)).not.toContain(unnamed);
    expect(blocksOf(folder)).toContain(one);
  });

  test('whose list came through a program that ends its lines otherwise is whole', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'large');
    writeFileSync(file, randomBytes(SHARED_FROM_BYTES));
    const stored = storeCopyNow(file, folder, '2026-11-24T08-00-00-sitting');
    writeFileSync(stored, readFileSync(stored, 'utf8').replaceAll('\n', '\r\n'));
    expect(removeUnnamedBlocks(folder, 0)).toBe(true);
    takeOut(stored, join(folder, 'out'));
    expect(digest(join(folder, 'out'))).toBe(digest(file));
    expect(listFolder(folder)[0]?.bytes).toBe(SHARED_FROM_BYTES);
    // Nor is a list without a say that another program gave its own words in the name.
    renameSync(stored, stored.replace('.txt', ' (conflicted copy).txt'));
    const before = blocksOf(folder);
    expect(removeUnnamedBlocks(folder, 0)).toBe(true);
    expect(blocksOf(folder)).toEqual(before);
  });

  test('of which a block is gone stands for no record: the next copy is made', async () => {
    const { core, path, folder, call, run } = await openTestWorkbook();
    await call('services.add', { services: [{ catalogueId: 's3', label: 'files' }] });
    const scan = join(folder, 'scan.bin');
    writeFileSync(scan, randomBytes(SHARED_FROM_BYTES));
    const { handle } = core.files.registerSource(scan);
    await run('evidence.attachFile', { refs: ['files/data-classification'], file: handle });
    await core.close();
    const backups = join(folder, 'data', 'backups');
    const stored = listBackups(backups, path)[0]?.path ?? '';
    const into = join(dirname(stored), 'blocks');
    rmSync(join(into, readdirSync(into)[3] ?? ''));
    const again = startCore(folder);
    await again.core.openPath(path);
    await again.core.close();
    takeOut(listBackups(backups, path)[0]?.path ?? '', join(folder, 'out'));
    expect(listBackups(backups, path).some((other) => other.path === stored)).toBe(true);
    takeOut(stored, join(folder, 'first'));
  });

  test('whose block was set aside when its list came meanwhile, or the program was killed, has it back', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'large');
    writeFileSync(file, randomBytes(SHARED_FROM_BYTES));
    const stored = storeCopyNow(file, folder, 'stored');
    const [one = '', other = ''] = blocksOf(folder);
    const inBlocks = (name: string) => join(folder, 'blocks', name);
    renameSync(inBlocks(one), inBlocks(`${one}.aside`));
    writeFileSync(inBlocks(`${other}.aside`), 'twice');
    writeFileSync(inBlocks(`${'cd'.repeat(32)}.aside`), 'of nothing');
    takeOut(stored, join(folder, 'meanwhile'));
    expect(digest(join(folder, 'meanwhile'))).toBe(digest(file));
    removeUnnamedBlocks(folder);
    takeOut(stored, join(folder, 'out'));
    expect(digest(join(folder, 'out'))).toBe(digest(file));
    expect(blocksOf(folder).filter((name) => name.endsWith('.aside'))).toEqual([]);
  });
});

test('sittings on a workbook with much evidence keep the evidence once, and each comes back whole', async () => {
  const clock = settableClock('2026-11-23T08:00:00.000Z');
  const first = await openTestWorkbook({ clock });
  await first.call('services.add', { services: [{ catalogueId: 's3', label: 'files' }] });
  const scan = join(first.folder, 'scan.bin');
  writeFileSync(scan, randomBytes(SHARED_FROM_BYTES));
  const { handle } = first.core.files.registerSource(scan);
  await first.run('evidence.attachFile', { refs: ['files/data-classification'], file: handle });
  await first.core.close();
  const backups = join(first.folder, 'data', 'backups');
  clock.at = '2026-11-24T08:00:00.000Z';
  const next = startCore(first.folder, { clock });
  const { id } = await next.core.openPath(first.path);
  await callers(next.core, id).call('services.add', { services: [{ catalogueId: 'rds' }] });
  await next.core.close();
  const found = listBackups(backups, first.path);
  expect(found.filter(({ kind }) => kind === 'sitting').map(({ stamp }) => stamp.slice(8, 10))).toEqual([
    '24',
    '23',
  ]);
  const folder = dirname(found[0]?.path ?? '');
  const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  const held = found.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(held).toBeGreaterThan(2 * SHARED_FROM_BYTES);
  expect(stored).toBeLessThan(1.5 * SHARED_FROM_BYTES);
  const out = join(first.folder, 'out');
  mkdirSync(out);
  for (const [index, backup] of found.filter(({ kind }) => kind === 'sitting').entries()) {
    const restored = restoreBackup(backup, first.path, join(out, `${index}.demarc`));
    expect(statSync(restored).size).toBe(backup.bytes);
    const look = startCore(join(out, `look-${index}`), { clock });
    const looked = await look.core.openPath(restored, { readOnly: true });
    const { call } = callers(look.core, looked.id);
    expect((await call('services.list', {})).length).toBe(2 - index);
    expect((await call('evidence.list', {})).length).toBe(1);
    await look.core.close();
  }
  // Blocks that no copy names, as a kill leaves them, go with the first pruning that finds them there for an hour; named ones stay.
  const left = createHash('sha256').update('a').digest('hex');
  writeFileSync(join(folder, 'blocks', left), 'left');
  // It says that it is old, as what is carried from another machine does.
  for (const name of blocksOf(folder)) utimesSync(join(folder, 'blocks', name), 0, 0);
  const before = blocksOf(folder);
  for (const [minutes, there] of [
    [58, before],
    [62, before.filter((name) => name !== left)],
  ] as const) {
    prune(folder, new Date(Date.now() + minutes * 60_000).toISOString());
    expect(blocksOf(folder)).toEqual(there);
  }
  const newest = found[0];
  if (newest) restoreBackup(newest, first.path, join(out, 'again.demarc'));
  expect(removeBackups(backups, first.path)).toBe(found.length);
  expect(existsSync(folder)).toBe(false);
});
