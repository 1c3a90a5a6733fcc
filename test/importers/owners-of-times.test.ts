import { describe, expect, it, test } from 'vitest';
import { missed, ownersOf, type PlannedSheet, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const below = (headings: readonly string[]): Rows => [
  headings,
  ['Patch hosts', 'AWS', 'AWS'],
  ['Patch guests', 'Customer', 'AWS'],
  ['Backups', 'AWS', 'Customer'],
];
const TODAY = ['Patch hosts: vendor', 'Patch guests: customer', 'Backups: vendor'];

describe('of owners of different times those of today are read, and the others are told', () => {
  it.each([
    [['Task', 'Owner today', 'Owner from 2027']],
    [['Task', 'Current owner', 'Future owner']],
    [['Task', 'As-is', 'To-be']],
    [['Task', 'Owner (as is)', 'Owner (to be)']],
    [['Task', 'Responsible party', 'Responsible party after migration']],
    [['Task', 'Owner', 'Previous owner']],
    [['Task', 'Responsibility (current)', 'Responsibility (target)']],
    [['Aufgabe', 'Verantwortlich heute', 'Verantwortlich ab 2027']],
    [['Aufgabe', 'Verantwortung (Ist)', 'Verantwortung (Soll)']],
    [['Tâche', 'Responsable actuel', 'Responsable futur']],
    [['Tarea', 'Responsable hoy', 'Responsable desde 2027']],
  ])('%j', async (headings) => {
    const reading = await readRows(below(headings));
    expect([ownersOf(reading), missed(reading)]).toEqual([TODAY, []]);
    expect(reading.unread.map(({ value }) => value)).toEqual(['AWS', 'AWS', 'Customer']);
    expect(reading.notes[0]).toContain(
      `"${headings[2]}" says who owns it at another time than "${headings[1]}"`,
    );
  });
  const grouped: Rows = [
    ['Task', 'Today', '', 'From 2027', ''],
    ['', 'AWS', 'Customer', 'AWS', 'Customer'],
    ['Patch hosts', 'X', '', 'X', ''],
    ['Patch guests', '', 'X', 'X', ''],
    ['Backups', 'X', '', '', 'X'],
  ];
  it.each<readonly [string, PlannedSheet]>([
    ['merged', { rows: grouped, merges: ['A1:A2', 'B1:C1', 'D1:E1'] }],
    ['above the first', { rows: grouped }],
  ])('a heading over the parties, %s', async (_, sheet) => {
    const reading = await readRows([sheet]);
    expect([ownersOf(reading), missed(reading)]).toEqual([TODAY, []]);
  });
  test('marks of the parties by time', async () => {
    const reading = await readRows([
      ['Task', 'AWS today', 'Customer today', 'AWS from 2027', 'Customer from 2027'],
      ['Patch hosts', 'X', '', 'X', ''],
      ['Patch guests', '', 'X', 'X', ''],
    ]);
    expect(ownersOf(reading)).toEqual(TODAY.slice(0, 2));
  });
});

describe('which time or case is meant is asked for where nothing says what holds now', () => {
  it.each([
    [['Control', 'Responsible party 2025', 'Responsible party 2026']],
    [['Control', 'Old owner', 'New owner']],
    [['Control', 'Owner until Q4 2026', 'Owner from Q1 2027']],
    [['Control', 'Responsibility before migration', 'Responsibility after migration']],
    [['Control', 'Owner (phase 1)', 'Owner (phase 2)']],
    [['Control', 'Owner FY26', 'Owner FY27']],
  ])('%j', async (headings) => {
    const rows: Rows = [headings, ['AC-1', 'AWS', 'Customer'], ['AC-2', 'Customer', 'AWS']];
    const reading = await readRows(rows);
    expect([reading.claims, missed(reading)]).toEqual([[], rows.slice(1).flat()]);
    expect(reading.notes[0]).toContain('which of them holds now is not said');
    const mapping = reading.mapping.map(({ columns, ...sheet }) => ({
      ...sheet,
      words: [],
      columns: columns.map(({ column, meaning }) => ({
        column,
        meaning: column === 1 ? ('ignore' as const) : meaning,
      })),
    }));
    expect(ownersOf(await readRows(rows, { mapping }))).toEqual(['AC-1: customer', 'AC-2: vendor']);
  });
  const models: Rows = [
    ['Task', 'IaaS', '', 'SaaS', ''],
    ['', 'AWS', 'Customer', 'AWS', 'Customer'],
    ['Patch hosts', 'X', '', 'X', ''],
    ['Patch guests', '', 'X', 'X', ''],
  ];
  it.each<readonly [string, PlannedSheet]>([
    ['merged', { rows: models, merges: ['A1:A2', 'B1:C1', 'D1:E1'] }],
    ['above the first', { rows: models }],
  ])('of a party in two cases, %s', async (_, sheet) => {
    const reading = await readRows([sheet]);
    expect(reading.claims).toEqual([]);
    expect(reading.notes[0]).toContain('say who does it in two cases');
  });
});

test.each([
  [['Control', 'Responsibility IaaS', 'Responsibility SaaS']],
  [['Control', 'Responsible party EU', 'Responsible party US']],
  [['Task', 'Responsible (build)', 'Responsible (run)']],
])('%j are two cases as well', async (headings) => {
  const reading = await readRows([headings, ['AC-1', 'AWS', 'Customer'], ['AC-2', 'Customer', 'AWS']]);
  expect([reading.claims, reading.notes[0]]).toEqual([
    [],
    expect.stringContaining('say who does it in two cases'),
  ]);
});

describe('what says it once is read as it was', () => {
  it.each<readonly [Rows, readonly string[]]>([
    [
      [
        ['Control', 'Current owner'],
        ['AC-1', 'AWS'],
        ['AC-2', 'Customer'],
      ],
      ['AC-1: vendor', 'AC-2: customer'],
    ],
    [
      [
        ['Task', 'Responsible party 2026'],
        ['Patch', 'AWS'],
        ['Keys', 'Customer'],
      ],
      ['Patch: vendor', 'Keys: customer'],
    ],
    [
      [
        ['Task', 'AWS', 'Customer', 'Current', 'Target'],
        ['Patch', 'X', '', '2', '3'],
        ['Keys', '', 'X', '1', '3'],
      ],
      ['Patch: vendor', 'Keys: customer'],
    ],
    [
      [
        ['Control', 'Responsible party', 'Responsible role'],
        ['AC-1', 'AWS', 'Engineers'],
        ['AC-2', 'Customer', 'Architects'],
      ],
      ['AC-1: vendor', 'AC-2: customer'],
    ],
    [
      [
        ['Control', 'Responsible', 'Accountable'],
        ['AC-1', 'AWS', 'Customer'],
        ['AC-2', 'Customer', 'Customer'],
      ],
      ['AC-1: vendor', 'AC-2: customer'],
    ],
    [
      [
        ['Control', 'Owner', 'Target date'],
        ['AC-1', 'AWS', '2027'],
        ['AC-2', 'Customer', '2027'],
      ],
      ['AC-1: vendor', 'AC-2: customer'],
    ],
  ])('%j', async (rows, owned) => {
    expect(ownersOf(await readRows(rows))).toEqual(owned);
  });
  it.each([[['B1:C1']], [['B1:D1']]])('one heading merged over several columns: %j', async (merges) => {
    const rows: Rows = [
      ['Control', 'Customer Responsibility', '', '', 'AWS'],
      ['AC-1', 'X', 'Does the rounds daily', '', ''],
      ['AC-2', '', '', '', 'X'],
    ];
    expect(ownersOf(await readRows([{ rows, merges }]))).toEqual(['AC-1: customer', 'AC-2: vendor']);
  });
});
