import { z } from 'zod';
import {
  EVIDENCE_KINDS,
  type Evidence,
  type EvidenceKind,
  PROVIDER_REPORT_KINDS,
  type ProviderReport,
  type ProviderReportKind,
} from '../../../../contract/evidence.ts';

export const evidenceKind = z.enum(EVIDENCE_KINDS) satisfies z.ZodType<EvidenceKind>;
export const providerReportKind = z.enum(PROVIDER_REPORT_KINDS) satisfies z.ZodType<ProviderReportKind>;
export const providerReport = z.object({
  party: z.string(),
  kind: providerReportKind,
  services: z.array(z.string()).nullable(),
}) satisfies z.ZodType<ProviderReport>;
export const evidence = z.object({
  number: z.number(),
  kind: evidenceKind,
  title: z.string(),
  fileName: z.string().nullable(),
  sha256: z.string().nullable(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
  url: z.string().nullable(),
  text: z.string().nullable(),
  coversFrom: z.string().nullable(),
  coversTo: z.string().nullable(),
  expires: z.string().nullable(),
  collectedBy: z.string().nullable(),
  collectedAt: z.string(),
  links: z.array(z.string()),
  replacedBy: z.number().nullable(),
  providerReport: providerReport.nullable(),
}) satisfies z.ZodType<Evidence>;
