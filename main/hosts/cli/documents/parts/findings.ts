import { z } from 'zod';
import {
  type AssignmentFindings,
  FINDING_RESULTS,
  FINDINGS_FORMATS,
  type FindingCandidate,
  type FindingChange,
  type FindingResult,
  type FindingsAdded,
  type FindingsEffect,
  type FindingsFormat,
  type FindingsReport,
  type FindingsSummary,
  type PlacedBefore,
  type PlacedByControl,
  type UnplacedFindings,
} from '../../../../contract/findings.ts';
import { status } from './assignments.ts';
import { errorCode } from './errors.ts';

export const findingsFormat = z.enum(FINDINGS_FORMATS) satisfies z.ZodType<FindingsFormat>;
export const findingResult = z.enum(FINDING_RESULTS) satisfies z.ZodType<FindingResult>;
export const findingsSummary = z.object({
  file: z.string(),
  format: findingsFormat,
  findings: z.number(),
  results: z.record(findingResult, z.number()),
  archived: z.number(),
  notApplicable: z.number(),
  unreadable: z.number(),
  withoutAccount: z.number(),
  problems: z.array(z.object({ record: z.number(), why: z.string() })),
  notes: z.array(z.string()),
}) satisfies z.ZodType<FindingsSummary>;
export const findingsEffect = z.object({
  closed: z.number(),
  replaced: z.number(),
  replacedWithoutAccount: z.number(),
  missing: z.number(),
}) satisfies z.ZodType<FindingsEffect>;
export const assignmentFindings = z.object({
  ref: z.string(),
  status: status,
  results: z.record(findingResult, z.number()),
  contradicted: z.boolean(),
}) satisfies z.ZodType<AssignmentFindings>;
export const findingCandidate = z.object({
  ref: z.string(),
  by: z.string(),
}) satisfies z.ZodType<FindingCandidate>;
export const placedByControl = z.object({
  check: z.string(),
  title: z.string(),
  by: z.string(),
  refs: z.array(z.string()),
  findings: z.number(),
}) satisfies z.ZodType<PlacedByControl>;
export const unplacedFindings = z.object({
  check: z.string(),
  title: z.string(),
  why: z.enum(['unknown-check', 'service-not-in-use', 'no-service', 'other-account', 'not-asked']),
  account: z.string().exactOptional(),
  candidates: z.array(findingCandidate).exactOptional(),
  findings: z.number(),
}) satisfies z.ZodType<UnplacedFindings>;
export const placedBefore = z.object({
  check: z.string(),
  title: z.string(),
  refs: z.array(z.string()),
  findings: z.number(),
}) satisfies z.ZodType<PlacedBefore>;
export const findingsReport = z.object({
  files: z.array(
    z.union([
      z.object({ file: z.string(), summary: findingsSummary, refused: z.null() }),
      z.object({
        file: z.string(),
        summary: z.null(),
        refused: z.object({ code: errorCode, message: z.string() }),
      }),
    ]),
  ),
  effect: findingsEffect,
  assignments: z.array(assignmentFindings),
  byControls: z.array(placedByControl),
  unplaced: z.array(unplacedFindings),
  before: z.array(placedBefore),
}) satisfies z.ZodType<FindingsReport>;
export const findingChange = z.object({
  id: z.string(),
  check: z.string(),
  title: z.string(),
  resource: z.string().nullable(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  before: findingResult.nullable(),
  after: findingResult.nullable(),
}) satisfies z.ZodType<FindingChange>;
export const findingsAdded = z.object({
  evidence: z.array(z.object({ number: z.number(), file: z.string() })),
  fresh: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  gone: z.number(),
  older: z.number(),
  changes: z.array(findingChange),
}) satisfies z.ZodType<FindingsAdded>;
