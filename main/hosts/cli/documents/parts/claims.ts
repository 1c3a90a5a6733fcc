import { z } from 'zod';
import {
  CLAIM_OWNERS,
  type Claim,
  type ClaimChange,
  type ClaimOwner,
  type ClaimsRecorded,
  type ClaimWord,
  type ColumnMapping,
  type ComparedControl,
  type ComparedDuty,
  type MatrixCounts,
  MEANINGS,
  type Meaning,
  type SheetMapping,
  type UnreadCell,
  VERDICTS,
  type VendorMatrix,
  type Verdict,
} from '../../../../contract/claims.ts';
import { ownership } from './assignments.ts';

export const meaning = z.enum(MEANINGS) satisfies z.ZodType<Meaning>;
export const columnMapping = z.object({
  column: z.number(),
  letter: z.string(),
  header: z.string(),
  meaning: meaning,
  confidence: z.enum(['sure', 'likely', 'given', 'none']),
}) satisfies z.ZodType<ColumnMapping>;
export const claimOwner = z.enum(CLAIM_OWNERS) satisfies z.ZodType<ClaimOwner>;
export const claimWord = z.union([
  z.array(claimOwner),
  z.literal('not-applicable'),
]) satisfies z.ZodType<ClaimWord>;
export const sheetMapping = z.object({
  sheet: z.string(),
  matrix: z.boolean(),
  layout: z.string().nullable(),
  layoutTitle: z.string().nullable(),
  headerRow: z.number(),
  headerRows: z.number(),
  scheme: z.string().nullable(),
  columns: z.array(columnMapping),
  words: z.array(z.object({ word: z.string(), means: claimWord })),
  fingerprint: z.string().nullable(),
  origin: z.enum(['recognised', 'saved', 'given', 'none']),
}) satisfies z.ZodType<SheetMapping>;
export const matrixCounts = z.object({
  cells: z.number(),
  read: z.number(),
  unread: z.number(),
  outside: z.number(),
  claims: z.number(),
  controls: z.number(),
  silent: z.number(),
}) satisfies z.ZodType<MatrixCounts>;
export const unreadCell = z.object({
  sheet: z.string(),
  cell: z.string(),
  value: z.string(),
  why: z.string(),
  outside: z.boolean(),
  isWord: z.literal(true).exactOptional(),
}) satisfies z.ZodType<UnreadCell>;
export const vendorMatrix = z.object({
  id: z.number(),
  party: z.string(),
  title: z.string(),
  file: z.string(),
  evidence: z.number(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  coversFrom: z.string().nullable(),
  coversTo: z.string().nullable(),
  layouts: z.array(z.string()),
  frameworks: z.array(z.string()),
  counts: matrixCounts,
}) satisfies z.ZodType<VendorMatrix>;
export const claimChange = z.object({
  framework: z.string().nullable(),
  control: z.string(),
  part: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  text: z.boolean(),
}) satisfies z.ZodType<ClaimChange>;
export const claimsRecorded = z.object({
  matrix: vendorMatrix,
  replaced: z.object({ id: z.number(), title: z.string(), recordedAt: z.string() }).nullable(),
  fresh: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  gone: z.number(),
  changes: z.array(claimChange),
  vendorAdded: z.boolean(),
  notes: z.array(z.string()),
  unread: z.array(unreadCell),
  mapping: z.array(sheetMapping),
}) satisfies z.ZodType<ClaimsRecorded>;
export const verdict = z.enum(VERDICTS) satisfies z.ZodType<Verdict>;
export const claim = z.object({
  sheet: z.string(),
  cell: z.string(),
  framework: z.string().nullable(),
  control: z.string(),
  part: z.string().nullable(),
  label: z.string(),
  title: z.string().nullable(),
  owners: z.array(claimOwner),
  notApplicable: z.boolean(),
  words: z.array(z.string()),
  status: z.array(z.string()),
  vendorText: z.string().nullable(),
  customerText: z.string().nullable(),
  otherText: z.string().nullable(),
  text: z.string().nullable(),
  notes: z.array(z.object({ heading: z.string(), text: z.string() })),
  speaks: z.enum(['for-customers', 'own-system']),
}) satisfies z.ZodType<Claim>;
export const comparedDuty = z.object({
  ref: z.string(),
  subject: z.string(),
  responsibility: z.string(),
  ownership: ownership,
  verdict: verdict,
  recordedText: z.string().nullable().exactOptional(),
  locked: z.boolean(),
}) satisfies z.ZodType<ComparedDuty>;
export const comparedControl = z.object({
  matrix: z.number(),
  framework: z.string().nullable(),
  frameworkName: z.string().nullable(),
  control: z.string(),
  title: z.string().nullable(),
  owners: z.array(claimOwner),
  notApplicable: z.boolean(),
  verdict: verdict,
  why: z.string(),
  claims: z.array(claim),
  duties: z.array(comparedDuty),
  dutyCount: z.number(),
}) satisfies z.ZodType<ComparedControl>;
