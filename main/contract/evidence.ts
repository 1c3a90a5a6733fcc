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
