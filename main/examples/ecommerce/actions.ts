import { type ExampleStep, step } from '../example.ts';
import { people } from './organisation.ts';

/** Who will do what about a gap since before the workshop, and is late. */
export const earlierActions: readonly ExampleStep[] = [
  step('actions.add', {
    title: 'Have the shop tested again and file the summary',
    subject: 'workbook',
    responsibility: 'penetration-testing-workloads',
    rule: 'evidence-expired',
    person: people.francois,
    dueOn: '2026-10-30',
    note: 'The tester of last year has no time before the spring. Two others have been asked for a quotation.',
  }),
];

/** What the workshop left to be done: one thing under way, one for every gap of its kind, one that no rule asked for. */
export const actions: readonly ExampleStep[] = [
  step('actions.add', {
    title: 'One owner for what is monitored on both databases',
    subject: 'reporting-db',
    responsibility: 'monitoring-threat-detection',
    rule: 'owned-differently',
    person: people.tomas,
    dueOn: '2026-12-11',
  }),
  step('actions.update', { number: 2, state: 'in-progress' }),
  step('actions.add', {
    title: 'Name a person for every share',
    subject: null,
    rule: 'no-named-person',
    person: people.amara,
    dueOn: '2026-12-18',
  }),
  step('actions.add', {
    title: 'Tell the finance team what the workshop decided about reports',
    subject: 'reporting-db',
    person: people.tomas,
  }),
];
