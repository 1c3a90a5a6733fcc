import type { RegisterRow } from '../../contract/assignments.ts';
import type { PartyKind } from '../../contract/parties.ts';
import { kindsById, namesById, partiesOf } from '../ownership.ts';
import { PROVIDER_REPORT_LABELS } from '../provider-reports.ts';
import type { FrameworkAnnex, Report } from '../report.ts';
import { type Facts, factsOf } from './facts.ts';
import { type Line, type LineNames, linesOf, type SideOf } from './lines.ts';
import type { TemplateVantage } from './template.ts';

export type AnnexControl = FrameworkAnnex['controls'][number];

/** A workbook read for a layout: its register by duty, and who stands on which side of the seat. */
export interface Gathered {
  readonly report: Report;
  readonly seat: TemplateVantage;
  readonly rows: readonly RegisterRow[];
  readonly byDuty: ReadonlyMap<string, readonly RegisterRow[]>;
  readonly kindOf: (party: string) => PartyKind;
  readonly sideOf: SideOf;
  readonly names: LineNames;
  readonly people: ReadonlyMap<string, string>;
}

/** Reads the register once. A party that is no longer listed counts as a third party. */
export function gather(report: Report, seat: TemplateVantage): Gathered {
  const kinds = kindsById(report.parties);
  const kindOf = (party: string) => kinds.get(party) ?? 'third-party';
  const rows: RegisterRow[] = [];
  const byDuty = new Map<string, RegisterRow[]>();
  for (const row of report.rows()) {
    rows.push(row);
    const list = byDuty.get(row.responsibility);
    if (list) list.push(row);
    else byDuty.set(row.responsibility, [row]);
  }
  return {
    report,
    seat,
    rows,
    byDuty,
    kindOf,
    sideOf: (party) => seat.seat[kindOf(party)],
    names: {
      parties: namesById(report.parties),
      askedOf: (duty) => byDuty.get(duty)?.length ?? 0,
      isPrincipal: (party) => ['provider', 'organisation', 'client'].includes(kindOf(party)),
    },
    people: namesById(report.people),
  };
}

/** Everything that can be said of one control. */
export interface ControlRow {
  readonly control: AnnexControl;
  readonly rows: readonly RegisterRow[];
  readonly facts: Facts;
  readonly lines: readonly Line[];
}

/** One control with every duty of every service that bears on it. */
export function controlRow(control: AnnexControl, gathered: Gathered): ControlRow {
  const rows = control.responsibilities.flatMap((duty) => gathered.byDuty.get(duty) ?? []);
  return {
    control,
    rows,
    facts: factsOf(rows, gathered.seat.id, gathered.sideOf, gathered.kindOf),
    lines: linesOf(rows, gathered.sideOf),
  };
}

/** `AWS + Acme`, with how many duties are still open; what is left when nobody has a part. */
export function ownershipText({ rows, facts }: ControlRow, { report }: Gathered): string {
  if (facts.has('unasked')) return 'No duty recorded';
  if (facts.has('not-applicable')) return 'Not applicable';
  const owners = new Set(rows.flatMap((row) => partiesOf(row.ownership)));
  const known = new Set(report.parties.map((party) => party.id));
  const names = [
    ...report.parties.filter((party) => owners.has(party.id)).map((party) => party.name),
    ...[...owners].filter((party) => !known.has(party)),
  ].join(' + ');
  const open = rows.filter((row) => row.ownership.kind === 'unanswered').length;
  if (open === 0) return names;
  return names === ''
    ? 'Unanswered'
    : `${names}; ${open === 1 ? '1 duty' : `${open} duties`} of ${rows.length} unanswered`;
}

export const evidenceText = (rows: readonly Pick<RegisterRow, 'evidence'>[]): string | null => {
  const numbers = [...new Set(rows.flatMap((row) => row.evidence))].sort((a, b) => a - b);
  return numbers.length === 0 ? null : numbers.map((number) => `E-${number}`).join(', ');
};

/** Labels of what the rows are about, each once. */
export const servicesText = (rows: readonly Pick<RegisterRow, 'subjectLabel'>[]): string | null =>
  [...new Set(rows.map((row) => row.subjectLabel))].join(', ') || null;

export const peopleText = (
  rows: readonly Pick<RegisterRow, 'shares'>[],
  people: ReadonlyMap<string, string>,
): string | null => {
  const named = rows.flatMap((row) => row.shares.flatMap(({ person }) => (person === null ? [] : [person])));
  return [...new Set(named)].map((id) => people.get(id) ?? id).join(', ') || null;
};

/**
 * What proves the providers' part of some rows: their own reports, which count without being linked, and what is linked to
 * duties that are theirs alone, by title and period.
 */
export function providerEvidence(rows: readonly RegisterRow[], { report, kindOf }: Gathered): string | null {
  const theirs = rows.filter((row) => row.shares.some(({ party }) => kindOf(party) === 'provider'));
  const providers = new Set(theirs.flatMap((row) => row.shares.map(({ party }) => party)));
  // What is linked to a shared duty may as well prove our own part of it.
  const alone = theirs.filter((row) => row.shares.every(({ party }) => kindOf(party) === 'provider'));
  const linked = new Set(alone.flatMap((row) => row.evidence));
  const lines = report.evidence.flatMap((entry) => {
    const counts = entry.providerReport !== null && providers.has(entry.providerReport.party);
    if (entry.replacedBy !== null || !(counts || linked.has(entry.number))) return [];
    const { coversFrom, coversTo, expires } = entry;
    const period =
      coversFrom !== null || coversTo !== null
        ? `, covers ${coversFrom ?? 'an open start'} to ${coversTo ?? 'an open end'}`
        : '';
    const kind =
      entry.providerReport === null ? '' : ` (${PROVIDER_REPORT_LABELS[entry.providerReport.kind]})`;
    return [
      `E-${entry.number} ${entry.title}${kind}${period}${expires === null ? '' : `, expires ${expires}`}`,
    ];
  });
  return lines.join('\n') || null;
}
