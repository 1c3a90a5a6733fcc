import { z } from 'zod';
import { FIND_KINDS, type FindGroup, type FindHit, type FindKind } from '../../../../contract/find.ts';

export const findKind = z.enum(FIND_KINDS) satisfies z.ZodType<FindKind>;
export const findHit = z.object({
  kind: findKind,
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  duty: z.string().nullable(),
  parked: z.string().nullable(),
  matched: z.object({ field: z.string(), text: z.string() }).nullable(),
}) satisfies z.ZodType<FindHit>;
export const findGroup = z.object({
  kind: findKind,
  total: z.number(),
  hits: z.array(findHit),
}) satisfies z.ZodType<FindGroup>;
