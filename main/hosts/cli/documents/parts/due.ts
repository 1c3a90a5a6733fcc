import { z } from 'zod';
import { DUE_KINDS, type DueItem, type DueList } from '../../../../contract/due.ts';

export const dueItem = z.object({
  id: z.string(),
  kind: z.enum(DUE_KINDS),
  on: z.string(),
  overdue: z.boolean(),
  what: z.string(),
  who: z.string().nullable(),
  subject: z.string().nullable(),
  responsibility: z.string().nullable(),
  concerns: z.array(z.string()),
  number: z.number().nullable(),
}) satisfies z.ZodType<DueItem>;
export const dueList = z.object({
  today: z.string(),
  until: z.string(),
  items: z.array(dueItem),
}) satisfies z.ZodType<DueList>;
