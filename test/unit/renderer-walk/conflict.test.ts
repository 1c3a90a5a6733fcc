import { expect, test } from 'vitest';
import type { Assignment } from '../../../main/contract/assignments.ts';
import { untouched } from '../../../main/domain/answers/untouched.ts';
import { differences } from '../../../renderer/answering/conflict.ts';

const saved: Assignment = {
  ...untouched('orders-db', 'restore-testing', 7),
  shares: [{ party: 'organisation', text: 'Restores each quarter.', person: 'zoe' }],
  status: 'implemented',
  note: 'Theirs',
};
const names = {
  parties: new Map([['organisation', 'Acme']]),
  people: [
    { id: 'zoe', name: 'Zoë Müller' },
    { id: 'ines', name: 'Inês Costa' },
  ],
};

test.each([
  [{ note: 'Mine' }, 'Note', 'Theirs', 'Mine'],
  [{ status: 'in-progress' }, 'Status', 'Implemented', 'In progress'],
  [{ 'duty:organisation': '' }, 'What Acme does', 'Restores each quarter.', ''],
  [{ 'person:organisation': 'ines' }, 'Person of Acme', 'Zoë Müller', 'Inês Costa'],
  [{ dueOn: '2026-12-01' }, 'Due', '', '1 Dec 2026'],
  [{ parked: true }, 'Parked', 'Not parked', 'Parked'],
] as const)('%j is shown beside what was saved', (typed, field, theirs, mine) => {
  expect(differences(typed, saved, names)).toEqual([{ field, theirs, mine }]);
});

test('what both wrote alike is no difference, and a record that is gone is empty', () => {
  expect(differences({ note: 'Theirs', status: 'implemented' }, saved, names)).toEqual([]);
  expect(differences({ note: 'Mine' }, null, names)).toEqual([{ field: 'Note', theirs: '', mine: 'Mine' }]);
});
