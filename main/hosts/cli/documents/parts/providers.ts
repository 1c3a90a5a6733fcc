import { z } from 'zod';
import type {
  EditionDifference,
  EditionFacts,
  EditionLine,
  EditionLook,
  Inherited,
  InheritedEvidence,
  Origin,
  Provider,
} from '../../../../contract/providers.ts';
import { evidenceKind } from './evidence.ts';

const facts = {
  uuid: z.string(),
  title: z.string(),
  organisation: z.string(),
  rev: z.number(),
  digest: z.string().nullable(),
  day: z.string(),
};
const origin = z.object({ ...facts, party: z.string() }) satisfies z.ZodType<Origin>;
const editionFacts = z.object({ ...facts, head: z.string() }) satisfies z.ZodType<EditionFacts>;
const evidence = z.object({
  number: z.number(),
  kind: evidenceKind,
  title: z.string(),
  sha256: z.string().nullable(),
  collectedAt: z.string(),
  coversFrom: z.string().nullable(),
  coversTo: z.string().nullable(),
  expires: z.string().nullable(),
}) satisfies z.ZodType<InheritedEvidence>;
export const inherited = z.object({
  origins: z.array(origin),
  evidence: z.array(evidence),
  acceptedUntil: z.string().optional(),
}) satisfies z.ZodType<Inherited>;
export const provider = z.object({
  party: z.string(),
  partyName: z.string(),
  edition: editionFacts,
  takenAt: z.string(),
  takenBy: z.string().nullable(),
  authorisedOn: z.string().nullable(),
  duties: z.number(),
  foundations: z.number(),
  rows: z.number(),
  open: z.number(),
  ended: z.array(z.object({ duty: z.string(), dutyName: z.string(), day: z.string() })),
  above: z.array(origin.omit({ uuid: true, party: true })),
}) satisfies z.ZodType<Provider>;
const line = z.object({
  duty: z.string(),
  dutyName: z.string(),
  what: z.array(z.string()),
}) satisfies z.ZodType<EditionLine>;
const difference = z.object({
  added: z.array(line),
  changed: z.array(line),
  gone: z.array(line),
  same: z.number(),
}) satisfies z.ZodType<EditionDifference>;
export const editionLook = z.object({
  edition: editionFacts,
  notices: z.array(z.string()),
  held: editionFacts.nullable(),
  difference: difference,
}) satisfies z.ZodType<EditionLook>;
