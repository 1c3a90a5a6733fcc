import { expect, it } from 'vitest';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { run, bytes, freshWorkbook, bucketRef } = cliShop();

const answered = (name: string, ref: string) => {
  const [subject] = ref.split('/');
  const matrix = json<{
    subjects: { ref: string }[];
    responsibilities: { id: string }[];
    cells: [number, number, string, number][];
  }>(run('matrix', name, '--json'));
  const at = [
    matrix.subjects.findIndex((each) => each.ref === subject),
    matrix.responsibilities.findIndex(({ id }) => ref.endsWith(`/${id}`)),
  ];
  return matrix.cells.find(([s, r]) => s === at[0] && r === at[1])?.[2];
};
it('records owners by id and by name, with texts and status', () => {
  const name = freshWorkbook();
  const result = json<{ shares: { party: string; text: string }[]; status: string }>(
    run(
      'answer',
      name,
      bucketRef(name),
      '--owner',
      'AWS, acme',
      '--duty',
      'aws=Holds the = keys',
      '--status',
      'implemented',
      '--reason',
      'Decided in the workshop',
      '--json',
    ),
  );
  expect(result.status).toBe('implemented');
  expect(result.shares.map(({ party }) => party)).toEqual(['aws', 'organisation']);
  expect(result.shares[0]?.text).toBe('Holds the = keys');
  expect(answered(name, bucketRef(name))).toBe('aws+organisation');
});
it('records that something is not applicable, with its reason', () => {
  const name = freshWorkbook();
  expect(run('answer', name, bucketRef(name), '--not-applicable', '--reason', 'No data is kept').out).toMatch(
    /Not applicable/,
  );
  expect(answered(name, bucketRef(name))).toBe('-');
});
it.each<[string, string[], string, RegExp]>([
  ['nothing to record', [], 'INVALID_INPUT', /--owner/],
  ['a party that nobody knows', ['--owner', 'organistion'], 'INVALID_INPUT', /Did you mean "organisation"\?/],
  ['two answers', ['--owner', 'aws', '--not-applicable', '--reason', 'x'], 'INVALID_INPUT', /not both/],
  ['not applicable without a reason', ['--not-applicable'], 'INVALID_INPUT', /--reason/],
  ['a person where nobody is listed', ['--owner', 'aws', '--person', 'Maria'], 'INVALID_INPUT', /Maria/],
  [
    'a status of no kind',
    ['--owner', 'aws', '--status', 'implementd'],
    'INVALID_INPUT',
    /Did you mean "Implemented"/,
  ],
  [
    'a duty of somebody else',
    ['--owner', 'aws', '--duty', 'organisation=x'],
    'INVALID_INPUT',
    /not among the owners/,
  ],
  ['a duty without its party', ['--owner', 'aws', '--duty', 'text only'], 'INVALID_INPUT', /party=text/],
])('refuses %s and changes nothing', (_what, args, code, words) => {
  const name = freshWorkbook();
  const target = bucketRef(name);
  const before = bytes(name);
  expectRefusal(run('answer', name, target, ...args), 2, code, words);
  expect(Buffer.compare(bytes(name), before)).toBe(0);
});
it.each(['no-slash', 'Upper/case', 'unknown/encryption-at-rest'])('refuses the ref %s', (bad) => {
  const result = run('answer', 'shop.demarc', bad, '--owner', 'aws');
  expect(result.status).toBe(2);
  expect(result.err).toMatch(/^demarc: (INVALID_INPUT|NOT_FOUND): /);
});
it('warns of a misconception before it is recorded', () => {
  const name = freshWorkbook();
  const target = bucketRef(name, 'backup-configuration');
  const result = run('answer', name, target, '--owner', 'aws');
  expect(result.status).toBe(2);
  expect(result.err).toMatch(/^demarc: RULE_VIOLATION: /);
  expect(
    run('answer', name, target, '--owner', 'aws', '--reason', 'A contract of our own says so').status,
  ).toBe(0);
});
it('takes an answer to other services, tries it first, and says what stays', () => {
  const name = freshWorkbook();
  const services = json<{ services: readonly { ref: string }[] }>(
    run('services', name, '--json'),
  ).services.map(({ ref }) => ref);
  const [from = '', ...to] = services;
  const duty = json<{ responsibilities: { id: string }[] }>(run('matrix', name, '--json'));
  expect(duty.responsibilities.length).toBeGreaterThan(10);
  const ref = `${from}/${bucketRef(name).split('/')[1]}`;
  expect(run('answer', name, ref, '--owner', 'acme', '--due', '25 Nov 2026', '--status', 'done').status).toBe(
    0,
  );
  const before = bytes(name);
  const tried = json<{ changes: { ref: string }[]; left: object[] }>(
    run('same', name, ref, ...to, '--only', 'owners,due', '--dry-run', '--json'),
  );
  expect(Buffer.compare(bytes(name), before)).toBe(0);
  expect(tried.changes.length + tried.left.length).toBe(to.length);
  expect(tried.changes.length).toBeGreaterThan(0);
  const done = run('same', name, ref, ...to, '--only', 'owners,due');
  expect(done).toMatchObject({ status: 0, err: '' });
  for (const change of tried.changes) {
    expect(answered(name, change.ref)).toBe('organisation');
    expect(done.out).toContain(change.ref);
  }
  expectRefusal(
    run('same', name, ref, ...to, '--only', 'owner'),
    2,
    'INVALID_INPUT',
    /Did you mean "owners"/,
  );
});
