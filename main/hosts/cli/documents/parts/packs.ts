import { z } from 'zod';
import {
  ABSENT_REASONS,
  type AbsentEvidence,
  type AbsentReason,
  type PackAgainst,
  type PackProblem,
  type PackReport,
  type PackRequests,
  type PackTimestamp,
  type WrittenPack,
} from '../../../../contract/packs.ts';
import { signingKey } from './keys.ts';
import { keySignature } from './review.ts';

export const packProblem = z.object({
  path: z.string(),
  sentence: z.string(),
}) satisfies z.ZodType<PackProblem>;
export const packTimestamp = z.object({
  time: z.string(),
  signer: z.string().nullable(),
}) satisfies z.ZodType<PackTimestamp>;
export const absentReason = z.enum(ABSENT_REASONS) satisfies z.ZodType<AbsentReason>;
export const absentEvidence = z.object({
  number: z.number(),
  title: z.string(),
  why: absentReason,
}) satisfies z.ZodType<AbsentEvidence>;
export const packAgainst = z.object({
  file: z.string(),
  standing: z.enum(['head', 'earlier', 'other', 'broken']),
  sentence: z.string(),
  problems: z.array(z.string()),
}) satisfies z.ZodType<PackAgainst>;
export const packReport = z.object({
  ok: z.boolean(),
  bytes: z.number(),
  sha256: z.string(),
  encrypted: z.boolean(),
  workbook: z
    .object({
      title: z.string(),
      organisation: z.string(),
      revision: z.number(),
      changeLogHead: z.string(),
      lastChange: z.string(),
      judgedAsOf: z.string().nullable(),
      state: z.string().nullable(),
    })
    .nullable(),
  files: z.number(),
  altered: z.array(packProblem),
  missing: z.array(packProblem),
  extra: z.array(packProblem),
  archive: z.array(z.string()),
  signature: keySignature.nullable(),
  timestamp: z
    .union([packTimestamp.extend({ problem: z.null() }), z.object({ problem: z.string() })])
    .nullable(),
  known: signingKey.shape.known,
  absent: z.array(absentEvidence),
  against: packAgainst.nullable(),
}) satisfies z.ZodType<PackReport>;
export const packRequests = z.object({
  asked: z.number(),
  open: z.array(z.object({ id: z.string(), why: z.string() })),
}) satisfies z.ZodType<PackRequests>;
export const writtenPack = z.object({
  name: z.string(),
  handle: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  encrypted: z.boolean(),
  signedWith: signingKey.pick({ name: true, fingerprint: true }).nullable(),
  files: z.number(),
  evidence: z.number(),
  manifestSha256: z.string(),
  timestamp: packTimestamp.nullable(),
  changeLogHead: z.string(),
  state: z.string().nullable(),
  absent: z.array(absentEvidence),
  layouts: z.array(z.object({ layout: z.string(), file: z.string(), leftOut: z.array(z.string()) })),
  requests: packRequests.nullable(),
  warnings: z.array(z.string()),
}) satisfies z.ZodType<WrittenPack>;
