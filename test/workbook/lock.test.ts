import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { secondsUp, thisBoot } from '../../main/platform/this-machine.ts';
import { holderOf, type LockHolder, lockPath, takeLock } from '../../main/workbook/lock.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { openTestWorkbook, temporaryFolder } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/racing-child.ts', import.meta.url));
const BOUND = fileURLToPath(new URL('../support/bound-child.ts', import.meta.url));
const options = (folder: string) => ({
  who: 'Ann',
  backups: join(folder, 'backups'),
  now: '2026-11-25T10:00:00.000Z',
});
async function closed(): Promise<{ folder: string; path: string }> {
  const { core, folder, path } = await openTestWorkbook();
  await core.close();
  return { folder, path };
}
/** The lock of a program that has the workbook open: this very process. */
function ownLock(): LockHolder {
  const path = join(temporaryFolder(), 'x.demarc');
  const lock = takeLock(path, 'Ann');
  if ('heldBy' in lock) throw new Error('nobody holds it');
  return lock.holder;
}

describe('a lock is stale', () => {
  const cases: readonly [what: string, change: Partial<LockHolder>, stale: boolean][] = [
    ['not while its process runs', {}, false],
    ['not for a clock that was set by a day', { since: '2031-01-01T00:00:00.000Z' }, false],
    ['not for a lock of an earlier program, which named the time of its start', { boot: 12, up: 0 }, false],
    ['when the machine was started again', { boot: 'another start' }, true],
    ['when the machine has been up for less long than it had', { boot: null, up: secondsUp() + 1000 }, true],
    ['when its process is gone', { pid: 2 ** 22 + 1 }, true],
    ['not when it is of another machine', { host: 'another', pid: 2 ** 22 + 1 }, false],
  ];
  test.each(cases)('%s', (_what, change, stale) => {
    const path = join(temporaryFolder(), 'x.demarc');
    writeFileSync(lockPath(path), JSON.stringify({ ...ownLock(), ...change }));
    expect(holderOf(path) === null).toBe(stale);
    expect('heldBy' in takeLock(path, 'Bo')).toBe(!stale);
  });

  const linux: readonly [what: string, change: Partial<LockHolder>, stale: boolean][] = [
    ['when its process id was given to another process', { start: '12' }, true],
    [
      'not when its process is of a container, where it cannot be seen',
      { space: 'pid:[1]', pid: 2 ** 22 + 1 },
      false,
    ],
  ];
  test.skipIf(process.platform !== 'linux').each(linux)('%s', (_what, change, stale) => {
    expect(thisBoot()).toMatch(/^[0-9a-f-]{36}$/);
    const path = join(temporaryFolder(), 'x.demarc');
    writeFileSync(lockPath(path), JSON.stringify({ ...ownLock(), ...change }));
    expect(holderOf(path) === null).toBe(stale);
  });
});

test('drafts of locks that killed programs left are swept, those of living ones are not', () => {
  const path = join(temporaryFolder(), 'x.demarc');
  const draft = (letter: string, content: string, old: boolean) => {
    const name = `${lockPath(path)}.${letter.repeat(24)}`;
    writeFileSync(name, content);
    if (old) utimesSync(name, 1000, 1000);
    return name;
  };
  const left = [draft('a', '', true), draft('b', JSON.stringify({ ...ownLock(), pid: 2 ** 22 + 1 }), false)];
  const kept = [draft('c', '', false), draft('d', JSON.stringify(ownLock()), true)];
  const lock = takeLock(path, null);
  expect('heldBy' in lock).toBe(false);
  expect(left.filter((name) => existsSync(name))).toEqual([]);
  expect(kept.filter((name) => !existsSync(name))).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('other names of one file', () => {
  test('a symbolic link leads to the lock of the file', async () => {
    const { folder, path } = await closed();
    const link = join(folder, 'data', 'link.demarc');
    symlinkSync(path, link);
    const first = openWorkbook(link, options(folder));
    expect(existsSync(lockPath(path))).toBe(true);
    const second = openWorkbook(path, { ...options(folder), who: 'Bo' });
    expect(second).toMatchObject({ readOnly: true, heldBy: { who: 'Ann' } });
    second.close();
    first.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('acme'))).toEqual(['acme.demarc']);
  });

  test('a file with a hard link is only read, under either name', async () => {
    const { folder, path } = await closed();
    const second = join(folder, 'second.demarc');
    linkSync(path, second);
    for (const name of [path, second]) {
      const open = openWorkbook(name, options(folder));
      expect(open.readOnly).toBe(true);
      expect(open.notices).toEqual([expect.stringMatching(/has a second name \(a hard link\).*Copy it/)]);
      open.close();
    }
  });

  test('a file that was moved while it was open is only read until it is closed', async () => {
    const { folder, path } = await closed();
    const first = openWorkbook(path, options(folder));
    const moved = join(folder, 'moved.demarc');
    renameSync(path, moved);
    const second = openWorkbook(moved, options(folder));
    expect(second.readOnly).toBe(true);
    expect(second.notices).toEqual([expect.stringMatching(/is open for writing in another program/)]);
    second.close();
    first.close();
    expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
    const third = openWorkbook(moved, options(folder));
    expect(third.readOnly).toBe(false);
    third.close();
  });
});

/** A folder in which nothing else is mounted: the kernel lets a namespace bind no other. */
const BIND = 'here=$(mktemp -d) && mount --bind "$here" "$here" && umount "$here" && rmdir "$here"';
/** Whether anybody may mount something in a namespace of their own here, as containers do. */
const canMount = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'sh', '-c', BIND]).status === 0;

describe.skipIf(!canMount)('bind mounts, where a namespace of one’s own can be had', () => {
  /** How a program whose namespace has `from` at `to` as well opens the workbook at `path`. */
  function openedThrough(from: string, to: string, path: string) {
    const command = 'mount --bind "$1" "$2" && exec "$3" "$4" "$5"';
    const words = ['-rm', 'sh', '-c', command, 'sh', from, to, process.execPath, BOUND, path];
    const { status, stdout, stderr } = spawnSync('unshare', words, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return JSON.parse(stdout) as { readOnly: boolean; heldBy: LockHolder | null; notices: string[] };
  }

  test('a folder that is mounted elsewhere shows the lock, too', async () => {
    const { folder, path } = await closed();
    const elsewhere = temporaryFolder();
    const inside = join(elsewhere, 'acme.demarc');
    const first = openWorkbook(path, options(folder));
    expect(openedThrough(folder, elsewhere, inside)).toMatchObject({
      readOnly: true,
      heldBy: { who: 'Ann' },
    });
    first.close();
    expect(openedThrough(folder, elsewhere, inside)).toMatchObject({ readOnly: false, notices: [] });
  });

  test('a file that is mounted alone, without the lock beside it, is only read while another program writes', {
    tags: 'long',
  }, async () => {
    const { folder, path } = await closed();
    const other = join(temporaryFolder(), 'other.demarc');
    writeFileSync(other, '');
    const first = openWorkbook(path, options(folder));
    first.connection.write((db) => db.run(`UPDATE workbook SET scope_note = 'ours'`));
    // Nor by whoever opens it there once more: what the first one had begun beside it is gone.
    for (let times = 0; times < 2; times += 1)
      expect(openedThrough(path, other, other)).toMatchObject({
        readOnly: true,
        notices: [expect.stringMatching(/is open for writing in another program, under another name/)],
      });
    expect(readdirSync(dirname(other))).toEqual(['other.demarc']);
    first.connection.write((db) => db.run(`UPDATE workbook SET scope_note = 'still ours'`));
    first.close();
    const again = openWorkbook(path, options(folder));
    expect(again.connection.get('SELECT scope_note FROM workbook')).toEqual({ scope_note: 'still ours' });
    again.close();
  });
});

test('what another program commits past the lock is noticed, and nothing is recorded on top of it', async () => {
  const { core, folder, path, call } = await openTestWorkbook();
  const lock = readFileSync(lockPath(path));
  // As somebody does who removes the lock by hand.
  writeFileSync(lockPath(path), JSON.stringify({ ...ownLock(), pid: 2 ** 22 + 1 }));
  const other = openWorkbook(path, options(folder));
  expect(other.readOnly).toBe(false);
  other.connection.write((db) => db.run(`UPDATE workbook SET scope_note = 'theirs'`));
  await expect(
    call('services.add', { services: [{ catalogueId: 's3', label: 'mine' }] }),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/Another program wrote into/) });
  other.close();
  expect(lock.length).toBeGreaterThan(0);
  await core.close();
});

test('of several programs that open in one millisecond, over a stale lock, one writes and loses nothing', {
  tags: 'long',
}, async () => {
  const { folder, path } = await closed();
  writeFileSync(lockPath(path), JSON.stringify({ ...ownLock(), pid: 2 ** 22 + 1 }));
  const children = ['a', 'b', 'c'].map((name) => {
    const child = spawn(process.execPath, [CHILD, path, join(folder, 'data'), name], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const said = { text: '' };
    const waiting: { word: string; resolve: () => void }[] = [];
    child.stdout.on('data', (text: Buffer) => {
      said.text += text.toString();
      for (const { word, resolve } of waiting) if (said.text.includes(word)) resolve();
    });
    const says = (word: string) =>
      new Promise<void>((resolve, reject) => {
        if (said.text.includes(word)) return resolve();
        waiting.push({ word, resolve });
        child.on('exit', () => reject(new Error(`${name} ended: ${said.text}`)));
      });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    return { child, said, says, ended };
  });
  await Promise.all(children.map(({ says }) => says('ready')));
  const at = String(Date.now() + 300);
  for (const { child } of children) child.stdin.write(at);
  await Promise.all(children.map(({ says }) => says('done')));
  for (const { child } of children) child.stdin.end();
  await Promise.all(children.map(({ ended }) => ended));
  const writers = children.filter(({ said }) => said.text.includes('writing'));
  expect(writers).toHaveLength(1);
  const recorded = children.flatMap(({ said }) => said.text.match(/(?<=recorded ).*/g) ?? []);
  const open = openWorkbook(path, options(folder));
  const labels = open.connection.all<{ label: string }>('SELECT label FROM service_in_use ORDER BY ord');
  expect(recorded).toHaveLength(5);
  expect(labels.map(({ label }) => label)).toEqual(recorded);
  open.close();
});
