import { z } from 'zod';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

/** file: embedded in the workbook. reference: path and hash of a file that stays outside. finding: an automated result. */
export const EVIDENCE_KINDS = ['file', 'reference', 'link', 'note', 'finding'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What a provider's auditor says about it: a SOC 2 report, a PCI DSS attestation of compliance, an ISO/IEC 27001 certificate. */
export const PROVIDER_REPORT_KINDS = ['soc-2', 'pci-aoc', 'iso-27001', 'other'] as const;
export type ProviderReportKind = (typeof PROVIDER_REPORT_KINDS)[number];

/** Evidence that counts, without being linked, for every duty of the provider in its scope. */
export interface ProviderReport {
  readonly party: string;
  readonly kind: ProviderReportKind;
  /** Catalogue ids of the services that it covers; null for all of them, and what the provider does for all alike. */
  readonly services: readonly string[] | null;
}

export interface Evidence {
  /** Number in the register, shown as E-12; never given twice. */
  readonly number: number;
  readonly kind: EvidenceKind;
  readonly title: string;
  /** Name of the file, embedded or referenced. */
  readonly fileName: string | null;
  /** Lower-case hexadecimal; null for links. */
  readonly sha256: string | null;
  readonly mediaType: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly url: string | null;
  readonly text: string | null;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly expires: string | null;
  readonly collectedBy: string | null;
  readonly collectedAt: string;
  readonly links: readonly string[];
  /** Number of the newer revision; null while this one counts. */
  readonly replacedBy: number | null;
  readonly providerReport: ProviderReport | null;
}

/** What a check of all hashes found; `problems` is empty when every file still has its hash. */
export interface EvidenceCheck {
  /** Files inside the workbook, and files outside it that are known by path and hash. */
  readonly files: number;
  readonly references: number;
  /** Bytes read. */
  readonly bytes: number;
  readonly problems: readonly { readonly number: number; readonly sentence: string }[];
}

const titleSchema = z.string().trim().min(1).max(300);
const dates = {
  coversFrom: dateSchema.nullable().optional(),
  coversTo: dateSchema.nullable().optional(),
  expires: dateSchema.nullable().optional(),
};
const number = z.int().min(1);
const refs = z.array(assignmentRefSchema).min(1).max(10_000);

export const evidence = {
  list: query(z.object({ ref: assignmentRefSchema.optional() }).optional(), returns<readonly Evidence[]>()),
  /** Copies the file into the workbook in 1 MiB pieces; a file already there is stored once. Progress in bytes. */
  attachFile: job(
    z.object({
      refs,
      file: z.string().max(200),
      title: titleSchema.optional(),
      /** Keep only path and hash, where the file must not be copied. */
      reference: z.boolean().default(false),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  addLink: command(
    z.object({
      refs,
      url: z.url({ protocol: /^https?$/ }).max(2000),
      title: titleSchema.optional(),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  addNote: command(
    z.object({ refs, title: titleSchema, text: z.string().trim().min(1).max(100_000), ...dates }),
    returns<Evidence>(),
  ),
  update: command(z.object({ number, title: titleSchema.optional(), ...dates }), returns<Evidence>()),
  link: command(z.object({ number, refs }), returns<Evidence>()),
  unlink: command(z.object({ number, refs }), returns<Evidence>()),
  /**
   * Enters a newer revision of a piece of evidence. Links, title, dates and what it is as a provider's report pass on to it
   * unless given; the old one keeps its content, marked as replaced, and counts no more. RULE_VIOLATION when it was replaced before.
   */
  replace: job(
    z.object({
      number,
      file: z.string().max(200),
      title: titleSchema.optional(),
      reference: z.boolean().default(false),
      ...dates,
    }),
    returns<Evidence>(),
  ),
  /** Says that it is a report on a provider. RULE_VIOLATION when the party is no provider. */
  setProviderReport: command(
    z.object({
      number,
      party: slugSchema,
      kind: z.enum(PROVIDER_REPORT_KINDS),
      services: z.array(slugSchema).min(1).max(1000).nullable(),
    }),
    returns<Evidence>(),
  ),
  clearProviderReport: command(z.object({ number }), returns<Evidence>()),
  /** Reads every file again, inside the workbook and outside, and compares hashes. Progress in bytes. */
  checkHashes: job(z.object({}).optional(), returns<EvidenceCheck>()),
  /** Takes it out of the register; the change log keeps its hash. */
  remove: command(z.object({ number }), returns<null>()),
};
