import type { CatalogueService, Matching } from '../contract/catalogue.ts';

/** What kind of name it is; types that start with `AWS::` are read as CloudFormation's wherever they stand. */
export type NameKind = 'cloudformation' | 'terraform' | 'resource-type' | 'billing';

/** The catalogue id of the service that a type or label belongs to; null when no entry claims it. */
export type Recogniser = (kind: NameKind, name: string) => string | null;

/**
 * Builds the recogniser. CloudFormation types and Terraform names: every entry's prefixes are compared and the longest
 * match wins; variants without lists of their own are thus never matched by type alone. `service:type` names (ARNs,
 * Resource Explorer): the types of `matching`, else the IAM prefix. Billing lines: the labels of `matching`, else the
 * services' own names without the words Amazon and AWS.
 */
export function recogniserFor(services: readonly CatalogueService[], matching: Matching): Recogniser {
  const byKind: Readonly<Record<NameKind, (name: string) => string | null>> = {
    cloudformation: longestPrefix([
      ...services.flatMap((service) => pairs(service.cfnNamespaces, service.id)),
      ...Object.entries(matching.cloudFormation),
    ]),
    terraform: longestPrefix(services.flatMap((service) => pairs(service.terraformPrefixes, service.id))),
    'resource-type': resourceTypes(services, matching),
    billing: billingLines(services, matching),
  };
  const known = new Map<string, string | null>();
  return (kind, name) => {
    const used = name.startsWith('AWS::') ? 'cloudformation' : kind;
    const key = `${used} ${name}`;
    let id = known.get(key);
    if (id === undefined) {
      id = byKind[used](name);
      // Names come from files of strangers, so what is remembered is bounded.
      if (known.size < 10_000) known.set(key, id);
    }
    return id;
  };
}

type Pair = readonly [name: string, id: string];
const pairs = (names: readonly string[], id: string): Pair[] => names.map((name) => [name, id]);

function longestPrefix(entries: readonly Pair[]): (name: string) => string | null {
  const longestFirst = [...entries].sort((a, b) => b[0].length - a[0].length);
  return (name) => longestFirst.find(([prefix]) => name.startsWith(prefix))?.[1] ?? null;
}

function resourceTypes(
  services: readonly CatalogueService[],
  matching: Matching,
): (name: string) => string | null {
  const byType = longestPrefix(Object.entries(matching.resourceTypes));
  const variants = services.filter((service) => service.variantOf);
  const bases = services.filter((service) => !service.variantOf);
  // Later entries win: other prefixes, then main prefixes, each of variants before those of base entries, then what the data says.
  const byPrefix = new Map<string, string>([
    ...[...variants, ...bases].flatMap((service) => pairs(service.otherPrefixes, service.id)),
    ...[...variants, ...bases].map((service) => [service.awsPrefix, service.id] as const),
    ...Object.entries(matching.servicePrefixes),
  ]);
  return (name) => {
    const lower = name.toLowerCase();
    return byType(lower) ?? byPrefix.get(lower.split(':', 1)[0] ?? '') ?? null;
  };
}

/** A name without what it says in brackets: `API Gateway (REST)` -> `API Gateway`. */
export function withoutBrackets(name: string): string {
  const open = name.indexOf('(');
  const close = name.lastIndexOf(')');
  return open < 0 || close < open ? name : name.slice(0, open).trimEnd() + name.slice(close + 1);
}

/** `Amazon EC2 Container Registry (ECR)` -> `ec2containerregistryecr`. */
const plain = (label: string) =>
  label
    .replace(/^(Amazon|AWS)\b/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

function billingLines(
  services: readonly CatalogueService[],
  matching: Matching,
): (name: string) => string | null {
  const labels = new Map<string, string>();
  const add = (label: string, id: string) => {
    if (plain(label) !== '') labels.set(plain(label), id);
  };
  // Names come first so that the labels of the data, which are more exact, overwrite them; those of variants before the others'.
  const variantsFirst = services.toSorted(
    (a, b) => Number(b.variantOf !== undefined) - Number(a.variantOf !== undefined),
  );
  for (const service of variantsFirst)
    for (const name of [...service.aliases, service.name, withoutBrackets(service.name)])
      add(name, service.id);
  for (const [label, id] of Object.entries(matching.billing)) add(label, id);
  const endings = Object.entries(matching.billingEndings).map(([end, id]) => [plain(end), id] as const);
  return (name) => labels.get(plain(name)) ?? endings.find(([end]) => plain(name).endsWith(end))?.[1] ?? null;
}
