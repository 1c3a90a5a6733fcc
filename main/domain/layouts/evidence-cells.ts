import type { Evidence, ProviderReport, ProviderReportKind } from '../../contract/evidence.ts';
import { PROVIDER_REPORT_LABELS, speaksOf } from '../evidence/provider-reports.ts';
import { type ControlRow, type Duty, type Gathered, union } from './gather.ts';

/** Numbers of the evidence of all duties behind a control, each once; null for none. */
export const evidenceText = ({ duties }: ControlRow): string | null =>
  [...union(duties, (duty) => duty.evidence)]
    .sort((a, b) => a - b)
    .map((number) => `E-${number}`)
    .join(', ') || null;

/**
 * What proves the providers' part of a control: their own reports on the services concerned, which count without being linked, and
 * what is linked to duties that are theirs alone, by title and period; of reports only those of `kinds`, where a layout names some.
 */
export function providerEvidence(
  { duties }: ControlRow,
  gathered: Gathered,
  kinds?: readonly ProviderReportKind[],
): string | null {
  const linked = union(duties, (duty) => duty.providerEvidence);
  const lines = gathered.report.evidence.flatMap((entry) => {
    const counts = entry.providerReport !== null && speaks(entry.providerReport, duties, gathered);
    if (entry.providerReport !== null && kinds?.includes(entry.providerReport.kind) === false) return [];
    if (entry.replacedBy !== null || !(counts || linked.has(entry.number))) return [];
    return [evidenceLine(entry)];
  });
  return lines.join('\n') || null;
}

/** `E-4 SOC 2 report (SOC 2 report), covers 2026-01-01 to 2026-06-30, expires 2027-06-30`. */
function evidenceLine({ number, title, providerReport, coversFrom, coversTo, expires }: Evidence): string {
  const kind = providerReport === null ? '' : ` (${PROVIDER_REPORT_LABELS[providerReport.kind]})`;
  return `E-${number} ${title}${kind}${periodWords(coversFrom, coversTo)}${expires === null ? '' : `, expires ${expires}`}`;
}
function periodWords(from: string | null, to: string | null): string {
  if (from !== null) return to === null ? `, covers from ${from} on` : `, covers ${from} to ${to}`;
  return to === null ? '' : `, covers up to ${to}`;
}

/** The reports on one party that count, by title and period; null for none. */
export const reportsOn = (party: string, { report }: Pick<Gathered, 'report'>): string | null =>
  report.evidence
    .filter(({ providerReport, replacedBy }) => providerReport?.party === party && replacedBy === null)
    .map(evidenceLine)
    .join('\n') || null;

/** Whether a provider's report is on a service of which that provider has a part in one of these duties. */
const speaks = (spoken: ProviderReport, duties: readonly Duty[], { services }: Gathered): boolean =>
  duties.some((duty) =>
    [...(duty.providers.get(spoken.party) ?? [])].some((subject) =>
      speaksOf(spoken, spoken.party, services.get(subject) ?? null),
    ),
  );

/** Each piece of evidence behind a control with where it lies, one a line, and reports that speak for its providers; null for none. */
export function evidencePlaces({ duties }: ControlRow, gathered: Gathered): string | null {
  const linked = union(duties, (duty) => duty.evidence);
  return (
    gathered.report.evidence
      .filter(
        ({ number, providerReport, replacedBy }) =>
          linked.has(number) ||
          (providerReport !== null && replacedBy === null && speaks(providerReport, duties, gathered)),
      )
      .map((entry) => `E-${entry.number} ${entry.title}${placeOf(entry)}`)
      .join('\n') || null
  );
}
function placeOf({ kind, fileName, url }: Evidence): string {
  if (kind === 'note') return ': note in the workbook';
  const where =
    url ?? (fileName === null ? null : `${fileName}${kind === 'reference' ? ', outside the workbook' : ''}`);
  return where === null ? '' : `: ${where}`;
}
