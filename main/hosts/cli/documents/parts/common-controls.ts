import { z } from 'zod';
import type { CommonControl, Reach } from '../../../../contract/common-controls.ts';
import { ownership, reviewState, status } from './assignments.ts';
import { inherited } from './providers.ts';

const reach = z.object({
  everywhere: z.boolean(),
  environments: z.array(z.string()),
  tags: z.array(z.string()),
  services: z.array(z.string()),
}) satisfies z.ZodType<Reach>;
export const commonControl = z.object({
  ref: z.string(),
  party: z.string(),
  partyName: z.string(),
  responsibility: z.string(),
  responsibilityName: z.string(),
  reach: reach,
  exceptions: z.array(z.object({ subject: z.string(), label: z.string(), reason: z.string() })),
  ownership: ownership,
  status: status,
  review: reviewState,
  evidence: z.number(),
  services: z.number(),
  open: z.number(),
  ownAnswers: z.number(),
  partly: z.array(z.string()),
  inherited: inherited.nullable(),
}) satisfies z.ZodType<CommonControl>;
