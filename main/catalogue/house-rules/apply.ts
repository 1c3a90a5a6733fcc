import {
  type Catalogue,
  type CatalogueService,
  type Control,
  type Framework,
  type HouseDefault,
  type Responsibility,
  SERVICE_MODELS,
  type ServiceModel,
} from '../../contract/catalogue.ts';
import { suggestedOwner } from '../../domain/duties/suggestion.ts';
import { type Link, withLinks } from '../links.ts';
import { type Meant, ownersOf } from './owners.ts';
import type { HouseDuty, HouseRules, HouseService } from './schema.ts';

/** What house rules are called beside a suggestion: `House rules "Acme", edition 2`. */
export const sourceWords = ({
  name,
  edition,
}: {
  readonly name: string;
  readonly edition: string | number;
}) => `House rules "${name}", edition ${edition}`;

type Owners = (written: string | readonly string[]) => Meant | null;

/**
 * The shipped catalogue under house rules; what they do not speak of is the same object. A rule that names what this edition of the
 * catalogue does not have holds nowhere, and an own entry whose id the catalogue has taken since stays out.
 */
export function underHouseRules(shipped: Catalogue, rules: HouseRules, digest: string): Catalogue {
  const source = sourceWords(rules);
  const owners = ownersOf(rules);
  const known = new Set([...shipped.responsibilities, ...shipped.services].map(({ id }) => id));
  const defaults = defaultsOf(rules, owners);
  const responsibilities = [
    ...shipped.responsibilities,
    ...rules.duties.filter(({ id }) => !known.has(id)).map((duty) => dutyOf(duty, owners, source)),
  ].map((duty) => {
    const own = defaults.get(duty.id);
    return own === undefined ? duty : { ...duty, house: { source, defaults: own } };
  });
  const byId = new Map(responsibilities.map((duty) => [duty.id, duty]));
  const services = rules.services
    .filter(({ id }) => !known.has(id))
    .map((service) => serviceOf(service, rules, owners, source));
  const frameworks = [
    ...shipped.frameworks,
    ...rules.frameworks
      .filter(({ id }) => shipped.frameworks.every((other) => other.id !== id))
      .map((framework) => frameworkOf(framework, byId, source)),
  ];
  return {
    ...shipped,
    version: `${shipped.version} with house rules ${digest.slice(0, 12)}`,
    responsibilities,
    services: [...shipped.services, ...services],
    frameworks: withLinks(frameworks, linksOf(rules, byId, source)),
    house: {
      name: rules.name,
      edition: String(rules.edition),
      digest,
      environments: [...new Set(rules.defaults.flatMap(({ environments = [] }) => environments))],
      severities: new Map(Object.entries(rules.gaps)),
    },
  };
}

/** By duty, in the order of the file. */
function defaultsOf(rules: HouseRules, owners: Owners): ReadonlyMap<string, readonly HouseDefault[]> {
  const found = new Map<string, HouseDefault[]>();
  for (const { duties, services, models, environments, owner, customer, why, texts } of rules.defaults) {
    const meant = owners(owner ?? customer ?? 'customer');
    if (meant === null) continue;
    const rule: HouseDefault = {
      ...(services && { services }),
      ...(models && { models }),
      ...(environments && { environments }),
      ...(owner !== undefined && { owner: meant.owner }),
      parties: meant.parties,
      why,
      ...(texts?.provider !== undefined && { provider: texts.provider }),
      ...(texts?.customer !== undefined && { customer: texts.customer }),
    };
    for (const id of new Set(duties)) found.set(id, [...(found.get(id) ?? []), rule]);
  }
  for (const duty of rules.duties) {
    const own = ownersNamed(duty, owners);
    if (own.length > 0) found.set(duty.id, [...(found.get(duty.id) ?? []), ...own]);
  }
  for (const service of rules.services)
    for (const { duty, owner, why } of service.duties) {
      const meant = owner === undefined ? null : owners(owner);
      if (meant === null || meant.parties.length === 0 || why === undefined) continue;
      const rule = { services: [service.id], owner: meant.owner, parties: meant.parties, why };
      found.set(duty, [rule, ...(found.get(duty) ?? [])]);
    }
  return found;
}

/** An own duty's owners where they are parties by name: those of its models first, then the general one. */
function ownersNamed({ owner, why, models = {} }: HouseDuty, owners: Owners): readonly HouseDefault[] {
  const listed = [
    ...Object.entries(models).flatMap(([model, own]) =>
      own ? [{ ...own, models: [model as ServiceModel] }] : [],
    ),
    { owner, why, models: undefined },
  ];
  if (listed.every((own) => (owners(own.owner)?.parties.length ?? 0) === 0)) return [];
  return listed.flatMap((own) => {
    const meant = owners(own.owner);
    if (meant === null) return [];
    return [{ ...(own.models && { models: own.models }), parties: meant.parties, why: own.why }];
  });
}

function dutyOf(duty: HouseDuty, owners: Owners, source: string): Responsibility {
  const general = { owner: owners(duty.owner)?.owner ?? 'customer', why: duty.why } as const;
  const byModel = SERVICE_MODELS.map((model) => {
    const own = duty.models?.[model];
    return [model, own ? { owner: owners(own.owner)?.owner ?? 'customer', why: own.why } : general] as const;
  });
  const texts = { provider: duty.provider ?? null, customer: duty.customer ?? null };
  const { misconception } = duty;
  return {
    id: duty.id,
    domain: duty.domain,
    scope: duty.asked === 'once' ? 'organisation' : 'service',
    name: duty.name,
    question: duty.question,
    kind: general.owner === 'aws' ? 'of' : general.owner === 'customer' ? 'in' : 'shared',
    awsClass:
      general.owner === 'aws' ? 'inherited' : general.owner === 'customer' ? 'customer-specific' : 'shared',
    classBasis: 'inferred',
    defaults: Object.fromEntries(byModel) as Responsibility['defaults'],
    duties: texts,
    dutiesByModel: Object.fromEntries(
      Object.entries(duty.models ?? {}).flatMap(([model, own]) =>
        own && (own.provider ?? own.customer) !== undefined
          ? [[model, { provider: own.provider ?? null, customer: own.customer ?? null }]]
          : [],
      ),
    ),
    tools: duty.tools,
    evidenceSuggestions: duty.evidence,
    ...(misconception && {
      misconception: {
        whenOwner: misconception.owner === 'provider' ? 'aws' : misconception.owner,
        belief: misconception.belief,
        correction: misconception.correction,
      },
    }),
    custom: true,
    source,
  };
}

function serviceOf(
  service: HouseService,
  { parties }: HouseRules,
  owners: Owners,
  source: string,
): CatalogueService {
  const provider = parties.find(({ id }) => id === service.provider);
  return {
    id: service.id,
    name: service.name,
    aliases: service.aliases,
    category: service.category,
    model: service.model,
    notes: service.notes,
    awsPrefix: '',
    otherPrefixes: [],
    cfnNamespaces: [],
    terraformPrefixes: [],
    lifecycle: { state: 'active' },
    overrides: service.duties.flatMap(({ duty, owner, why }) => {
      const meant = owner === undefined ? null : owners(owner);
      return meant === null || why === undefined ? [] : [{ responsibility: duty, owner: meant.owner, why }];
    }),
    guidance: service.duties.flatMap(({ duty, guidance }) =>
      guidance === undefined ? [] : [{ responsibility: duty, text: guidance }],
    ),
    duties: service.duties.flatMap(({ duty, provider: theirs, customer }) =>
      theirs === undefined && customer === undefined
        ? []
        : [{ responsibility: duty, provider: theirs ?? null, customer: customer ?? null }],
    ),
    traits: [],
    sources: [],
    custom: true,
    source,
    ...(provider && { provider }),
  };
}

function frameworkOf(
  framework: HouseRules['frameworks'][number],
  duties: ReadonlyMap<string, Responsibility>,
  source: string,
): Framework {
  const tokens = new Set<string>();
  const tokenOf = (id: string): string => {
    const plain = id.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^(?![A-Za-z_])/, '_');
    let token = plain;
    for (let n = 2; tokens.has(token); n += 1) token = `${plain}-${n}`;
    tokens.add(token);
    return token;
  };
  return {
    id: framework.id,
    name: framework.name,
    version: String(framework.version),
    publisher: framework.publisher,
    titleKind: 'as the house rules give it',
    licence: { kind: 'own', mayShipText: false, note: `The titles are those of the ${source}.` },
    bases: { 'house-rules': { title: source } },
    controls: framework.controls.map(
      (control): Control => ({
        id: control.id,
        oscalId: tokenOf(control.id),
        title: control.title,
        group: control.group,
        duties: control.duties.filter((id) => duties.has(id)),
        ...(control.duties.length === 0 && { without: 'organisation' as const }),
        inherit: inheritOf(control.duties.flatMap((id) => duties.get(id) ?? [])),
        basis: 'house-rules',
      }),
    ),
  };
}

/** How far a control of an own framework can be inherited follows from its duties: what is said of it elsewhere is not known here. */
function inheritOf(duties: readonly Responsibility[]): Control['inherit'] {
  const owners = new Set(
    duties.flatMap((duty) => SERVICE_MODELS.map((model) => suggestedOwner(duty, null, model))),
  );
  owners.delete('na');
  if (owners.size === 0 || (owners.size === 1 && owners.has('customer'))) return 'not';
  return owners.size === 1 && owners.has('aws') ? 'wholly' : 'partly';
}

function linksOf(
  rules: HouseRules,
  duties: ReadonlyMap<string, Responsibility>,
  source: string,
): readonly Link[] {
  const why = `The ${source} link a duty to it that is not the provider’s alone.`;
  const refs = [
    ...rules.mappings.flatMap(({ framework, control, duties: ids }) =>
      ids.map((id) => ({ id, ref: `${framework}/${control}` })),
    ),
    ...rules.duties.flatMap(({ id, controls = {} }) =>
      Object.entries(controls).flatMap(([framework, list]) =>
        list.map((control) => ({ id, ref: `${framework}/${control}` })),
      ),
    ),
  ];
  return refs.flatMap(({ id, ref }) => {
    const duty = duties.get(id);
    return duty === undefined ? [] : [{ duty, ref, why }];
  });
}
