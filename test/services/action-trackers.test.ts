import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Action, ReturnedActions } from '../../main/contract/actions.ts';
import { bookOf, issueId } from '../../main/domain/trackers/issue-id.ts';
import { PROJECT } from '../support/cli.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { writeBook } from '../support/vendor-books.ts';

const FIXTURES = join(PROJECT, 'test', 'fixtures', 'trackers');

/** A workbook with three actions, one of them with all that an action can have. */
async function openActions() {
  const opened = await openTestWorkbook();
  const { call, core, folder } = opened;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'Mona Lind', email: 'mona@example.com' });
  await call('people.add', { name: 'Omar Diaz' });
  await call('actions.add', {
    title: '=HYPERLINK("http://example.com")',
    subject: 'orders-db',
    responsibility: 'restore-testing',
    rule: 'no-named-person',
    person: 'mona-lind',
    dueOn: '2027-02-01',
    note: 'First line\n@SUM(A1)',
  });
  await call('actions.add', { title: 'Name who patches', subject: null });
  await call('actions.add', { title: 'Close the open port', subject: null });
  const { uuid } = await call('workbook.info', {});
  const listed = await call('actions.list', {});
  const UNKNOWN = { createdAt: '2020-01-01T00:00:00.000Z', rule: null };
  const id = (number: number) =>
    issueId(uuid, listed.find((action) => action.number === number) ?? { ...UNKNOWN, number });
  const back = async (name: string, text: string | Buffer): Promise<ReturnedActions> => {
    writeFileSync(join(folder, name), text);
    const file = core.files.registerSource(join(folder, name)).handle;
    return (await opened.run('actions.readStates', { file })) as ReturnedActions;
  };
  return { ...opened, uuid, id, back };
}
const facts = async ({ call }: Pick<TestCore, 'call'>) =>
  (await call('actions.list', {}))
    .map(({ number, state, dueOn, person }: Action) => ({ number, state, dueOn, person }))
    .toSorted((a, b) => a.number - b.number);
const refused = (words: RegExp) => ({ code: 'INVALID_INPUT', message: expect.stringMatching(words) });
const told = ({ changes }: ReturnedActions) =>
  changes.map(({ number, field, before, after }) => [number, field, before, after]);

describe('actions go out to trackers', () => {
  test('as CSV and as JSON that say the same, and begin no formula', async () => {
    const { call, id } = await openActions();
    const { csv, json, count } = await call('actions.issues', {});
    expect(count).toBe(3);
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...[
        'Demarc ID',
        'Summary',
        'Description',
        'Status',
        'Due Date',
        'Assignee',
        'Assignee Email',
        'Labels',
      ],
    ]);
    expect(rows[0]).toEqual({
      'Demarc ID': id(1),
      Summary: '\'=HYPERLINK("http://example.com")',
      Description: `First line\n'@SUM(A1)\n\nAbout: orders-db, Restore testing\nGap: no-named-person\nDemarc: ${id(1)}`,
      Status: 'To Do',
      'Due Date': '2027-02-01',
      Assignee: 'Mona Lind',
      'Assignee Email': 'mona@example.com',
      Labels: `demarc ${id(1)} orders-db no-named-person`,
    });
    expect(csv).not.toMatch(/(^|[,\n"])[=+\-@]/m);
    const issues = JSON.parse(json) as Record<string, unknown>[];
    expect(issues).toHaveLength(3);
    expect(issues[0]).toEqual({
      id: id(1),
      summary: '=HYPERLINK("http://example.com")',
      description: rows[0]?.Description?.replace("'@", '@'),
      status: 'To Do',
      dueDate: '2027-02-01',
      assignee: 'Mona Lind',
      assigneeEmail: 'mona@example.com',
      labels: ['demarc', id(1), 'orders-db', 'no-named-person'],
    });
    expect(issues[1]).toMatchObject({ dueDate: null, assignee: null, assigneeEmail: null });
  });

  test('and what comes back unchanged says nothing, in every state, with people of one name', async () => {
    const opened = await openActions();
    const { call, back } = opened;
    await call('people.add', { name: 'Omar Diaz' });
    await call('actions.update', { number: 2, state: 'in-progress', person: 'omar-diaz' });
    await call('actions.update', { number: 3, state: 'dropped', dueOn: '2027-03-31' });
    await call('actions.update', { number: 1, state: 'done' });
    const { csv, json } = await call('actions.issues', {});
    for (const text of [
      json,
      csv,
      gzipSync(csv),
      Buffer.from(csv, 'utf16le'),
      csv.replaceAll('Status', 'STATE'),
    ])
      expect(await back('same.csv', text)).toEqual({
        ...{ file: 'same.csv', named: 3, others: 0 },
        ...{ changes: [], notes: [], problems: [] },
      });
  });
});

describe('their states come back', () => {
  test.each([
    [
      'jira-search.json',
      ['done', '2027-02-15', 'mona-lind'],
      ['in-progress', null, 'omar-diaz'],
      'dropped',
      1,
    ],
    [
      'servicenow.json',
      ['done', '2027-02-15', 'mona-lind'],
      ['in-progress', null, 'omar-diaz'],
      'dropped',
      0,
    ],
    ['github.json', ['done', '2027-02-01', 'mona-lind'], ['open', null, null], 'dropped', 0],
    ['jira.csv', ['done', '2027-02-15', 'mona-lind'], ['in-progress', null, 'omar-diaz'], 'dropped', 1],
    ['servicenow.csv', ['done', '2027-02-15', 'mona-lind'], ['in-progress', null, 'omar-diaz'], 'dropped', 0],
    ['eramba.csv', ['done', '2027-02-15', 'mona-lind'], ['in-progress', null, 'omar-diaz'], 'open', 0],
  ] as const)(
    'as %s exports them, as one change that one undo takes back',
    async (name, one, two, three, others) => {
      const opened = await openActions();
      const { call, uuid, back } = opened;
      // An id of an earlier version is borne out by what the issue is called.
      await call('actions.update', { number: 1, title: 'Order a restore test' });
      const before = await facts(opened);
      const text = readFileSync(join(FIXTURES, name), 'utf8').replaceAll('00000000', bookOf(uuid));
      const read = await back(name, text);
      expect(read).toMatchObject({ named: 3, others, problems: [] });
      expect(await facts(opened)).toEqual(before);
      const { rev } = await call('workbook.info', {});
      const steps = read.changes.map(({ number, field, after }) => ({
        step: 'change action' as const,
        with: { number: `A-${number}`, [field]: after },
      }));
      await call('workbook.apply', { steps, from: name });
      expect((await call('workbook.info', {})).rev).toBe(rev + 1);
      const fact = (number: number, [state, dueOn, person]: readonly (string | null)[]) => ({
        ...{ number, state, dueOn, person },
      });
      expect(await facts(opened)).toEqual([fact(1, one), fact(2, two), fact(3, [three, null, null])]);
      // The same file once more is nothing.
      expect((await back(name, text)).changes).toEqual([]);
      await call('workbook.undo', {});
      expect(await facts(opened)).toEqual(before);
    },
  );

  test('unknown ids, words, people and dates are named with their row; the rest of a row is taken', async () => {
    const { call, id, back } = await openActions();
    await call('actions.remove', { number: 3 });
    const lines = [
      'Issues of the team,,,',
      'Demarc ID,Status,Due Date,Assignee',
      `${id(1)},Code Review,2027-05-01,Mona Lind`,
      'A-2,In Progress,soon,Nobody Known',
      'A-3,Done,,',
      'demarc-ffffffff-A-1,Done,,',
      `"${id(1)}, ${id(2)}",Done,,`,
      'SEC-1,Done,,',
    ];
    const read = await back('issues.csv', lines.join('\r\n'));
    expect(read).toMatchObject({ named: 2, others: 1 });
    expect(told(read)).toEqual([
      [1, 'dueOn', '2027-02-01', '2027-05-01'],
      [2, 'state', 'open', 'in-progress'],
    ]);
    expect(read.problems.map(({ row, why }) => [row, why])).toEqual([
      [3, expect.stringMatching(/^A-1: "Code Review" is no state that is known\./)],
      [4, expect.stringMatching(/^A-2: "soon" is not a date\./)],
      [4, expect.stringMatching(/^A-2: Nobody here is called "Nobody Known"\./)],
      [5, expect.stringMatching(/^There is no action A-3 in this workbook/)],
      [6, expect.stringMatching(/^A-1 is an action of another workbook/)],
      [7, expect.stringMatching(/^It names more than one action: A-1, A-2\./)],
    ]);
  });

  test('an issue that only speaks of an action, or was copied from its own, says nothing of it, wherever it stands', async () => {
    const { id, back } = await openActions();
    const spoken = `SEC-9,Done,,blocked by ${id(2)}`;
    const own = `SEC-1,In Progress,demarc ${id(2)},`;
    for (const rows of [
      [spoken, own],
      [own, spoken],
    ]) {
      const read = await back('jira.csv', ['Issue key,Status,Labels,Comment', ...rows].join('\n'));
      expect(told(read)).toEqual([[2, 'state', 'open', 'in-progress']]);
      expect(read.problems).toMatchObject([{ why: expect.stringMatching(/^It speaks of A-2, but nothing/) }]);
    }
    for (const comment of [`what demarc calls ${id(2)}`, `tracked in Demarc as ${id(2)}`]) {
      const read = await back('jira.csv', `Issue key,Status,Comment\nSEC-9,Done,${comment}\n`);
      expect(read).toMatchObject({ named: 0, changes: [], problems: [{ row: 2 }] });
    }
    const tied = (row: string) => back('jira.csv', `Issue key,Status,Linked Issues,Labels\n${row}\n`);
    expect(await tied(`SEC-9,Done,${id(2)},team`)).toMatchObject({ changes: [], problems: [{ row: 2 }] });
    expect(told(await tied(`SEC-9,Done,${id(2)},${id(3)}`))).toEqual([[3, 'state', 'open', 'done']]);
    const copied = `SEC-7,Done,demarc ${id(2)},`;
    for (const rows of [
      [copied, own],
      [own, copied],
    ]) {
      const read = await back('jira.csv', ['Issue key,Status,Labels,Comment', ...rows].join('\n'));
      expect(read).toMatchObject({ named: 1, changes: [] });
      expect(read.problems).toMatchObject([
        { row: 3, why: expect.stringMatching(/^A-2 is in row 2 as well, which says something else\./) },
      ]);
    }
    const twice = await back('jira.csv', ['Issue key,Status,Labels,Comment', own, own].join('\n'));
    expect(twice).toMatchObject({ named: 1, changes: [{ number: 2 }], problems: [] });
  });

  test('a description as version 3 of Jira’s interface gives it says what action it is', async () => {
    const { id, back } = await openActions();
    const words = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const description = {
      type: 'doc',
      version: 1,
      content: [words('Once a quarter.'), words(`Demarc: ${id(2)}`)],
    };
    const fields = { status: { name: 'Done' }, labels: [], description };
    expect(told(await back('search.json', JSON.stringify({ issues: [{ key: 'SEC-1', fields }] })))).toEqual([
      [2, 'state', 'open', 'done'],
    ]);
  });

  test('a sheet of which one column was sorted without the others is not taken in', async () => {
    const { call, id, back } = await openActions();
    const { csv } = await call('actions.issues', {});
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    const headings = Object.keys(rows[0] ?? {});
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const sorted = rows.map((row, at) =>
      headings.map((name) =>
        quoted(
          name === 'Demarc ID' ? id(3 - at) : name === 'Status' && at === 0 ? 'Done' : (row[name] ?? ''),
        ),
      ),
    );
    const read = await back('sorted.csv', [headings, ...sorted].map((row) => row.join(',')).join('\n'));
    expect(read.changes).toEqual([]);
    expect(read.problems.map(({ why }) => why)).toEqual([
      expect.stringMatching(/^It names more than one action: A-3, A-1\./),
      expect.stringMatching(/^It names more than one action: A-1, A-3\./),
    ]);
  });

  test('lines above the headings and a summary before the list hide no issue', async () => {
    const { folder, core, run, id, back } = await openActions();
    const above = ['Owner,Omar Diaz,,', ',,,', 'Demarc ID,Status,Due Date,Assignee', 'A-2,Done,2027-03-04,'];
    expect(told(await back('above.csv', above.join('\n')))).toEqual([
      [2, 'state', 'open', 'done'],
      [2, 'dueOn', null, '2027-03-04'],
    ]);
    const report = `Status,Final,\n,,\nSummary,State,Labels\nTest,Done,${id(2)}\n`;
    expect(told(await back('report.csv', report))).toEqual([[2, 'state', 'open', 'done']]);
    const sheet = (name: string, rows: (string | number)[][]) => ({ name, rows });
    const path = await writeBook(folder, 'issues.xlsx', [
      sheet('Summary', [
        ['Status', 'Count'],
        ['Done', 2],
      ]),
      sheet('Open', [
        ['Demarc ID', 'Status'],
        [id(2), 'In Progress'],
        [id(1), 'In Progress'],
      ]),
      sheet('Closed', [
        ['Demarc ID', 'Status'],
        [id(3), 'Done'],
        [id(1), 'Done'],
        [id(999), 'Done'],
      ]),
    ]);
    const read = (await run('actions.readStates', {
      file: core.files.registerSource(path).handle,
    })) as ReturnedActions;
    expect(read.problems.map(({ row, why }) => `${row} ${why}`)).toEqual([
      expect.stringMatching(/^3 On the sheet "Closed": A-1 is in row 3 of the sheet "Open" as well/),
      expect.stringMatching(/^4 On the sheet "Closed": There is no action A-999/),
    ]);
    expect(told(read)).toEqual([
      [2, 'state', 'open', 'in-progress'],
      [3, 'state', 'open', 'done'],
    ]);
  });

  test.each([
    ['25/Nov/26 12:00 AM', '2026-11-25'],
    ['5/Mai/2027', '2027-05-05'],
    ['25-Nov-26', '2026-11-25'],
    ['2026-11-25T00:00:00.000+0000', '2026-11-25'],
    ['Nov 25, 2026, 12:00 AM', '2026-11-25'],
    ['25.11.2026 00:00', '2026-11-25'],
  ])('a due date that a tracker writes as %s is %s', async (written, dueOn) => {
    const { back } = await openActions();
    const read = await back('jira.csv', `Demarc ID,Status,Due Date\nA-2,,"${written}"\n`);
    expect(read.problems).toEqual([]);
    expect(told(read)).toEqual([[2, 'dueOn', null, dueOn]]);
  });

  test('a date that may be two is named as it was written, and nobody is nobody', async () => {
    const { back } = await openActions();
    const read = await back(
      'jira.csv',
      'Demarc ID,Status,Resolution,Due Date,Assignee\nA-1,Closed,Duplicate,03/04/26 12:00 AM,Unassigned\nA-2,Closed,Parked,,(empty)\n',
    );
    expect(told(read)).toEqual([[1, 'state', 'open', 'dropped']]);
    expect(read.problems.map(({ row, why }) => [row, why])).toEqual([
      [2, expect.stringMatching(/^A-1: "03\/04\/26 12:00 AM" is not a date\./)],
      [3, expect.stringMatching(/^A-2: "Parked" is no resolution that is known/)],
    ]);
  });

  test.each(['Resolution code', 'close_code'])('%s of ServiceNow says why it was closed', async (heading) => {
    const { back } = await openActions();
    const read = await back(
      'incidents.csv',
      `Demarc ID,State,${heading}\nA-1,Closed,Solved (Permanently)\nA-2,Closed,Not Solved (Too Costly)\n`,
    );
    expect(read.problems).toEqual([]);
    expect(told(read)).toEqual([
      [1, 'state', 'open', 'done'],
      [2, 'state', 'open', 'dropped'],
    ]);
  });

  test.each([
    ['Status;Fälligkeitsdatum;Zugewiesene Person;Lösung', 'Fertig;31.12.2027;Omar Diaz;Wird nicht erledigt'],
    ['État;Date d’échéance;Personne assignée;Résolution', 'Done;31/12/2027;Omar Diaz;Ne sera pas corrigé'],
    ['Estado;Fecha de vencimiento;Persona asignada;Resolución', 'Done;31/12/2027;Omar Diaz;No se hará'],
    ['Stato;Data di scadenza;Assegnatario;Risoluzione', 'Done;31/12/2027;Omar Diaz;Non verrà fatto'],
  ])('what Jira calls its columns elsewhere: %s', async (headings, cells) => {
    const { back } = await openActions();
    const read = await back('jira.csv', `Demarc ID;${headings}\nA-2;${cells}\n`);
    // A reason that is no word that is known must not make it done.
    expect(read.problems).toMatchObject([
      { row: 2, why: expect.stringMatching(/is no resolution that is known/) },
    ]);
    expect(told(read)).toEqual([
      [2, 'dueOn', null, '2027-12-31'],
      [2, 'person', null, 'omar-diaz'],
    ]);
  });

  test('an address says who is meant where the name does not; an empty cell takes nothing away', async () => {
    const { back } = await openActions();
    const read = await back(
      'issues.csv',
      'Action,State,Due,Assignee,Assignee Email\nA-1,,,,\nA-2,Open,,M. Lind,mona@example.com\n',
    );
    expect(told(read)).toEqual([[2, 'person', null, 'mona-lind']]);
    expect(read.changes[0]).toMatchObject({ beforeWords: '-', afterWords: 'Mona Lind' });
    expect(read.problems).toEqual([]);
  });

  test('a name that is nobody here is told, though the address that went out with the action still stands beside it', async () => {
    const { back } = await openActions();
    const read = await back(
      'issues.csv',
      'Action,State,Assignee,Assignee Email\nA-1,Open,Nobody Real,mona@example.com\n',
    );
    expect(told(read)).toEqual([]);
    expect(read.problems).toMatchObject([{ row: 2, why: expect.stringContaining('"Nobody Real"') }]);
  });

  test('a file that is no table of issues is refused with what to export', async () => {
    const { back } = await openActions();
    for (const text of ['', 'Key,Title\nSEC-1,Something\n', `${'a,b\n'.repeat(30)}Status,Due\nDone,\n`])
      await expect(back('other.csv', text)).rejects.toMatchObject(
        refused(/^other\.csv has no column Status/),
      );
    for (const text of ['{"total": 3}', '[1, 2]', '[{"status": "Done"'])
      await expect(back('other.json', text)).rejects.toMatchObject(refused(/^other\.json /));
    await expect(back('other.csv', Buffer.from([0, 1, 2, 3]))).rejects.toMatchObject(refused(/^other\.csv/));
    const many = `Action,Status\n${'A-1,Open\n'.repeat(10_001)}`;
    await expect(back('many.csv', many)).rejects.toMatchObject(refused(/more than 10,000 rows/));
  });
});
