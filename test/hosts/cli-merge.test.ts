import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { demarc, startDemarc } from '../support/cli.ts';
import { isLongLook } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';

const DUTY = 'workbook/change-management';
let folder: string;
const run = (...args: string[]) => demarc(args, { cwd: folder });
const bytes = (...names: string[]) => names.map((name) => readFileSync(join(folder, name), 'base64'));

const template = temporaryFolder();
beforeAll(() => {
  folder = template;
  expect(run('new', 'base.demarc', '--title', 'Shop', '--organisation', 'Acme').status).toBe(0);
  for (const name of ['mine.demarc', 'theirs.demarc', 'clash.demarc'])
    copyFileSync(join(folder, 'base.demarc'), join(folder, name));
  for (const [name, ...answer] of [
    ['mine.demarc', DUTY, '--owner', 'organisation'],
    ['theirs.demarc', 'workbook/training-awareness', '--owner', 'organisation'],
    ['clash.demarc', DUTY, '--not-applicable', '--reason', 'Somebody else does it'],
  ] as const)
    expect(run('answer', name, ...answer)).toMatchObject({ status: 0, err: '' });
});
beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['base', 'mine', 'theirs', 'clash'])
    copyFileSync(join(template, `${name}.demarc`), join(folder, `${name}.demarc`));
});

it('says in one document what would come in, and changes neither file', () => {
  const before = bytes('mine.demarc', 'theirs.demarc');
  const result = run('merge', 'mine.demarc', 'theirs.demarc', '--dry-run', '--json');
  expect(result).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(result.out)).toMatchObject({
    ancestor: { found: 'change-log', rev: 1 },
    changes: [{ group: 'answers', ref: 'workbook/training-awareness', field: 'Owner', after: 'Acme' }, {}],
    conflicts: [],
    merged: null,
  });
  expect(bytes('mine.demarc', 'theirs.demarc')).toEqual(before);
});

it('ends with status 1 while a conflict is left, and takes the side that it is told to', () => {
  const before = bytes('mine.demarc', 'clash.demarc');
  for (const options of [['--dry-run'], []]) {
    const result = run('merge', 'mine.demarc', 'clash.demarc', '--json', ...options);
    expect(result).toMatchObject({ status: 1, err: '' });
    expect(JSON.parse(result.out)).toMatchObject({
      conflicts: [
        {
          key: `assignment/${DUTY}#owners`,
          ref: DUTY,
          field: 'Owner',
          base: null,
          mine: { text: 'Acme' },
          theirs: { text: 'Not applicable: Somebody else does it' },
        },
      ],
      merged: null,
    });
  }
  expect(bytes('mine.demarc', 'clash.demarc')).toEqual(before);
  expect(run('merge', 'mine.demarc', 'clash.demarc').out).toMatch(/1 conflict to decide/);
  const taken = run('merge', 'mine.demarc', 'clash.demarc', '--theirs', '--out', 'out.demarc');
  expect(taken).toMatchObject({ status: 0, err: '' });
  expect(bytes('mine.demarc', 'clash.demarc')).toEqual(before);
  expect(JSON.parse(run('compare', 'out.demarc', 'clash.demarc', '--json').out)).toMatchObject({ total: 0 });
  expect(run('verify', 'out.demarc').status).toBe(0);
});

it('decides single conflicts by the name that the dry run gives them, from the command line or from a file', () => {
  for (const [name, note] of [
    ['mine.demarc', 'Weekly'],
    ['clash.demarc', 'Monthly'],
  ] as const)
    expect(
      run(
        'answer',
        name,
        'workbook/training-awareness',
        '--owner',
        'organisation',
        '--duty',
        `organisation=${note}`,
      ).status,
    ).toBe(0);
  const listed = JSON.parse(run('merge', 'mine.demarc', 'clash.demarc', '--dry-run', '--json').out) as {
    conflicts: { key: string; both: string | null; answer: string | null }[];
  };
  const [owners = '', text = ''] = listed.conflicts.map(({ key }) => key);
  expect(listed.conflicts).toMatchObject([
    { key: `assignment/${DUTY}#owners`, both: null, answer: null },
    { key: 'share/workbook/training-awareness/organisation#text', both: 'Monthly\n\nWeekly', answer: null },
  ]);
  const before = bytes('mine.demarc', 'clash.demarc');

  // One of two is decided: the other is still asked, and nothing is written.
  const half = run(
    'merge',
    'mine.demarc',
    'clash.demarc',
    '--take',
    `theirs:${owners}`,
    '--out',
    'out.demarc',
  );
  expect(half).toMatchObject({ status: 1, err: '' });
  expect(half.out).toMatch(/with 1 conflict decided.*1 conflict to decide:.*--take SIDE:CONFLICT/s);
  expect(half.out).toContain(text);
  expect(readdirSync(folder)).not.toContain('out.demarc');

  writeFileSync(join(folder, 'answers.json'), JSON.stringify({ [owners]: 'theirs', [text]: 'both' }));
  const dry = run('merge', 'mine.demarc', 'clash.demarc', '--settle', 'answers.json', '--dry-run', '--json');
  expect(dry).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(dry.out)).toMatchObject({
    conflicts: [{ answer: 'theirs' }, { answer: 'both' }],
    merged: null,
  });
  const settled = [
    'merge',
    'mine.demarc',
    'clash.demarc',
    '--settle',
    'answers.json',
    '--out',
    'file.demarc',
  ];
  expect(run(...settled)).toMatchObject({ status: 0, err: '' });
  const taken = ['--take', `theirs:${owners}`, '--take', `both:${text}`, '--mine', '--out', 'take.demarc'];
  expect(run('merge', 'mine.demarc', 'clash.demarc', ...taken)).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(run('compare', 'file.demarc', 'take.demarc', '--json').out)).toMatchObject({ total: 0 });
  const changed = run('compare', 'mine.demarc', 'file.demarc', '--json').out;
  expect(changed).toContain('Somebody else does it');
  expect(changed).toContain('Monthly\\n\\nWeekly');
  expect(bytes('mine.demarc', 'clash.demarc')).toEqual(before);
});

it('refuses a decision on what is not asked, and merges nothing', () => {
  const before = bytes('mine.demarc', 'clash.demarc');
  const key = `assignment/${DUTY}#owners`;
  const refused = run(
    'merge',
    'mine.demarc',
    'clash.demarc',
    '--take',
    `mine:${key.slice(0, -1)}`,
    '--theirs',
  );
  expect(refused).toMatchObject({ status: 2, out: '' });
  expect(refused.err).toMatch(/There is no conflict .*Did you mean "assignment.*#owners"\?/);
  expect(bytes('mine.demarc', 'clash.demarc')).toEqual(before);
});

it('writes over no workbook, least of all over one of those that are merged', () => {
  symlinkSync('theirs.demarc', join(folder, 'link.demarc'));
  const names = ['base.demarc', 'mine.demarc', 'theirs.demarc', 'clash.demarc'];
  const before = bytes(...names);
  for (const out of ['mine.demarc', 'link.demarc', 'clash.demarc']) {
    const refused = run('merge', 'mine.demarc', 'theirs.demarc', '--out', out);
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toContain(`${out} is a Demarc workbook already`);
  }
  expect(bytes(...names)).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual([...names, 'link.demarc'].sort());
});

it('puts the merged workbook in the place of the first file, and leaves nothing else behind', () => {
  const theirs = bytes('theirs.demarc');
  const { head } = JSON.parse(run('verify', 'mine.demarc', '--json').out) as { head: string };
  const result = run('merge', 'mine.demarc', 'theirs.demarc');
  expect(result).toMatchObject({ status: 0, err: '' });
  expect(result.out).toMatch(
    /^mine\.demarc: \d+ changes merged \(Answers \d+\), 0 conflicts decided, checked and complete\n$/,
  );
  expect(bytes('theirs.demarc')).toEqual(theirs);
  expect(readdirSync(folder).sort()).toEqual(['base.demarc', 'clash.demarc', 'mine.demarc', 'theirs.demarc']);
  // The record as it was, whole: a copy of it may have been there already, and is stored once.
  const backups = join(process.env.DEMARC_DATA_DIR ?? '', 'backups');
  const kept = readdirSync(backups, { recursive: true })
    .map(String)
    .filter((name) => /mine-.*-merge-r\d+-[0-9a-f]{16}\.demarc$/.test(name));
  expect(kept.map((name) => JSON.parse(run('verify', join(backups, name), '--json').out))).toEqual([
    expect.objectContaining({ ok: true, head }),
  ]);
  expect(run('verify', 'mine.demarc').status).toBe(0);
  const merged = bytes('mine.demarc');
  expect(run('merge', 'mine.demarc', 'theirs.demarc').out).toMatch(/has everything that theirs\.demarc has/);
  expect(bytes('mine.demarc')).toEqual(merged);
});

it('takes a base where the two are no copies of one workbook, and refuses them without', () => {
  expect(run('new', 'other.demarc', '--title', 'Shop', '--organisation', 'Acme').status).toBe(0);
  const refused = run('merge', 'mine.demarc', 'other.demarc');
  expect(refused).toMatchObject({ status: 2, out: '' });
  expect(refused.err).toMatch(/other\.demarc is not a copy of mine\.demarc/);
  const taken = run('merge', 'mine.demarc', 'other.demarc', '--base', 'base.demarc', '--dry-run', '--json');
  expect(JSON.parse(taken.out)).toMatchObject({ ancestor: { found: 'file' } });
});

it('refuses by name what it cannot open, with status 3, and contradicting orders with status 2', () => {
  writeFileSync(join(folder, 'broken.demarc'), 'not a workbook');
  const before = bytes('mine.demarc');
  const broken = run('merge', 'mine.demarc', 'broken.demarc');
  expect(broken).toMatchObject({ status: 3, out: '' });
  expect(broken.err).toMatch(/broken\.demarc is not a Demarc workbook/);
  expect(run('merge', 'mine.demarc', 'missing.demarc').status).toBe(3);
  expect(run('merge', 'mine.demarc', 'theirs.demarc', '--mine', '--theirs').status).toBe(2);
  expect(bytes('mine.demarc')).toEqual(before);
});

it('killed at any moment, leaves the workbook as it was or merged, and the copy untouched', async () => {
  const before = bytes('mine.demarc', 'theirs.demarc');
  const killed: (string | null)[] = [];
  for (const afterMs of isLongLook ? [150, 400, 650, 900, 1200] : [400, 900]) {
    const child = startDemarc(['merge', 'mine.demarc', 'theirs.demarc'], { cwd: folder, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    killed.push(await new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal))));
    clearTimeout(timer);
    expect(bytes('theirs.demarc')).toEqual([before[1]]);
    if (bytes('mine.demarc')[0] !== before[0]) break;
  }
  expect(killed).toContain('SIGKILL');
  expect(run('verify', 'mine.demarc').status).toBe(0);
  expect(run('merge', 'mine.demarc', 'theirs.demarc').status).toBe(0);
  expect(run('compare', 'mine.demarc', 'theirs.demarc').out).toMatch(/change-management/);
});
