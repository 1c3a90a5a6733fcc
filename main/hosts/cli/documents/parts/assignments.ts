import { z } from 'zod';
import {
  type Assignment,
  type Ownership,
  REVIEW_STATES,
  type Reviewed,
  type ReviewState,
  type RiskAcceptance,
  type Share,
  STATUSES,
  type Status,
  type Waits,
} from '../../../../contract/assignments.ts';

export const status = z.enum(STATUSES) satisfies z.ZodType<Status>;
export const share = z.object({
  party: z.string(),
  text: z.string().nullable(),
  person: z.string().nullable(),
}) satisfies z.ZodType<Share>;
export const waits = z.object({
  for: z.string().nullable(),
  person: z.string().nullable(),
  name: z.string().nullable(),
}) satisfies z.ZodType<Waits>;
export const riskAcceptance = z.object({
  reason: z.string().nullable(),
  approver: z.string().nullable(),
  approvedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
}) satisfies z.ZodType<RiskAcceptance>;
export const reviewed = z.object({
  by: z.string().nullable(),
  on: z.string(),
}) satisfies z.ZodType<Reviewed>;
export const reviewState = z.enum(REVIEW_STATES) satisfies z.ZodType<ReviewState>;
export const assignment = z.object({
  subject: z.string(),
  responsibility: z.string(),
  shares: z.array(share),
  notApplicable: z.string().nullable(),
  deviationReason: z.string().nullable(),
  status: status,
  risk: riskAcceptance.nullable(),
  dueOn: z.string().nullable(),
  note: z.string().nullable(),
  parked: z.boolean(),
  waits: waits.nullable(),
  confirmLater: z.boolean(),
  askedAnyway: z.boolean(),
  ownPart: z.boolean(),
  review: reviewState,
  reviewText: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  authors: z.array(z.string()),
  reviewed: reviewed.nullable(),
  rev: z.number(),
}) satisfies z.ZodType<Assignment>;
export const ownership = z.union([
  z.object({ kind: z.literal('unanswered') }),
  z.object({ kind: z.literal('not-applicable') }),
  z.object({ kind: z.literal('single'), party: z.string() }),
  z.object({ kind: z.literal('shared'), parties: z.array(z.string()) }),
]) satisfies z.ZodType<Ownership>;
