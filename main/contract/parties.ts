/** provider: AWS and its like. organisation: the customer. internal-provider: a platform team inside it.
 *  third-party: a vendor or managed-service partner. client: the organisation's own customers. */
export const PARTY_KINDS = [
  'provider',
  'organisation',
  'internal-provider',
  'third-party',
  'client',
] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly kind: PartyKind;
  readonly order: number;
}
/** What another kind of a party means for what is recorded. */
export interface KindChange {
  /** Why the party cannot have that kind, as a sentence; null when it can. */
  readonly refused: string | null;
  /** Sentences. */
  readonly means: readonly string[];
}
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly party: string;
  readonly role: string | null;
  readonly email: string | null;
}
