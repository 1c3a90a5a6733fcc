import {
  REVIEW_STATES,
  type RegisterFilter,
  type ReviewState,
  STATUSES,
  type Status,
} from '../../main/contract/assignments.ts';

type OwnershipKind = NonNullable<RegisterFilter['ownership']>;

const OWNERSHIPS: readonly OwnershipKind[] = ['unanswered', 'not-applicable', 'single', 'shared'];
const CHECKS = ['any', 'failed'] as const;
const TEXTS = [
  'subject',
  'domain',
  'environment',
  'account',
  'region',
  'tag',
  'party',
  'person',
  'gap',
  'control',
  'text',
] as const;

/** The register's filter as an address holds it: only what is filtered by is there. */
export interface AddressFilter {
  readonly subject?: string;
  readonly domain?: string;
  readonly environment?: string;
  readonly account?: string;
  readonly region?: string;
  /** A tag of the service. */
  readonly tag?: string;
  readonly party?: string;
  readonly person?: string;
  readonly ownership?: OwnershipKind;
  readonly status?: Status;
  readonly review?: ReviewState;
  readonly parked?: true;
  readonly confirmLater?: true;
  /** Id of a gap rule. */
  readonly gap?: string;
  /** What scanners' checks bear on. */
  readonly checks?: 'any' | 'failed';
  /** `framework/control`. */
  readonly control?: string;
  readonly text?: string;
}

/** One of a list, or undefined. */
export const oneOf = <V extends string>(list: readonly V[], value: unknown): V | undefined =>
  list.find((entry) => entry === value);

/** Texts of these names that are there and not empty. */
export const textsOf = <K extends string>(
  raw: Record<string, unknown>,
  names: readonly K[],
): { readonly [N in K]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = raw[name];
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    }),
  ) as { readonly [N in K]?: string };

/** Reads a filter from an address; what it does not know is left out. */
export function readFilter(raw: Record<string, unknown>): AddressFilter {
  const ownership = oneOf(OWNERSHIPS, raw.ownership);
  const status = oneOf(STATUSES, raw.status);
  const review = oneOf(REVIEW_STATES, raw.review);
  const checks = oneOf(CHECKS, raw.checks);
  return {
    ...textsOf(raw, TEXTS),
    ...(ownership ? { ownership } : {}),
    ...(status ? { status } : {}),
    ...(review ? { review } : {}),
    ...(checks ? { checks } : {}),
    ...(raw.parked === true ? { parked: true } : {}),
    ...(raw.confirmLater === true ? { confirmLater: true } : {}),
  };
}
