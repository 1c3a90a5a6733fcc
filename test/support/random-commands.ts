import { createHash } from 'node:crypto';
import type { DemarcMethod } from '../../main/contract/index.ts';
import { STEPS } from '../../main/contract/steps.ts';
import { houseRules } from './house-rules.ts';
import { LOGOS } from './pictures.ts';
import fc from './property.ts';
import { DESK } from './random-desk.ts';
import {
  FINGERPRINT,
  landing,
  MAPPING,
  matrix,
  type RandomFile,
  scan,
  sheet,
  status,
  texts,
  words,
} from './random-files.ts';
import {
  changing,
  constant,
  day,
  type Entry,
  of,
  person,
  providers,
  risk,
  wordsOrNone,
} from './random-input.ts';

/** A call of the contract with its input; many are refused, as people's are. */
export interface RandomCommand {
  readonly name: DemarcMethod;
  readonly input: unknown;
  /** A file that the call reads: its handle stands in the input wherever `FILE` does. */
  readonly file?: RandomFile;
}
export const FILE = '<file>';

const DUTIES = [
  'restore-testing',
  'own-drill',
  'backup-configuration',
  'public-exposure',
  'encryption-at-rest',
];
const SUBJECTS = ['orders-db', 's3', 'jobs', 'jobs-2', 'managed-soc', 'workbook'];
const refs = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('orders-db/restore-testing', 's3/public-exposure') },
  fc.tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...DUTIES)).map((parts) => parts.join('/')),
  fc.constant('workbook/change-management'),
);
const some = fc.uniqueArray(refs, { minLength: 1, maxLength: 3 });
const account = fc.constantFrom('111122223333', '111122223333, 444455556666', null);
const region = fc.constantFrom('eu-west-1', 'eu-west-1, us-east-1', 'global', null);
const number = fc.integer({ min: 1, max: 5 });
const owners = fc.constantFrom(['organisation'], ['aws'], ['aws', 'organisation'], ['managed-soc']);
const subject = fc.constantFrom(...SUBJECTS);
const commonRef = fc.constantFrom(...DUTIES).map((duty) => `managed-soc/${duty}`);

/** What people do in a workbook, over everything that they can record. */
const COMMANDS: Partial<Record<DemarcMethod, Entry>> = {
  'assignments.answer': {
    weight: 4,
    input: of({
      ref: refs,
      answer: fc.oneof(
        owners.map((list) => ({ owners: list })),
        words.map((why) => ({ notApplicable: why })),
      ),
      reason: words,
    }),
  },
  'assignments.update': {
    weight: 4,
    input: changing(
      { ref: refs },
      wordsOrNone.map((note) => ({ note })),
      status.map((given) => ({ status: given })),
      fc
        .tuple(risk, fc.boolean())
        .map(([given, set]) => ({ risk: given, ...(set ? { status: 'risk-accepted' } : {}) })),
      day.map((dueOn) => ({ dueOn })),
      fc.boolean().map((parked) => ({ parked })),
      wordsOrNone.map((what) => ({ waits: { for: what, whom: { name: 'the landlord' } } })),
      person.map((named) => ({ waits: { whom: { person: named } } })),
      wordsOrNone.map((text) => ({ duties: { organisation: text } })),
      person.map((named) => ({ people: { organisation: named } })),
    ),
  },
  'assignments.bulk': {
    input: changing(
      { refs: some },
      status.map((given) => ({ set: { status: given } })),
      risk.map((given) => ({ set: { status: 'risk-accepted', risk: given } })),
      fc.boolean().map((parked) => ({ set: { parked } })),
      owners.map((list) => ({ set: { owners: list, reason: 'Agreed' } })),
    ),
  },
  'assignments.applyCells': {
    input: fc
      .tuple(
        refs,
        fc.oneof(
          words.map((value) => ({ field: 'note', value })),
          fc.constantFrom('Acme', 'AWS', 'Unanswered').map((value) => ({ field: 'owners', value })),
          day.map((value) => ({ field: 'dueOn', value })),
        ),
      )
      .map(([ref, cell]) => ({ changes: [{ ref, ...cell }] })),
  },
  'assignments.sameAs': {
    input: of({
      from: refs.map((ref) => ({ ref })),
      to: subject.map((one) => [one]),
      openOnly: fc.boolean(),
    }),
  },
  'assignments.clear': { input: of({ ref: refs }) },
  'assignments.acceptSuggestions': {
    input: of({ subject, domain: constant('resilience'), confirmLater: fc.boolean() }),
  },
  'assignments.ask': { input: of({ ref: refs, asked: fc.boolean() }) },
  'common.set': {
    weight: 2,
    input: changing(
      { refs: commonRef.map((ref) => [ref]) },
      constant({ reach: { everywhere: true } }),
      subject.map((one) => ({ reach: { services: [one] } })),
      constant({ reach: { tags: ['payments'], environments: ['production'] } }),
      constant({ owners: ['managed-soc', 'organisation'] }),
      words.map((text) => ({ duties: { 'managed-soc': text }, status: 'implemented' })),
    ),
  },
  'common.except': {
    input: of({ ref: commonRef, services: subject.map((one) => [one]), reason: wordsOrNone }),
  },
  'common.ownPart': {
    weight: 2,
    input: of({ ref: refs, part: fc.oneof(constant({ nothing: true }), of({ text: words, person })) }),
  },
  'common.remove': { input: of({ ref: commonRef }) },
  'providers.take': { weight: 2, input: providers.take(FILE), file: landing },
  'providers.authorise': { input: providers.authorise },
  'providers.remove': { input: providers.remove },
  'assignments.confirm': { input: of({ refs: some }) },
  'assignments.setPosition': { input: of({ ref: refs }) },
  'review.submit': { input: of({ refs: some }) },
  'review.accept': { input: of({ refs: some }) },
  'review.return': { input: of({ refs: some, text: words }) },
  'review.reopen': { input: of({ refs: some, reason: words }) },
  'review.renew': { input: of({ refs: some }) },
  'due.setCadence': {
    input: of({
      of: fc.oneof(
        constant('workbook'),
        constant({ domain: 'resilience' }),
        some.map((list) => ({ refs: list })),
      ),
      months: fc.constantFrom(6, 12, null),
    }),
  },
  'review.sign': {
    input: of({
      subject: fc.constantFrom('orders-db', null),
      name: words,
      statement: constant('I have read it.'),
    }),
  },
  'review.acknowledge': { input: of({ person }) },
  'services.add': {
    input: fc
      .record({ catalogueId: fc.constantFrom('lambda', 'ec2', 's3'), label: fc.constantFrom('jobs', 'web') })
      .map((service) => ({ services: [service] })),
  },
  'services.update': {
    input: changing(
      { ref: subject },
      words.map((label) => ({ label })),
      wordsOrNone.map((notes) => ({ notes })),
      fc.option(person, { nil: null }).map((lead) => ({ lead })),
      fc.subarray(['production', 'test']).map((environments) => ({ environments })),
      account.map((account) => ({ account })),
      region.map((region) => ({ region })),
    ),
  },
  'services.bulk': {
    input: fc
      .constantFrom(
        { addTags: ['payments'] },
        { addTags: ['tier 1', 'web'], lead: null },
        { removeTags: ['payments'], environments: ['test'] },
        { addEnvironments: ['production'] },
        { addEnvironments: ['test'], removeEnvironments: ['production'] },
      )
      .map((set) => ({ refs: ['orders-db'], set })),
  },
  'services.remove': { input: of({ ref: subject }) },
  'people.add': { input: of({ name: fc.constantFrom('Kim Doe', 'Sam Lee'), role: wordsOrNone }) },
  'people.update': { input: of({ id: person, role: wordsOrNone }) },
  'people.remove': { input: of({ id: person }) },
  'parties.add': {
    input: of({ name: constant('Managed SOC'), kind: fc.constantFrom('third-party', 'client') }),
  },
  'parties.update': { input: of({ id: constant('managed-soc'), name: words }) },
  'parties.remove': { input: of({ id: constant('managed-soc') }) },
  'environments.add': { input: of({ name: fc.constantFrom('Production', 'Test'), account }) },
  'environments.update': {
    input: changing(
      { id: fc.constantFrom('production', 'test') },
      account.map((account) => ({ account })),
      region.map((regions) => ({ regions })),
    ),
  },
  'environments.remove': { input: of({ id: fc.constantFrom('production', 'test') }) },
  'workbook.beginAnew': { input: of({ title: fc.constantFrom('Another', 'A third') }) },
  'workbook.update': {
    weight: 2,
    input: fc.oneof(
      of({ scopeNote: words }),
      of({ classification: fc.constantFrom('Confidential', 'TLP:AMBER', null), distribution: words }),
      fc.subarray(['workbook', 'orders-db', 's3']).map((usualAgenda) => ({ usualAgenda })),
      words.map((distribution) => ({ marksFor: { auditor: { classification: 'Secret', distribution } } })),
      of({ rules: fc.subarray(['other-accepts', 'other-signs', 'signs-self']) }),
      of({ frameworks: fc.subarray(['nist-csf-2.0', 'iso-27001-2022', 'pci-dss-4.0.1']) }),
    ),
  },
  'workbook.setLogo': { input: of({ file: fc.constantFrom(null, ...LOGOS) }) },
  'workbook.undo': { weight: 2, input: of({}) },
  'workbook.redo': { weight: 2, input: of({}) },
  'custom.addService': {
    input: of({ name: words, model: constant('saas'), category: constant('storage'), notes: words }),
  },
  'custom.addResponsibility': {
    input: of({
      name: words,
      domain: constant('resilience'),
      scope: fc.constantFrom('service', 'organisation'),
      question: words,
      owner: constant('customer'),
    }),
  },
  'custom.updateService': {
    input: changing(
      { id: fc.constantFrom('custom-monthly', 'custom-by-hand') },
      words.map((name) => ({ name })),
      words.map((notes) => ({ notes })),
    ),
  },
  'custom.updateResponsibility': {
    input: changing(
      { id: fc.constantFrom('custom-monthly', 'custom-yearly', 'custom-by-hand') },
      words.map((question) => ({ question })),
      fc.subarray(['iso-27001-2022/A.8.9', 'iso-27001-2022/A.8.13']).map((controls) => ({ controls })),
      fc.constantFrom('service', 'organisation').map((scope) => ({ scope })),
    ),
  },
  'houseRules.take': {
    input: fc
      .tuple(words, fc.boolean(), fc.boolean())
      .map(([why, named, own]) => ({ text: houseRules(why, named, own) })),
  },
  'houseRules.remove': { input: of({}) },
  'custom.remove': {
    input: of({ id: fc.constantFrom('custom-monthly', 'custom-yearly', 'custom-by-hand') }),
  },
  'evidence.addNote': { weight: 2, input: of({ title: words, text: words, refs: some }) },
  'evidence.addLink': {
    input: of({ title: words, url: constant('https://example.com/runbook'), refs: some }),
  },
  'evidence.attachFile': {
    input: of({ file: constant(FILE), title: words, refs: some }),
    file: words.map((text) => ({ name: 'plan.txt', text })),
  },
  'evidence.replace': {
    weight: 2,
    input: of({ number, file: constant(FILE) }),
    file: words.map((text) => ({ name: 'plan.txt', text })),
  },
  'evidence.update': { input: of({ number, title: words }) },
  'evidence.link': { input: of({ number, refs: some }) },
  'evidence.unlink': { input: of({ number, refs: some }) },
  'evidence.remove': { input: of({ number }) },
  'evidence.setProviderReport': {
    input: of({
      number,
      party: constant('aws'),
      kind: fc.constantFrom('soc-2', 'other'),
      services: constant(null),
    }),
  },
  'evidence.clearProviderReport': { input: of({ number }) },
  'erasure.hold': { input: of({ number, reason: wordsOrNone }) },
  'erasure.rules': {
    input: fc.oneof(of({ retentionDays: fc.constantFrom(null, 30) }), of({ hold: wordsOrNone })),
  },
  'findings.add': { input: of({ files: constant([FILE]) }), file: scan },
  'findings.place': {
    input: of({
      ids: constant(['images']),
      refs: fc.constantFrom(['s3/public-exposure'], ['orders-db/restore-testing']),
    }),
  },
  'claims.record': {
    input: changing(
      { file: constant(FILE), vendor: constant({ name: 'Hostwell' }) },
      constant({}),
      constant({ mapping: MAPPING }),
    ),
    file: matrix,
  },
  'claims.remove': { input: of({ matrix: fc.integer({ min: 1, max: 2 }) }) },
  'claims.forgetMapping': { input: of({ fingerprint: constant(FINGERPRINT) }) },
  'texts.record': { input: of({ file: constant(FILE) }), file: texts },
  'texts.remove': { input: of({ framework: constant('nist-800-53-r5') }) },
  'sheets.apply': {
    input: of({
      file: constant(FILE),
      rev: constant(1_000_000),
      cells: constant({ except: [] }),
      sender: fc.constantFrom({ name: 'Ann Lee' }, { name: 'Ben Ray' }),
    }),
    file: sheet,
    fromFile: (text) => ({ sha256: createHash('sha256').update(text).digest('hex') }),
  },
  ...DESK,
};
/** Several of them as the steps of one change. */
const STEP_METHODS = Object.entries(STEPS).map(([step, name]) => ({ step, name: name as DemarcMethod }));
COMMANDS['workbook.apply'] = {
  weight: 6,
  input: fc
    .array(
      fc.constantFrom(...STEP_METHODS).chain(({ step, name }) =>
        (COMMANDS[name]?.input ?? of({})).map((given) => ({
          step,
          with: asWritten(name, given),
          at: 'changes.yaml',
        })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((steps) => ({ steps, from: 'changes.yaml' })),
};
/** As a person writes the input of a command. */
function asWritten(name: DemarcMethod, given: unknown): object {
  if (name === 'services.add') return (given as { services: readonly object[] }).services[0] ?? {};
  const { answer, set, ...beside } = given as { answer?: object; set?: object };
  return { ...beside, ...answer, ...set };
}
/** Every method that the random commands are made of. */
export const RANDOM_METHODS = Object.keys(COMMANDS) as readonly DemarcMethod[];

/** One of the commands that read a file, always the same one. */
export function sampleOf(name: DemarcMethod): Required<RandomCommand> {
  const { input, file }: Entry = COMMANDS[name] ?? { input: of({}) };
  if (!file) throw new Error(`${name} reads no file.`);
  const [sample] = fc.sample(fc.record({ input, file }), { numRuns: 1, seed: 3 });
  return { name, ...(sample as Pick<Required<RandomCommand>, 'input' | 'file'>) };
}

/** One command of some methods. */
export const commandsOf = (methods: readonly DemarcMethod[]): fc.Arbitrary<RandomCommand> =>
  fc.oneof(
    ...methods.map((name) => {
      const { weight = 1, input, file, fromFile }: Entry = COMMANDS[name] ?? { input: of({}) };
      const arbitrary = (
        file
          ? fc.tuple(input, file).map(([given, content]) => ({
              name,
              input: { ...(given as object), ...fromFile?.(content.text) },
              file: content,
            }))
          : input.map((given) => ({ name, input: given }))
      ) as fc.Arbitrary<RandomCommand>;
      return { weight, arbitrary };
    }),
  );

/** One command, or an answer that goes all the way through review, or comes back from there. */
export const randomSteps: fc.Arbitrary<readonly RandomCommand[]> = fc.oneof(
  { weight: 8, arbitrary: commandsOf(RANDOM_METHODS).map((command) => [command]) },
  refs.map((ref) =>
    (['review.submit', 'review.accept'] as const).map((name) => ({ name, input: { refs: [ref] } })),
  ),
  fc.tuple(refs, words).map(([ref, text]): readonly RandomCommand[] => [
    { name: 'review.reopen', input: { refs: [ref], reason: text } },
    { name: 'assignments.update', input: { ref, note: text } },
  ]),
);
