import { z } from 'zod';
import { type KindChange, PARTY_KINDS, type Party, type Person } from '../parties.ts';
import { slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

export const partyKindSchema = z.enum(PARTY_KINDS);
export const nameSchema = z.string().trim().min(1).max(200);

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
