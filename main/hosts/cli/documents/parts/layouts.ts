import { z } from 'zod';
import type {
  Layout,
  LayoutReconciliation,
  LayoutVantage,
  WrittenLayout,
} from '../../../../contract/layouts.ts';

export const layoutVantage = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
}) satisfies z.ZodType<LayoutVantage>;
export const layout = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  publisher: z.string(),
  format: z.enum(['xlsx', 'json', 'csv', 'cklb']),
  framework: z.string().nullable(),
  verified: z.boolean(),
  basis: z.string(),
  about: z.string(),
  cannotHold: z.array(z.string()),
  vantages: z.array(layoutVantage),
}) satisfies z.ZodType<Layout>;
export const layoutReconciliation = z.object({
  ok: z.boolean(),
  counted: z.array(z.object({ what: z.string(), expected: z.number(), found: z.number() })),
  problems: z.array(z.string()),
}) satisfies z.ZodType<LayoutReconciliation>;
export const writtenLayout = z.object({
  layout: z.string(),
  vantage: z.string().nullable(),
  file: z.string(),
  handle: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  rows: z.number(),
  reconciliation: layoutReconciliation,
  leftOut: z.array(z.string()),
}) satisfies z.ZodType<WrittenLayout>;
