import { z } from 'zod';
import { RULE_IDS } from '../../../../contract/rules.ts';
import type {
  BrokenRule,
  FoundState,
  Logo,
  RepairReport,
  SavedCopy,
  VerifiedSignOff,
  VerifyReport,
  WorkbookInfo,
} from '../../../../contract/workbook.ts';
import { recordedErasure } from './erasure.ts';
import { knownSignOffRow } from './review.ts';

const marks = z.object({ classification: z.string().nullable(), distribution: z.string().nullable() });
export const workbookInfo = z.object({
  id: z.string(),
  uuid: z.string(),
  fileName: z.string(),
  folder: z.string(),
  title: z.string(),
  organisation: z.string(),
  leadAssessor: z.string().nullable(),
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  reviewOn: z.string().nullable(),
  scopeNote: z.string().nullable(),
  frameworks: z.array(z.string()),
  catalogueVersion: z.string(),
  createdAt: z.string(),
  rev: z.number(),
  readOnly: z.boolean(),
  lockedBy: z.string().nullable(),
  notices: z.array(z.string()),
  example: z.string().nullable(),
  rules: z.array(z.enum(RULE_IDS)),
  classification: z.string().nullable(),
  distribution: z.string().nullable(),
  marksFor: z.object({ auditor: marks, client: marks, public: marks }),
  usualAgenda: z.array(z.string()),
  begunFrom: z
    .object({
      how: z.enum(['template', 'copy']),
      uuid: z.string(),
      title: z.string(),
      rev: z.number(),
      head: z.string(),
    })
    .nullable(),
  copyOf: z.object({ fileName: z.string(), folder: z.string(), told: z.boolean() }).nullable(),
}) satisfies z.ZodType<WorkbookInfo>;
export const logo = z.object({
  mediaType: z.enum(['image/png', 'image/jpeg']),
  width: z.number(),
  height: z.number(),
  sha256: z.string(),
  data: z.string(),
}) satisfies z.ZodType<Logo>;
export const savedCopy = z.object({
  name: z.string(),
  handle: z.string(),
  bytes: z.number(),
  rev: z.number(),
  head: z.string(),
}) satisfies z.ZodType<SavedCopy>;
export const foundState = z.object({
  rev: z.number(),
  at: z.string(),
  what: z.enum(['head', 'state']),
  digest: z.string(),
  copy: z.string().nullable(),
}) satisfies z.ZodType<FoundState>;
export const verifiedSignOff = knownSignOffRow.pick({
  number: true,
  subject: true,
  name: true,
  signedAt: true,
  signature: true,
  signatureErased: true,
  known: true,
}) satisfies z.ZodType<VerifiedSignOff>;
export const brokenRule = z.object({
  rule: z.enum(RULE_IDS),
  gap: z.string(),
  title: z.string(),
  count: z.number(),
  named: z.array(z.string()),
  others: z.number(),
}) satisfies z.ZodType<BrokenRule>;
export const verifyReport = z.object({
  ok: z.boolean(),
  changes: z.number(),
  evidence: z.number(),
  bytes: z.number(),
  head: z.string(),
  state: z.string().nullable(),
  looked: z.object({ given: z.string(), found: foundState.nullable() }).nullable(),
  erasures: z.array(recordedErasure),
  signOffs: z.array(verifiedSignOff),
  broken: z.array(brokenRule),
  problems: z.array(z.string()),
  places: z.record(z.string(), z.string()),
}) satisfies z.ZodType<VerifyReport>;
export const repairReport = z.object({
  rev: z.number(),
  head: z.string(),
  state: z.string().nullable(),
  upTo: z.number(),
  lastChange: z.string(),
  broken: z.string().nullable(),
  differences: z.array(z.string()),
  lost: z.array(z.string()),
}) satisfies z.ZodType<RepairReport>;
