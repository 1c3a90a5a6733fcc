// Products that send their findings to Security Hub, and say what is wrong in their own words. A check of theirs is named by the
// product and the type of the finding, so that it is the same in ASFF, in OCSF and in the product's own export.

export type Product =
  | 'inspector'
  | 'guardduty'
  | 'macie'
  | 'access-analyzer'
  | 'ssm-patch-manager'
  | 'firewall-manager';

const PRODUCTS: readonly (readonly [RegExp, Product])[] = [
  [/\binspector2?\b/i, 'inspector'],
  [/\bguard ?duty\b/i, 'guardduty'],
  [/\bmacie2?\b/i, 'macie'],
  [/\baccess[- ]?analyzer\b/i, 'access-analyzer'],
  [/\b(ssm|systems manager)[- ]patch[- ]manager\b/i, 'ssm-patch-manager'],
  [/\bfirewall[- ]manager\b/i, 'firewall-manager'],
];

/** The product that a name or the end of a product's ARN is of; null for any other. */
export const productOf = (name: string): Product | null =>
  PRODUCTS.find(([pattern]) => pattern.test(name))?.[1] ?? null;

/** The check of a finding, by the types that its record gives: `TTPs/Discovery/Recon:EC2-PortProbe`, or `Recon:EC2/PortProbe`. */
export function productCheck(product: Product, types: readonly string[]): string {
  return `${product}/${typeOf(product, types)}`;
}

function typeOf(product: Product, types: readonly string[]): string {
  const [first = 'finding'] = types;
  if (product === 'inspector') return inspectorType(types.join(' '));
  if (product === 'access-analyzer') return accessType(first);
  const colon = first.indexOf(':');
  // `TTPs/Credential Access/IAMUser-AnomalousBehavior` is CredentialAccess:IAMUser/AnomalousBehavior.
  const [, purpose, rest] = /^TTPs\/([A-Za-z ]{1,40})\/([A-Z][A-Za-z0-9]*-.+)$/.exec(first) ?? [];
  if (colon < 0 && product === 'guardduty' && purpose && rest)
    return `${purpose.replaceAll(' ', '')}:${withSlash(rest)}`;
  if (colon < 0) return first.split('/').at(-1) ?? first;
  // ASFF writes the slash of a type as a hyphen.
  return `${first.slice(0, colon).split('/').at(-1)}:${withSlash(first.slice(colon + 1))}`;
}

const withSlash = (text: string) => (text.includes('/') ? text : text.replace('-', '/'));

function inspectorType(types: string): string {
  if (/network.reachability/i.test(types)) return 'network-reachability';
  if (/code.vulnerability/i.test(types)) return 'code-vulnerability';
  // Inspector Classic looked at settings of hosts as well.
  if (/hardening|security best practices/i.test(types)) return 'host-hardening';
  return 'package-vulnerability';
}

/** `External Access Granted` in ASFF, `ExternalAccess` in its own export. */
function accessType(type: string): string {
  const words = (type.split('/').at(-1) ?? type).replaceAll(' ', '');
  return words.replace(/Granted$/, '');
}
