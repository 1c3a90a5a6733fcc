import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ErasureReport } from '../../main/contract/erasure.ts';
import { SHARED_FROM_BYTES, storeCopyNow } from '../../main/workbook/backups/stored.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { readWorkbook } from '../../main/workbook/tables/workbook.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { eraseBy, filesBelow, holding } from '../support/erasing.ts';
import { smallDisk } from '../support/small-disk.ts';
import { unpackStored } from '../support/stored-workbooks.ts';

// Whose a backup is decides what an erasure does with it: none of its own keeps the name without a word, and none of another workbook is
// touched, whatever became of either.

const OLDER = 70;

/** What one sitting does to the workbook at a path; its backups lie below `folder`. */
async function sitting(
  folder: string,
  path: string,
  work: (
    open: ReturnType<typeof callers>,
    core: ReturnType<typeof startCore>['core'],
    id: string,
  ) => Promise<unknown>,
): Promise<void> {
  const { core } = startCore(folder, { actor: 'Lea' });
  try {
    const { id } = await core.openPath(path, { knownCopy: true });
    await work(callers(core, id), core, id);
  } finally {
    await core.close();
  }
}
const meets = (folder: string, path: string, name: string) =>
  sitting(folder, path, ({ call }) => call('people.add', { name }));

async function erases(folder: string, path: string, name: string): Promise<ErasureReport> {
  let report: ErasureReport | null = null;
  await sitting(folder, path, async (_open, core, id) => {
    ({ report } = await eraseBy({ core }, 'erasure.person', { workbook: id, who: name, typed: name }));
  });
  if (report === null) throw new Error('Nothing was erased.');
  return report;
}

/** A workbook that an older program wrote, brought up to date in a sitting that names somebody. */
async function workbook(folder: string, name: string, person: string): Promise<string> {
  const path = unpackStored(OLDER, join(folder, name));
  await meets(folder, path, person);
  return path;
}
const backupsOf = (folder: string, stem: string) =>
  filesBelow(join(folder, 'data', 'backups')).filter((path) => path.includes(`/${stem}-`));
const bytesOf = (paths: readonly string[]) =>
  paths.map((path) => [path, readFileSync(path).toString('base64')]);

test('an assessment that began as a copy of another one takes nothing from the backups of that one', async () => {
  const folder = temporaryFolder();
  const first = await workbook(folder, 'first.demarc', 'Kim Doe');
  const other = join(folder, 'other.demarc');
  copyFileSync(first, other);
  await sitting(folder, other, ({ call }) =>
    call('workbook.beginAnew', { title: 'Other', organisation: 'Other Ltd' }),
  );
  const before = bytesOf(backupsOf(folder, 'first'));
  expect(before.some(([path]) => path?.includes('-schema-'))).toBe(true);
  const { backups, remains } = await erases(folder, other, 'Kim Doe');
  expect(backups.rewritten).toBeGreaterThan(0);
  expect(bytesOf(backupsOf(folder, 'first'))).toEqual(before);
  // What was backed up of the copy before it had an identity of its own has that of the first.
  const left = holding(folder, 'Kim Doe').filter((path) => path.includes('other'));
  expect(left).toHaveLength(1);
  expect(remains[0]).toContain(`What lies at ${left[0]} could not be`);
});

test('the backups of last year stay as they are where the assessment of this year, which began as a copy, lies in its place', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const next = join(folder, 'next.demarc');
  copyFileSync(path, next);
  const core = startCore(folder).core;
  const { id } = await core.openPath(next, { unfinished: true });
  await callers(core, id).call('workbook.beginAnew', { title: 'This year', organisation: 'Acme' });
  await core.close();
  renameSync(path, join(folder, 'last-year.demarc'));
  renameSync(next, path);
  // Of one of them only a beginning is left.
  const damaged = join(dirname(backupsOf(folder, 'acme')[0] ?? ''), '2026-01-01T00-00-00-sitting.demarc');
  writeFileSync(damaged, readFileSync(backupsOf(folder, 'acme')[0] ?? '').subarray(0, 100_000));
  const before = bytesOf(backupsOf(folder, 'acme'));
  expect(before.some(([name]) => name?.includes('-schema-'))).toBe(true);
  const { remains } = await erases(folder, path, 'Kim Doe');
  const after = new Map(bytesOf(backupsOf(folder, 'acme')) as [string, string][]);
  for (const [name = '', bytes] of before) {
    expect(after.get(name)).toBe(bytes);
    expect(remains[0]).toContain(name);
  }
});

test('a damaged backup goes also after an earlier erasure gave it a name that the log does not have', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  await meets(folder, path, 'Lim Poe');
  await erases(folder, path, 'Kim Doe');
  const moved = join(folder, 'moved.demarc');
  renameSync(path, moved);
  const [damaged = ''] = holding(join(folder, 'data'), 'Lim Poe');
  truncateSync(damaged, statSync(damaged).size - 4096);
  const { backups } = await erases(folder, moved, 'Lim Poe');
  expect(backups.removed).toBe(1);
  expect(holding(folder, 'Lim Poe')).toEqual([]);
});

test('a damaged backup of the workbook that lay at its place before stays, also where that one names it', async () => {
  const folder = temporaryFolder();
  const ours = await workbook(folder, 'ours.demarc', 'Kim Doe');
  const uuid = readOtherWorkbook(ours, 'it', (db) => readWorkbook(db).uuid);
  mkdirSync(join(folder, 'place'));
  const place = join(folder, 'place', 'shop.demarc');
  copyFileSync(unpackStored(60, join(folder, 'theirs.demarc')), place);
  await meets(folder, place, `Of ${uuid}`);
  renameSync(place, join(folder, 'place', 'moved.demarc'));
  renameSync(ours, place);
  const theirs = holding(join(folder, 'data'), `Of ${uuid}`);
  expect(theirs).toHaveLength(1);
  for (const path of theirs) truncateSync(path, statSync(path).size - 4096);
  await erases(folder, place, 'Kim Doe');
  expect(theirs.map((path) => existsSync(path))).toEqual([true]);
});

test('a backup of which nobody can tell whose it is stays, and is named', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const backups = dirname(backupsOf(folder, 'acme')[0] ?? '');
  const unknown = join(backups, '2026-01-01T00-00-00-sitting.demarc');
  writeFileSync(unknown, `Kim Doe${'?'.repeat(9000)}`);
  // A list whose blocks cannot be reached: the folder that they should be in is a file.
  const unreached = join(backups, '2026-01-02T00-00-00-sitting.demarc.blocks.txt');
  writeFileSync(unreached, `${FIRST_LINES}${'ab'.repeat(32)}\n`);
  writeFileSync(join(backups, 'blocks'), '');
  const { remains } = await erases(folder, path, 'Kim Doe');
  expect(remains[0]).toMatch(
    /^What lies at .* may be a backup of this workbook .* stays as it is\. Delete it/,
  );
  expect(remains[0]).toContain(unknown);
  expect(remains[0]).toContain(unreached);
  expect(holding(folder, 'Kim Doe')).toEqual([unknown]);
});

test('of a workbook with fresh blocks that no list of its names any more, an erasure in another one says nothing', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const other = await workbook(folder, 'other.demarc', 'Uma Other');
  const blocks = join(dirname(backupsOf(folder, 'other')[0] ?? ''), 'blocks');
  mkdirSync(blocks);
  writeFileSync(join(blocks, 'ab'.repeat(32)), 'pruned just now');
  writeFileSync(join(blocks, '.DS_Store'), '');
  writeFileSync(join(dirname(backupsOf(folder, 'acme')[0] ?? ''), '.DS_Store'), '');
  const before = bytesOf(backupsOf(folder, 'other'));
  expect((await erases(folder, path, 'Kim Doe')).remains.join(' ')).not.toContain('could not be');
  expect(bytesOf(backupsOf(folder, 'other'))).toEqual(before);
  expect(existsSync(other)).toBe(true);
});

test('the backups of a copy that goes on as the other assessment stay where that was undone, and done again, in its original', async () => {
  for (const done of [['undo'], ['undo', 'redo']] as const) {
    const folder = temporaryFolder();
    const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
    const copy = join(folder, 'copy.demarc');
    await sitting(folder, path, async ({ call }) => {
      await call('workbook.beginAnew', { title: 'Other', organisation: 'Other Ltd' });
      for (const [at, step] of done.entries()) {
        if (at === done.length - 1) for (const end of ['', '-wal']) copyFileSync(path + end, copy + end);
        await call(`workbook.${step}`, {});
      }
    });
    if (!existsSync(copy)) throw new Error('There is no copy.');
    await meets(folder, copy, 'Uma Other');
    const before = bytesOf(backupsOf(folder, 'copy'));
    expect(before.length).toBeGreaterThan(1);
    await erases(folder, path, 'Kim Doe');
    expect(bytesOf(backupsOf(folder, 'copy'))).toEqual(before);
  }
});

test('what lies among the backups and is none of ours, and what a killed program left beside the workbook, is named', async () => {
  const folder = temporaryFolder();
  const first = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const path = join(folder, 'moved.demarc');
  renameSync(first, path);
  const [backup = ''] = holding(join(folder, 'data'), 'Kim Doe');
  const among = (name: string) => join(dirname(backup), name);
  const left = [
    among('2026-01-01T00-00-00-sitting (conflicted copy).demarc'),
    among('whole.0123abcd.part'),
    among('other (rescued 2026-11-26 1512).demarc'),
    `${first}-wal`,
    join(folder, '.moved.demarc.0123abcd.tmp'),
    join(folder, '..moved.demarc.0123abcd.tmp.4567cdef.tmp'),
  ];
  for (const file of left) copyFileSync(backup, file);
  const link = among('2026-01-02T00-00-00-sitting.demarc');
  const target = join(folder, 'elsewhere.demarc');
  copyFileSync(backup, target);
  symlinkSync(target, link);
  // Somebody who opened a backup where it lies was killed.
  const opened = among('2026-01-03T00-00-00-sitting.demarc');
  copyFileSync(backup, opened);
  writeFileSync(`${opened}-wal`, 'Kim Doe');
  const said = (await erases(folder, path, 'Kim Doe')).remains.join(' ');
  for (const file of [...left, link, opened, `${opened}-wal`]) expect(said).toContain(file);
  expect(holding(folder, 'Kim Doe')).toEqual([...left, opened, `${opened}-wal`, target].sort());
});

const FIRST_LINES = '# A backup of a Demarc workbook, in blocks that backups share\nbytes 9000\n# -\n';

test('blocks that nothing names are told of, and go once no list that is cut off may have named them', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const backups = dirname(backupsOf(folder, 'acme')[0] ?? '');
  mkdirSync(join(backups, 'blocks'));
  writeFileSync(join(backups, 'blocks', 'ab'.repeat(32)), 'Kim Doe');
  const cut = join(backups, '2026-01-02T00-00-00-sitting.demarc.blocks.txt');
  writeFileSync(cut, FIRST_LINES);
  // Of a folder that nothing leads to, as where all lists went before a kill.
  const forgotten = join(folder, 'data', 'backups', 'acme-0123456789ab', 'blocks');
  mkdirSync(forgotten, { recursive: true });
  writeFileSync(join(forgotten, 'cd'.repeat(32)), 'Kim Doe');
  const moved = join(folder, 'moved.demarc');
  renameSync(path, moved);
  const said = (await erases(folder, moved, 'Kim Doe')).remains[0] ?? '';
  // They may be of the backup whose list was cut, or of one whose list is still on its way, and nobody can tell of which workbook.
  expect(holding(folder, 'Kim Doe')).toHaveLength(2);
  for (const named of [cut, backups, dirname(forgotten)]) expect(said).toContain(named);
  // Without that list they are of nothing.
  rmSync(cut);
  await meets(folder, moved, 'Lim Poe');
  const again = (await erases(folder, moved, 'Lim Poe')).remains[0] ?? '';
  expect(again).toContain(`What lies at ${dirname(forgotten)} could not be`);
  expect(holding(folder, 'Kim Doe')).toEqual([join(forgotten, 'cd'.repeat(32))]);
});

test('an erasure takes no block of another workbook, whatever became of its list', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const otherAt = (at: number) => join(folder, 'data', 'backups', `other-0123456789a${at}`);
  const large = join(folder, 'large');
  writeFileSync(large, randomBytes(SHARED_FROM_BYTES));
  // Whole, with other ends of its lines, and cut.
  for (const at of [0, 1, 2]) {
    mkdirSync(otherAt(at));
    const list = storeCopyNow(large, otherAt(at), '2026-01-01T00-00-00-sitting');
    const lines = readFileSync(list, 'utf8').split('\n');
    writeFileSync(
      list,
      at === 1 ? lines.join('\r\n') : at === 2 ? lines.slice(0, -9).join('\n') : lines.join('\n'),
    );
  }
  const before = backupsOf(folder, 'other');
  expect(before.length).toBeGreaterThan(90);
  const { remains } = await erases(folder, path, 'Kim Doe');
  expect(backupsOf(folder, 'other')).toEqual(before);
  // Of which workbook a random file is, nobody can tell; what lies beside backups of another one is that one's, and nothing is said of it.
  expect(remains[0]).toContain(otherAt(2));
});

/** A workbook that was moved, with another one at its place since; `spoil` is done to the backup from before that names the person. */
async function spoiltAtFormerPlace(spoil: (backup: string, uuid: string) => string) {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const uuid = readOtherWorkbook(path, 'it', (db) => readWorkbook(db).uuid);
  const moved = join(folder, 'moved.demarc');
  renameSync(path, moved);
  await meets(folder, unpackStored(60, path), 'Uma Other');
  const [backup = ''] = holding(join(folder, 'data'), 'Kim Doe');
  const spoilt = spoil(backup, uuid);
  const { remains } = await erases(folder, moved, 'Kim Doe');
  return { spoilt, remains, left: holding(folder, 'Kim Doe') };
}
const alter = (path: string, change: (bytes: Buffer) => Uint8Array) =>
  writeFileSync(path, change(readFileSync(path)));

test('a backup whose identity one changed bit made another one is known by its log, and goes', async () => {
  const { spoilt, remains, left } = await spoiltAtFormerPlace((backup, uuid) => {
    alter(backup, (bytes) => {
      const at = bytes.indexOf(uuid);
      bytes.write(uuid.startsWith('0') ? '1' : '0', at, 'latin1');
      return bytes;
    });
    return backup;
  });
  expect(remains[0]).not.toContain(spoilt);
  expect(left).toEqual([]);
});

test('a backup that ends before its identity, and whose name says nothing, is named', async () => {
  const { spoilt, remains, left } = await spoiltAtFormerPlace((backup, uuid) => {
    const renamed = join(dirname(backup), '2026-01-02T00-00-00-sitting.demarc');
    renameSync(backup, renamed);
    alter(renamed, (bytes) =>
      Buffer.concat([bytes.subarray(0, bytes.indexOf(uuid)), Buffer.from('Kim Doe')]),
    );
    // Nor does any other show whose they are.
    for (const other of holding(dirname(backup), uuid)) rmSync(other);
    return renamed;
  });
  expect(remains[0]).toContain(`What lies at ${spoilt} could not be`);
  expect(left).toEqual([spoilt]);
});

test('a backup whose damage is found only when it is read goes, and keeps nobody from being erased', async () => {
  const folder = temporaryFolder();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const large = join(dirname(backupsOf(folder, 'acme')[0] ?? ''), '2026-01-02T00-00-00-sitting.demarc');
  copyFileSync(path, large);
  const db = new Database(large);
  // Above this size not every page is looked at.
  db.exec('CREATE TABLE gone (bytes BLOB); INSERT INTO gone VALUES (zeroblob(34000000)); DROP TABLE gone');
  const root = db.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'change'").pluck().get() as number;
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  alter(large, (bytes) => bytes.fill(0, (root - 1) * size, root * size));
  await erases(folder, path, 'Kim Doe');
  expect(existsSync(large)).toBe(false);
  expect(holding(folder, 'Kim Doe')).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'a folder of backups and a former place that cannot be looked into are named, and its backups stay',
  async () => {
    const folder = temporaryFolder();
    const first = await workbook(folder, 'acme.demarc', 'Kim Doe');
    const moved = join(folder, 'moved.demarc');
    renameSync(first, moved);
    const before = bytesOf(backupsOf(folder, 'acme'));
    symlinkSync(first, first);
    const loop = join(folder, 'data', 'backups', 'acme-0123456789ab');
    symlinkSync(loop, loop);
    const { remains } = await erases(folder, moved, 'Kim Doe');
    expect(remains[0]).toContain(`What lies at ${loop} could not be read`);
    expect(remains.join(' ')).toContain(`What lies at ${first} cannot be read, and may be this workbook`);
    expect(bytesOf(backupsOf(folder, 'acme'))).toEqual(before);
  },
);

test('where there is no room for the backups that are written anew, their disk is named, and the next time does it', async ({
  skip,
}) => {
  const folder = temporaryFolder();
  const disk = smallDisk(4000);
  if (disk === null) return skip('no file system may be mounted here');
  const { core } = startCore(folder);
  core.backups.choose(disk);
  await core.close();
  const path = await workbook(folder, 'acme.demarc', 'Kim Doe');
  const ballast = join(disk, 'ballast');
  expect(() => {
    for (;;) appendFileSync(ballast, Buffer.alloc(4096));
  }).toThrow(/ENOSPC/);
  await expect(erases(folder, path, 'Kim Doe')).rejects.toMatchObject({
    code: 'DISK_FULL',
    message: expect.stringMatching(
      new RegExp(`^There is no room left in ${disk}/.* to write the backups of acme\\.demarc anew`),
    ),
  });
  expect(holding(folder, 'Kim Doe')).toContain(path);
  truncateSync(ballast, 0);
  await erases(folder, path, 'Kim Doe');
  expect(holding(folder, 'Kim Doe')).toEqual([]);
});
