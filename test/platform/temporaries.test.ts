import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  keepTemporary,
  keepTemporaryList,
  makeTemporaryFolder,
  noteTemporary,
} from '../../main/platform/temporaries.ts';
import { thisProcess } from '../../main/platform/this-machine.ts';
import { temporaryFolder } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('../support/leaving-child.ts', import.meta.url));

/** Lets a program make what it makes for a while, in its own threads too, and ends it in the middle of that. */
async function leave(lists: string, place: string, signal: NodeJS.Signals): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, lists, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (bytes: Buffer) => {
      said += String(bytes);
      if (said.includes('ready')) child.kill(signal);
    });
    child.on('exit', () => resolve());
  });
  return readdirSync(place);
}

test('what a killed program left is removed at the next start, wherever it lies, and nothing else', async () => {
  const lists = join(temporaryFolder(), 'temporary');
  const place = temporaryFolder();
  writeFileSync(join(place, 'matrix.xlsx'), 'of the user');
  const left = await leave(lists, place, 'SIGKILL');
  expect(left.filter((name) => /^\.demarc-pack-/.test(name))).toHaveLength(2);
  expect(left.filter((name) => /^\.matrix\.xlsx\.[0-9a-f]{8}\.tmp$/.test(name))).toHaveLength(1);
  expect(left.filter((name) => name.endsWith('.tmp-journal'))).toHaveLength(1);

  const list = keepTemporaryList(lists);
  expect(readdirSync(place).sort()).toEqual(['matrix.xlsx', 'notes.txt']);
  list.close();
  expect(readdirSync(lists)).toEqual([]);
});

test('what a program that still runs is making stays', () => {
  const lists = join(temporaryFolder(), 'temporary');
  const place = temporaryFolder();
  const first = keepTemporaryList(lists);
  const folder = makeTemporaryFolder(place, '.demarc-pack-');
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  // Another start, such as a command beside the open window.
  keepTemporaryList(lists).close();
  expect(existsSync(folder)).toBe(true);
  first.close();
});

test('a list that names what is not ours, or belongs to another machine, removes nothing', () => {
  const lists = join(temporaryFolder(), 'temporary');
  const place = temporaryFolder();
  const kept = [join(place, 'letters.docx'), join(place, '.bashrc'), join(place, 'demarc.demarc')];
  const ours = join(place, '.demarc-pack-0a1b2c');
  for (const path of kept) writeFileSync(path, 'mine');
  mkdirSync(ours);
  mkdirSync(lists);
  const write = (name: string, owner: object, paths: readonly string[]) =>
    writeFileSync(join(lists, name), [owner, ...paths].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const ended = { ...thisProcess(), boot: 'another start of this machine' };
  write('1.list', ended, kept);
  write('2.list', { ...ended, host: 'elsewhere' }, [ours]);
  const running = `${process.pid}-3.list`;
  writeFileSync(join(lists, running), 'not JSON\n');
  keepTemporaryList(lists).close();
  expect(readdirSync(place)).toHaveLength(4);
  expect(readdirSync(lists).sort()).toEqual(['2.list', running].sort());
});

test('a list that two threads began at once, or whose last line was cut off, is read for what it says', async () => {
  const lists = join(temporaryFolder(), 'temporary');
  const place = temporaryFolder();
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  const mark = { ...thisProcess(), pid: ended.pid };
  const folders = ['a', 'b', 'c'].map((name) => join(place, `demarc-findings-${name}`));
  const [before = '', alone = '', cut = ''] = folders;
  mkdirSync(lists);
  for (const folder of folders) mkdirSync(folder);
  const write = (name: string, ...lines: readonly string[]) =>
    writeFileSync(join(lists, `${name}.list`), lines.join('\n'));
  write(`${ended.pid}-1`, JSON.stringify(before), JSON.stringify(mark), JSON.stringify(mark), '');
  write(`${ended.pid}-2`, JSON.stringify(alone), '');
  write(`${ended.pid}-3`, JSON.stringify(mark), JSON.stringify(cut), '"/tmp/dema');
  keepTemporaryList(lists).close();
  expect(readdirSync(place)).toEqual([]);
  expect(readdirSync(lists)).toEqual([]);
  // That of a process which runs stays.
  mkdirSync(alone);
  write(`${process.pid}-4`, JSON.stringify(alone), '');
  keepTemporaryList(lists).close();
  expect(readdirSync(place)).toHaveLength(1);
});

test('a folder that cannot be written stops no work', () => {
  const lists = join(temporaryFolder(), 'file');
  writeFileSync(lists, 'in the way');
  const list = keepTemporaryList(lists);
  noteTemporary(join(lists, 'x'));
  expect(existsSync(makeTemporaryFolder(temporaryFolder(), 'demarc-'))).toBe(true);
  list.close();
});

test('a program that ends removes what a thread of it left in the middle, and keeps what was finished', () => {
  const lists = join(temporaryFolder(), 'temporary');
  const place = temporaryFolder();
  const list = keepTemporaryList(lists);
  const left = join(place, '.book.demarc.0123abcd.tmp');
  const finished = join(place, 'book.demarc');
  for (const path of [left, finished]) noteTemporary(path);
  for (const path of [left, `${left}-journal`, finished]) writeFileSync(path, 'x');
  list.close();
  expect(readdirSync(place)).toEqual(['book.demarc']);
  expect(readdirSync(lists)).toEqual([]);
});

test('of several cores in one process, one that closes leaves to the others what they are making', () => {
  const place = temporaryFolder();
  const [first, second] = [temporaryFolder(), temporaryFolder()].map((lists) => keepTemporaryList(lists));
  const folder = makeTemporaryFolder(place, 'demarc-findings-');
  const finished = join(place, '.book.demarc.0123abcd.tmp');
  noteTemporary(finished);
  writeFileSync(finished, 'x');
  second?.close();
  expect(existsSync(folder)).toBe(true);
  keepTemporary(finished);
  first?.close();
  expect(readdirSync(place)).toEqual(['.book.demarc.0123abcd.tmp']);
});
