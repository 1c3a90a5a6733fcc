import type { ProviderReport, ProviderReportKind } from '../../contract/evidence.ts';

export const PROVIDER_REPORT_LABELS: Readonly<Record<ProviderReportKind, string>> = {
  'soc-2': 'SOC 2 report',
  'pci-aoc': 'PCI DSS attestation of compliance',
  'iso-27001': 'ISO/IEC 27001 certificate',
  other: 'Other report',
};

/**
 * Whether a report speaks of what this provider does for a service in use, by its catalogue id; null for what it does for all alike,
 * of which only reports on all services speak.
 */
export const speaksOf = (
  { party, services }: ProviderReport,
  provider: string,
  catalogueId: string | null,
): boolean =>
  party === provider && (services === null || (catalogueId !== null && services.includes(catalogueId)));

/** `SOC 2 report on AWS, all services`; parties by id. */
export function reportWords(
  { kind, party, services }: ProviderReport,
  parties: ReadonlyMap<string, string>,
): string {
  const scope =
    services === null ? 'all services' : services.length === 1 ? '1 service' : `${services.length} services`;
  return `${PROVIDER_REPORT_LABELS[kind]} on ${parties.get(party) ?? party}, ${scope}`;
}
