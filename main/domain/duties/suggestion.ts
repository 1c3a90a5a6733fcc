import type { BareSuggestion, Suggestion } from '../../contract/assignments.ts';
import type {
  CatalogueService,
  Contested,
  DutyTexts,
  HouseDefault,
  HouseParty,
  OwnerClass,
  Responsibility,
  ServiceModel,
  SourceSubject,
} from '../../contract/catalogue.ts';
import { holdsInAll } from '../services/environments.ts';

// Who the catalogue proposes for one cell, and in what words. A service in use may run under another model than its
// catalogue entry: then the model's defaults and texts follow that model, and what the service says of itself still holds.
// Without a service the question is about the provider or the workbook as a whole.

type Proposal = Pick<Suggestion, 'owner' | 'why' | 'basis'>;

function ofCatalogue(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
): Proposal {
  const own = service?.overrides.find((entry) => entry.responsibility === responsibility.id);
  if (own && responsibility.scope !== 'organisation')
    return { owner: own.owner, why: own.why, basis: 'service' };
  // Outside the scope `service` all six defaults are the same, so any model will do.
  const byModel = responsibility.defaults[model ?? service?.model ?? 'iaas'];
  return {
    owner: byModel.owner,
    why: byModel.why,
    basis: responsibility.scope === 'service' ? 'model' : 'general',
  };
}

/**
 * The house rule that holds here, if any does. One that names no services holds where the catalogue sees a part for the customer,
 * and one that names no owner where its parties' side has one: what is the provider's by its nature does not become another's by a
 * general rule.
 */
function houseRule(
  { house }: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
  { owner }: Proposal,
): HouseDefault | undefined {
  if (house === undefined) return undefined;
  const used = model ?? service?.model;
  const hasPart = (side: 'aws' | 'customer') => owner === side || owner === 'shared';
  return house.defaults.find(
    ({ services, models, environments, owner: theirs, parties }) =>
      (theirs === undefined
        ? parties.length === 0 ||
          parties.some(({ kind }) => hasPart(kind === 'provider' ? 'aws' : 'customer'))
        : services !== undefined || hasPart('customer')) &&
      (services === undefined || (service !== null && services.includes(service.id))) &&
      (models === undefined || (used !== undefined && models.includes(used))) &&
      (environments === undefined || holdsInAll(service?.environments ?? [], environments)),
  );
}

function propose(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
): Proposal & { readonly rule?: HouseDefault | undefined } {
  const said = ofCatalogue(responsibility, service, model);
  const rule = houseRule(responsibility, service, model, said);
  if (rule === undefined) return said;
  return {
    owner: rule.owner ?? said.owner,
    why: rule.why,
    basis: rule.services === undefined ? said.basis : 'service',
    rule,
  };
}

/** Where a suggestion has something of house rules in it: the parties that they name, and the rules if the owner is theirs. */
export function houseWords(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
): Pick<Suggestion, 'parties' | 'rule'> | null {
  if (responsibility.house === undefined && !service?.provider && !(responsibility.source ?? service?.source))
    return null;
  const { owner, basis, rule } = propose(responsibility, service, model);
  const parties = partiesNamed(owner, service, rule);
  const source =
    rule !== undefined
      ? responsibility.house?.source
      : (responsibility.source ?? (basis === 'service' ? service?.source : undefined));
  if (parties.length === 0 && source === undefined) return null;
  return { ...(parties.length > 0 && { parties }), ...(source !== undefined && { rule: source }) };
}

function partiesNamed(
  owner: OwnerClass,
  service: CatalogueService | null,
  rule: HouseDefault | undefined,
): readonly HouseParty[] {
  const isProvider = ({ kind }: HouseParty) => kind === 'provider';
  const named = rule?.parties ?? [];
  const provider = named.some(isProvider) ? named.filter(isProvider) : service?.provider;
  return [
    ...(owner === 'aws' || owner === 'shared' ? [provider ?? []].flat() : []),
    ...(owner === 'customer' || owner === 'shared' ? named.filter((party) => !isProvider(party)) : []),
  ];
}

/** The suggested owner alone; `service` is null for what is asked once per provider or workbook. */
export const suggestedOwner = (
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null = null,
): OwnerClass => propose(responsibility, service, model).owner;

/**
 * Whether the duty is asked here. For a service: scope `service`, or scope `provider` where the service has its own
 * owner, and never where the suggestion is "not applicable". Without a service: what is not of scope `service`.
 */
export function isAsked(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null = null,
): boolean {
  if (!service) return responsibility.scope !== 'service';
  if (responsibility.scope === 'organisation') return false;
  const { owner, basis } = propose(responsibility, service, model);
  return owner !== 'na' && (responsibility.scope === 'service' || basis === 'service');
}

/** The responsibilities asked for one service, in the order given. */
export const askedResponsibilities = (
  responsibilities: readonly Responsibility[],
  service: CatalogueService,
  model: ServiceModel | null = null,
): readonly Responsibility[] => responsibilities.filter((entry) => isAsked(entry, service, model));

/** Both halves' texts: those of house rules, else the service's own, else those of its model, else the general ones. Null where a side has no part. */
export function dutyTexts(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null = null,
): DutyTexts {
  const used = model ?? service?.model;
  const { provider, customer } =
    service?.duties.find((entry) => entry.responsibility === responsibility.id) ??
    (used ? responsibility.dutiesByModel[used] : undefined) ??
    responsibility.duties;
  const { rule } = propose(responsibility, service, model);
  return { provider: rule?.provider ?? provider, customer: rule?.customer ?? customer };
}

/** The service's advice on this duty; null when it has none. */
export const guidanceFor = (responsibility: Responsibility, service: CatalogueService | null) =>
  service?.guidance.find((entry) => entry.responsibility === responsibility.id)?.text ?? null;

/** What the catalogue proposes: all that an answer is judged by. */
export function bareSuggestion(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
): BareSuggestion {
  const { rule: _rule, ...proposal } = propose(responsibility, service, model);
  return {
    ...proposal,
    ...houseWords(responsibility, service, model),
    duties: dutyTexts(responsibility, service, model),
  };
}

/** Everything that a card says about the catalogue's proposal. `contested` is the catalogue's whole list. */
export function suggest(
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
  contested: readonly Contested[],
): Suggestion {
  const bare = bareSuggestion(responsibility, service, model);
  return {
    ...bare,
    guidance: guidanceFor(responsibility, service),
    sources: service?.sources ?? [],
    cautions: [
      ...unreadSource(service),
      ...inferredClass(responsibility),
      ...contested
        .filter((entry) => bearsOn(entry, responsibility, service, model, bare.basis))
        .map((entry) => ({
          kind: 'contested' as const,
          text: `${entry.title}. ${entry.text}`,
          ask: entry.ask,
        })),
    ],
  };
}

type Cautions = Suggestion['cautions'];

/** Subjects on which an entry must rest before it counts as read. */
const MUST_BE_READ = [
  'security',
  'data-protection',
  'resilience',
] as const satisfies readonly SourceSubject[];
const SUBJECT_WORDS: Readonly<Record<(typeof MUST_BE_READ)[number], string>> = {
  security: 'security',
  'data-protection': 'data protection',
  resilience: 'resilience',
};

/** What AWS says of a service that nobody has read yet: of the subjects that an entry must rest on, those without a page. */
export const unreadSubjects = ({ sources, noPage }: CatalogueService) =>
  MUST_BE_READ.filter(
    (subject) =>
      sources.length === 0 || ![...sources, ...(noPage ?? [])].some(({ about }) => about === subject),
  );

function unreadSource(service: CatalogueService | null): Cautions {
  if (!service || service.custom) return [];
  const unread = unreadSubjects(service).map((subject) => SUBJECT_WORDS[subject]);
  if (unread.length === 0) return [];
  return [
    {
      kind: 'unread-source',
      text: `AWS's pages on ${new Intl.ListFormat('en').format(unread)} of ${service.name} were not read. What is said here follows ${
        service.sources.length > 0 ? 'in part ' : ''
      }from its service model and general knowledge.`,
      ask: "Does the service's own security page say the same?",
    },
  ];
}

const CLASS_WORDS = {
  inherited: 'inherited from AWS',
  shared: 'a shared control',
  'customer-specific': 'specific to the customer',
} as const;

function inferredClass(responsibility: Responsibility): Cautions {
  if (responsibility.custom || responsibility.classBasis !== 'inferred') return [];
  return [
    {
      kind: 'inferred',
      text: `AWS does not name this control when it explains its three classes. By its likeness to others it stands here as ${CLASS_WORDS[responsibility.awsClass]}.`,
      ask: null,
    },
  ];
}

function bearsOn(
  entry: Contested,
  responsibility: Responsibility,
  service: CatalogueService | null,
  model: ServiceModel | null,
  basis: Suggestion['basis'],
): boolean {
  if (!entry.responsibilities.includes(responsibility.id)) return false;
  // A duty answered once speaks for all services, so what is disputed about one of them belongs there as well.
  if (!service) return true;
  if (entry.services.length > 0 && !entry.services.includes(service.id)) return false;
  if (entry.models.length === 0) return true;
  // A dispute about a model's default says nothing where the service has an owner of its own.
  return basis !== 'service' && entry.models.includes(model ?? service.model);
}
