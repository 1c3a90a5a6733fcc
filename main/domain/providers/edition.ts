import { z } from 'zod';
import { REVIEW_STATES, STATUSES } from '../../contract/assignments.ts';
import { EVIDENCE_KINDS } from '../../contract/evidence.ts';
import { PARTY_KINDS } from '../../contract/parties.ts';
import type { EditionFacts, InheritedEvidence, Origin } from '../../contract/providers.ts';
import { plainName } from '../words/plain-text.ts';

// What one workbook gives to those that inherit from it. It names no person: who does it at the provider is the provider's matter,
// and a name that is erased there would stand on in every workbook below.

/** How many workbooks an answer may have come down through. */
export const DEEPEST = 16;

/** The texts of a hundred parties, ten thousand characters each, as they stand in one once they were inherited. */
const text = z.string().max(1_100_000);
const name = z.string().max(1000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const facts = {
  uuid: name.min(1),
  title: name,
  organisation: name,
  rev: z.int().min(0),
  digest: sha256.nullable(),
  day: z.iso.date(),
};
const originSchema = z.object({ ...facts, party: name }) satisfies z.ZodType<Origin>;
/** Which state of which workbook an edition is, as it lies in a workbook. */
export const factsSchema = z.object({ ...facts, head: sha256 }) satisfies z.ZodType<EditionFacts>;
const evidenceSchema = z.object({
  number: z.int().min(1),
  kind: z.enum(EVIDENCE_KINDS),
  title: text,
  sha256: sha256.nullable(),
  collectedAt: name,
  coversFrom: name.nullable(),
  coversTo: name.nullable(),
  expires: name.nullable(),
}) satisfies z.ZodType<InheritedEvidence>;
const answerSchema = z.object({
  duty: name.min(1),
  /** What a duty of the provider's own is called, which no catalogue knows; absent for those of the catalogue. */
  named: name.optional(),
  /** Who answers, as the provider calls it; of a foundation, the cloud whose it is. */
  party: name,
  /** A foundation of a cloud, which is answered once and holds in no service by itself: it goes to the party of that name. */
  foundation: z.literal(true).optional(),
  /** Environments by name: no two workbooks have the same ids for them. */
  reach: z.object({
    everywhere: z.boolean(),
    environments: z.array(name).max(1000),
    tags: z.array(name).max(1000),
  }),
  shares: z.array(z.object({ party: name, kind: z.enum(PARTY_KINDS), text: text.nullable() })).max(100),
  notApplicable: text.nullable(),
  deviationReason: text.nullable(),
  status: z.enum(STATUSES),
  /** Through which day a risk is accepted, where that was said; why and by whom is the provider's matter. */
  acceptedUntil: name.optional(),
  dueOn: name.nullable(),
  review: z.enum(REVIEW_STATES),
  answeredAt: name.nullable(),
  evidence: z.array(evidenceSchema).max(10_000),
  /** From where the provider inherits it itself, the nearest first; empty where it is its own answer. */
  above: z.array(originSchema).max(DEEPEST),
});
/** What says nothing is no answer: it would stand in a row as a status without an owner. */
const rowSchema = answerSchema.refine(
  ({ shares, notApplicable }) => shares.length > 0 || notApplicable !== null,
  'an answer without an owner',
);
/** What tells the rows of an edition apart: a duty is answered once, and a foundation once for each cloud. */
export const editionKey = ({
  duty,
  party,
  foundation,
}: {
  readonly duty: string;
  readonly party: string;
  readonly foundation?: true | undefined;
}): string => (foundation ? `${plainName(party)}/${duty}` : duty);
/** Rows of an edition as they lie in a workbook, one a duty. */
export const editionRowsSchema = z
  .array(rowSchema)
  .max(20_000)
  .refine((rows) => new Set(rows.map(editionKey)).size === rows.length, 'a duty that is answered twice');
/** A whole edition, as it crosses from one file to another. */
export const editionSchema = z.object({ facts: factsSchema, rows: editionRowsSchema });

/** The answer to one duty that a workbook gives to those that inherit from it. */
export type EditionRow = z.infer<typeof rowSchema>;
export type Edition = z.infer<typeof editionSchema>;

/** Duties that a provider held in an earlier edition and holds no more: each row as it was last, and the day of the edition that lacks it. */
export const endedSchema = z.array(z.object({ row: rowSchema, day: z.iso.date() })).max(20_000);
export type EndedRow = z.infer<typeof endedSchema>[number];
