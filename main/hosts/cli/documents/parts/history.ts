import { z } from 'zod';
import type { HistoryChange, HistoryLine, HistoryPart } from '../../../../contract/history.ts';
import { historyKind, way } from './ways.ts';

export const historyChange = z.object({
  field: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
}) satisfies z.ZodType<HistoryChange>;
export const historyPart = z.object({
  kind: historyKind,
  ref: z.string().nullable(),
  name: z.string(),
  subject: z.string().nullable(),
  act: z.enum(['added', 'changed', 'removed']),
  changes: z.array(historyChange),
  all: z.number(),
  by: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<HistoryPart>;
export const historyLine = z.object({
  rev: z.number(),
  at: z.string(),
  who: z.string().nullable(),
  way: way,
  from: z.string().nullable(),
  kinds: z.array(historyKind),
  what: z.string(),
  why: z.string().nullable(),
  duties: z.number(),
  all: z.number(),
  parts: z.array(historyPart),
}) satisfies z.ZodType<HistoryLine>;
