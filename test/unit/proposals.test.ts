import { expect, test } from 'vitest';
import type { Proposal } from '../../main/contract/proposals.ts';
import {
  authorsWords,
  leadingOf,
  saidWords,
  takenWith,
  tallyOf,
  tallyWords,
} from '../../main/domain/proposals.ts';

const PARTIES = new Map([
  ['aws', 'AWS'],
  ['acme', 'Acme'],
  ['platform', 'Platform team'],
]);
let number = 0;
const proposal = (more: Partial<Proposal>): Proposal => {
  number += 1;
  return {
    number,
    meeting: 1,
    meetingTitle: 'Round one',
    ref: 'orders-db/restore-testing',
    about: 'orders-db: Restore testing',
    kind: 'agree',
    owners: [],
    status: null,
    text: null,
    by: { person: null, name: `Guest ${number}` },
    proposedAt: '2026-11-25T09:00:00.000Z',
    outcome: 'open',
    settledAt: null,
    settledBy: null,
    ...more,
  };
};
const agree = (more: Partial<Proposal> = {}) => proposal({ owners: ['aws', 'acme'], ...more });

test('voices are counted by what they say, most first; what was withdrawn or declined counts no more', () => {
  const said = [
    agree({ outcome: 'withdrawn' }),
    proposal({ kind: 'owners', owners: ['platform'] }),
    proposal({ kind: 'object', text: 'Too early.' }),
    ...Array.from({ length: 7 }, () => agree()),
    proposal({ kind: 'owners', owners: ['platform'], outcome: 'taken' }),
    proposal({ kind: 'owners', owners: ['acme'], outcome: 'declined' }),
    proposal({ kind: 'remark', text: 'See the runbook.' }),
  ];
  // Whoever was taken over and then says something else counts once, as they said last.
  const twice = { person: 'kim', name: 'Kim' };
  said.unshift(agree({ outcome: 'taken', by: twice }));
  said.push(agree({ kind: 'park', owners: [], by: twice }));
  const lines = tallyOf(said, PARTIES);
  expect(tallyWords(lines)).toBe('7 agree, 2 propose Platform team, 1 objects, 1 asks to park it');
  expect(tallyWords(tallyOf([agree(), agree({ owners: ['acme'] })], PARTIES))).toBe(
    '1 agrees with AWS + Acme, 1 agrees with Acme',
  );
});

test('one key takes over what most say, of what can be recorded, with all that come to the same', () => {
  const said = [
    proposal({ kind: 'object', text: 'No.' }),
    proposal({ kind: 'object', text: 'No.' }),
    proposal({ kind: 'object', text: 'No.' }),
    proposal({ kind: 'owners', owners: ['platform'] }),
    agree(),
    proposal({ kind: 'owners', owners: ['aws', 'acme'] }),
  ];
  const leading = leadingOf(said);
  expect(leading).toBe(said[4]);
  expect(takenWith(said[5] as Proposal, said)).toEqual([said[5], said[4]]);
  // Words are taken one by one.
  expect(takenWith(said[0] as Proposal, said)).toEqual([said[0]]);
  expect(leadingOf(said.slice(0, 3))).toBeNull();
});

test('what is said, and who says it, reads as a sentence', () => {
  const words = (more: Partial<Proposal>) => saidWords(proposal(more), PARTIES);
  expect(words({ kind: 'owners', owners: ['aws', 'acme'], text: 'Since June.' })).toBe(
    'proposes AWS + Acme: Since June.',
  );
  expect(words({ kind: 'agree', owners: [] })).toBe('agrees: Not applicable');
  expect(words({ kind: 'status', status: 'in-progress' })).toBe('says how far it is: In progress');
  expect(words({ kind: 'park' })).toBe('asks to park it');
  expect(authorsWords(['Ben'])).toBe('Ben');
  expect(authorsWords(['Ben', 'Zoë'])).toBe('Ben and Zoë');
  expect(authorsWords(['Ben', 'Zoë', 'Kim', 'Sam'])).toBe('Ben, Zoë and 2 others');
  expect(authorsWords(['Ben', null])).toBe('Ben and 1 other');
  expect(authorsWords([null])).toBe('somebody in the room');
  expect(authorsWords([null, null, null])).toBe('3 in the room');
});
