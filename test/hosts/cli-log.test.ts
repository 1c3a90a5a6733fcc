import { expect, it } from 'vitest';
import type { HistoryLine } from '../../main/contract/history.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

/** The day, where this machine is, on which nothing has been recorded yet: another one may begin before it is asked for. */
const BEGUN = (() => {
  const day = new Date();
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
})();

const { run, freshWorkbook, bucketRef } = cliShop();

it('lists who changed what from what to what and by which way, newest first', () => {
  const name = freshWorkbook();
  const ref = bucketRef(name);
  const [subject = ''] = ref.split('/');
  expect(run('answer', name, ref, '--owner', 'aws,organisation', '--as', 'Zoë Müller').status).toBe(0);
  const alone = ['--owner', 'organisation', '--reason', 'We hold the keys', '--as', 'Tomás Ruiz'];
  expect(run('answer', name, ref, ...alone).status).toBe(0);

  const { changes: lines } = json<{ changes: HistoryLine[] }>(run('log', name, ref, '--json'));
  expect(lines.map(({ who, way, why }) => [who, way, why])).toEqual([
    ['Tomás Ruiz', 'command-line', 'We hold the keys'],
    ['Zoë Müller', 'command-line', null],
  ]);
  expect(lines[0]?.parts[0]?.changes[0]).toEqual({
    field: 'owners',
    label: 'Owner',
    before: 'AWS + Acme',
    after: 'Acme',
  });
  const text = run('log', name, ref);
  expect(text).toMatchObject({ status: 0, err: '' });
  expect(text.out).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d {2}Tomás Ruiz {2}Command line\n {2}Encryption at rest, .+\n {4}Owner: AWS \+ Acme -> Acme\n/,
  );
  expect(text.out.endsWith('\n2 changes\n')).toBe(true);
  expect(text.out).not.toContain(ref);

  const count = (...args: string[]) =>
    json<{ changes: unknown[] }>(run('log', name, ...args, '--json')).changes.length;
  expect(count(subject)).toBe(3);
  expect(count('--by', 'zoë müller')).toBe(1);
  expect(count('--kind', 'services')).toBe(1);
  expect(count('--since', BEGUN, '--until', '2999-12-31')).toBe(count());
  expect(count('--until', '2001-01-01')).toBe(0);
  expect(run('log', name, ref.replace('encryption-at-rest', 'restore-testing')).out).toBe('No changes.\n');
});
it('refuses what it cannot look for', () => {
  expectRefusal(run('log', 'shop.demarc', 'Orders DB'), 2, 'INVALID_INPUT', /neither a duty nor a service/);
  expectRefusal(run('log', 'shop.demarc', 'orders-lb/x'), 2, 'NOT_FOUND', /no service "orders-lb"/);
  expectRefusal(
    run('log', 'shop.demarc', 'workbook/change-managment'),
    2,
    'NOT_FOUND',
    /no duty "change-managment".*Did you mean "change-management"\?/,
  );
  expectRefusal(run('log', 'shop.demarc', '--since', 'May'), 2, 'INVALID_INPUT', /--since takes a date/);
  expectRefusal(
    run('log', 'shop.demarc', '--kind', 'all'),
    2,
    'INVALID_INPUT',
    /--kind takes services, answers/,
  );
  expectRefusal(run('log', 'nothing.demarc'), 3, 'NOT_FOUND', /nothing\.demarc/);
});
