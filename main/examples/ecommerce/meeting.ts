import { type ExampleStep, park, step } from '../example.ts';
import { people } from './organisation.ts';

/** Its number, named where it is meant: midnight may pass while the example is made. */
const MEETING = 1;
const AGENDA = ['shop-api', 'shop-functions', 'reporting-db', 'orders-db'];

/** The workshop on the API and its functions begins; what is recorded until its end is its own. */
export const meetingBegins: readonly ExampleStep[] = [
  step('workshop.start', {
    title: 'Workshop: API, functions and reports',
    attendees: [
      { person: people.francois },
      { person: people.eleni },
      { person: people.zoe },
      { person: people.tomas },
      { person: people.amara },
      { person: people.lukasz },
      { name: 'Ingrid Halvorsen, internal audit' },
    ],
    agenda: AGENDA,
    note: 'Played when this example was made, so it began and ended in one minute; a real one takes longer. The API was not finished: the next workshop goes on with its encryption.',
  }),
];

/** What the workshop decided and put aside, before its actions. */
export const meetingSettles: readonly ExampleStep[] = [
  step('workshop.decide', {
    meeting: MEETING,
    ref: 'shop-functions/version-upgrades',
    text: 'The move to the next Node.js belongs to the shop application, not to the platform team. Ελένη plans it for February.',
  }),
  step('workshop.decide', {
    meeting: MEETING,
    ref: 'reporting-db/data-classification',
    text: 'Names and addresses leave the reporting database by the end of the first quarter. Until then it counts as confidential.',
  }),
  step('workshop.decide', {
    meeting: MEETING,
    ref: 'shop-api/secrets-rotation',
    text: 'The price portals get new API keys once a year, the first time in January.',
  }),
  step('workshop.decide', {
    meeting: MEETING,
    text: 'Owlhurst is told of every new database before it holds data of customers.',
  }),
  park('shop-functions/workload-logging', 'How long may the checkout log be kept, with addresses in it?', {
    person: people.zoe,
  }),
  park(
    'shop-api/workload-logging',
    'Does the card processor want the access log, and for how long? Its contract is with the lawyers.',
    { name: 'The lawyers' },
  ),
];

/** The room goes home. */
export const meetingEnds: readonly ExampleStep[] = [step('workshop.end', { meeting: MEETING })];
