import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { demarc } from '../support/cli.ts';
import { expectRefusal, json } from '../support/cli-shop.ts';
import { shownChanges } from '../support/shown-changes.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => demarc(args, { cwd: folder });
const bytes = () => readFileSync(join(folder, 'acme.demarc'));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

beforeAll(() => {
  expect(run('new', 'acme.demarc', '--organisation', 'Acme').status).toBe(0);
  write('changes.yaml', shownChanges());
});

test('a file that is wrong anywhere changes nothing, and says in which line, which step, and what to do', () => {
  const before = bytes();
  const first = '- add person: {name: Mona Lind}\n';
  for (const [text, words] of [
    [
      `${first}- add persn: {name: Omar}\n`,
      /wrong\.yaml, line 2: there is no step "add persn"\. Did you mean "add person"\?/,
    ],
    [
      `${first}\n- add person:\n    name: Omar\n    party: Acmee\n`,
      /line 3, step 2 \(add person\): There is no party "Acmee".*Did you mean "Acme"\?/,
    ],
    [
      `${first}- add person: {name: Omar, rol: SOC}\n`,
      /line 2, step 2 \(add person\): There is no field "rol" here\. Did you mean "role"\?/,
    ],
    [
      `${first}- add environment: {name: Test, account: 012345678901}\n`,
      /line 2, step 2 \(add environment\): "account" is a text, so put it in quotes/,
    ],
    [`${first}- return: {duties: [aws/physical-access]}\n`, /line 2, step 2 \(return\): "text" is missing/],
    [
      `${first}- answer: {duty: aws/physical-access, owners: Nobody}\n`,
      /step 2 \(answer\): There is no party "Nobody"/,
    ],
    [`${first}- submit: {duties: [aws/physical-access]}\n`, /step 2 \(submit\): /],
    [`${first}- add person: {name: Omar\n`, /wrong\.yaml, line \d: /],
    ['name: Mona\n', /line 1: there are no steps/],
    [
      '[{"add person": {"name": "Mona"}},\n {"end meeting": {}}]',
      /line 2, step 2 \(end meeting\): No meeting is running/,
    ],
  ] as const) {
    write('wrong.yaml', text);
    const result = run('apply', 'acme.demarc', 'wrong.yaml');
    expect(result).toMatchObject({ status: 2, out: '' });
    expect(result.err).toMatch(/^demarc: [A-Z_]+: .*othing was changed\.\n$/);
    expect(result.err).toMatch(words);
  }
  expectRefusal(run('apply', 'acme.demarc', 'none.yaml'), 2, 'INVALID_INPUT', /none\.yaml cannot be read/);
  expect(Buffer.compare(bytes(), before)).toBe(0);
});

test('a script sets a workbook up, fills it in, reviews it and hands it over', () => {
  const before = bytes();
  const dry = run('apply', 'acme.demarc', 'changes.yaml', '--dry-run');
  expect(dry).toMatchObject({ status: 0, err: '' });
  expect(dry.out).toMatch(
    /changes\.yaml, line 3: Added the party Contoso SOC\n[\s\S]*nothing was changed\.\n$/,
  );
  expect(Buffer.compare(bytes(), before)).toBe(0);

  const done = json<{ steps: { told: string }[] }>(
    run('apply', 'acme.demarc', 'changes.yaml', '--as', 'Ann Lee', '--json'),
  );
  expect(done).toMatchObject({ schema: 'demarc/apply', applied: true });
  expect(dry.out.split('\n').slice(0, -2)).toEqual(
    done.steps.map(({ told }) => expect.stringContaining(`: ${told}`)),
  );
  // One entry of the log, whatever is in it.
  const { changes } = json<{ changes: { who: string; way: string }[] }>(run('log', 'acme.demarc', '--json'));
  expect(changes.map(({ who, way }) => [who, way]).slice(0, -1)).toEqual([['Ann Lee', 'command-line']]);

  const { services } = json<{ services: Record<string, unknown>[] }>(
    run('services', 'acme.demarc', '--json'),
  );
  expect(services).toMatchObject([
    { ref: 'orders-db', catalogueId: 'rds', environments: ['production'], lead: 'mona-lind', parked: 1 },
    { ref: 'invoices', catalogueId: 's3', tags: ['payments'] },
  ]);
  const { rows, counts } = json<{ rows: Record<string, unknown>[]; counts: object }>(
    run('review', 'acme.demarc', '--state', 'submitted', '--json'),
  );
  expect(counts).toMatchObject({ submitted: 1 });
  expect(rows).toMatchObject([
    { ref: 'orders-db/restore-testing', status: 'in-progress', people: ['mona-lind'], evidence: 1 },
  ]);
  expect(run('review', 'accept', 'acme.demarc', 'orders-db/restore-testing').out).toContain(
    'Accepted in review',
  );
  expect(run('snapshots', 'take', 'acme.demarc', 'First round').status).toBe(0);
  const signed = run(
    'sign-offs',
    'add',
    'acme.demarc',
    'Orders database',
    '--statement',
    'I agree.',
    '--json',
  );
  expect(json(signed)).toMatchObject({ number: 1, subject: 'orders-db', statement: 'I agree.' });
  expect(run('export', 'acme.demarc', '--csv', 'register.csv').status).toBe(0);
  expect(readFileSync(join(folder, 'register.csv'), 'utf8')).toContain(
    'Restores into a test account each month.',
  );
  expect(run('verify', 'acme.demarc')).toMatchObject({ status: 0, err: '' });
});

test('each noun lists, adds, changes and removes', () => {
  const ok = (...args: string[]) => expect(run(...args)).toMatchObject({ status: 0, err: '' });
  ok('people', 'add', 'acme.demarc', 'Kim Doe', '--party', 'Contoso SOC', '--email', 'kim@example.com');
  ok('people', 'set', 'acme.demarc', 'Kim Doe', '--role', 'Analyst', '--email', '');
  const { people } = json<{ people: { id: string }[] }>(run('people', 'acme.demarc', '--json'));
  expect(people.find(({ id }) => id === 'kim-doe')).toMatchObject({
    party: 'contoso-soc',
    role: 'Analyst',
    email: null,
  });
  ok('people', 'remove', 'acme.demarc', 'kim doe');
  ok('parties', 'add', 'acme.demarc', 'Hostwell', '--kind', 'third-party');
  ok('parties', 'set', 'acme.demarc', 'Hostwell', '--name', 'Hostwell Ltd');
  expect(run('parties', 'acme.demarc').out).toMatch(/hostwell +Hostwell Ltd +third-party/);
  ok('parties', 'remove', 'acme.demarc', 'Hostwell Ltd');
  ok('environments', 'add', 'acme.demarc', 'Test', '--regions', 'eu-west-1');
  ok(
    'services',
    'add',
    'acme.demarc',
    'lambda',
    '--ref',
    'jobs',
    '--environment',
    'Test',
    '--tag',
    'a',
    '--tag',
    'b',
  );
  ok('services', 'set', 'acme.demarc', 'jobs', '--environment', '', '--label', 'Jobs');
  const { services } = json<{ services: { ref: string }[] }>(run('services', 'acme.demarc', '--json'));
  expect(services.find(({ ref }) => ref === 'jobs')).toMatchObject({
    label: 'Jobs',
    environments: [],
    tags: ['a', 'b'],
  });
  ok('services', 'remove', 'acme.demarc', 'Jobs');
  ok('environments', 'remove', 'acme.demarc', 'test');
  expect(json(run('environments', 'acme.demarc', '--json'))).toMatchObject({
    environments: [{ id: 'production', services: 2 }],
  });
  ok('actions', 'add', 'acme.demarc', 'Rotate the keys', '--service', 'orders-db', '--due', '2027-01-31');
  ok('actions', 'set', 'acme.demarc', 'A-2', '--state', 'in progress');
  expect(run('actions', 'acme.demarc', '--as-of', '2027-03-01').out).toMatch(
    /A-2 +in-progress \(overdue\) +2027-01-31 +Orders database +Rotate the keys/,
  );
  ok('actions', 'remove', 'acme.demarc', '2');
  ok('scope', 'acme.demarc', '--framework', 'iso-27001-2022', '--lead', 'Mona Lind');
  expect(json(run('scope', 'acme.demarc', '--json'))).toMatchObject({
    frameworks: ['iso-27001-2022'],
    leadAssessor: 'mona-lind',
  });
  ok('reask', 'keep', 'acme.demarc');
  expect(json(run('reask', 'acme.demarc', '--json'))).toMatchObject({ items: [], unknown: 0 });
  expectRefusal(
    run('people', 'add', 'acme.demarc', 'Omar Diaz', '--party', 'Hostwel'),
    2,
    'INVALID_INPUT',
    /no party "Hostwel"/,
  );
});
