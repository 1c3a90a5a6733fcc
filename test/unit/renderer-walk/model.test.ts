import { describe, expect, it } from 'vitest';
import type { Assignment, WalkItem, WalkSubject } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { untouched } from '../../../main/domain/answers/untouched.ts';
import { cardAfterAnswer, toggleParty } from '../../../renderer/answering/recording.ts';
import { sidesOf } from '../../../renderer/components/ownership/answers.ts';
import { halvesOf } from '../../../renderer/components/ownership/halves.ts';
import {
  firstCard,
  neighbourSubject,
  recordedWords,
} from '../../../renderer/components/ownership/walking.ts';
import { groupByDomain, groupSubjects } from '../../../renderer/features/walk-through/model.ts';
import { firstSentence } from '../../../renderer/lib/first-sentence.ts';

const parties: readonly Party[] = [
  { id: 'aws', name: 'AWS', kind: 'provider', order: 0 },
  { id: 'organisation', name: 'Acme', kind: 'organisation', order: 1 },
  { id: 'platform', name: 'Platform team', kind: 'internal-provider', order: 2 },
];
const sides = sidesOf(parties, 'orders-db');
const item = (id: string, over: Partial<WalkItem> = {}): WalkItem => ({
  ref: `orders-db/${id}`,
  responsibility: id,
  name: id,
  domain: 'network',
  ownership: { kind: 'unanswered' },
  suggested: 'shared',
  status: 'not-started',
  parked: false,
  waits: null,
  note: false,
  evidence: 0,
  misconception: false,
  ...over,
});
const answered = { ownership: { kind: 'single', party: 'aws' } } as const;
const assignment = (over: Partial<Assignment>): Assignment => ({
  ...untouched('orders-db', 'x', 1),
  ...over,
});
const suggestion = {
  owner: 'shared' as const,
  why: 'Because.',
  basis: 'model' as const,
  duties: { provider: 'Patches.', customer: 'Schedules.' },
  guidance: null,
  sources: [],
  cautions: [],
};

describe('where an answer leads', () => {
  const open = { ownership: { kind: 'unanswered' }, assignment: null } as const;
  const places = { next: 'orders-db/next', nextOpen: 'orders-db/b' };
  it('goes to the next open duty', () =>
    expect(cardAfterAnswer(open, places, 'as-set', true)).toBe('orders-db/b'));
  it('stays when going on by itself is off, or when it is to stay; Enter goes on all the same', () => {
    expect(cardAfterAnswer(open, places, 'as-set', false)).toBeNull();
    expect(cardAfterAnswer(open, places, 'stay', true)).toBeNull();
    expect(cardAfterAnswer(open, places, 'go', false)).toBe('orders-db/b');
  });
  it('stays on a corrected answer, which somebody came back for, unless it is to go on', () => {
    const corrected = { ...answered, assignment: { confirmLater: false } };
    expect(cardAfterAnswer(corrected, places, 'as-set', true)).toBeNull();
    expect(cardAfterAnswer(corrected, places, 'go', true)).toBe('orders-db/next');
  });
  it('goes on from one that was confirmed', () =>
    expect(cardAfterAnswer({ ...answered, assignment: { confirmLater: true } }, places, 'as-set', true)).toBe(
      'orders-db/next',
    ));
  it('stays when nothing is left', () =>
    expect(cardAfterAnswer(open, { next: null, nextOpen: null }, 'go', true)).toBeNull());
});

describe('where a subject is taken up', () => {
  it('at its first open duty that is not parked', () =>
    expect(firstCard([item('a', answered), item('b', { parked: true }), item('c')])).toBe('orders-db/c'));
  it('at its first when all is answered', () =>
    expect(firstCard([item('a', answered), item('b', answered)])).toBe('orders-db/a'));
  it('nowhere when nothing is asked', () => expect(firstCard([])).toBeNull());
});

describe('the halves of the card', () => {
  it('draws a suggestion as a suggestion, on the side that it names', () => {
    const both = halvesOf(
      { assignment: null, ownership: { kind: 'unanswered' }, suggestion },
      parties,
      sides,
    );
    expect(both.provider).toMatchObject({ state: 'suggested', shares: [{ name: 'AWS', text: 'Patches.' }] });
    expect(both.customer.state).toBe('suggested');
    const alone = halvesOf(
      { assignment: null, ownership: { kind: 'unanswered' }, suggestion: { ...suggestion, owner: 'aws' } },
      parties,
      sides,
    );
    expect(alone.customer).toEqual({ state: 'none', shares: [] });
  });
  it('puts every recorded share on its side, also of parties beyond the two', () => {
    const halves = halvesOf(
      {
        ownership: { kind: 'shared', parties: ['aws', 'platform', 'gone'] },
        assignment: assignment({
          shares: [
            { party: 'aws', text: 'Patches.', person: null },
            { party: 'platform', text: null, person: 'ines' },
            { party: 'gone', text: 'Watches.', person: null },
          ],
        }),
        suggestion,
      },
      parties,
      sides,
    );
    expect(halves.provider.shares.map((share) => share.party)).toEqual(['aws']);
    expect(halves.customer.shares.map((share) => [share.name, share.kind, share.text, share.person])).toEqual(
      [
        ['Platform team', 'internal-provider', '', 'ines'],
        ['gone', 'third-party', 'Watches.', null],
      ],
    );
  });
  it('shows no part on either side when the duty does not apply', () => {
    const halves = halvesOf(
      {
        ownership: { kind: 'not-applicable' },
        assignment: assignment({ notApplicable: 'No data.' }),
        suggestion,
      },
      parties,
      sides,
    );
    expect([halves.provider.state, halves.customer.state]).toEqual(['none', 'none']);
  });
});

it('picks parties one by one, in the order of the workbook', () => {
  expect(toggleParty([], 'platform', parties)).toEqual(['platform']);
  expect(toggleParty(['platform'], 'aws', parties)).toEqual(['aws', 'platform']);
  expect(toggleParty(['aws', 'platform'], 'platform', parties)).toEqual(['aws']);
});

it('groups duties by domain in walking order and counts what a bulk answer would take', () => {
  const groups = groupByDomain({
    items: [item('a', answered), item('b'), item('c', { domain: 'identity' }), item('d', { parked: true })],
    domains: [
      { id: 'network', name: 'Network', order: 3, summary: 'Lines.' },
      { id: 'patching', name: 'Patching', order: 4, summary: '' },
    ],
  });
  expect(
    groups.map(({ id, name, answered: done, open, items }) => [id, name, done, open, items.length]),
  ).toEqual([
    ['network', 'Network', 1, 1, 3],
    ['identity', 'identity', 0, 1, 1],
  ]);
});

const subjects: readonly WalkSubject[] = [
  {
    ref: 'workbook',
    kind: 'organisation',
    label: 'Whole workbook',
    detail: '',
    asked: 10,
    answered: 10,
    parked: 0,
  },
  {
    ref: 'orders-db',
    kind: 'service',
    label: 'Orders',
    detail: 'Amazon RDS',
    asked: 30,
    answered: 12,
    parked: 1,
  },
  { ref: 'web', kind: 'service', label: 'Web', detail: 'Amazon S3', asked: 20, answered: 0, parked: 0 },
];
describe('subjects', () => {
  it('come in groups, narrowed by label, service or ref; empty groups are left out', () => {
    expect(groupSubjects(subjects, '').map((group) => group.subjects.length)).toEqual([1, 2]);
    expect(groupSubjects(subjects, 'rds').flatMap((group) => group.subjects.map(({ ref }) => ref))).toEqual([
      'orders-db',
    ]);
    const there = groupSubjects(subjects, '', ([ref]) => ref === 'web');
    expect(there).toMatchObject([{ name: 'Services in use', subjects: [{ ref: 'web' }] }]);
  });
  it('have neighbours without wrapping round', () => {
    expect(neighbourSubject(subjects, 'orders-db', 1)).toBe('web');
    expect(neighbourSubject(subjects, 'web', 1)).toBeNull();
    expect(neighbourSubject(subjects, 'workbook', -1)).toBeNull();
    expect(neighbourSubject(subjects, 'gone', 1)).toBe('workbook');
  });
});

it('says what was recorded in the names of the workbook', () => {
  const names = new Map(parties.map((party) => [party.id, party.name]));
  expect(recordedWords({ kind: 'shared', parties: ['aws', 'organisation'] }, names)).toBe(
    'Recorded: shared by AWS and Acme.',
  );
  expect(recordedWords({ kind: 'single', party: 'aws' }, names)).toBe('Recorded: AWS alone.');
  expect(recordedWords({ kind: 'unanswered' }, names)).toBe('Answer taken back.');
});

describe('the first sentence', () => {
  it('ends where the next one begins, not at an abbreviation or a number', () => {
    expect(firstSentence('Patching: shared. The table says AWS. Ask.')).toEqual({
      first: 'Patching: shared.',
      rest: 'The table says AWS. Ask.',
    });
    expect(firstSentence('Since TLS 1.2 only, e.g. on RDS')).toEqual({
      first: 'Since TLS 1.2 only, e.g. on RDS',
      rest: '',
    });
  });
});
