import type {
  Catalogue,
  CatalogueService,
  Contested,
  Domain,
  Framework,
  Responsibility,
  RetiredResponsibility,
} from '../contract/catalogue.ts';
import { type Recogniser, recogniserFor } from '../domain/recognise.ts';
import { type Link, withLinks } from './links.ts';

/** The catalogue by id, with the custom entries of a workbook where there are any. */
export interface CatalogueIndex {
  readonly catalogue: Catalogue;
  /** The index of the catalogue as it ships, on which this one stands; itself where nothing was added. */
  readonly shipped: CatalogueIndex;
  /** Custom entries come last. Responsibilities are in walking order: by domain, then as listed. */
  readonly services: readonly CatalogueService[];
  readonly responsibilities: readonly Responsibility[];
  readonly domains: readonly Domain[];
  readonly contested: readonly Contested[];
  readonly service: (id: string) => CatalogueService | undefined;
  /** The same as house rules see it in environments of the workbook, given by their ids. */
  readonly serviceIn: (id: string, environments: readonly string[]) => CatalogueService | undefined;
  /** Whether house rules speak of one of the environments, so that what is asked there may be something else. */
  readonly seesEnvironment: (ids: readonly string[]) => boolean;
  /** Also one that a later edition split: whatever was recorded of it still has its name. */
  readonly responsibility: (id: string) => Responsibility | undefined;
  /** Whether a later edition split it: then nobody is asked it any more. */
  readonly isRetired: (id: string) => boolean;
  readonly domain: (id: string) => Domain | undefined;
  readonly framework: (id: string) => Framework | undefined;
  /** For each control of a framework that has any, the duties that bear on it, in walking order. */
  readonly helpers: (framework: string) => ReadonlyMap<string, readonly string[]>;
  /** Place of a domain in walking order; unknown ones come last. */
  readonly domainOrder: (id: string) => number;
  /** Place of a responsibility in walking order; unknown ones come last. */
  readonly responsibilityOrder: (id: string) => number;
  /** Other ways to run the same service: the variants of a base, or the base and the siblings of a variant. */
  readonly variantsOf: (id: string) => readonly CatalogueService[];
  /** Which service a resource type or a billing line belongs to. */
  readonly recognise: Recogniser;
}
export interface CustomEntries {
  readonly services: readonly CatalogueService[];
  readonly responsibilities: readonly Responsibility[];
  /** Controls on which they bear, by duty: `framework/control`. */
  readonly controls?: ReadonlyMap<string, readonly string[]>;
}

/** By catalogue: every job and every open program would build the same, and what others keep by the index would be made again with it. */
const indexes = new WeakMap<Catalogue, CatalogueIndex>();

/** The index of a catalogue that changes no more, built once. */
export function indexCatalogue(catalogue: Catalogue): CatalogueIndex {
  const known = indexes.get(catalogue);
  if (known) return known;
  const domains = [...catalogue.domains].sort((a, b) => a.order - b.order);
  const frameworks = byId(catalogue.frameworks);
  const recognise = recogniserFor(catalogue.services, catalogue.matching);
  const index = build({ catalogue, domains, frameworks, recognise }, { services: [], responsibilities: [] });
  indexes.set(catalogue, index);
  return index;
}

/** The index of a catalogue that house rules made of the shipped one; what they do not touch is not built again. */
export const withCatalogue = ({ shipped }: CatalogueIndex, catalogue: Catalogue): CatalogueIndex =>
  build(
    {
      catalogue,
      domains: shipped.domains,
      frameworks: byId(catalogue.frameworks),
      recognise: shipped.recognise,
      shipped,
    },
    { services: [], responsibilities: [] },
  );

/** The same index with a workbook's own services and responsibilities; the shared parts are not built again. */
export function withCustom(index: CatalogueIndex, custom: CustomEntries): CatalogueIndex {
  if (custom.services.length === 0 && custom.responsibilities.length === 0) return index;
  const { domains, recognise, shipped } = index;
  const catalogue = withOwnControls(index.catalogue, custom);
  return build({ catalogue, domains, frameworks: byId(catalogue.frameworks), recognise, shipped }, custom);
}

/** The catalogue with a workbook's own duties beside those that bear on a control already. */
function withOwnControls(
  catalogue: Catalogue,
  { responsibilities, controls = new Map() }: CustomEntries,
): Catalogue {
  if (controls.size === 0) return catalogue;
  const own = new Map(responsibilities.map((duty) => [duty.id, duty]));
  const linked: Link[] = [...controls].flatMap(([id, refs]) => {
    const duty = own.get(id);
    return duty === undefined
      ? []
      : refs.map((ref) => ({ duty, ref, why: 'A duty of the workbook’s own bears on it.' }));
  });
  return { ...catalogue, frameworks: withLinks(catalogue.frameworks, linked) };
}

interface SharedParts {
  readonly catalogue: Catalogue;
  readonly domains: readonly Domain[];
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly recognise: Recogniser;
  /** Absent from the shipped one's own. */
  readonly shipped?: CatalogueIndex;
}

function build(shared: SharedParts, custom: CustomEntries): CatalogueIndex {
  const { catalogue, domains, frameworks, recognise } = shared;
  const domainById = byId(domains);
  const place = new Map(domains.map((domain, at) => [domain.id, at]));
  const domainOrder = (id: string) => place.get(id) ?? domains.length;
  const services = [...catalogue.services, ...custom.services];
  const responsibilities = [...catalogue.responsibilities, ...custom.responsibilities].sort(
    (a, b) => domainOrder(a.domain) - domainOrder(b.domain),
  );
  const serviceById = byId(services);
  const responsibilityById = byId([...responsibilities, ...catalogue.retired.map(asResponsibility)]);
  const spoken = new Set(catalogue.house?.environments);
  const seenIn = new Map<string, CatalogueService>();
  const retired = new Set(catalogue.retired.map(({ id }) => id));
  const helpers = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const rank = new Map(responsibilities.map((entry, at) => [entry.id, at]));
  for (const { id, into } of catalogue.retired)
    rank.set(id, Math.min(...into.map((part) => rank.get(part) ?? responsibilities.length)));
  const index: CatalogueIndex = {
    catalogue,
    get shipped() {
      return shared.shipped ?? index;
    },
    services,
    responsibilities,
    domains,
    contested: catalogue.contested,
    service: (id) => serviceById.get(id),
    serviceIn: (id, environments) => {
      const service = serviceById.get(id);
      if (!service || !index.seesEnvironment(environments)) return service;
      const key = `${id}/${environments.join('+')}`;
      const seen = seenIn.get(key) ?? { ...service, environments };
      seenIn.set(key, seen);
      return seen;
    },
    seesEnvironment: (ids) => ids.some((id) => spoken.has(id)),
    responsibility: (id) => responsibilityById.get(id),
    isRetired: (id) => retired.has(id),
    domain: (id) => domainById.get(id),
    framework: (id) => frameworks.get(id),
    helpers: (id) => {
      const known = helpers.get(id) ?? helpersIn(frameworks.get(id), rank);
      helpers.set(id, known);
      return known;
    },
    domainOrder,
    responsibilityOrder: (id) => rank.get(id) ?? responsibilities.length,
    variantsOf: (id) => {
      const base = serviceById.get(id)?.variantOf ?? id;
      return services.filter((entry) => entry.id !== id && (entry.id === base || entry.variantOf === base));
    },
    recognise,
  };
  return index;
}

const helpersIn = (
  framework: Framework | undefined,
  rank: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    framework?.controls.flatMap(({ id, duties }) =>
      duties.length === 0
        ? []
        : [[id, [...duties].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))] as const],
    ),
  );

/** A retired responsibility as something recorded is shown: it is asked nowhere, and stands against what was suggested of it. */
function asResponsibility({ into: _into, suggested, ...retired }: RetiredResponsibility): Responsibility {
  return {
    ...retired,
    kind: 'shared',
    awsClass: 'shared',
    classBasis: 'inferred',
    defaults: {
      iaas: suggested,
      container: suggested,
      paas: suggested,
      serverless: suggested,
      saas: suggested,
      tool: suggested,
    },
    dutiesByModel: {},
    tools: [],
    evidenceSuggestions: [],
  };
}

const byId = <T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]));
