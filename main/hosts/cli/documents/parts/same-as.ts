import { z } from 'zod';
import {
  SAME_PARTS,
  type SameChange,
  type SameLeft,
  type SamePart,
  type SameResult,
} from '../../../../contract/same-as.ts';

export const samePart = z.enum(SAME_PARTS) satisfies z.ZodType<SamePart>;
export const sameChange = z.object({
  ref: z.string(),
  place: z.string(),
  before: z.string(),
  after: z.string(),
  parts: z.array(samePart),
}) satisfies z.ZodType<SameChange>;
export const sameLeft = z.object({
  ref: z.string(),
  place: z.string(),
  kind: z.enum(['locked', 'answered', 'not-asked', 'misconception', 'refused']),
  why: z.string(),
}) satisfies z.ZodType<SameLeft>;
export const sameResult = z.object({
  changes: z.array(sameChange),
  left: z.array(sameLeft),
  same: z.number(),
}) satisfies z.ZodType<SameResult>;
