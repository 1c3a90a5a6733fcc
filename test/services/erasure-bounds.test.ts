import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { ErasureReport } from '../../main/contract/erasure.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { readWorkbook } from '../../main/workbook/tables/workbook.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
import { drivenFolder } from '../support/drive.ts';
import { eraseBy, holding } from '../support/erasing.ts';
import { unpackStored } from '../support/stored-workbooks.ts';
import { openCopy, twoCopies } from '../support/two-copies.ts';

const act = async (...asked: Parameters<typeof eraseBy>): Promise<ErasureReport> =>
  (await eraseBy(...asked)).report;
const REF = 'orders-db/restore-testing';
const SERVICES = { services: [{ catalogueId: 'rds', label: 'orders-db' }] };

async function inFile(path: string, name: string, input: object): Promise<void> {
  const { core } = startCore(temporaryFolder(), { actor: 'Lea' });
  const { id } = await core.openPath(path);
  await act({ core }, name, { workbook: id, ...input });
  await core.close();
}

test('a note under a hold stays as it is, and who speaks of the person beside the workbook is told', async () => {
  const shop = await openTestWorkbook({ actor: 'kim doe' });
  const { call, run, workbook } = shop;
  await call('services.add', SERVICES);
  const { id } = await call('people.add', { name: 'Kim Doe' });
  await call('keys.new', { name: 'Kim Doe' });
  await call('evidence.addNote', { refs: [REF], title: 'Minutes', text: 'KIM DOE said so.' });
  await call('erasure.hold', { number: 1, reason: 'Case 7' });
  const held = /E-1 is under a hold and speaks of the person, so nobody is erased: Case 7/;
  await expect(run('erasure.look', { who: id })).rejects.toThrow(held);
  await expect(act(shop, 'erasure.person', { workbook, who: id, typed: 'Kim Doe' })).rejects.toThrow(held);
  await call('erasure.hold', { number: 1, reason: null });
  const { remains } = (await run('erasure.look', { who: id })) as ErasureReport;
  expect(remains.slice(-2)).toEqual([
    expect.stringMatching(/^This account still works under the name "kim doe"/),
    'This account keeps 1 key of that name: Kim Doe.',
  ]);
});

test('backups from before the workbook was moved are written anew as well', async () => {
  const shop = await openTestWorkbook();
  await shop.call('people.add', { name: 'Kim Doe' });
  await shop.call('workbook.update', { title: 'Shop of Kim Doe' });
  await shop.core.close();
  const moved = join(shop.folder, 'moved.demarc');
  renameSync(shop.path, moved);
  const again = startCore(shop.folder, { actor: 'Lea' });
  const { id } = await again.core.openPath(moved);
  const { backups } = await act(again, 'erasure.person', { workbook: id, who: 'Kim Doe', typed: 'Kim Doe' });
  await again.core.close();
  expect(backups.rewritten).toBeGreaterThan(1);
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
});

test('what was destroyed does not come back with a copy, and copies in which the same person was erased are merged whatever was answered since', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'report.txt'), 'It was restored.');
  const { ann, ben } = await twoCopies(async (base) => {
    await base.call('services.add', SERVICES);
    const { id } = await base.call('people.add', { name: 'Kim Doe' });
    await base.run('evidence.attachFile', {
      refs: [REF],
      file: base.register(join(folder, 'report.txt')).handle,
    });
    await base.call('assignments.answer', {
      ref: REF,
      answer: { owners: ['organisation'] },
      reason: 'Agreed.',
      people: { organisation: id },
    });
    await base.call('review.acknowledge', { person: id });
  });
  // What Kim acknowledged is the present of one copy, and past in the other.
  await ben.call('assignments.update', { ref: REF, duties: { organisation: 'Tests it each month.' } });
  await ben.call('evidence.update', { number: 1, title: 'Restored' });
  for (const copy of [ann, ben]) {
    await copy.close();
    await inFile(copy.path, 'erasure.person', { who: 'Kim Doe', typed: 'Kim Doe' });
  }
  await inFile(ann.path, 'erasure.destroy', { numbers: [1], remove: true });
  const mine = await openCopy(ann.path, 'Ann');
  const { conflicts } = await mine.preview(ben.path);
  const decided = (how: 'mine' | 'theirs') => Object.fromEntries(conflicts.map(({ key }) => [key, how]));
  await expect(mine.merge(ben.path, decided('theirs'))).rejects.toThrow(
    /In ann\.demarc the content of E-1 was destroyed for good by Lea on .*"Restored" would bring it back from ben\.demarc/,
  );
  await mine.merge(ben.path, decided('mine'));
  expect(await mine.call('evidence.list', {})).toEqual([]);
  expect((await mine.call('assignments.card', { ref: REF })).assignment?.shares[0]?.text).toBe(
    'Tests it each month.',
  );
});

test.skipIf(process.platform === 'win32')(
  'what was saved when the drive was away is named, and nothing is closed or erased while it is',
  async () => {
    const shop = await openTestWorkbook();
    await shop.call('people.add', { name: 'Kim Doe' });
    await shop.core.close();
    const drive = drivenFolder(shop.folder);
    const path = join(drive.folder, 'acme.demarc');
    renameSync(shop.path, path);
    const first = startCore(shop.folder);
    const { id } = await first.core.openPath(path);
    await callers(first.core, id).call('people.add', { name: 'Bo Ek' });
    drive.goes();
    const input = { workbook: id, who: 'Kim Doe', typed: 'Kim Doe' };
    await expect(act(first, 'erasure.person', input)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    // It is open still, and what was recorded is saved once, when it is closed.
    expect(await callers(first.core, id).call('people.list', {})).toHaveLength(2);
    await expect(first.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
    drive.comesBack();
    const again = startCore(shop.folder, { actor: 'Lea' });
    const next = await again.core.openPath(path);
    const { remains } = await act(again, 'erasure.person', { ...input, workbook: next.id });
    await again.core.close();
    expect(remains).toContainEqual(
      expect.stringMatching(/stays as it is: .*backups.*acme \(rescued .*\)\.demarc\. Do the same in each/),
    );
  },
);

/** A workbook in whose file something happens while it is open, and what was saved of it then. */
async function rescuedWhen(happens: (path: string, before: Buffer) => void) {
  const shop = await openTestWorkbook();
  await shop.call('people.add', { name: 'Kim Doe' });
  await shop.core.close();
  const before = readFileSync(shop.path);
  const first = startCore(shop.folder);
  const { id } = await first.core.openPath(shop.path);
  const { call } = callers(first.core, id);
  await call('people.add', { name: 'Bo Ek' });
  happens(shop.path, before);
  await expect(call('people.add', { name: 'Ida Rask' })).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
  await first.core.close().catch((error) => expect(error).toMatchObject({ code: 'WORKBOOK_GONE' }));
  const folder = dirname(shop.path);
  const saved = join(
    folder,
    readdirSync(folder)
      .sort()
      .findLast((name) => name.includes('(rescued ')) ?? '',
  );
  const again = startCore(shop.folder, { actor: 'Lea' });
  const opened = await again.core.openPath(saved);
  const erased = await act(again, 'erasure.person', {
    workbook: opened.id,
    who: 'Kim Doe',
    typed: 'Kim Doe',
  });
  await again.core.close();
  return { shop, saved, erased };
}

test('whoever goes on in what was saved of a removed workbook, and erases there, is not told to delete it', async () => {
  const { shop, erased } = await rescuedWhen((path) => rmSync(path));
  expect(erased.remains.join(' ')).not.toMatch(/rescued|lies at/);
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
});

test('where another file took its place, that one is named with its backups, and nothing else has the name', async () => {
  const { shop, saved, erased } = await rescuedWhen((path, before) => {
    writeFileSync(`${path}.new`, before);
    renameSync(`${path}.new`, path);
  });
  const [, place = '', backups = ''] =
    /This workbook lies at (\S+) as well, with backups in (\S+)\. That stays as it is/.exec(
      erased.remains.join(' '),
    ) ?? [];
  expect(place).toBe(shop.path);
  expect(erased.remains.join(' ')).not.toContain(saved);
  const left = holding(shop.folder, 'Kim Doe');
  expect(left.length).toBeGreaterThan(1);
  expect(left.filter((path) => path !== place && dirname(path) !== backups)).toEqual([]);
  // The same is done there, as it says.
  const there = startCore(shop.folder, { actor: 'Lea' });
  const { id } = await there.core.openPath(place);
  const { remains } = await act(there, 'erasure.person', { workbook: id, who: 'Kim Doe', typed: 'Kim Doe' });
  await there.core.close();
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
  expect(remains.join(' ')).toMatch(
    /This workbook lies at \S+ \(rescued [^)]*\)\.demarc as well, with backups in \S+\. That/,
  );
  expect(remains.join(' ')).toContain(saved);
});

test('where another workbook took its place, the backups from before are written anew, and nobody is sent there', async () => {
  const other = await openTestWorkbook({ example: 'ecommerce' });
  await other.core.close();
  const { shop, erased } = await rescuedWhen((path) => {
    rmSync(path);
    copyFileSync(other.path, path);
    // Of that one something was saved as well, once.
    copyFileSync(other.path, path.replace('acme', 'acme (rescued 2020-01-01 1200)'));
  });
  expect(erased.remains.join(' ')).not.toMatch(/rescued|lies at/);
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
});

test.each([
  ['a text', (path: string) => writeFileSync(path, 'Minutes of Monday.\n')],
  ['a folder', (path: string) => mkdirSync(path)],
])(
  'where %s lies at the former place, the backups from there are written anew, and nothing of it is said',
  async (_what, put) => {
    const { shop, erased } = await rescuedWhen((path) => {
      rmSync(path);
      put(path);
    });
    expect(erased.remains.join(' ')).not.toMatch(/rescued|lies at/);
    expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
  },
);

test('what lies at the former place and cannot be read is not called this workbook, and stays with its backups', async () => {
  const { shop, erased } = await rescuedWhen((path, before) => {
    rmSync(path);
    // Of a version that nobody has yet.
    before.writeInt32BE(9_999, 60);
    writeFileSync(path, before);
  });
  const said = erased.remains.join(' ');
  expect(said).not.toContain('This workbook lies at');
  expect(said).toContain(
    `What lies at ${shop.path} cannot be read, and may be this workbook, with backups in `,
  );
  expect(holding(shop.folder, 'Kim Doe')).toContain(shop.path);
});

/** A workbook with a backup from its first place, which is moved to `sync`; then this comes to that place, and the person is erased. */
async function erasedOnceMoved(comesThere: (first: string, now: string) => unknown) {
  const shop = await openTestWorkbook();
  await shop.call('people.add', { name: 'Kim Doe' });
  await shop.core.close();
  mkdirSync(join(shop.folder, 'sync'));
  const now = join(shop.folder, 'sync', 'acme.demarc');
  renameSync(shop.path, now);
  expect(holding(shop.folder, 'Kim Doe').length).toBeGreaterThan(1);
  await comesThere(shop.path, now);
  const { core } = startCore(shop.folder, { actor: 'Lea' });
  const { id } = await core.openPath(now);
  const { remains } = await act({ core }, 'erasure.person', {
    workbook: id,
    who: 'Kim Doe',
    typed: 'Kim Doe',
  });
  await core.close();
  return { shop, said: remains.join(' ') };
}

test.skipIf(process.platform === 'win32')(
  'where a link to the workbook lies at its former place, the backups from there are written anew',
  async () => {
    const { shop, said } = await erasedOnceMoved((first, now) => symlinkSync(now, first));
    expect(said).not.toMatch(/lies at/);
    expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
  },
);

test('where another workbook came to the former place and was worked in there, the backups from before are written anew, and its own stay', async () => {
  const other = await openTestWorkbook({ example: 'ecommerce' });
  await other.core.close();
  const { shop, said } = await erasedOnceMoved(async (first) => {
    copyFileSync(other.path, first);
    const { core } = startCore(dirname(first), { actor: 'Lea' });
    const { id } = await core.openPath(first);
    await callers(core, id).call('people.add', { name: 'Uma Other' });
    await core.close();
  });
  expect(said).not.toMatch(/lies at/);
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
  expect(holding(join(shop.folder, 'data'), 'Uma Other')).toHaveLength(1);
});

test('a backup of another workbook in which nothing can be erased stays where it is', async () => {
  const { shop, said } = await erasedOnceMoved(async (first) => {
    unpackStored(60, first);
    const { core } = startCore(dirname(first), { actor: 'Lea' });
    const { id } = await core.openPath(first);
    await callers(core, id).call('people.add', { name: 'Uma Other' });
    await core.close();
    renameSync(first, join(dirname(first), 'other.demarc'));
  });
  expect(said).not.toMatch(/lies at/);
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
  const names = readdirSync(join(shop.folder, 'data', 'backups'), { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => name.includes('-schema-60-'))).toHaveLength(1);
});

test('a damaged backup of another workbook stays, also where that one names this workbook', async () => {
  const other = await openTestWorkbook({ example: 'ecommerce' });
  await other.core.close();
  let theirs = '';
  const { shop } = await erasedOnceMoved(async (first, now) => {
    const named = `Of ${readOtherWorkbook(now, 'it', (db) => readWorkbook(db).uuid)}`;
    copyFileSync(other.path, first);
    const { core } = startCore(dirname(first), { actor: 'Lea' });
    const { id } = await core.openPath(first);
    await callers(core, id).call('people.add', { name: named });
    await core.close();
    theirs = holding(join(dirname(first), 'data'), named)[0] ?? '';
    truncateSync(theirs, statSync(theirs).size - 4096);
  });
  expect(holding(shop.folder, 'Kim Doe')).toEqual([]);
  expect(existsSync(theirs)).toBe(true);
});

test('nothing is erased while the log of another file lies beside the workbook, and what is left of that is named', async () => {
  const shop = await openTestWorkbook();
  await shop.call('people.add', { name: 'Kim Doe' });
  const left = readFileSync(`${shop.path}-wal`);
  await shop.core.close();
  const away = temporaryFolder();
  const path = join(away, 'acme.demarc');
  renameSync(shop.path, path);
  writeFileSync(`${path}-wal`, left);
  const again = startCore(away, { actor: 'Lea' });
  const kim = { who: 'Kim Doe', typed: 'Kim Doe' };
  const { id, readOnly } = await again.core.openPath(path, { readOnly: true });
  expect(readOnly).toBe(true);
  await expect(act(again, 'erasure.person', { workbook: id, ...kim })).rejects.toThrow(
    /Open it|for reading only/,
  );
  await again.core.close();
  const last = startCore(away, { actor: 'Lea' });
  const next = await last.core.openPath(path);
  const { remains } = await act(last, 'erasure.person', { workbook: next.id, ...kim });
  await last.core.close();
  expect(remains).toContainEqual(
    expect.stringMatching(/left over beside it, .*acme \(left over .*\)\.wal\. /),
  );
});
