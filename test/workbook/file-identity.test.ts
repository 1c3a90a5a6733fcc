import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DemarcEvent } from '../../main/contract/events.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { callers, type Made, makeOnce, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';

const add = (open: Pick<TestCore, 'call'>, label: string) =>
  open.call('services.add', { services: [{ catalogueId: 's3', label }] });
/** Another workbook than that of any test. */
const ANOTHER: Made = {
  name: 'another',
  fill: async (open) => {
    await add(open, 'of another');
  },
};
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

/** What is written into the file that is open, under the same number. `other` is another workbook. */
const WRITTEN_OVER: readonly [what: string, act: (path: string, other: string) => void][] = [
  ['with another workbook', (path, other) => writeFileSync(path, readFileSync(other))],
  ['with nothing', (path) => truncateSync(path)],
  [
    'by something which cuts its log off',
    (path) => truncateSync(existsSync(`${path}-wal`) ? `${path}-wal` : path),
  ],
  [
    'and its log with it',
    (path, other) => {
      writeFileSync(path, readFileSync(other));
      if (existsSync(`${path}-wal`)) truncateSync(`${path}-wal`);
    },
  ],
];

describe.each([{ brief: false }, { brief: true }])('a workbook that is open (%o)', ({ brief }) => {
  async function reopened() {
    const made = await openTestWorkbook();
    await add(made, 'one');
    await made.core.close();
    writeFileSync(join(made.folder, 'older.demarc'), readFileSync(made.path));
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

  /** One that is open, and another workbook that is not. */
  async function withAnother() {
    const open = await reopened();
    const sheet = join(open.folder, 'sheet.txt');
    writeFileSync(sheet, 'what was attached');
    await add(open, 'two');
    const file = open.core.files.registerSource(sheet).handle;
    await open.run('evidence.attachFile', { file, refs: ['workbook/asset-inventory'] });
    return { ...open, other: await makeOnce(ANOTHER) };
  }

  test.each(WRITTEN_OVER)(
    'is written over %s: nothing more is acknowledged, all is saved, and no byte goes into what lies there',
    async (_what, act) => {
      const open = await withAnother();
      act(open.path, open.other);
      const there = readFileSync(open.path);
      await expect(add(open, 'three')).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
        message: expect.stringMatching(/wrote over/),
      });
      const [saved = ''] = rescuedIn(open.folder);
      expect(labels(join(open.folder, saved))).toEqual(['one', 'two']);
      await expect(add(open, 'four')).rejects.toMatchObject({ message: expect.stringContaining(saved) });
      expect(rescuedIn(open.folder)).toEqual([saved]);
      expect(await open.call('services.list', {})).toHaveLength(2);
      expect(
        await open.call('assignments.register', { filter: { text: 'inventory' }, limit: 5 }),
      ).toMatchObject({ rows: expect.arrayContaining([expect.anything()]) });
      expect(await open.run('workbook.verify', {})).toMatchObject({ ok: true, problems: [] });
      await open.core.close();
      expect(readFileSync(open.path)).toEqual(there);
      expect(readdirSync(open.folder).filter((name) => /-(wal|shm|journal)$|\.lock/.test(name))).toEqual([]);
    },
  );

  test('is written over with an older copy of itself: what the log beside it still makes whole goes on, else all is saved', async () => {
    const open = await withAnother();
    writeFileSync(open.path, readFileSync(join(open.folder, 'older.demarc')));
    const outcome = await add(open, 'three').catch((error: { code: string }) => error.code);
    await open.core.close();
    const [saved] = rescuedIn(open.folder);
    if (brief) expect(outcome).toBe('WORKBOOK_GONE');
    expect(labels(saved === undefined ? open.path : join(open.folder, saved))).toEqual(
      brief ? ['one', 'two'] : ['one', 'two', 'three'],
    );
  });

  test('is written over after the last answer: closing saves it and does not pass for success', async () => {
    const open = await withAnother();
    writeFileSync(open.path, readFileSync(open.other));
    const there = readFileSync(open.path);
    await expect(open.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
    expect(readFileSync(open.path)).toEqual(there);
    expect(labels(join(open.folder, rescuedIn(open.folder)[0] ?? ''))).toEqual(['one', 'two']);
  });

  // With a log beside it, what SQLite still holds of so small a workbook in memory is enough.
  test.runIf(brief)(
    'is written over where no backup is left: what was recorded since is saved as text',
    async () => {
      const open = await withAnother();
      rmSync(join(open.folder, 'data', 'backups'), { recursive: true });
      writeFileSync(open.path, readFileSync(open.other));
      await expect(add(open, 'three')).rejects.toMatchObject({
        code: 'WORKBOOK_GONE',
        message: expect.stringMatching(/as text, a change a line/),
      });
      const [text = ''] = readdirSync(open.folder).filter((name) => name.endsWith('.jsonl'));
      const lines = readFileSync(join(open.folder, text), 'utf8').trim().split('\n');
      expect(lines.map((line) => JSON.parse(line).method)).toEqual(['services.add', 'evidence.attachFile']);
      expect(await open.call('workbook.info', {})).toMatchObject({
        title: 'Acme 2026',
        readOnly: true,
        notices: [expect.stringContaining(text)],
      });
      await open.core.close();
      expect(rescuedIn(open.folder)).toEqual([]);
    },
  );

  test('is given another time and other rights: what it holds is what counts', async () => {
    const open = await reopened();
    await add(open, 'two');
    utimesSync(open.path, 1, 1);
    await add(open, 'three');
    chmodSync(open.path, 0o640);
    if (existsSync(`${open.path}-wal`)) utimesSync(`${open.path}-wal`, 1, 1);
    await add(open, 'four');
    await open.core.close();
    expect(labels(open.path)).toEqual(['one', 'two', 'three', 'four']);
    expect(rescuedIn(open.folder)).toEqual([]);
  });

  test.each(['looked at before it is closed', 'not looked at before'])(
    'is moved and then written over (%s): what was recorded is saved, and no byte goes into what lies there',
    async (how) => {
      const open = await withAnother();
      const moved = `${open.path}.old`;
      renameSync(open.path, moved);
      writeFileSync(moved, readFileSync(open.other));
      if (how === 'looked at before it is closed')
        await expect(add(open, 'three')).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
      await open.core.close().catch(() => null);
      expect(readFileSync(moved)).toEqual(readFileSync(open.other));
      expect(rescuedIn(open.folder).map((name) => labels(join(open.folder, name)))).toEqual([['one', 'two']]);
    },
  );

  test('is moved: where it lies now it is whole as well', async () => {
    const open = await reopened();
    await add(open, 'two');
    renameSync(open.path, `${open.path}.old`);
    await expect(open.core.close()).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
    expect(labels(`${open.path}.old`)).toEqual(['one', 'two']);
  });

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

test('after a loss the file that lies there can be opened by the same program', {
  tags: 'long',
}, async () => {
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
