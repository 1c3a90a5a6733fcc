import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, expect, it } from 'vitest';
import { demarc } from '../support/cli.ts';
import { callers, startCore } from '../support/core.ts';
import { readHtml } from '../support/html-tables.ts';
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
  expect(same).toMatchObject({ status: 0, err: '' });
  expect(same.out).toMatch(
    /^old\.demarc and old\.demarc say the same in all that is compared\. Not compared: actions, decisions, .*\.\n$/,
  );
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

it('lists rules that changed, with who changed them and when', () => {
  copyFileSync(join(folder, 'old.demarc'), join(folder, 'ruled.demarc'));
  expect(run('rules', 'ruled.demarc', '--on', 'other-accepts', '--as', 'Mona Lind').err).toBe('');
  const rule = { place: 'Two pairs of eyes', field: 'Who answered does not accept' };
  const told = JSON.parse(run('compare', 'old.demarc', 'ruled.demarc', '--json').out);
  expect(told).toMatchObject({
    total: 1,
    counts: [{ group: 'rules', changed: 1 }],
    changes: [
      {
        ...rule,
        before: 'Off',
        after: 'On',
        by: [{ rev: expect.any(Number), at: expect.any(String), who: 'Mona Lind', way: 'command line' }],
      },
    ],
  });
  expect(run('compare', 'old.demarc', 'ruled.demarc').out).toMatch(
    /^1 change between .*: Rules 1\n[\s\S]* BY *\n[\s\S]*Rules +Changed +Two pairs of eyes +Who answered does not accept +Off +On +Mona Lind, \d+ \w+ \d+ \(command line\)\n$/,
  );
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

it('writes the changes as documents, and says so also where there are none', () => {
  const files = ['--pdf', 'report.pdf', '--docx', 'report.docx', '--html', 'report.html'];
  const result = run('compare', 'old.demarc', 'new.demarc', ...files, '--as-of', '2026-11-28');
  expect(result).toMatchObject({ status: 0, err: '' });
  for (const format of ['pdf', 'docx', 'html'])
    expect(result.out).toContain(`report.${format}  1 change, read back and complete\n`);
  const page = readFileSync(join(folder, 'report.html'), 'utf8');
  expect(page).toContain('<h1>What changed: Shop</h1>');
  expect(page).toContain('>28 Nov 2026<');
  const same = run('compare', 'old.demarc', 'old.demarc', '--html', 'same.html');
  expect(same.out).toMatch(/say the same in all .*\nsame\.html {2}0 changes, read back and complete\n$/);
  expect(readFileSync(join(folder, 'same.html'), 'utf8')).toContain('Nothing that is recorded is different');
});

it('wants two workbooks or a snapshot, one path for each format, and paper only for what is printed', () => {
  for (const [args, words] of [
    [['old.demarc'], /Name two workbooks, the earlier first, or one with --since/],
    [['old.demarc', 'new.demarc', '--since', '1'], /Name two workbooks/],
    [['new.demarc', '--since', '1'], /This workbook has no snapshot/],
    [['old.demarc', 'new.demarc', '--pdf', 'x', '--html', './x'], /Two formats cannot go to the same path/],
    [['old.demarc', 'new.demarc', '--html', 'x', '--paper', 'a4'], /--paper is for the PDF/],
    [['old.demarc', 'new.demarc', '--as-of', 'soon'], /--as-of takes a date/],
  ] as const) {
    const result = run('compare', ...args);
    expect(result, args.join(' ')).toMatchObject({ status: 2, out: '' });
    expect(result.err).toMatch(words);
  }
});

it('compares a workbook with a snapshot of its own, by number or by name', async () => {
  const path = join(folder, 'kept.demarc');
  expect(run('new', 'kept.demarc', '--title', 'Kept', '--organisation', 'Acme').status).toBe(0);
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  const { call } = callers(core, id);
  await call('snapshots.take', { name: 'Before the audit' });
  await call('snapshots.take', { name: 'Twice' });
  await call('snapshots.take', { name: 'Twice' });
  await core.close();
  expect(run('answer', 'kept.demarc', 'workbook/change-management', '--owner', 'organisation').status).toBe(
    0,
  );
  const named = run('compare', 'kept.demarc', '--since', 'Before the audit', '--html', 'kept.html');
  expect(named).toMatchObject({ status: 0, err: '' });
  expect(named.out).toMatch(
    /^1 change between Before the audit and kept\.demarc, as it is now: Ownership 1\n/,
  );
  expect(run('compare', 'kept.demarc', '--since', '1').out).toBe(named.out.replace(/\nkept\.html.*\n/, ''));
  expect(readFileSync(join(folder, 'kept.html'), 'utf8')).toContain('>Duties</h2>');
  for (const [since, words] of [
    ['Twice', /Several snapshots are called "Twice"; give a number\. There are: 3 \(Twice\), 2 \(Twice\), 1/],
    ['Never', /There is no snapshot "Never"\./],
  ] as const)
    expect(run('compare', 'kept.demarc', '--since', since)).toMatchObject({
      status: 2,
      err: expect.stringMatching(words),
    });
});

it('bears the mark of whichever side has one, of both where they differ, and the one that is asked for', async () => {
  const about = ['--title', 'Marks', '--organisation', 'Acme'];
  for (const name of ['plain', 'secret', 'amber'])
    expect(run('new', `${name}.demarc`, ...about).status).toBe(0);
  const long = 'For the board of Acme and its counsel alone '.repeat(4).trim();
  expect(run('scope', 'secret.demarc', '--classification', 'SECRET', '--distribution', long).err).toBe('');
  expect(
    run('scope', 'amber.demarc', '--classification', 'TLP:AMBER', '--distribution', 'Auditors').err,
  ).toBe('');
  const marks = async (before: string, after: string, ...more: string[]) => {
    const files = ['--html', 'marks.html', '--xlsx', 'marks.xlsx'];
    expect(run('compare', `${before}.demarc`, `${after}.demarc`, ...files, ...more).err).toBe('');
    const page = readHtml(join(folder, 'marks.html'));
    const rows = (await readSheet(join(folder, 'marks.xlsx'), 'Summary')) as unknown[][];
    const fact = (name: string) => {
      const sheet = rows.find(([head]) => head === name)?.[1] ?? null;
      if (sheet !== null) expect(page.text).toContain(String(sheet));
      return sheet;
    };
    return [fact('Classification'), fact('Distribution')];
  };
  expect(await marks('plain', 'plain')).toEqual([null, null]);
  expect(await marks('secret', 'plain')).toEqual(['SECRET', long]);
  expect(await marks('plain', 'secret')).toEqual(['SECRET', long]);
  expect(await marks('secret', 'secret')).toEqual(['SECRET', long]);
  const both = await marks('secret', 'amber');
  expect(both[0]).toBe('SECRET / TLP:AMBER');
  expect(both[1]).toBe(`${long} / Auditors`);
  expect(await marks('secret', 'amber', '--classification', 'Public')).toEqual(['Public', both[1]]);
  expect((await marks('secret', 'plain', '--classification', ''))[0]).toBeNull();
}, 60_000);
