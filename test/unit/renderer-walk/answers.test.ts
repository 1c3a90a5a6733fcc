import { describe, expect, it } from 'vitest';
import type { Party } from '../../../main/contract/parties.ts';
import {
  acceptedAnswer,
  differs,
  ownersFor,
  sidesOf,
  suggestionWords,
} from '../../../renderer/components/ownership/answers.ts';

const parties: readonly Party[] = [
  { id: 'hosting-partner', name: 'Hosting Partner', kind: 'third-party', order: 1 },
  { id: 'organisation', name: 'Acme', kind: 'organisation', order: 2 },
  { id: 'second-cloud', name: 'Second Cloud', kind: 'provider', order: 4 },
  { id: 'aws', name: 'AWS', kind: 'provider', order: 0 },
];

describe('who A, C and S speak of', () => {
  it('takes the first provider and the organisation, whatever order they come in', () => {
    const sides = sidesOf(parties, 'orders-db');
    expect(ownersFor('provider', sides)).toEqual(['aws']);
    expect(ownersFor('customer', sides)).toEqual(['organisation']);
    expect(ownersFor('shared', sides)).toEqual(['aws', 'organisation']);
  });
  it("takes the provider itself on that provider's own duties", () => {
    expect(ownersFor('provider', sidesOf(parties, 'second-cloud'))).toEqual(['second-cloud']);
  });
  it('gives no answer where a side has nobody', () => {
    const alone = sidesOf(
      parties.filter((party) => party.kind === 'provider'),
      'orders-db',
    );
    expect(ownersFor('customer', alone)).toBeNull();
    expect(ownersFor('shared', alone)).toBeNull();
    expect(acceptedAnswer({ owner: 'shared', why: '' }, alone, parties)).toBeNull();
  });
});

it('accepting a suggestion records what it says, with its reason where nobody owns the duty', () => {
  const sides = sidesOf(parties, 'orders-db');
  expect(acceptedAnswer({ owner: 'customer', why: 'x' }, sides, parties)).toEqual({
    owners: ['organisation'],
  });
  expect(acceptedAnswer({ owner: 'na', why: 'It holds no data.' }, sides, parties)).toEqual({
    notApplicable: 'It holds no data.',
  });
  expect(suggestionWords({ owner: 'shared' }, sides)).toBe('shared by AWS and Acme');
});

it('an answer differs by its side of the line, not by which party of that side it names', () => {
  expect(differs({ kind: 'unanswered' }, { owner: 'shared' }, parties)).toBe(false);
  expect(differs({ kind: 'single', party: 'hosting-partner' }, { owner: 'customer' }, parties)).toBe(false);
  expect(differs({ kind: 'single', party: 'aws' }, { owner: 'customer' }, parties)).toBe(true);
  expect(differs({ kind: 'shared', parties: ['aws', 'hosting-partner'] }, { owner: 'shared' }, parties)).toBe(
    false,
  );
  expect(differs({ kind: 'not-applicable' }, { owner: 'shared' }, parties)).toBe(false);
  expect(differs({ kind: 'single', party: 'aws' }, { owner: 'na' }, parties)).toBe(true);
});

it('house rules name the party, in the words of the suggestion, in its answer and in what differs from it', () => {
  const sides = sidesOf(parties, 'orders-db');
  const named = { id: 'hosting', name: 'Hosting partner', kind: 'third-party' } as const;
  const suggestion = { owner: 'customer', why: 'x', parties: [named] } as const;
  expect(suggestionWords(suggestion, sides)).toBe('Hosting partner alone');
  expect(suggestionWords({ ...suggestion, owner: 'shared' }, sides)).toBe(
    'shared by AWS and Hosting partner',
  );
  expect(acceptedAnswer(suggestion, sides, parties)).toEqual({ owners: ['hosting-partner'] });
  expect(acceptedAnswer({ ...suggestion, owner: 'shared' }, sides, parties)).toEqual({
    owners: ['aws', 'hosting-partner'],
  });
  expect(differs({ kind: 'single', party: 'hosting-partner' }, suggestion, parties)).toBe(false);
  expect(differs({ kind: 'single', party: 'organisation' }, suggestion, parties)).toBe(true);
  const nobody = { ...suggestion, parties: [{ ...named, id: 'x', name: 'Nobody' }] };
  expect(acceptedAnswer(nobody, sides, parties)).toBeNull();
});
