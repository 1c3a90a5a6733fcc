import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, freshWorkbook, bucketRef } = cliShop();

it('switches rules, which every command is held to, and says which are on', () => {
  const name = freshWorkbook();
  expect(
    json<{ rules: object[] }>(run('rules', name, '--on', 'other-accepts', '--json')).rules,
  ).toMatchObject([
    { id: 'other-accepts', on: true },
    { id: 'other-signs', on: false },
    { id: 'signs-self', on: false },
  ]);
  expect(run('rules', name).out).toMatch(/^other-accepts +on +Who answered does not accept\./m);
  expectRefusal(
    run('rules', name, '--off', 'all'),
    2,
    'INVALID_INPUT',
    /other-accepts, other-signs, signs-self/,
  );
});

it('accepts a risk and lists it, says what is due until when, and writes it as a calendar', () => {
  const name = freshWorkbook();
  const ref = bucketRef(name);
  expectRefusal(run('risks', name, '--until', '2027-01-01'), 2, 'INVALID_INPUT', /Name the duty/);
  expectRefusal(run('risks', name, ref, '--until', 'soon'), 2, 'INVALID_INPUT', /--until takes a date/);
  run('answer', name, ref, '--owner', 'organisation', '--reason', 'Agreed.');
  run('risks', name, ref, '--reason', 'Public data.', '--until', '2027-01-31');
  expect(json<{ risks: object[] }>(run('risks', name, '--as-of', '2027-02-01', '--json')).risks).toEqual([
    {
      ref,
      reason: 'Public data.',
      approver: null,
      approvedOn: null,
      expiresOn: '2027-01-31',
      standing: 'Ended on 31 Jan 2027',
    },
  ]);
  expectRefusal(run('due', name, '--for', 'resilience'), 2, 'INVALID_INPUT', /Add --every/);
  expectRefusal(run('due', name, '--within', 'soon'), 2, 'INVALID_INPUT', /30d, 8w, 6m or 1y/);
  const due = json<{ until: string; items: { kind: string }[] }>(
    run(
      'due',
      name,
      '--every',
      '12m',
      '--as-of',
      '2027-01-01',
      '--within',
      '1y',
      '--ics',
      'due.ics',
      '--json',
    ),
  );
  expect(due.until).toBe('2028-01-01');
  expect(due.items.map(({ kind }) => kind)).toEqual(['risk', 'review']);
  const calendar = readFileSync(join(folder, 'due.ics'), 'utf8');
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(calendar).toContain('DTSTART;VALUE=DATE:20270131');
});
