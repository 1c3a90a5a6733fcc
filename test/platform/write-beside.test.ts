import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { incomplete, writeAllBeside, writeBeside } from '../../main/jobs/write-beside.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const targets = (...names: string[]) => names.map((name) => ({ path: join(folder, name) }));

it('several files get their names together, when the last of them is complete', async () => {
  const files = targets('a.txt', 'b.txt');
  const written = await writeAllBeside(files, async ({ path }, temporary, index) => {
    expect(files.map((file) => existsSync(file.path))).toEqual([false, false]);
    writeFileSync(temporary, path);
    return index;
  });
  expect(written).toEqual([0, 1]);
  for (const { path } of files) expect(readFileSync(path, 'utf8')).toBe(path);
  expect(readdirSync(folder).toSorted()).toEqual(['a.txt', 'b.txt']);
});

it('where one of them is not complete, all are thrown away, and what lay at their names stays', async () => {
  const files = targets('a.txt', 'c.txt', 'd.txt');
  const before = readFileSync(join(folder, 'a.txt'), 'utf8');
  const failing = writeAllBeside(files, async ({ path }, temporary, index) => {
    writeFileSync(temporary, 'new');
    if (index === 1) throw incomplete(path, ['A row is missing.']);
  });
  await expect(failing).rejects.toThrow(
    /^c\.txt did not come out complete, so it was thrown away: A row is missing\./,
  );
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(before);
  expect(readdirSync(folder).toSorted()).toEqual(['a.txt', 'b.txt']);
});

it('a place that takes nothing is told by its name, whichever of the files it is', async () => {
  const [fine, nowhere] = targets('e.txt', join('nowhere', 'f.txt'));
  const write = async (_: unknown, temporary: string) => writeFileSync(temporary, 'new');
  if (!fine || !nowhere) throw new Error('No targets.');
  await expect(writeAllBeside([fine, nowhere], write)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(writeBeside(nowhere.path, (temporary) => write(null, temporary))).rejects.toThrow(
    /f\.txt|nowhere/,
  );
  expect(readdirSync(folder).toSorted()).toEqual(['a.txt', 'b.txt']);
});
