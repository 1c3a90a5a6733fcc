import { z } from 'zod';
import {
  type ConflictSide,
  MERGE_GROUPS,
  type MergeAncestor,
  type MergeChange,
  type MergeConflict,
  type MergeGroup,
  type MergeSide,
  RESOLUTIONS,
  type Renamed,
  type Resolution,
  type Said,
} from '../../../../contract/merge.ts';

export const mergeGroup = z.enum(MERGE_GROUPS) satisfies z.ZodType<MergeGroup>;
export const mergeAncestor = z.object({
  found: z.enum(['change-log', 'earlier-merge', 'file']),
  rev: z.number(),
  hash: z.string(),
  at: z.string().nullable(),
}) satisfies z.ZodType<MergeAncestor>;
export const mergeSide = z.object({
  name: z.string(),
  rev: z.number(),
  head: z.string(),
  entries: z.number(),
  authors: z.array(z.object({ who: z.string().nullable(), entries: z.number() })),
}) satisfies z.ZodType<MergeSide>;
export const said = z.object({
  who: z.string().nullable(),
  at: z.string().nullable(),
}) satisfies z.ZodType<Said>;
export const mergeChange = z.object({
  group: mergeGroup,
  kind: z.enum(['added', 'gone', 'changed']),
  ref: z.string().nullable(),
  place: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  said: said,
  resolved: z.boolean(),
}) satisfies z.ZodType<MergeChange>;
export const conflictSide = said.extend({ text: z.string().nullable() }) satisfies z.ZodType<ConflictSide>;
export const mergeConflict = z.object({
  key: z.string(),
  kind: z.enum(['changed', 'removed', 'accepted']),
  group: mergeGroup,
  ref: z.string().nullable(),
  place: z.string(),
  field: z.string(),
  base: z.string().nullable(),
  mine: conflictSide,
  theirs: conflictSide,
  both: z.string().nullable(),
}) satisfies z.ZodType<MergeConflict>;
export const resolution = z.enum(RESOLUTIONS) satisfies z.ZodType<Resolution>;
export const renamed = z.object({
  side: z.enum(['mine', 'theirs']),
  what: z.string(),
  from: z.string(),
  to: z.string(),
  title: z.string(),
}) satisfies z.ZodType<Renamed>;
