import { describe, expect, it, test } from 'vitest';
import { namesCount, namesSum } from '../../main/domain/words/sums.ts';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const MARKED: Rows = [
  ['Task', 'AWS', 'Customer'],
  ['Patch hosts', 'X', ''],
  ['Patch guests', '', 'X'],
];
const OWNED: Rows = [
  ['Task', 'Responsible party'],
  ['Patch hosts', 'AWS'],
  ['Patch guests', 'Customer'],
];

describe('lines of sums are left aside and told, and few rows above them are read all the same', () => {
  it.each<readonly [Rows, Rows]>([
    [MARKED, [['Total', '1', '1']]],
    [
      MARKED,
      [
        ['Total', '1', '1'],
        ['Percent', '50%', '50%'],
      ],
    ],
    [
      MARKED,
      [
        ['Total tasks', '1', '1'],
        ['Share of tasks', '1/2', '1/2'],
        ['Grand total', '2', '2'],
        ['% of all', '50', '50'],
      ],
    ],
    [
      MARKED,
      [
        ['Gesamtsumme', '1', '1'],
        ['Anteil', '50 %', '50 %'],
      ],
    ],
    [MARKED, [['Nombre de tâches', '1', '1']]],
    [OWNED, [['Total', '2']]],
    [
      OWNED,
      [
        ['Total AWS', '1'],
        ['Total customer', '1'],
      ],
    ],
    [
      OWNED,
      [
        ['AWS share', '1 of 2'],
        ['Customer share', '1 of 2'],
      ],
    ],
  ])('%j above %j', async (table, sums) => {
    const reading = await readRows([...table, ...sums, ['Prepared by', 'Ann'], ['X = does it']]);
    expect(ownersOf(reading)).toEqual(['Patch hosts: vendor', 'Patch guests: customer']);
    const told = reading.unread.filter(({ why }) => why.startsWith('It sums up'));
    expect(told.map(({ value }) => value)).toEqual(sums.flat());
    expect(missed(reading)).toEqual([]);
    expect(reading.notes.join()).toContain('sum');
  });
  test('beside the ids of a framework, and between the parts of a table', async () => {
    const reading = await readRows([
      ['Control', 'AWS', 'Customer'],
      ['AC-1', 'X', ''],
      ['Subtotal', '1', '0'],
      ['AC-2', '', 'X'],
      ['Total', '1', '1'],
    ]);
    expect([ownersOf(reading), missed(reading)]).toEqual([['AC-1: vendor', 'AC-2: customer'], []]);
  });
});

describe('what only begins like one is read', () => {
  it.each<readonly [Rows, readonly string[]]>([
    [
      [
        ['Task', 'AWS', 'Customer'],
        ['Share keys', '1', '0'],
        ['Count logins', '0', '1'],
        ['Number assets', '1', '1'],
      ],
      ['Share keys: vendor', 'Count logins: customer', 'Number assets: vendor+customer'],
    ],
    [
      [...MARKED, ['Count logins', 'X', '']],
      ['Patch hosts: vendor', 'Patch guests: customer', 'Count logins: vendor'],
    ],
    [
      [
        ['#', 'Question', 'Answer'],
        ['1', 'Encrypted?', 'Yes'],
        ['2', 'Number of sites', '12'],
      ],
      ['Encrypted?: -', 'Number of sites: -'],
    ],
    [
      [
        ['Question', 'Answer'],
        ['Encrypted?', 'Yes'],
        ['Number of sites', '12'],
      ],
      ['Encrypted?: -', 'Number of sites: -'],
    ],
  ])('%j', async (rows, expected) => {
    const reading = await readRows(rows);
    expect([ownersOf(reading), missed(reading)]).toEqual([expected, []]);
  });
});

test('names of sums and of counts', () => {
  const of = (isSo: (name: string) => boolean, names: readonly string[]) => names.filter(isSo);
  const sums = ['Total', 'Grand total', 'Summe', 'Zwischensumme', 'Sous-total', 'Totaal', 'Razem'];
  const counts = ['Total AWS', 'Count of R', '%', '% of controls', 'Anteil', 'AWS share', 'Anzahl Aufgaben:'];
  const neither = [
    'Totalling of bills',
    'Countersign',
    'Numbering',
    'Shared keys',
    'Patch hosts',
    'Partner access',
  ];
  expect(of(namesSum, [...sums, ...counts, ...neither])).toEqual(sums);
  expect(of(namesCount, [...counts, ...neither])).toEqual(counts);
});
