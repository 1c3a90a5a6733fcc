import { z } from 'zod';
import {
  EXPORT_FORMATS,
  type ExportedFile,
  type ExportFormat,
  type ExtractFacts,
  HAND_OUT_FORMATS,
  type HandOut,
  type HandOutFormat,
  type Reconciliation,
  type WrittenHandOut,
} from '../../../../contract/exports.ts';

export const handOut = z.object({
  person: z.string(),
  name: z.string(),
  named: z.number(),
  open: z.number(),
}) satisfies z.ZodType<HandOut>;
export const handOutFormat = z.enum(HAND_OUT_FORMATS) satisfies z.ZodType<HandOutFormat>;
export const writtenHandOut = z.object({
  person: z.string(),
  name: z.string(),
  format: handOutFormat,
  file: z.string(),
  rows: z.number(),
  warnings: z.array(z.string()),
}) satisfies z.ZodType<WrittenHandOut>;
export const extractFacts = z.object({
  of: z.number(),
  by: z.array(z.string()),
}) satisfies z.ZodType<ExtractFacts>;
export const exportFormat = z.enum(EXPORT_FORMATS) satisfies z.ZodType<ExportFormat>;
export const reconciliation = z.object({
  ok: z.boolean(),
  expected: z.object({ rows: z.number(), notes: z.number(), evidence: z.number() }),
  found: z.object({ rows: z.number(), notes: z.number(), evidence: z.number() }),
  texts: z.number().exactOptional(),
  problems: z.array(z.string()),
}) satisfies z.ZodType<Reconciliation>;
export const exportedFile = z.object({
  format: exportFormat,
  name: z.string(),
  handle: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  reconciliation: reconciliation,
  warnings: z.array(z.string()),
}) satisfies z.ZodType<ExportedFile>;
