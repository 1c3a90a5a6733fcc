import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Assignment, Suggestion } from '../contract/assignments.ts';
import type { CatalogueService, OwnerClass, Responsibility, SubjectKind } from '../contract/catalogue.ts';
import { WORKBOOK_SUBJECT } from '../contract/ids.ts';
import type { Party } from '../contract/parties.ts';
import type { ServiceInUse } from '../contract/services-in-use.ts';
import { canAnswerForMany } from '../domain/answers/held.ts';
import { encodeOwnership, ownershipOf } from '../domain/duties/ownership.ts';
import { houseWords, isAsked, suggestedOwner } from '../domain/duties/suggestion.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { AssignmentMark } from '../workbook/tables/assignment-marks.ts';
import { listCommonParties } from '../workbook/tables/common-controls.ts';
import { listServices, readService } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { namedParties } from './parties.ts';

/** Whatever duties are asked of: a service in use, a provider (its foundations), a party that answers for many services, or the workbook as a whole. */
export interface Subject {
  readonly ref: string;
  readonly kind: SubjectKind;
  readonly label: string;
  /** What it is: the AWS service's name, or the role of the subject. */
  readonly detail: string;
  /** Ids of the environments that a service stands in. */
  readonly environments: readonly string[];
  readonly service: ServiceInUse | null;
  readonly entry: CatalogueService | null;
}

/** In register order: the workbook, the providers, the parties that answer for many services, the services in use. */
export function listSubjects(db: ReadDb, catalogue: CatalogueIndex): readonly Subject[] {
  const parties = namedParties(db);
  const common = listCommonParties(db);
  return [
    workbookSubject(db),
    ...parties.filter((party) => party.kind === 'provider').map(providerSubject),
    ...parties.filter((party) => common.has(party.id)).map(commonSubject),
    ...listServices(db).map((service) => serviceSubject(service, catalogue)),
  ];
}

/** Null when nothing in the workbook has that ref. `serviceOf`: for whoever remembers the services. */
export function findSubject(
  db: ReadDb,
  catalogue: CatalogueIndex,
  ref: string,
  serviceOf: (ref: string) => ServiceInUse | null = (wanted) => readService(db, wanted),
): Subject | null {
  if (ref === WORKBOOK_SUBJECT) return workbookSubject(db);
  const service = serviceOf(ref);
  if (service) return serviceSubject(service, catalogue);
  const party = namedParties(db).find(({ id }) => id === ref);
  if (party?.kind === 'provider') return providerSubject(party);
  return party && canAnswerForMany(party) ? commonSubject(party) : null;
}

const workbookSubject = (db: ReadDb): Subject => ({
  ref: WORKBOOK_SUBJECT,
  kind: 'organisation',
  label: readWorkbook(db).organisation,
  detail: 'Answered once for the whole workbook',
  environments: [],
  service: null,
  entry: null,
});
const providerSubject = (party: Party): Subject => ({
  ref: party.id,
  kind: 'provider',
  label: party.name,
  detail: 'Foundations, answered once and shown for every service',
  environments: [],
  service: null,
  entry: null,
});
const commonSubject = (party: Party): Subject => ({
  ref: party.id,
  kind: 'common',
  label: party.name,
  detail: 'Common controls, answered once for the services in which they hold',
  environments: [],
  service: null,
  entry: null,
});
function serviceSubject(service: ServiceInUse, catalogue: CatalogueIndex): Subject {
  const entry = catalogue.serviceIn(service.catalogueId, service.environments) ?? unknownService(service);
  return {
    ref: service.ref,
    kind: 'service',
    label: service.label,
    detail: entry.name,
    environments: service.environments,
    service,
    entry,
  };
}

/** A workbook may come from a newer catalogue: what this one does not know is shown by its id, never dropped. */
const unknownService = (service: ServiceInUse): CatalogueService => ({
  id: service.catalogueId,
  name: service.catalogueId,
  aliases: [],
  category: 'unknown',
  model: service.model,
  notes: 'This catalogue does not know the service; suggestions follow from its service model alone.',
  awsPrefix: '',
  otherPrefixes: [],
  cfnNamespaces: [],
  terraformPrefixes: [],
  lifecycle: { state: 'active' },
  overrides: [],
  guidance: [],
  duties: [],
  traits: [],
  sources: [],
});
export const unknownResponsibility = (id: string): Responsibility => {
  const proposal = { owner: 'customer', why: 'This catalogue does not know the responsibility.' } as const;
  return {
    id,
    domain: 'governance',
    scope: 'service',
    name: id,
    question: `Who owns "${id}"?`,
    kind: 'in',
    awsClass: 'customer-specific',
    classBasis: 'inferred',
    defaults: {
      iaas: proposal,
      container: proposal,
      paas: proposal,
      serverless: proposal,
      saas: proposal,
      tool: proposal,
    },
    duties: { provider: null, customer: null },
    dutiesByModel: {},
    tools: [],
    evidenceSuggestions: [],
    custom: true,
  };
};

/** What of a record decides whether its duty is shown where the catalogue does not ask it. */
type Mark = Pick<AssignmentMark, 'ownership' | 'askedAnyway' | 'parked' | 'note' | 'held'>;
type SubjectMarks = ReadonlyMap<string, Mark> | undefined;

/** What the catalogue asks of one kind of subject, in walking order, and the owner that it suggests of each duty by its id. */
interface Asked {
  readonly duties: readonly Responsibility[];
  readonly owners: ReadonlyMap<string, OwnerClass>;
  /** What house rules have to do with a suggestion, by duty; empty where they have nothing. */
  readonly house: ReadonlyMap<string, HouseSuggestion>;
}
/** The parties and the rules behind a suggestion. */
type HouseSuggestion = Pick<Suggestion, 'parties' | 'rule'>;
/** What decides what is asked and suggested of a subject: uses of one service with the same key share it. */
export function proposalKey({ service, kind, environments }: Subject, catalogue: CatalogueIndex): string {
  if (!service) return `scope:${kind}`;
  return `${service.catalogueId}/${service.model}${catalogue.seesEnvironment(environments) ? `/${environments.join('+')}` : ''}`;
}

/** Remembered because 500 services share a few dozen lists. */
const askedLists = new WeakMap<CatalogueIndex, Map<string, Asked>>();

function askedByCatalogue(subject: Subject, catalogue: CatalogueIndex): Asked {
  const key = proposalKey(subject, catalogue);
  let lists = askedLists.get(catalogue);
  if (!lists) {
    lists = new Map();
    askedLists.set(catalogue, lists);
  }
  let list = lists.get(key);
  if (!list) {
    const model = subject.service?.model ?? null;
    const duties = catalogue.responsibilities.filter((duty) =>
      subject.kind === 'service' ? isAsked(duty, subject.entry, model) : duty.scope === subject.kind,
    );
    const owners = new Map(duties.map((duty) => [duty.id, suggestedOwner(duty, subject.entry, model)]));
    const house = new Map(
      duties.flatMap((duty) => {
        const own = houseWords(duty, subject.entry, model);
        return own === null ? [] : [[duty.id, own] as const];
      }),
    );
    list = { duties, owners, house };
    lists.set(key, list);
  }
  return list;
}

/** Whom the catalogue suggests for the duties of a subject, asked by it or not. */
export function suggestionsFor(
  subject: Subject,
  catalogue: CatalogueIndex,
): (duty: Responsibility) => OwnerClass {
  const { owners } = askedByCatalogue(subject, catalogue);
  return (duty) => owners.get(duty.id) ?? suggestedOwner(duty, subject.entry, subject.service?.model ?? null);
}

/** What house rules have to do with the suggestions for a subject; null where they have nothing to do with any. */
export function houseSuggestionsFor(
  subject: Subject,
  catalogue: CatalogueIndex,
): ReadonlyMap<string, HouseSuggestion> | null {
  const { house } = askedByCatalogue(subject, catalogue);
  return house.size === 0 ? null : house;
}

/** A question that was set aside or noted, of a duty that is asked no more, waits to be carried to what it was split into. */
const saysMore = ({ parked, note }: Mark): boolean => parked || note;

/** Whether a duty that the catalogue does not ask of a subject is shown for what is recorded of it. */
const isShownAnyway = (id: string, mark: Mark, catalogue: CatalogueIndex): boolean =>
  mark.askedAnyway ||
  // What is held elsewhere makes no service be asked what it is not asked.
  (mark.ownership !== '' && !mark.held) ||
  (catalogue.isRetired(id) && saysMore(mark));

/** The duties worked out for marks, which are another object after each change of the subject. */
const dutiesByMarks = new WeakMap<
  NonNullable<SubjectMarks>,
  { readonly asked: Asked; readonly duties: readonly Responsibility[] }
>();

/**
 * The duties of a subject in walking order: what the catalogue asks, what was asked anyway, and what was answered before
 * the service became another variant: an answer once given never falls out of sight.
 */
export function dutiesOf(
  subject: Subject,
  catalogue: CatalogueIndex,
  marks: SubjectMarks,
): readonly Responsibility[] {
  const asked = askedByCatalogue(subject, catalogue);
  if (!marks || marks.size === 0) return asked.duties;
  const remembered = dutiesByMarks.get(marks);
  if (remembered?.asked === asked) return remembered.duties;
  const duties = withRecorded(asked, catalogue, marks, (mark) => mark);
  dutiesByMarks.set(marks, { asked, duties });
  return duties;
}

/** Whether one duty is among them. */
export function hasDuty(
  subject: Subject,
  catalogue: CatalogueIndex,
  marks: SubjectMarks,
  responsibility: string,
): boolean {
  if (askedByCatalogue(subject, catalogue).owners.has(responsibility)) return true;
  const mark = marks?.get(responsibility);
  return mark !== undefined && isShownAnyway(responsibility, mark, catalogue);
}

/** All of them from whole records, each read anew: of most of them nothing has to be looked at, because their duty is asked. */
export const dutiesOfRecords = (
  subject: Subject,
  catalogue: CatalogueIndex,
  records: ReadonlyMap<string, Assignment>,
): readonly Responsibility[] =>
  withRecorded(askedByCatalogue(subject, catalogue), catalogue, records, (record) => ({
    ownership: encodeOwnership(ownershipOf(record)),
    askedAnyway: record.askedAnyway,
    parked: record.parked,
    note: record.note !== null,
  }));

function withRecorded<T>(
  { duties, owners }: Asked,
  catalogue: CatalogueIndex,
  recorded: ReadonlyMap<string, T>,
  markOf: (record: T) => Mark,
): readonly Responsibility[] {
  const extra: Responsibility[] = [];
  for (const [id, record] of recorded) {
    if (owners.has(id)) continue;
    if (isShownAnyway(id, markOf(record), catalogue))
      extra.push(catalogue.responsibility(id) ?? unknownResponsibility(id));
  }
  const order = ({ id }: Responsibility) => catalogue.responsibilityOrder(id);
  return extra.length === 0 ? duties : [...duties, ...extra].sort((a, b) => order(a) - order(b));
}
