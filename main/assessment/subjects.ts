import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { CatalogueService, Responsibility, Scope } from '../contract/catalogue.ts';
import { WORKBOOK_SUBJECT } from '../contract/ids.ts';
import type { Party } from '../contract/parties.ts';
import type { ServiceInUse } from '../contract/services-in-use.ts';
import { isAsked } from '../domain/duties/suggestion.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { AssignmentMark } from '../workbook/tables/assignments.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { listServices, readService } from '../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';

/** Whatever duties are asked of: a service in use, a provider (its foundations), or the workbook as a whole. */
export interface Subject {
  readonly ref: string;
  readonly kind: Scope;
  readonly label: string;
  /** What it is: the AWS service's name, or the role of the subject. */
  readonly detail: string;
  readonly environment: string | null;
  readonly service: ServiceInUse | null;
  readonly entry: CatalogueService | null;
}

/** In register order: the workbook, the providers, the services in use. */
export function listSubjects(db: ReadDb, catalogue: CatalogueIndex): readonly Subject[] {
  return [
    workbookSubject(db),
    ...listParties(db)
      .filter((party) => party.kind === 'provider')
      .map(providerSubject),
    ...listServices(db).map((service) => serviceSubject(service, catalogue)),
  ];
}

/** Null when nothing in the workbook has that ref. */
export function findSubject(db: ReadDb, catalogue: CatalogueIndex, ref: string): Subject | null {
  if (ref === WORKBOOK_SUBJECT) return workbookSubject(db);
  const service = readService(db, ref);
  if (service) return serviceSubject(service, catalogue);
  const provider = listParties(db).find((party) => party.id === ref && party.kind === 'provider');
  return provider ? providerSubject(provider) : null;
}

const workbookSubject = (db: ReadDb): Subject => ({
  ref: WORKBOOK_SUBJECT,
  kind: 'organisation',
  label: readWorkbook(db).organisation,
  detail: 'Answered once for the whole workbook',
  environment: null,
  service: null,
  entry: null,
});
const providerSubject = (party: Party): Subject => ({
  ref: party.id,
  kind: 'provider',
  label: party.name,
  detail: 'Foundations, answered once and shown for every service',
  environment: null,
  service: null,
  entry: null,
});
function serviceSubject(service: ServiceInUse, catalogue: CatalogueIndex): Subject {
  const entry = catalogue.service(service.catalogueId) ?? unknownService(service);
  return {
    ref: service.ref,
    kind: 'service',
    label: service.label,
    detail: entry.name,
    environment: service.environment,
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

type SubjectMarks =
  | ReadonlyMap<string, Pick<AssignmentMark, 'ownership' | 'askedAnyway' | 'parked' | 'note'>>
  | undefined;

/** What the catalogue asks of one kind of subject, remembered because 500 services share a few dozen lists. */
const askedLists = new WeakMap<CatalogueIndex, Map<string, readonly Responsibility[]>>();

function askedByCatalogue(subject: Subject, catalogue: CatalogueIndex): readonly Responsibility[] {
  const key = subject.service
    ? `${subject.service.catalogueId}/${subject.service.model}`
    : `scope:${subject.kind}`;
  let lists = askedLists.get(catalogue);
  if (!lists) {
    lists = new Map();
    askedLists.set(catalogue, lists);
  }
  let list = lists.get(key);
  if (!list) {
    const model = subject.service?.model ?? null;
    list = catalogue.responsibilities.filter((duty) =>
      subject.kind === 'service' ? isAsked(duty, subject.entry, model) : duty.scope === subject.kind,
    );
    lists.set(key, list);
  }
  return list;
}

/** A question that was set aside or noted, of a duty that is asked no more, waits to be carried to what it was split into. */
const saysMore = ({ parked, note }: Pick<AssignmentMark, 'parked' | 'note'>): boolean => parked || note;

/** The duties worked out for marks, which are another object after each change of the subject. */
const dutiesByMarks = new WeakMap<
  NonNullable<SubjectMarks>,
  { readonly asked: readonly Responsibility[]; readonly duties: readonly Responsibility[] }
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
  if (!marks || marks.size === 0) return asked;
  const remembered = dutiesByMarks.get(marks);
  if (remembered?.asked === asked) return remembered.duties;
  const known = new Set(asked.map((duty) => duty.id));
  const extra = [...marks]
    .filter(
      ([id, mark]) =>
        !known.has(id) &&
        (mark.askedAnyway || mark.ownership !== '' || (catalogue.isRetired(id) && saysMore(mark))),
    )
    .map(([id]) => catalogue.responsibility(id) ?? unknownResponsibility(id));
  const order = ({ id }: Responsibility) => catalogue.responsibilityOrder(id);
  const duties = extra.length === 0 ? asked : [...asked, ...extra].sort((a, b) => order(a) - order(b));
  dutiesByMarks.set(marks, { asked, duties });
  return duties;
}
