import { expect, it } from 'vitest';
import type { Party, PartyKind } from '../../../main/contract/parties.ts';
import type { Difference } from '../../../main/contract/portfolio.ts';
import { precedentOf, followingWords as toldWith } from '../../../main/domain/history/ways.ts';
import {
  followed,
  precedentFor,
  precedentWords,
  reasonElsewhere,
} from '../../../renderer/answering/precedent.ts';

const owner = (name: string, workbooks: number) => ({
  owner: name,
  workbooks,
  duties: workbooks,
  deviating: 0,
  reasons: [],
});
const difference = (duty: string, owners: Difference['owners']): Difference => ({
  service: 'rds',
  serviceName: 'RDS',
  domainName: 'Data',
  duty,
  dutyName: duty,
  owners,
});

it('says who answers how, by the duty asked for', () => {
  const all = [
    difference('backups', [owner('Platform team', 14), owner('Organisation', 2), owner('not applicable', 1)]),
    difference('restore', []),
  ];
  const found = precedentFor(all, 'backups');
  expect(found && precedentWords(found)).toBe(
    'Elsewhere in the organisation: 14 say Platform team, 2 say Organisation, 1 says it is not applicable',
  );
  expect(precedentFor(all, 'restore')).toBeNull();
  expect(precedentFor(all, 'patching')).toBeNull();
});

const party = (id: string, kind: PartyKind, name: string) => ({ id, kind, name, order: 1 }) as Party;
const PARTIES = [
  party('aws', 'provider', 'AWS'),
  party('acme', 'organisation', 'Acme'),
  party('ops', 'internal-provider', 'Platform team'),
  party('one', 'client', 'One'),
  party('two', 'client', 'Two'),
];

it('follows what most say by the parties of this workbook, and not where it has none of that name', () => {
  const of = (...owners: string[]) => ({ owners: owners.map((name) => owner(name, 2)) });
  expect(followed(of('AWS + Platform team', 'Client'), PARTIES)).toEqual({
    owners: ['aws', 'ops'],
    words: '2 say AWS + Platform team, 2 say Client',
  });
  // An organisation is the customer in its own workbook, whatever it calls itself.
  expect(followed(of('Organisation'), PARTIES)?.owners).toEqual(['acme']);
  for (const name of ['Another team', 'Client', 'not applicable', ''])
    expect(followed(of(name, 'AWS'), PARTIES), name).toBeNull();
  expect(followed({ owners: [] }, PARTIES)).toBeNull();
});

it('the log says what an answer follows, and the history reads it back', () => {
  const words = '14 say Platform team, 2 say Organisation';
  const summary = toldWith('Answered Backups of Orders: Ops alone', words);
  expect(precedentOf({ method: 'assignments.answer', summary })).toBe(reasonElsewhere(words));
  expect(precedentOf({ method: 'assignments.update', summary })).toBeNull();
  expect(precedentOf({ method: 'assignments.answer', summary: 'Answered Backups: Ops alone' })).toBeNull();
});
