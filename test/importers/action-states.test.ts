import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import type { Action } from '../../main/contract/actions.ts';
import { issueId } from '../../main/domain/trackers/issue-id.ts';
import { compareReturned } from '../../main/domain/trackers/returned.ts';
import { runActionStates } from '../../main/jobs/action-states-task.ts';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';

const UUID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const action = (number: number, title: string): Action => ({
  ...{ number, title, createdAt: `2026-11-0${number}T00:00:00.000Z`, subject: null, responsibility: null },
  ...{ rule: null, person: null, dueOn: null, state: 'open', note: null, createdBy: 'Ann', closedAt: null },
});
const ACTIONS = [action(2, 'Name who patches'), action(3, 'Close the open port')];
const person = (id: string, name: string) => ({ id, name, party: 'us', role: null, email: null });
const HERE = {
  uuid: UUID,
  actions: ACTIONS,
  people: [person('mona-lind', 'Mona Lind'), person('omar-diaz', 'Omar Diaz')],
  renumbered: new Map(),
};
const withIds = (text: string) =>
  text.replaceAll(/ID(\d)\b/g, (_, number) =>
    issueId(UUID, ACTIONS.find((each) => each.number === Number(number)) ?? action(9, '')),
  );
async function back(path: string) {
  const controls = { signal: new AbortController().signal, progress: () => undefined };
  const { rows, tables, notes } = await runActionStates(
    { kind: 'action-states', path, name: 'list' },
    controls,
  );
  const read = compareReturned(rows, tables, HERE);
  return { ...read, notes: [...notes, ...read.notes] };
}

test.each<[string, string, (string | RegExp)[], [number, string, string][]]>([
  [
    'Planner: Progress is the state',
    'Task ID,Task Name,Bucket Name,Progress,Assigned To,Labels\n1,Name who patches,x,Completed,Omar Diaz,ID2\n2,Close the open port,x,Not started,,ID3\n',
    [],
    [
      [2, 'state', 'done'],
      [2, 'person', 'omar-diaz'],
    ],
  ],
  [
    'Trello: a board has lists of its own',
    'Card ID,Card Name,Labels,Due Date,List Name,Archived\n1,Name who patches,ID2,2027-04-05,Done,false\n2,Close the open port,ID3,,Doing,true\n',
    [
      'No column is known to say the state, so no state is read. Not read: List Name (“Done” 1, “Doing” 1), Archived (“false” 1, “true” 1).',
    ],
    [[2, 'dueOn', '2027-04-05']],
  ],
  [
    'days and people that are not known',
    'Demarc ID,Status,Planned Finish,Responsible\nID2,Done,2027-04-05,Omar Diaz\nID3,Open,2027-04-06,\n',
    [
      'No column is known to say by when, so no due date is read. Not read: Planned Finish (2 days).',
      'No column is known to say who does it, so no person is read. Not read: Responsible (“Omar Diaz” 1).',
    ],
    [[2, 'state', 'done']],
  ],
  [
    'another column of states beside the one that is read',
    'Demarc ID,Status,Stage,Type\nID2,Open,Done,Task\nID3,,Closed,Task\n',
    ['Beside the state that is read, these say states as well. Not read: Stage (“Done” 1, “Closed” 1).'],
    [],
  ],
  [
    'a state of a team, by the kind that Jira keeps of it',
    'Summary,Issue key,Status,Status Category,Labels\nName who patches,SEC-1,Deployed,Done,ID2\nClose the open port,SEC-2,UAT,In Progress,ID3\n',
    [
      "A word of a team's own counts as the kind of state that the tracker keeps it in. As in progress: “UAT” 1. Leave what means something else.",
      "A word of a team's own counts as the kind of state that the tracker keeps it in. As done: “Deployed” 1. Leave what means something else.",
    ],
    [
      [2, 'state', 'done'],
      [3, 'state', 'in-progress'],
    ],
  ],
  [
    'reasons of Azure DevOps',
    'ID,Work Item Type,Title,State,Reason,Tags\n1,Task,Name who patches,Closed,Cut,demarc; ID2\n2,Task,Close the open port,Closed,Completed,demarc; ID3\n',
    [],
    [
      [2, 'state', 'dropped'],
      [3, 'state', 'done'],
    ],
  ],
  [
    'a reason of why something has to be done is none of a state',
    'Demarc ID,State,Reason\nID2,Closed,Audit of 2026\nID3,Open,Duplicate\n',
    [
      'Beside the state that is read, these say states as well. Not read: Reason (“Audit of 2026” 1, “Duplicate” 1).',
    ],
    [[2, 'state', 'done']],
  ],
  [
    'labels of GitLab',
    'Title,Description,Issue ID,State,Labels\nName who patches,Demarc: ID2,1,Closed,"demarc,wontfix"\nClose the open port,Demarc: ID3,2,Closed,"demarc,security"\n',
    ['What is closed counts as dropped where a label says why: “wontfix” 1.'],
    [
      [2, 'state', 'dropped'],
      [3, 'state', 'done'],
    ],
  ],
  [
    'Notion, and people as directories write them',
    'Name,Status,Assign,Due,Demarc ID\nName who patches,In progress,"Diaz, Omar","April 5, 2027",ID2\nClose the open port,Not started,Mona Lind <m@example.org>,,ID3\n',
    [],
    [
      [2, 'state', 'in-progress'],
      [2, 'dueOn', '2027-04-05'],
      [2, 'person', 'omar-diaz'],
      [3, 'person', 'mona-lind'],
    ],
  ],
  [
    'a page of a search',
    '{"total":120,"issues":[{"key":"SEC-1","fields":{"summary":"Name who patches","status":{"name":"Live","statusCategory":{"name":"Done"}},"labels":["demarc","ID2"]}}]}',
    [/^It says that there are 120 issues and holds 1 of them/, /As done: “Live” 1/],
    [[2, 'state', 'done']],
  ],
  [
    'a list of an id and a state, with nothing beside',
    'Demarc ID,Status\nID2,Done\n',
    [],
    [[2, 'state', 'done']],
  ],
])('what is not read of a list is told: %s', async (_, text, notes, changes) => {
  const path = join(temporaryFolder(), 'list.csv');
  writeFileSync(path, withIds(text));
  const read = await back(path);
  expect(read.problems).toEqual([]);
  expect(read.notes).toEqual(
    notes.map((note) => (typeof note === 'string' ? note : expect.stringMatching(note))),
  );
  expect(read.changes.map(({ number, field, after }) => [number, field, after])).toEqual(changes);
});

test('a state that is merged over several rows is told, since only the first has it', async () => {
  const rows = [
    ['Demarc ID', 'Status'],
    [withIds('ID2'), 'Done'],
    [withIds('ID3'), ''],
  ];
  const path = await writeBook(temporaryFolder(), 'list.xlsx', [{ name: 'List', rows, merges: ['B2:B3'] }]);
  const read = await back(path);
  expect(read.notes).toEqual([expect.stringMatching(/^Cells are merged over several rows/)]);
  expect(read.changes).toMatchObject([{ number: 2, field: 'state', after: 'done' }]);
});

test('a row that is struck through is named and left, and so is a hidden sheet beside one that is shown', async () => {
  const book = new ExcelJS.Workbook();
  const hidden = book.addWorksheet('Old', { state: 'hidden' });
  const list = book.addWorksheet('List');
  for (const sheet of [hidden, list])
    sheet.addRows([
      ['Demarc ID', 'Status'],
      [withIds('ID2'), 'Done'],
      [withIds('ID3'), 'Done'],
    ]);
  for (const cell of ['A3', 'B3']) list.getCell(cell).font = { strike: true };
  const path = join(temporaryFolder(), 'list.xlsx');
  await book.xlsx.writeFile(path);
  const read = await back(path);
  expect(read.changes).toMatchObject([{ number: 2, field: 'state', after: 'done' }]);
  expect(read.problems).toEqual([{ row: 3, why: expect.stringMatching(/A-3: the row is struck through/) }]);
  expect(read.notes).toEqual(['The sheet "Old" is hidden and names actions, too: it is not read.']);
});
