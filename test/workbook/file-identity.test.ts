import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DemarcEvent } from '../../main/contract/events.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';

const add = (open: Pick<TestCore, 'call'>, label: string) =>
  open.call('services.add', { services: [{ catalogueId: 's3', label }] });
const labels = (path: string) =>
  readOtherWorkbook(path, 'it', (db) =>
    db.all<{ label: string }>('SELECT label FROM service_in_use ORDER BY ord').map(({ label }) => label),
  );
const rescuedIn = (folder: string) =>
  readdirSync(folder).filter((name) => /^acme \(rescued \d{4}-\d\d-\d\d \d{4}( \d+)?\)\.demarc$/.test(name));

/** What sync programs, people and scripts do to a file that is open. */
const TAKEN_AWAY: readonly [what: string, act: (path: string) => void, words: RegExp][] = [
  ['removed', (path) => rmSync(path), /no longer where it was/],
  [
    'replaced by rename, as a sync program does',
    (path) => {
      writeFileSync(`${path}.tmp`, readFileSync(path));
      renameSync(`${path}.tmp`, path);
    },
    /Another file took the place/,
  ],
  [
    'replaced by an empty placeholder',
    (path) => {
      rmSync(path);
      writeFileSync(path, '');
    },
    /Another file took the place/,
  ],
  ['moved to another name', (path) => renameSync(path, `${path}.old`), /no longer where it was/],
  [
    'removed with the log beside it',
    (path) => {
      for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${path}${end}`, { force: true });
    },
    /no longer where it was/,
  ],
  [
    'replaced together with a log that is not ours',
    (path) => {
      const bytes = readFileSync(path);
      for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
      writeFileSync(path, bytes);
      writeFileSync(`${path}-wal`, 'a log of another program');
    },
    /Another file took the place/,
  ],
];

describe.each([{ brief: false }, { brief: true }])('a workbook that is open (%o)', ({ brief }) => {
  async function reopened() {
    const made = await openTestWorkbook();
    await add(made, 'one');
    await made.core.close();
    const { core } = startCore(made.folder);
    const { id } = await core.openPath(made.path, { brief });
    const events: DemarcEvent[] = [];
    core.subscribe((event) => events.push(event));
    return { ...made, core, id, events, ...callers(core, id) };
  }

  test.each(TAKEN_AWAY)(
    'is %s: nothing more is acknowledged, and what was lies beside it',
    async (_what, act, words) => {
      const open = await reopened();
      await add(open, 'two');
      act(open.path);
      const there = existsSync(open.path) ? readFileSync(open.path) : null;
      const log =
        existsSync(`${open.path}-wal`) && readFileSync(`${open.path}-wal`, 'utf8').startsWith('a log');
      const refused = { code: 'WORKBOOK_GONE', message: expect.stringMatching(words) };
      await expect(add(open, 'three')).rejects.toMatchObject(refused);
      const [saved = ''] = rescuedIn(open.folder);
      expect(labels(join(open.folder, saved))).toEqual(['one', 'two']);
      // It stays said, nothing more is taken, and what was read before can be read still.
      await expect(add(open, 'four')).rejects.toMatchObject({ message: expect.stringContaining(saved) });
      expect(rescuedIn(open.folder)).toEqual([saved]);
      expect(await open.call('workbook.info', {})).toMatchObject({
        readOnly: true,
        notices: [expect.stringContaining(saved)],
      });
      expect(await open.call('services.list', {})).toHaveLength(2);
      expect(open.events).toContainEqual(
        expect.objectContaining({ type: 'changed', entities: ['workbook'] }),
      );
      await open.core.close();
      expect(existsSync(open.path) ? readFileSync(open.path) : null).toEqual(there);
      if (log) expect(readFileSync(`${open.path}-wal`, 'utf8')).toBe('a log of another program');
      else
        expect(readdirSync(open.folder).filter((name) => /-(wal|shm|journal)$|\.lock/.test(name))).toEqual(
          [],
        );
      expect(rescuedIn(open.folder)).toEqual([saved]);
    },
  );

  test('is removed after the last answer: closing saves it and does not pass for success', async () => {
    const open = await reopened();
    await add(open, 'two');
    rmSync(open.path);
    await expect(open.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
    expect(labels(join(open.folder, rescuedIn(open.folder)[0] ?? ''))).toEqual(['one', 'two']);
  });

  test('is removed when nothing was recorded: there is nothing to bring back', async () => {
    const open = await reopened();
    rmSync(open.path);
    await open.core.close();
    expect(readdirSync(open.folder).filter((name) => name.startsWith('acme'))).toEqual([]);
  });

  test('lies in a folder that is renamed: it is saved among the backups', async () => {
    const open = await reopened();
    await add(open, 'two');
    const data = join(dirname(open.folder), `${open.folder.split('/').at(-1)}-moved`);
    const inner = join(open.folder, 'inner');
    mkdirSync(inner);
    expect(existsSync(data)).toBe(false);
    await open.core.close();
    const moved = join(inner, 'acme.demarc');
    renameSync(open.path, moved);
    const { core } = startCore(open.folder);
    const { id } = await core.openPath(moved, { brief });
    const again = callers(core, id);
    await add(again, 'three');
    renameSync(inner, join(open.folder, 'renamed'));
    const error = await add(again, 'four').catch((caught: Error) => caught);
    const saved = /saved as (.*\.demarc)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    expect(saved).toContain(join(open.folder, 'data', 'backups'));
    expect(labels(saved)).toEqual(['one', 'two', 'three']);
    await core.close();
  });

  test('is moved away and back, or has a conflict copy beside it: nothing happened', async () => {
    const open = await reopened();
    await add(open, 'two');
    renameSync(open.path, `${open.path}.away`);
    renameSync(`${open.path}.away`, open.path);
    writeFileSync(join(open.folder, 'acme (conflicted copy).demarc'), readFileSync(open.path));
    await add(open, 'three');
    await open.core.close();
    expect(labels(open.path)).toEqual(['one', 'two', 'three']);
    expect(rescuedIn(open.folder)).toEqual([]);
  });

  test('loses the log beside it: the next answer is kept all the same', async () => {
    const open = await reopened();
    await add(open, 'two');
    rmSync(`${open.path}-wal`, { force: true });
    await add(open, 'three');
    await add(open, 'four');
    expect(await open.run('workbook.verify', {})).toMatchObject({ ok: true });
    await open.core.close();
    expect(labels(open.path)).toEqual(['one', 'two', 'three', 'four']);
  });
});

test('after a loss the file that lies there can be opened by the same program', async () => {
  const open = await openTestWorkbook();
  await add(open, 'one');
  const bytes = readFileSync(open.path);
  rmSync(open.path);
  writeFileSync(open.path, bytes);
  await expect(add(open, 'two')).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
  const other = await open.core.openPath(open.path);
  expect(other.id).not.toBe(open.workbook);
  expect(other.readOnly).toBe(false);
});

test.skipIf(process.platform === 'win32')('a symbolic link and its file are one workbook', async () => {
  const open = await openTestWorkbook();
  const link = join(open.folder, 'link.demarc');
  symlinkSync(open.path, link);
  expect((await open.core.openPath(link)).id).toBe(open.workbook);
  rmSync(link);
  await add(open, 'one');
});
