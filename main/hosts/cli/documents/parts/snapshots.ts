import { z } from 'zod';
import {
  CHANGE_GROUPS,
  type Change,
  type ChangedBy,
  type ChangeGroup,
  type ChangeKind,
  COMPARISON_FORMATS,
  type ComparedState,
  type Comparison,
  type ComparisonFormat,
  type GroupCount,
  type NamedComparison,
  type ReaskItem,
  type Snapshot,
  type SplitItem,
  type WrittenComparison,
} from '../../../../contract/snapshots.ts';
import { writtenDocument } from './documents.ts';

export const changeGroup = z.enum(CHANGE_GROUPS) satisfies z.ZodType<ChangeGroup>;
export const changeKind = z.enum(['added', 'gone', 'changed', 'expired']) satisfies z.ZodType<ChangeKind>;
export const changedBy = z.object({
  rev: z.number(),
  at: z.string(),
  who: z.string().nullable(),
  way: z.string().nullable(),
}) satisfies z.ZodType<ChangedBy>;
export const change = z.object({
  group: changeGroup,
  kind: changeKind,
  ref: z.string().nullable(),
  place: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  by: z.array(changedBy).exactOptional(),
}) satisfies z.ZodType<Change>;
export const groupCount = z.object({
  group: changeGroup,
  added: z.number(),
  gone: z.number(),
  changed: z.number(),
  expired: z.number(),
}) satisfies z.ZodType<GroupCount>;
export const comparison = z.object({
  changes: z.array(change),
  counts: z.array(groupCount),
  total: z.number(),
}) satisfies z.ZodType<Comparison>;
export const comparedState = z.object({
  name: z.string(),
  at: z.string(),
  judgedAsOf: z.string(),
  notices: z.array(z.string()),
  services: z.number(),
  answered: z.number(),
  evidence: z.number(),
}) satisfies z.ZodType<ComparedState>;
export const namedComparison = comparison.extend({
  from: comparedState,
  to: comparedState,
}) satisfies z.ZodType<NamedComparison>;
export const comparisonFormat = z.enum(COMPARISON_FORMATS) satisfies z.ZodType<ComparisonFormat>;
export const writtenComparison = writtenDocument
  .pick({ name: true, handle: true, bytes: true, sha256: true, warnings: true })
  .extend({ format: comparisonFormat, rows: z.number() }) satisfies z.ZodType<WrittenComparison>;
export const snapshot = z.object({
  number: z.number(),
  name: z.string(),
  note: z.string().nullable(),
  takenAt: z.string(),
  takenBy: z.string().nullable(),
  takenRev: z.number(),
  digest: z.string(),
}) satisfies z.ZodType<Snapshot>;
export const reaskItem = z.object({
  ref: z.string(),
  place: z.string(),
  answer: z.string(),
  answeredAt: z.string().nullable(),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
}) satisfies z.ZodType<ReaskItem>;
export const splitItem = z.object({
  ref: z.string(),
  place: z.string(),
  answer: z.string(),
  parts: z.array(z.string()),
}) satisfies z.ZodType<SplitItem>;
