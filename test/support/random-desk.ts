import type { DemarcMethod } from '../../main/contract/index.ts';
import fc from './property.ts';
import { words } from './random-files.ts';
import { constant, type Entry, of, person, wordsOrNone } from './random-input.ts';

const number = fc.integer({ min: 1, max: 5 });

/** What people do beside the answers: actions, meetings, snapshots, views. */
export const DESK: Partial<Record<DemarcMethod, Entry>> = {
  'actions.add': { weight: 2, input: of({ title: words, subject: fc.constantFrom('orders-db', null) }) },
  'actions.update': {
    input: of({ number, state: fc.constantFrom('done', 'in-progress'), note: wordsOrNone }),
  },
  'actions.remove': { input: of({ number }) },
  'workshop.start': {
    input: of({ title: constant('Workshop'), attendees: person.map((id) => [{ person: id }]) }),
  },
  'workshop.end': { input: of({}) },
  'workshop.update': { input: of({ meeting: number, note: wordsOrNone }) },
  'workshop.decide': {
    input: of({ text: words, ref: fc.constantFrom('orders-db/restore-testing', null) }),
  },
  'workshop.removeDecision': { input: of({ number }) },
  'proposals.make': {
    weight: 2,
    input: fc.oneof(
      of({
        ref: constant('orders-db/restore-testing'),
        kind: constant('agree'),
        by: person.map((id) => ({ person: id })),
      }),
      of({
        ref: constant('orders-db/restore-testing'),
        kind: constant('owners'),
        owners: fc.constantFrom(['organisation'], ['aws', 'organisation'], ['managed-soc']),
        by: fc.constantFrom({ name: 'Guest of the bank' }, null),
      }),
      of({
        ref: constant('orders-db/backup-configuration'),
        kind: fc.constantFrom('object', 'remark', 'park'),
        text: words,
      }),
    ),
  },
  'proposals.take': { input: of({ number }) },
  'proposals.decline': { input: of({ number }) },
  'proposals.withdraw': { input: of({ number }) },
  'proposals.remove': { input: of({ number }) },
  'workshop.spend': {
    input: of({ subject: constant('orders-db'), seconds: fc.integer({ min: 1, max: 60 }) }),
  },
  'snapshots.take': { input: of({ name: words }) },
  'snapshots.remove': { input: of({ number }) },
  'snapshots.confirm': { input: of({}) },
  'snapshots.carrySplits': { input: of({}) },
  'views.save': { input: of({ name: words, screen: constant('matrix'), query: words }) },
  'views.rename': {
    input: of({ id: fc.constantFrom('monthly', 'yearly'), name: words }),
  },
  'views.remove': { input: of({ id: fc.constantFrom('monthly', 'yearly', 'by-hand') }) },
};
