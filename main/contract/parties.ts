import { z } from 'zod';
import { slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

/** provider: AWS and its like. organisation: the customer. internal-provider: a platform team inside it.
 *  third-party: a vendor or managed-service partner. client: the organisation's own customers. */
export const PARTY_KINDS = [
  'provider',
  'organisation',
  'internal-provider',
  'third-party',
  'client',
] as const;
export const partyKindSchema = z.enum(PARTY_KINDS);
export type PartyKind = z.infer<typeof partyKindSchema>;

export const nameSchema = z.string().trim().min(1).max(200);

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

export const parties = {
  list: query(z.object({}).optional(), returns<readonly Party[]>()),
  add: command(z.object({ name: nameSchema, kind: partyKindSchema }), returns<Party>()),
  /** What a change of its kind would mean, before it is made. */
  kindChange: query(z.object({ id: slugSchema, kind: partyKindSchema }), returns<KindChange>()),
  /** RULE_VIOLATION for a kind that `kindChange` refuses. */
  update: command(
    z.object({ id: slugSchema, name: nameSchema.optional(), kind: partyKindSchema.optional() }),
    returns<Party>(),
  ),
  /** Refused while the party has shares or people. */
  remove: command(z.object({ id: slugSchema }), returns<null>()),
};

const optionalText = (max: number) => z.string().trim().max(max).nullable();
export const people = {
  list: query(z.object({}).optional(), returns<readonly (Person & { readonly assignments: number })[]>()),
  add: command(
    z.object({
      name: nameSchema,
      party: slugSchema.default('organisation'),
      role: optionalText(200).default(null),
      email: z.union([z.email().max(200), z.null()]).default(null),
    }),
    returns<Person>(),
  ),
  update: command(
    z.object({
      id: slugSchema,
      name: nameSchema.optional(),
      party: slugSchema.optional(),
      role: optionalText(200).optional(),
      email: z.union([z.email().max(200), z.null()]).optional(),
    }),
    returns<Person>(),
  ),
  /** Their shares stay, with nobody named. */
  remove: command(z.object({ id: slugSchema }), returns<{ readonly unnamed: number }>()),
};
