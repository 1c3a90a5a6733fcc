import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../main/platform/clock.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

// Nobody can tell what lies behind a circle of links, whoever asks, and an open file stays what it is: as with a drive that is away.
const onUnix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;
const CHILD = fileURLToPath(new URL('../support/unreadable-child.ts', import.meta.url));

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

/** Opens as many files as there may be. */
function all(): readonly number[] {
  const files: number[] = [];
  try {
    for (;;) files.push(openSync(devNull, 'r'));
  } catch {
    return files;
  }
}

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const each of cleanUp.splice(0)) each();
});

describe.runIf(onUnix).each([{ brief: false }, { brief: true }])(
  'a workbook that is open (%o)',
  ({ brief }) => {
    /** It lies on a drive of its own, with "one" in it; the drive goes by itself at the `goesAt`th time that the clock is asked. */
    async function onDrive(mount?: (folder: string) => void) {
      const made = await openTestWorkbook();
      await add(made, 'one');
      await made.core.close();
      const drive = join(made.folder, 'drive');
      mkdirSync(drive);
      mount?.(drive);
      const path = join(drive, 'acme.demarc');
      spawnSync('mv', [made.path, path]);
      const goes = () => {
        renameSync(drive, `${drive}.away`);
        symlinkSync(drive, drive);
      };
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
        comesBack() {
          rmSync(drive);
          renameSync(`${drive}.away`, drive);
        },
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
        const open = await onDrive((folder) => {
          spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]);
          cleanUp.push(() => spawnSync('umount', ['-l', folder]));
        });
        await add(open, 'two');
        spawnSync('umount', ['-l', dirname(open.path)]);
        await expect(add(open, 'three')).rejects.toMatchObject(refusedFor(/its drive is not there/));
        await expect(open.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
        expect(readdirSync(dirname(open.path))).toEqual([]);
        expect(rescuedIn(join(open.folder, 'data', 'backups')).map(labelsOf)).toEqual([['one', 'two']]);
      },
    );

    test('that was not sound before is saved as it was, when it is removed or its drive fails a write', async () => {
      const open = await onDrive();
      await open.core.close();
      pastTheGuards(open.path, `UPDATE service_in_use SET label = 'altered'`);
      const { core } = startCore(join(open.folder, 'others'));
      const { id } = await core.openPath(open.path, { brief });
      const calls = callers(core, id);
      await add(calls, 'two');
      // What a failed write leaves in doubt is settled by its head alone.
      const files = all();
      expect(await add(calls, 'three').catch((error: Error) => error)).toBeDefined();
      for (const each of files) closeSync(each);
      const kept = (await calls.call('services.list', {})).map(({ label }) => label);
      rmSync(open.path);
      await expect(add(calls, 'four')).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
        message: expect.stringMatching(/saved as .*\.demarc.*Not all in it is what its log says/),
      });
      expect(rescuedIn(dirname(open.path)).map(labelsOf)).toEqual([kept]);
      await core.close();
    });

    test('is looked at when this program has too many files open: it is refused, and goes on when it has not', async () => {
      const open = await onDrive();
      await add(open, 'two');
      utimesSync(open.path, 1, 1);
      const all: number[] = [];
      const refused = await (async () => {
        try {
          for (;;) all.push(openSync(devNull, 'r'));
        } catch {
          return await add(open, 'three').catch((error: Error) => error);
        } finally {
          for (const each of all) closeSync(each);
        }
      })();
      expect(refused).toMatchObject(refusedFor(/too many files are open/));
      await add(open, 'four');
      await open.core.close();
      expect(rescuedIn(open.folder)).toEqual([]);
      expect(labelsOf(open.path)).toEqual(['one', 'two', 'four']);
    });
  },
);

test.runIf(onUnix).each(['brief', 'long'])(
  'a workbook that this account may not read for a moment is not taken for one that was written over (%s)',
  async (how) => {
    // Somebody without rights has to come to it; the folder of a run may be the superuser's alone.
    const folder = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'demarc-test-'));
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'acme.demarc');
    const { core } = startCore(folder);
    await core.createAt(path, { title: 'Acme 2026', organisation: 'Acme' });
    await core.close();
    const child = spawnSync(process.execPath, [CHILD, path, how], { encoding: 'utf8' });
    expect(JSON.parse(child.stdout || child.stderr)).toMatchObject({
      meanwhile: { ok: false, error: refusedFor(/this account may not look there/) },
      afterwards: { ok: true },
      // Saved among the backups, or closed as ever where the change of its rights was not seen: both have all.
      people: { value: [{ name: 'Bo Ek' }, { name: 'Kim Doe' }] },
    });
  },
);
