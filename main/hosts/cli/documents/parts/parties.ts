import { z } from 'zod';
import { PARTY_KINDS, type Party, type PartyKind, type Person } from '../../../../contract/parties.ts';

export const partyKind = z.enum(PARTY_KINDS) satisfies z.ZodType<PartyKind>;
export const party = z.object({
  id: z.string(),
  name: z.string(),
  kind: partyKind,
  order: z.number(),
}) satisfies z.ZodType<Party>;
export const person = z.object({
  id: z.string(),
  name: z.string(),
  party: z.string(),
  role: z.string().nullable(),
  email: z.string().nullable(),
}) satisfies z.ZodType<Person>;
