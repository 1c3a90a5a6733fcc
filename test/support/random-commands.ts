import fc from 'fast-check';

/** A call of the contract with its input; many are refused, as people's are. */
export interface RandomCommand {
  readonly name: string;
  readonly input: unknown;
}

const DUTIES = ['restore-testing', 'backup-configuration', 'public-exposure', 'encryption-at-rest'];
const SUBJECTS = ['orders-db', 's3', 'jobs', 'jobs-2', 'workbook'];
const PEOPLE = ['zoe-muller', 'kim-doe', 'sam-lee'];
const refs = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('orders-db/restore-testing', 's3/public-exposure') },
  fc.tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...DUTIES)).map((parts) => parts.join('/')),
  fc.constant('workbook/change-management'),
);
const some = fc.uniqueArray(refs, { minLength: 1, maxLength: 3 });
const words = fc.constantFrom('Monthly', 'Yearly', 'By hand', 'By a script', 'To be agreed');
const wordsOrNone = fc.option(words, { nil: null });
const person = fc.constantFrom(...PEOPLE);
const number = fc.integer({ min: 1, max: 5 });
const owners = fc.constantFrom(['organisation'], ['aws'], ['aws', 'organisation'], ['managed-soc']);
const day = fc.constantFrom('2026-12-01', '2027-01-31');

const call = (name: string, input: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<RandomCommand> =>
  fc.record(input, { noNullPrototype: true }).map((value) => ({ name, input: value }));
const constant = (value: unknown) => fc.constant(value);

/** What people do in a workbook, over everything that they can record. */
const randomCommand: fc.Arbitrary<RandomCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: call('assignments.answer', {
      ref: refs,
      answer: fc.oneof(
        owners.map((list) => ({ owners: list })),
        words.map((why) => ({ notApplicable: why })),
      ),
      reason: words,
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        refs,
        fc.oneof(
          wordsOrNone.map((note) => ({ note })),
          fc.constantFrom('implemented', 'in-progress', 'not-started').map((status) => ({ status })),
          day.map((dueOn) => ({ dueOn })),
          fc.boolean().map((parked) => ({ parked })),
          wordsOrNone.map((text) => ({ duties: { organisation: text } })),
          person.map((named) => ({ people: { organisation: named } })),
        ),
      )
      .map(([ref, change]) => ({ name: 'assignments.update', input: { ref, ...change } })),
  },
  call('assignments.clear', { ref: refs }),
  call('assignments.acceptSuggestions', {
    subject: fc.constantFrom(...SUBJECTS),
    domain: constant('data-protection'),
    confirmLater: fc.boolean(),
  }),
  call('assignments.ask', { ref: refs, asked: fc.boolean() }),
  call('assignments.confirm', { refs: some }),
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('submit', 'accept'), some)
      .map(([step, list]) => ({ name: `review.${step}`, input: { refs: list } })),
  },
  call('review.return', { refs: some, text: words }),
  call('review.reopen', { refs: some, reason: words }),
  call('services.add', {
    services: fc
      .record({ catalogueId: fc.constantFrom('lambda', 'ec2', 's3'), label: fc.constantFrom('jobs', 'web') })
      .map((service) => [service]),
  }),
  fc
    .tuple(
      fc.constantFrom(...SUBJECTS),
      fc.oneof(
        words.map((label) => ({ label })),
        wordsOrNone.map((notes) => ({ notes })),
        fc.option(person, { nil: null }).map((lead) => ({ lead })),
        fc.constantFrom('production', 'test', null).map((environment) => ({ environment })),
      ),
    )
    .map(([ref, change]) => ({ name: 'services.update', input: { ref, ...change } })),
  call('services.remove', { ref: fc.constantFrom(...SUBJECTS) }),
  call('people.add', { name: fc.constantFrom('Kim Doe', 'Sam Lee'), role: wordsOrNone }),
  call('people.update', { id: person, role: wordsOrNone }),
  call('people.remove', { id: person }),
  call('parties.add', { name: constant('Managed SOC'), kind: fc.constantFrom('third-party', 'client') }),
  call('parties.update', { id: constant('managed-soc'), name: words }),
  call('parties.remove', { id: constant('managed-soc') }),
  call('environments.add', { name: fc.constantFrom('Production', 'Test'), account: wordsOrNone }),
  call('environments.remove', { id: constant('production') }),
  call('workbook.update', { scopeNote: words }),
  call('workbook.update', {
    frameworks: fc.subarray(['nist-csf-2.0', 'iso-27001-2022', 'pci-dss-4.0.1']),
  }),
  call('custom.addService', {
    name: words,
    model: constant('saas'),
    category: constant('storage'),
    notes: words,
  }),
  { weight: 2, arbitrary: call('evidence.addNote', { title: words, text: words, refs: some }) },
  call('evidence.update', { number, title: words }),
  call('evidence.link', { number, refs: some }),
  call('evidence.unlink', { number, refs: some }),
  call('evidence.remove', { number }),
  call('evidence.setProviderReport', {
    number,
    party: constant('aws'),
    kind: fc.constantFrom('soc-2', 'other'),
    services: constant(null),
  }),
  {
    weight: 2,
    arbitrary: call('actions.add', { title: words, subject: fc.constantFrom('orders-db', null) }),
  },
  call('actions.update', { number, state: fc.constantFrom('done', 'in-progress'), note: wordsOrNone }),
  call('actions.remove', { number }),
  call('workshop.start', { title: constant('Workshop'), attendees: person.map((id) => [{ person: id }]) }),
  call('workshop.decide', { text: words, ref: fc.constantFrom('orders-db/restore-testing', null) }),
  call('workshop.removeDecision', { number }),
  call('workshop.spend', { subject: constant('orders-db'), seconds: fc.integer({ min: 1, max: 60 }) }),
  call('review.sign', {
    subject: fc.constantFrom('orders-db', null),
    name: words,
    statement: constant('I have read it.'),
  }),
  call('review.acknowledge', { person }),
  call('snapshots.take', { name: words }),
  call('snapshots.remove', { number }),
  call('views.save', { name: words, screen: constant('matrix'), query: words }),
);

/** One command, or an answer that goes all the way through review, or comes back from there. */
export const randomSteps: fc.Arbitrary<readonly RandomCommand[]> = fc.oneof(
  { weight: 8, arbitrary: randomCommand.map((command) => [command]) },
  refs.map((ref) => ['submit', 'accept'].map((step) => ({ name: `review.${step}`, input: { refs: [ref] } }))),
  fc.tuple(refs, words).map(([ref, text]) => [
    { name: 'review.reopen', input: { refs: [ref], reason: text } },
    { name: 'assignments.update', input: { ref, note: text } },
  ]),
);
