import { z } from 'zod';
import type {
  ChangedSince,
  KeySignature,
  KnownSignOffRow,
  ReviewCounts,
  ReviewQueue,
  ReviewRow,
  SignOff,
  SignOffRow,
} from '../../../../contract/review.ts';
import { ownership, reviewState, status, waits } from './assignments.ts';
import { publicKey, signingKey } from './keys.ts';

export const signOff = z.object({
  number: z.number(),
  subject: z.string().nullable(),
  name: z.string(),
  role: z.string().nullable(),
  statement: z.string(),
  digest: z.string(),
  signedRev: z.number(),
  signedAt: z.string(),
  recordedBy: z.string().nullable(),
  signatureErased: z.literal(true).exactOptional(),
}) satisfies z.ZodType<SignOff>;
export const changedSince = z.object({
  count: z.number(),
  who: z.array(z.string()),
}) satisfies z.ZodType<ChangedSince>;
export const keySignature = publicKey
  .pick({ name: true, fingerprint: true })
  .extend({ problem: z.string().nullable() }) satisfies z.ZodType<KeySignature>;
export const signOffRow = signOff.extend({
  label: z.string(),
  changedSince: changedSince.nullable(),
  signature: keySignature.nullable(),
}) satisfies z.ZodType<SignOffRow>;
export const knownSignOffRow = signOffRow.extend({
  known: signingKey.shape.known,
}) satisfies z.ZodType<KnownSignOffRow>;
export const reviewCounts = z.record(reviewState, z.number()) satisfies z.ZodType<ReviewCounts>;
export const reviewRow = z.object({
  ref: z.string(),
  subject: z.string(),
  subjectLabel: z.string(),
  domainName: z.string(),
  responsibilityName: z.string(),
  ownership: ownership,
  people: z.array(z.string()),
  status: status,
  evidence: z.number(),
  parked: z.boolean(),
  waits: waits.nullable(),
  review: reviewState,
  reviewText: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  againOn: z.string().nullable(),
  due: z.boolean(),
}) satisfies z.ZodType<ReviewRow>;
export const reviewQueue = z.object({
  counts: reviewCounts,
  due: z.number(),
  rows: z.array(reviewRow),
}) satisfies z.ZodType<ReviewQueue>;
