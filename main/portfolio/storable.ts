import type { ReportDesk } from '../domain/report/desk.ts';
import type { Report } from '../domain/report/report.ts';

/** What of a report is published. */
export type ToldReport = Pick<
  Report,
  | 'meta'
  | 'parties'
  | 'people'
  | 'environments'
  | 'services'
  | 'counts'
  | 'summary'
  | 'evidence'
  | 'gaps'
  | 'frameworks'
  | 'signOffs'
  | 'rows'
> & { desk(): Pick<ReportDesk, 'actions' | 'decisions'> };

/**
 * A report in texts that every engine holds: PostgreSQL has none with a character of code 0, and UTF-8 no half of a surrogate pair. Once,
 * before anything is counted by a name or written as JSON, so that two names are one where their cells are.
 */
export const storableReport = (report: ToldReport): ToldReport => ({
  meta: storable(report.meta),
  parties: storable(report.parties),
  people: storable(report.people),
  environments: storable(report.environments),
  services: storable(report.services),
  counts: report.counts,
  summary: report.summary,
  evidence: storable(report.evidence),
  gaps: storable(report.gaps),
  frameworks: storable(report.frameworks),
  signOffs: storable(report.signOffs),
  *rows() {
    for (const row of report.rows()) yield storable(row);
  },
  desk() {
    const { actions, decisions } = report.desk();
    return storable({ actions, decisions });
  },
});

/** Plain data with every text in it as an engine holds it. */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, storable(part)]));
}
