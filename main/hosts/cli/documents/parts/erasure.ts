import { z } from 'zod';
import type {
  ErasedEvidence,
  ErasureReport,
  RecordedErasure,
  RemovedEvidence,
  RetentionRules,
} from '../../../../contract/erasure.ts';

const erasedEvidence = z.object({
  number: z.number(),
  sha256: z.string(),
  size: z.number(),
}) satisfies z.ZodType<ErasedEvidence>;
export const erasureReport = z.object({
  label: z.string().nullable(),
  names: z.array(z.string()),
  addresses: z.array(z.string()),
  records: z.array(z.object({ what: z.string(), count: z.number() })),
  entries: z.number(),
  of: z.number(),
  merged: z.number(),
  snapshots: z.number(),
  signatures: z.number(),
  files: z.number(),
  backups: z.object({ rewritten: z.number(), removed: z.number(), kept: z.number() }),
  bytes: z.object({ before: z.number(), after: z.number() }),
  remains: z.array(z.string()),
  done: z.object({ rev: z.number(), head: z.string() }).nullable(),
}) satisfies z.ZodType<ErasureReport>;
export const recordedErasure = z.object({
  change: z.number(),
  at: z.string(),
  who: z.string().nullable(),
  label: z.string().nullable(),
  entries: z.number(),
  contents: z.array(erasedEvidence),
}) satisfies z.ZodType<RecordedErasure>;
export const retentionRules = z.object({
  hold: z.string().nullable(),
  retentionDays: z.number().nullable(),
}) satisfies z.ZodType<RetentionRules>;
export const removedEvidence = erasedEvidence.extend({
  title: z.string(),
  fileName: z.string().nullable(),
  removedAt: z.string(),
  removedBy: z.string().nullable(),
  hold: z.string().nullable(),
  dueOn: z.string().nullable(),
}) satisfies z.ZodType<RemovedEvidence>;
