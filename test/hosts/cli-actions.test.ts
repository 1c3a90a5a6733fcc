import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActionRow } from '../../main/contract/actions.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run, freshWorkbook } = cliShop();
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** A workbook with two actions, and its actions as they went to a tracker. */
function withActions() {
  const book = freshWorkbook();
  expect(run('people', 'add', book, 'Mona Lind').status).toBe(0);
  expect(run('actions', 'add', book, 'Order a restore test', '--due', '2027-02-01').status).toBe(0);
  expect(run('actions', 'add', book, 'Name who patches').status).toBe(0);
  const out = run('actions', 'export', book, '--csv', `${book}.csv`, '--json-file', `${book}.json`);
  expect(out).toMatchObject({
    status: 0,
    err: '',
    out: `2 actions written to ${book}.csv\n2 actions written to ${book}.json\n`,
  });
  return { book, csv: `${book}.csv` };
}
const actionsOf = (book: string) =>
  json<{ actions: ActionRow[] }>(run('actions', book, '--json')).actions.map(
    ({ number, state, dueOn, person }) => [...[number, state, dueOn, person]],
  );

describe('demarc actions export', () => {
  it('writes both files, and says so as a document', () => {
    const { book } = withActions();
    const issues = JSON.parse(read(`${book}.json`)) as { id: string; summary: string }[];
    expect(issues.map(({ summary }) => summary)).toEqual(['Order a restore test', 'Name who patches']);
    for (const { id } of issues) expect(read(`${book}.csv`)).toContain(id);
    expect(json(run('actions', 'export', book, '--csv', 'again.csv', '--json'))).toEqual({
      schema: 'demarc/exported-actions',
      version: 1,
      actions: 2,
      files: [{ format: 'csv', path: 'again.csv' }],
    });
    expect(read('again.csv')).toBe(read(`${book}.csv`));
  });

  it('refuses to write nothing, one path twice, and a name that nothing would open', () => {
    const export_ = (...more: string[]) => run('actions', 'export', 'shop.demarc', ...more);
    expectRefusal(export_(), 2, 'INVALID_INPUT', /Say where to write them/);
    expectRefusal(export_('--csv', 'x.bin', '--json-file', 'x.bin'), 2, 'INVALID_INPUT', /same path/);
    expectRefusal(export_('--csv', 'x.xlsx'), 2, 'INVALID_INPUT', /ends in \.csv/);
    expectRefusal(export_('--json-file', 'x.csv'), 2, 'INVALID_INPUT', /ends in \.json/);
    expect(existsSync(join(folder, 'x.bin'))).toBe(false);
  });
});

describe('demarc actions import', () => {
  it('shows what differs, takes it in as one change, and finds nothing the second time', () => {
    const { book, csv } = withActions();
    const changed = read(csv)
      .replace('To Do,2027-02-01,,', 'Resolved,2027-03-31,Mona Lind,')
      .replace('To Do,,', 'In Progress,,');
    expect(changed).not.toBe(read(csv));
    writeFileSync(join(folder, csv), changed);
    const before = readFileSync(join(folder, book));
    const look = run('actions', 'import', book, csv, '--dry-run');
    expect(look).toMatchObject({ status: 0, err: '' });
    expect(look.out).toMatch(/^.+\.csv: 2 actions of this workbook\n/);
    for (const line of [/^A-1 +state +open +done /m, /^A-1 +due +2027-02-01 +2027-03-31 /m])
      expect(look.out).toMatch(line);
    expect(look.out).toMatch(/^A-1 +person +- +Mona Lind /m);
    expect(look.out).toMatch(/\nNothing was changed\.\n$/);
    expect(readFileSync(join(folder, book))).toEqual(before);

    const entries = () => json<{ changes: unknown[] }>(run('log', book, '--json')).changes.length;
    const count = entries();
    expect(run('actions', 'import', book, csv, '--yes').out).toMatch(/\n2 actions changed\.\n$/);
    expect(entries()).toBe(count + 1);
    expect(actionsOf(book)).toEqual([
      [2, 'in-progress', null, null],
      [1, 'done', '2027-03-31', 'mona-lind'],
    ]);
    expect(json(run('actions', 'import', book, csv, '--json'))).toMatchObject({
      schema: 'demarc/import-actions',
      named: 2,
      changes: [],
      taken: false,
    });
    expect(run('actions', 'import', book, csv).out).toMatch(/\nNothing differs; nothing was changed\.\n$/);
  });

  it('ends with 1 where something was not taken, or no action is named', () => {
    const { book } = withActions();
    writeFileSync(join(folder, 'issues.csv'), 'Action,Status\nA-1,Code Review\nA-2,Done\nA-9,Done\n');
    const result = run('actions', 'import', book, 'issues.csv', '--json');
    expect(result.status).toBe(1);
    expect(json(result)).toMatchObject({
      named: 2,
      taken: true,
      changes: [{ number: 2, field: 'state', before: 'open', after: 'done' }],
      problems: [{ row: 2 }, { row: 4 }],
    });
    writeFileSync(join(folder, 'others.csv'), 'Key,Status\nSEC-1,Done\n');
    const none = run('actions', 'import', book, 'others.csv');
    expect(none).toMatchObject({ status: 1, err: '' });
    expect(none.out).toContain('0 actions of this workbook; 1 row without the id of one');
    expectRefusal(run('actions', 'import', book, 'none.csv'), 2, 'INVALID_INPUT', /none\.csv/);
  });
});
