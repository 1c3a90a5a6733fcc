import { expect, it } from 'vitest';
import type { Assignment, Card } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { answerWords, keepsReason, pickedAfter, sameAnswer } from '../../../renderer/answering/recording.ts';

const parties: readonly Party[] = [
  { id: 'aws', name: 'AWS', kind: 'provider', order: 0 },
  { id: 'acme', name: 'Acme', kind: 'organisation', order: 1 },
  { id: 'platform', name: 'Platform team', kind: 'internal-provider', order: 2 },
];
const open = { ownership: { kind: 'unanswered' } } as const;
const shared = { ownership: { kind: 'shared', parties: ['aws', 'acme'] } } as const;

it('confirming an answer records it as it stands', () => {
  expect(sameAnswer({ assignment: null, ...shared })).toEqual({ owners: ['aws', 'acme'] });
});

it('a digit takes a party in and out, of nothing on an open duty and of the recorded parties on another', () => {
  expect(pickedAfter(undefined, open, 'platform', parties)).toEqual(['platform']);
  expect(pickedAfter(['platform'], open, 'aws', parties)).toEqual(['aws', 'platform']);
  expect(pickedAfter(['platform'], open, 'platform', parties)).toBeUndefined();
  expect(pickedAfter(undefined, shared, 'platform', parties)).toEqual(['aws', 'acme', 'platform']);
  expect(pickedAfter(['aws', 'acme', 'platform'], shared, 'platform', parties)).toBeUndefined();
});

it('an answer is told in the parties’ own names', () => {
  expect(answerWords({ owners: ['acme'] }, parties)).toBe('Acme alone');
  expect(answerWords({ owners: ['aws', 'platform'] }, parties)).toBe('shared by AWS and Platform team');
  expect(answerWords({ notApplicable: 'none' }, parties)).toBe('not applicable');
});

it('the reason that stands is that of the answer that stands, and of no other', () => {
  const assignment = { deviationReason: 'So agreed.' } as Assignment;
  const own = { ...shared, assignment, common: null };
  expect(keepsReason(own, ['acme', 'aws'])).toBe(true);
  expect(keepsReason(own, ['aws'])).toBe(false);
  expect(keepsReason({ ...own, assignment: null }, ['acme', 'aws'])).toBe(false);
  // What is held or inherited has its reason where it was given: owners named here make an answer of its own.
  for (const how of ['held', 'inherited'] as const)
    expect(keepsReason({ ...own, common: { how } as Card['common'] }, ['acme', 'aws']), how).toBe(false);
});
