import { CLAIM_OWNERS, type ClaimOwner } from '../../../contract/claims.ts';
import { OSCAL_PROPERTY_NS } from '../../../domain/layouts/oscal.ts';
import { asObjects, asText, type Loose } from '../values.ts';

// Who owns what a document of OSCAL tells of, from the seat of whoever wrote it: its author is the vendor, its reader the customer.

/** `control-origination`, in NIST's words and in FedRAMP's. */
const ORIGINS: Readonly<Record<string, readonly ClaimOwner[]>> = {
  organization: ['vendor'],
  'system-specific': ['vendor'],
  'sp-corporate': ['vendor'],
  'sp-system': ['vendor'],
  hybrid: ['vendor'],
  inherited: ['other'],
  'customer-configured': ['customer'],
  'customer-provided': ['customer'],
  shared: ['vendor', 'customer'],
};
/** Ids of roles that whoever inherits is given. Those of people who work for customers, as `customer-support`, are the author's. */
const CUSTOMERS =
  'customer customers consumer client tenant agency agencies csc end-customer cloud-customer cloud-consumer cloud-service-customer customer-organization customer-admin customer-administrator customer-agency federal-agency';
/** Roles that tell the two sides of a service apart. */
const ROLES: Readonly<Record<string, ClaimOwner>> = {
  provider: 'vendor',
  'service-provider': 'vendor',
  'cloud-service-provider': 'vendor',
  csp: 'vendor',
  vendor: 'vendor',
  ...Object.fromEntries(CUSTOMERS.split(' ').map((role) => [role, 'customer' as const])),
};
/** The roles of Demarc's own documents: "customer" is the organisation that wrote them, and its clients are their readers. */
const OWN_ROLES: Readonly<Record<string, ClaimOwner>> = {
  customer: 'vendor',
  'internal-provider': 'vendor',
  provider: 'other',
  'third-party': 'other',
  client: 'customer',
};

/** Demarc's own property of a thing; null where it has none. */
export const ownProp = (object: Loose, name: string): string | null =>
  asText(asObjects(object.props).find((prop) => prop.ns === OSCAL_PROPERTY_NS && prop.name === name)?.value);

/** Whether Demarc wrote what has these properties. */
export const isOwn = (object: Loose): boolean =>
  asObjects(object.props).some(({ ns }) => ns === OSCAL_PROPERTY_NS);

const propsNamed = (object: Loose, name: string): readonly string[] =>
  asObjects(object.props).flatMap((prop) => {
    const value = prop.name === name ? asText(prop.value)?.toLowerCase() : undefined;
    return value === undefined ? [] : [value];
  });

/** The owners whose roles a thing names as responsible; `own` where Demarc wrote it. */
export const rolesOf = (object: Loose, own: boolean): readonly ClaimOwner[] =>
  asObjects(object['responsible-roles']).flatMap((role) => {
    const owner = (own ? OWN_ROLES : ROLES)[asText(role['role-id'])?.toLowerCase() ?? ''];
    return owner === undefined ? [] : [owner];
  });
/** What `control-origination` says; nothing where there is none that is known. */
export const originsOf = (object: Loose): readonly ClaimOwner[] =>
  propsNamed(object, 'control-origination').flatMap((value) => ORIGINS[value] ?? []);

/** States of the implementation, as its element or as FedRAMP's property. */
export function statesOf(object: Loose): readonly string[] {
  const status = object['implementation-status'];
  const state = typeof status === 'object' && status !== null ? asText(Reflect.get(status, 'state')) : null;
  return state === null ? propsNamed(object, 'implementation-status') : [state];
}

/** What Demarc itself said of every duty of a part: that nobody has decided, that it does not apply, or who owns it. */
export const ownersSaid = (object: Loose): readonly string[] =>
  asObjects(object.props).flatMap((prop) => {
    const value = prop.ns === OSCAL_PROPERTY_NS && prop.name === 'owner' ? asText(prop.value) : null;
    return value === null ? [] : [value];
  });

/** Each once, in the order in which they are always named. */
export const inOrder = (owners: Iterable<ClaimOwner>): readonly ClaimOwner[] => {
  const named = new Set(owners);
  return CLAIM_OWNERS.filter((owner) => named.has(owner));
};
