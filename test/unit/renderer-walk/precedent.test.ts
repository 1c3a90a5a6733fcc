import { expect, it } from 'vitest';
import type { Party, PartyKind } from '../../../main/contract/parties.ts';
import type { Difference } from '../../../main/contract/portfolio.ts';
import { partiesNamed } from '../../../main/domain/duties/parties-named.ts';
import { asElsewhere, precedentOf, followingWords as toldWith } from '../../../main/domain/history/ways.ts';
import { followed, precedentFor, precedentWords } from '../../../renderer/answering/precedent.ts';

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

it('follows what most say by the parties of this workbook, and says why where it cannot', () => {
  const of = (first: string, second?: string, tied = false) => ({
    owners: [owner(first, 3), ...(second === undefined ? [] : [owner(second, tied ? 3 : 2)])],
  });
  const why = (precedent: Pick<Difference, 'owners'>, parties = PARTIES) => {
    const found = followed(precedent, parties);
    return 'why' in found ? found.why : found.owners;
  };
  expect(followed(of('AWS + Platform team', 'Client'), PARTIES)).toEqual({
    owners: ['aws', 'ops'],
    words: '3 say AWS + Platform team, 2 say Client',
  });
  // An organisation is the customer in its own workbook, whatever it calls itself.
  expect(why(of('Organisation'))).toEqual(['acme']);
  for (const name of ['Another team', 'AWS + Another team', 'Client', ''])
    expect(why(of(name, 'AWS')), name).toBe(
      `Most say elsewhere: ${name}. This workbook has no party of that name, or several.`,
    );
  expect(why(of('not applicable', 'AWS'))).toMatch(/^Most say elsewhere that it is not applicable\./);
  expect(why(of('AWS', 'Organisation', true))).toBe(
    'Elsewhere no answer is that of most: 3 say AWS, 3 say Organisation.',
  );
});

it('a name with a plus in it is one party, where it can be read in one way', () => {
  const team = party('dev-ops', 'internal-provider', 'Dev + Ops');
  expect(partiesNamed('AWS + Dev + Ops', [...PARTIES, team])).toEqual(['aws', 'dev-ops']);
  const halves = [party('dev', 'internal-provider', 'Dev'), party('ops-only', 'internal-provider', 'Ops')];
  expect(partiesNamed('AWS + Dev + Ops', [...PARTIES, ...halves])).toEqual(['aws', 'dev', 'ops-only']);
  expect(partiesNamed('AWS + Dev + Ops', [...PARTIES, ...halves, team])).toBeNull();
  expect(partiesNamed('AWS + AWS', PARTIES)).toEqual(null);
});

it('the log says what an answer follows, and the history reads it back', () => {
  const words = '14 say Platform team, 2 say Organisation';
  const summary = toldWith('Answered Backups of Orders: Ops alone', words);
  expect(precedentOf({ method: 'assignments.answer', summary })).toBe(asElsewhere(words));
  expect(precedentOf({ method: 'assignments.update', summary })).toBeNull();
  expect(precedentOf({ method: 'assignments.answer', summary: 'Answered Backups: Ops alone' })).toBeNull();
});
