import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../main/platform/clock.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { drivenFolder } from '../support/drive.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

const onUnix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;
const UNREADABLE = fileURLToPath(new URL('../support/unreadable-child.ts', import.meta.url));
const MANY_FILES = fileURLToPath(new URL('../support/many-files-child.ts', import.meta.url));

const add = (open: Pick<TestCore, 'call'>, label: string) =>
  open.call('services.add', { services: [{ catalogueId: 's3', label }] });
const labelsOf = (path: string) =>
  readOtherWorkbook(path, 'it', (db) =>
    db.all<{ label: string }>('SELECT label FROM service_in_use ORDER BY ord').map(({ label }) => label),
  );
const rescuedIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('(rescued '))
    .map((name) => join(folder, name));

const refusedFor = (why: RegExp) => ({
  code: 'UNREACHABLE',
  message: expect.stringMatching(new RegExp(`cannot be reached .*${why.source}.*Nothing is lost`)),
});

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const each of cleanUp.splice(0)) each();
});

describe.runIf(onUnix).each([{ brief: false }, { brief: true }])(
  'a workbook that is open (%o)',
  ({ brief }) => {
    /** It lies on a drive of its own, with "one" in it; the drive goes by itself at the `goesAt`th time that the clock is asked. */
    async function onDrive({
      mount,
      alter,
    }: {
      readonly mount?: (folder: string) => void;
      readonly alter?: (path: string) => void;
    } = {}) {
      const made = await openTestWorkbook();
      await add(made, 'one');
      await made.core.close();
      const { folder, goes, comesBack } = drivenFolder(made.folder);
      mount?.(folder);
      const path = join(folder, 'acme.demarc');
      spawnSync('mv', [made.path, path]);
      alter?.(path);
      let asked = 0;
      let goesAt = 0;
      const clock = {
        ...systemClock,
        now() {
          asked += 1;
          if (asked === goesAt) goes();
          return systemClock.now();
        },
      };
      const { core } = startCore(made.folder, { clock });
      const { id } = await core.openPath(path, { brief });
      return {
        ...made,
        ...callers(core, id),
        core,
        path,
        goes,
        comesBack,
        goesWithin(questions: number) {
          asked = 0;
          goesAt = questions;
        },
        /** Opened once more by the same program: what it holds, and whether that is sound. */
        async again() {
          const next = startCore(made.folder).core;
          const reopened = await next.openPath(path, { brief });
          expect(reopened.readOnly).toBe(false);
          const calls = callers(next, reopened.id);
          expect(await calls.run('workbook.verify', {})).toMatchObject({ ok: true });
          const labels = (await calls.call('services.list', {})).map(({ label }) => label);
          await next.close();
          return labels;
        },
      };
    }

    test('on a drive that is away for a moment: nothing is recorded meanwhile, and it goes on where it was', async () => {
      const open = await onDrive();
      await add(open, 'two');
      open.goes();
      await expect(add(open, 'three')).rejects.toMatchObject(refusedFor(/ELOOP/));
      await expect(add(open, 'three')).rejects.toMatchObject(refusedFor(/ELOOP/));
      expect(await open.call('services.list', {})).toHaveLength(2);
      open.comesBack();
      await add(open, 'four');
      expect(await open.run('workbook.verify', {})).toMatchObject({ ok: true });
      await open.core.close();
      expect(labelsOf(open.path)).toEqual(['one', 'two', 'four']);
      expect(readdirSync(dirname(open.path))).toEqual(['acme.demarc']);
      expect(rescuedIn(open.folder)).toEqual([]);
    });

    test('on a drive that is away when it is closed: what was recorded is saved among the backups, and the file has it too', async () => {
      const open = await onDrive();
      await add(open, 'two');
      open.goes();
      await expect(open.core.close()).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
        message: expect.stringMatching(/cannot be reached .*saved as .*backups.* as well/),
      });
      expect(rescuedIn(join(open.folder, 'data', 'backups')).map(labelsOf)).toEqual([['one', 'two']]);
      open.comesBack();
      expect(await open.again()).toEqual(['one', 'two']);
    });

    describe('on a drive that goes while an answer is written', () => {
      test('and comes back: the answer was refused and is nowhere, and the next one is kept', async () => {
        const open = await onDrive();
        await add(open, 'two');
        open.goesWithin(2);
        const refused = await add(open, 'three').then(
          () => null,
          (error: Error) => error,
        );
        // With a log beside it the file itself need not be touched, and then the answer is in there.
        const kept = refused === null ? ['one', 'two', 'three'] : ['one', 'two'];
        if (brief) {
          expect(refused).toMatchObject(refusedFor(/ELOOP/));
          // What is read now might be half of what was refused.
          await expect(open.call('services.list', {})).rejects.toMatchObject(refusedFor(/ELOOP/));
        }
        open.comesBack();
        expect((await open.call('services.list', {})).map(({ label }) => label)).toEqual(kept);
        await add(open, 'four');
        await open.core.close();
        expect(rescuedIn(open.folder)).toEqual([]);
        expect(await open.again()).toEqual([...kept, 'four']);
      });

      test('and is away when it is closed: what is saved is what was acknowledged', async () => {
        const open = await onDrive();
        await add(open, 'two');
        open.goesWithin(2);
        const kept = await add(open, 'three').then(
          () => ['one', 'two', 'three'],
          () => ['one', 'two'],
        );
        await expect(open.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
        expect(rescuedIn(open.folder).map(labelsOf)).toEqual([kept]);
        open.comesBack();
        expect(await open.again()).toEqual(kept);
      });
    });

    test.runIf(isRoot && process.platform === 'linux')(
      'on a drive that was taken out: where it was mounted is no place that it was removed from',
      async () => {
        const open = await onDrive({
          mount: (folder) => {
            spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]);
            cleanUp.push(() => spawnSync('umount', ['-l', folder]));
          },
        });
        await add(open, 'two');
        spawnSync('umount', ['-l', dirname(open.path)]);
        await expect(add(open, 'three')).rejects.toMatchObject(refusedFor(/its drive is not there/));
        await expect(open.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
        expect(readdirSync(dirname(open.path))).toEqual([]);
        expect(rescuedIn(join(open.folder, 'data', 'backups')).map(labelsOf)).toEqual([['one', 'two']]);
      },
    );

    test('that was not sound before is saved as it was when it is removed', { tags: 'long' }, async () => {
      const open = await onDrive({
        alter: (path) => pastTheGuards(path, `UPDATE service_in_use SET label = 'altered'`),
      });
      await add(open, 'two');
      const kept = (await open.call('services.list', {})).map(({ label }) => label);
      expect(kept).toEqual(['altered', 'two']);
      rmSync(open.path);
      await expect(add(open, 'three')).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
        message: expect.stringMatching(/saved as .*\.demarc.*Not all in it is what its log says/),
      });
      expect(rescuedIn(dirname(open.path)).map(labelsOf)).toEqual([kept]);
      await open.core.close();
    });

    // With a log beside it the write does not fail.
    test.runIf(brief)(
      'that was written into while its drive was away with a write is not gone on with',
      async () => {
        const open = await onDrive();
        await add(open, 'two');
        open.goesWithin(2);
        await expect(add(open, 'three')).rejects.toMatchObject(refusedFor(/ELOOP/));
        pastTheGuards(
          join(`${dirname(open.path)}.away`, 'acme.demarc'),
          `UPDATE service_in_use SET label = 'foreign' WHERE label = 'one'`,
        );
        open.comesBack();
        await expect(add(open, 'four')).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
        expect(rescuedIn(dirname(open.path)).map(labelsOf)).toEqual([['one', 'two']]);
        await open.core.close();
        expect(labelsOf(open.path)).toEqual(['foreign', 'two']);
      },
    );

    test('whose log somebody took an entry of is not saved as if it had all: what was recorded is, as text', {
      tags: 'long',
    }, async () => {
      const open = await onDrive();
      for (const label of ['two', 'three', 'four']) await add(open, label);
      rmSync(join(open.folder, 'data', 'backups'), { recursive: true });
      pastTheGuards(open.path, 'DELETE FROM change WHERE rev = (SELECT max(rev) - 1 FROM change)');
      rmSync(open.path);
      await expect(add(open, 'five')).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
        message: expect.stringMatching(/saved as text, a change a line/),
      });
      const [text = ''] = rescuedIn(dirname(open.path));
      expect(text).toMatch(/\.jsonl$/);
      for (const label of ['two', 'three', 'four']) expect(readFileSync(text, 'utf8')).toContain(label);
      await open.core.close();
    });
  },
);

test.runIf(onUnix)(
  'a workbook that was not sound before keeps a large file that was attached since, when it is removed',
  async () => {
    const made = await openTestWorkbook();
    await add(made, 'one');
    await made.core.close();
    pastTheGuards(made.path, `UPDATE service_in_use SET label = 'altered'`);
    const { core } = startCore(made.folder);
    const { id } = await core.openPath(made.path);
    const open = callers(core, id);
    const file = join(made.folder, 'large.bin');
    // Larger than what is held apart from the file.
    writeFileSync(file, Buffer.alloc(65 * 1024 * 1024, 'large'));
    await open.run('evidence.attachFile', {
      file: core.files.registerSource(file).handle,
      refs: ['workbook/change-management'],
    });
    rmSync(made.path);
    await expect(add(open, 'two')).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
    await core.close();
    const [rescued = ''] = rescuedIn(made.folder).filter((path) => !path.includes('backups'));
    expect(readOtherWorkbook(rescued, 'it', (db) => db.get('SELECT kind FROM evidence'))).toEqual({
      kind: 'file',
    });
    expect(readOtherWorkbook(rescued, 'it', (db) => db.get('SELECT size, complete FROM blob'))).toEqual({
      size: 65 * 1024 * 1024,
      complete: 1,
    });
  },
);

test.runIf(onUnix).each([{ brief: false }, { brief: true }])(
  'a file of evidence that somebody wrote over in the open workbook is saved as it was attached (%o)',
  async ({ brief }) => {
    const made = await openTestWorkbook();
    const file = join(made.folder, 'report.bin');
    writeFileSync(file, Buffer.alloc(1024 * 1024, 'evidence '));
    await made.run('evidence.attachFile', {
      file: made.core.files.registerSource(file).handle,
      refs: ['workbook/change-management'],
    });
    await made.core.close();
    const { core } = startCore(made.folder);
    const { id } = await core.openPath(made.path, { brief });
    const open = callers(core, id);
    await add(open, 'two');
    const at = readFileSync(made.path).lastIndexOf('evidence evidence') - 200_000;
    const written = openSync(made.path, 'r+');
    writeSync(written, Buffer.alloc(16, 'GARBAGE '), 0, 16, at - (at % 4096) + 1024);
    closeSync(written);
    rmSync(made.path);
    await expect(add(open, 'three')).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
    await core.close();
    const [rescued = ''] = rescuedIn(made.folder).filter((path) => !path.includes('backups'));
    expect(labelsOf(rescued)).toEqual(['two']);
    expect(await problemsOf(rescued)).toBeNull();
  },
);

/** A new workbook where an account without rights comes to it: the folder of a run may be the superuser's alone. */
async function forAnyone(): Promise<string> {
  const folder = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'demarc-test-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'acme.demarc');
  const { core } = startCore(folder);
  await core.createAt(path, { title: 'Acme 2026', organisation: 'Acme' });
  await core.close();
  return path;
}

test.runIf(onUnix).each(['brief', 'long'])(
  'a workbook that is looked at when too many files are open is refused, and goes on when they are not (%s)',
  async (how) => {
    const path = await forAnyone();
    const words = ['-c', 'ulimit -n 256 && exec "$0" "$@"', process.execPath, MANY_FILES, path, how];
    const child = spawnSync('sh', words, { encoding: 'utf8' });
    expect(JSON.parse(child.stdout || child.stderr)).toMatchObject({
      meanwhile: { ok: false, error: refusedFor(/too many files are open/) },
      afterwards: { ok: true },
    });
    expect(rescuedIn(dirname(path))).toEqual([]);
  },
);

test.runIf(onUnix).each(['brief', 'long'])(
  'a workbook that this account may not read for a moment is not taken for one that was written over (%s)',
  async (how) => {
    const path = await forAnyone();
    const child = spawnSync(process.execPath, [UNREADABLE, path, how], { encoding: 'utf8' });
    expect(JSON.parse(child.stdout || child.stderr)).toMatchObject({
      meanwhile: { ok: false, error: refusedFor(/this account may not look there/) },
      afterwards: { ok: true },
      // Saved among the backups, or closed as ever where the change of its rights was not seen: both have all.
      people: { value: [{ name: 'Bo Ek' }, { name: 'Kim Doe' }] },
    });
  },
);
