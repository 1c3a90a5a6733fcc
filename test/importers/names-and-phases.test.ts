import { describe, expect, it, test } from 'vitest';
import { isGivenName } from '../../main/domain/words/first-names.ts';
import { isKnownPerson, mayBePersonsName } from '../../main/importers/vendor-matrix/cells/people.ts';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

describe('people in whatever letters', () => {
  const people = [
    'anna schmidt',
    'bob jones',
    'ANNA SCHMIDT',
    'Anna Schmidt',
    'jan van der berg',
    'anna-lena kurz',
    'josé garcía',
  ];
  const duties = [
    'patch guests',
    'rotate keys',
    'anna reviews logs',
    'grant access',
    'mark data',
    'PATCH HOSTS',
    'max retention',
    'Incident Response',
    'monitoring',
    'AWS KMS',
  ];
  test('are told from duties by their given name', () => {
    expect([...people, ...duties].filter(isKnownPerson)).toEqual(people);
    expect(duties.filter(mayBePersonsName)).toEqual(['Incident Response']);
    expect(['Grant', 'Mark', 'Virginia', 'Dora', 'Bill', 'Rose', 'Will'].filter(isGivenName)).toEqual([]);
  });
  it.each(people)('%s below a party does nothing for it, and is told', async (name) => {
    const reading = await readRows([
      ['Task', 'AWS', 'Customer'],
      ['Patch hosts', 'X', name],
      ['Patch guests', '', 'X'],
      ['Rotate keys', '', 'configures the keys'],
    ]);
    expect([ownersOf(reading), missed(reading)]).toEqual([
      ['Patch hosts: vendor', 'Patch guests: customer', 'Rotate keys: customer'],
      [name],
    ]);
  });
  test('a name where somebody answers for it leaves open who does it', async () => {
    const reading = await readRows([
      ['Control', 'AWS', 'Customer'],
      ['AC-1', 'X', 'anna schmidt'],
      ['AC-2', '', 'bob jones'],
    ]);
    expect([ownersOf(reading), missed(reading)]).toEqual([
      ['AC-1: vendor', 'AC-2: -'],
      ['anna schmidt', 'bob jones'],
    ]);
  });
  it.each<readonly [Rows, string]>([
    [
      [
        ['Task', 'AWS', 'Customer'],
        ['Patch hosts', 'anna schmidt', 'bob jones'],
        ['Patch guests', 'jan kok', 'eva maier'],
      ],
      'below "AWS" and "Customer"',
    ],
    [
      [
        ['Task', 'AWS', 'Customer'],
        ['Patch hosts', 'X', 'anna schmidt'],
        ['Patch guests', 'X', 'bob jones'],
      ],
      'below "Customer"',
    ],
  ])('a table that names them below a party is told to: %j', async (rows, told) => {
    const { claims, notes } = await readRows(rows);
    expect([claims, notes.join()]).toEqual([[], expect.stringContaining(`It names people ${told}`)]);
  });
});

describe('a party beside what may be another one', () => {
  const read = async (text: string) => {
    const reading = await readRows(
      [
        ['Control', 'Responsibility'],
        ['AC-1', 'AWS'],
        ['AC-2', 'Customer'],
        ['AC-3', text],
      ],
      { names: { vendor: ['AWS'], customer: ['Acme'], other: ['Cloudhoster'] } },
    );
    return [ownersOf(reading)[2], ...missed(reading)];
  };
  it.each([
    'AWS, Hostwell',
    'AWS; Hostwell',
    'AWS\nHostwell',
    'Hostwell, AWS',
    'AWS/Hostwell',
    'AWS and Hostwell',
    'AWS & Hostwell',
    'Customer, Platform Team',
    'Customer, anna schmidt',
    'AWS, Hostwell and Acme',
  ])('%j is told and owns nothing', async (text) => {
    expect(await read(text)).toEqual(['AC-3: -', text]);
  });
  it.each([
    ['AWS, Acme', 'vendor+customer'],
    ['AWS; Cloudhoster', 'vendor+other'],
    ['AWS, encrypts the volumes', 'vendor'],
    ['AWS; Encrypts the volumes', 'vendor'],
    ['Customer, see the notes', 'customer'],
    ['Customer, 24/7', 'customer'],
    ['Shared, partial', 'vendor+customer'],
    ['Customer (Platform Team)', 'customer'],
    ['AWS: keeps the hosts up', 'vendor'],
  ])('%j is read', async (text, owners) => {
    expect(await read(text)).toEqual([`AC-3: ${owners}`]);
  });
});

describe('phases', () => {
  const plan = (heading: string, phases: readonly string[]): Rows => [
    [heading, 'Task', 'Owner'],
    [phases[0] ?? '', 'Move the buckets', 'AWS'],
    [phases[1] ?? '', 'Move the hosts', 'Customer'],
    [phases[2] ?? '', 'Test', 'Shared'],
  ];
  it.each([
    ['Phase', ['Week 1', 'Week 2', 'Week 3']],
    ['Phase', ['Sprint 1', 'Sprint 1', 'Go-live']],
    ['Abschnitt', ['KW 12', 'KW 13', 'KW 14']],
    ['When', ['Day 1', 'Day 2', 'Day 30']],
  ])('%s with %j makes a list of work', async (heading, phases) => {
    const { claims, notes } = await readRows(plan(heading, phases));
    expect([claims, notes.join()]).toEqual([[], expect.stringContaining('It is a list of work')]);
  });
  it.each([
    ['Phase', ['Discovery', 'Migration', 'Go-live']],
    ['Phase', ['Build', 'Run', 'Run']],
    ['Stage', ['Phase 1', 'Phase 2', 'Phase 3']],
  ])('%s with %j is read, and told', async (heading, phases) => {
    const reading = await readRows(plan(heading, phases));
    expect(ownersOf(reading)).toEqual([
      'Move the buckets: vendor',
      'Move the hosts: customer',
      'Test: vendor+customer',
    ]);
    expect(missed(reading)).toEqual([]);
    expect(reading.notes.join()).toContain(`"${heading}" may be of the phases of a project`);
  });
  test('a layer of a number is no phase', async () => {
    const reading = await readRows(plan('Layer', ['Tier 1', 'Tier 2', 'Tier 3']));
    expect(reading.claims).toHaveLength(3);
    expect(reading.notes.join()).not.toContain('phases');
  });
});
