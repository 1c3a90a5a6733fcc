import type { Ownership } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { OWNERSHIP_STYLES, type OwnershipKey, ownerClassOf, ownershipKeys, partiesOf } from './ownership.ts';

/** What an ownership is counted as: a party's kind, one of the two answers without a party, or one of the two ways of having several. */
export type OwnerKey = OwnershipKey | 'shared' | 'several';

/** In the order in which they are counted, drawn and listed: from the provider to nobody. */
export const OWNER_KEYS: readonly OwnerKey[] = [
  'provider',
  'shared',
  'organisation',
  'several',
  'internal-provider',
  'third-party',
  'client',
  'not-applicable',
  'unanswered',
];

/** Several owners of one duty: shared across the line, or all of them on the customer's side of it, with no part of a provider. */
const TOGETHER = {
  shared: { letter: 'S', label: 'Shared with the provider', halves: ['organisation', 'provider'] },
  several: { letter: 'M', label: 'Several, customer’s side', halves: ['organisation', 'third-party'] },
} as const satisfies Record<
  string,
  { letter: string; label: string; halves: readonly [OwnershipKey, OwnershipKey] }
>;
const isTogether = (key: OwnerKey): key is keyof typeof TOGETHER => Object.hasOwn(TOGETHER, key);

/**
 * The one class that an ownership is counted and drawn in. `shared` is said only where a provider and somebody else each have a
 * part; several providers are the provider's side, several others are a class of their own.
 */
export function ownerKeyOf(ownership: Ownership, kinds: ReadonlyMap<string, PartyKind>): OwnerKey {
  if (ownerClassOf(ownership, kinds) === 'shared') return 'shared';
  const keys = new Set(ownershipKeys(ownership, kinds));
  const [only = 'unanswered'] = keys;
  return partiesOf(ownership).length > 1 && only !== 'provider' ? 'several' : only;
}

/** The word for a class, its letter, and what it is drawn with: one colour, or the two halves of what is owned together. */
export const ownerKeyLabel = (key: OwnerKey): string =>
  isTogether(key) ? TOGETHER[key].label : OWNERSHIP_STYLES[key].label;
/** The letter that stands for a class. */
export const ownerKeyLetter = (key: OwnerKey): string =>
  isTogether(key) ? TOGETHER[key].letter : OWNERSHIP_STYLES[key].letter;
/** What a class is drawn with: one colour, or two halves. */
export const ownerKeyParts = (key: OwnerKey): readonly OwnershipKey[] =>
  isTogether(key) ? TOGETHER[key].halves : [key];

export interface OwnershipCount {
  readonly key: OwnerKey;
  readonly count: number;
}
/** How often each class occurs, in the order of the classes; those that do not occur are left out. */
export function countOwners(ownerships: Iterable<OwnerKey>): readonly OwnershipCount[] {
  const counts = new Map<OwnerKey, number>();
  for (const key of ownerships) counts.set(key, (counts.get(key) ?? 0) + 1);
  return OWNER_KEYS.flatMap((key) => {
    const count = counts.get(key);
    return count === undefined ? [] : [{ key, count }];
  });
}
