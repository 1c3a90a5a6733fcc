import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { demarc } from '../support/cli.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => demarc(args, { cwd: folder });

beforeAll(() => {
  expect(run('new', 'old.demarc', '--title', 'Shop', '--organisation', 'Acme').status).toBe(0);
  copyFileSync(join(folder, 'old.demarc'), join(folder, 'new.demarc'));
  const answered = run('answer', 'new.demarc', 'workbook/change-management', '--owner', 'organisation');
  expect(answered.err).toBe('');
});

it('lists what is different, and ends with status 0 whether anything is or not', () => {
  const different = run('compare', 'old.demarc', 'new.demarc');
  expect(different).toMatchObject({ status: 0, err: '' });
  expect(different.out).toMatch(/^1 change between old\.demarc and new\.demarc: Ownership 1\n/);
  expect(different.out).toMatch(/Ownership +Added +workbook\/change-management +Owner +Acme\n/);
  const same = run('compare', 'old.demarc', 'old.demarc');
  expect(same).toMatchObject({ status: 0, err: '', out: 'old.demarc and old.demarc say the same.\n' });
});

it('prints one document, writes the sheet, and leaves both workbooks as they were', () => {
  const before = ['old.demarc', 'new.demarc'].map((name) => readFileSync(join(folder, name)));
  const result = run('compare', 'old.demarc', 'new.demarc', '--json', '--xlsx', 'changes.xlsx');
  expect(result.err).toBe('');
  expect(JSON.parse(result.out)).toMatchObject({
    total: 1,
    from: { name: 'old.demarc', answered: 0 },
    to: { name: 'new.demarc', answered: 1 },
    changes: [{ group: 'ownership', kind: 'added', ref: 'workbook/change-management', after: 'Acme' }],
    xlsx: { path: 'changes.xlsx', rows: 1 },
  });
  expect(['old.demarc', 'new.demarc'].map((name) => readFileSync(join(folder, name)))).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['changes.xlsx', 'new.demarc', 'old.demarc']);
});

it('refuses by name what it cannot open, with status 3', () => {
  writeFileSync(join(folder, 'broken.demarc'), 'not a workbook');
  for (const [args, words] of [
    [['broken.demarc', 'new.demarc'], /broken\.demarc is not a Demarc workbook/],
    [['old.demarc', 'broken.demarc'], /broken\.demarc is not a Demarc workbook/],
    [['missing.demarc', 'new.demarc'], /no workbook at missing\.demarc/],
  ] as const) {
    const result = run('compare', ...args);
    expect(result).toMatchObject({ status: 3, out: '' });
    expect(result.err).toMatch(words);
  }
});
