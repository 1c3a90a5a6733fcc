import type { RegisterRow, Share, Status } from '../../main/contract/assignments.ts';
import type { Inheritance } from '../../main/contract/catalogue.ts';
import type { Evidence } from '../../main/contract/evidence.ts';
import { UNTOUCHED } from '../../main/domain/answers/untouched.ts';
import { ownershipOf } from '../../main/domain/duties/ownership.ts';
import type { OscalFramework, OscalInput } from '../../main/domain/layouts/oscal.ts';
import { EMPTY_DESK } from '../../main/domain/report/desk.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { sampleReport } from './sample-report.ts';

export interface SmallRow {
  readonly subject?: string;
  readonly duty: string;
  readonly shares?: readonly Share[];
  readonly notApplicable?: string | null;
  readonly status?: Status;
  readonly note?: string | null;
  readonly deviationReason?: string | null;
  readonly dueOn?: string | null;
  readonly evidence?: readonly number[];
}
export const share = (
  party: string,
  text: string | null = `What ${party} does.`,
  person: string | null = null,
) => ({
  party,
  text,
  person,
});

/** A report of exactly these rows; parties, people and subjects are those of the sample. */
export function smallReport(rows: readonly SmallRow[], evidence: readonly Evidence[] = []): Report {
  const sample = sampleReport({ services: 3 });
  const made = rows.map((row): RegisterRow => {
    const subject = row.subject ?? sample.services[0]?.ref ?? '';
    const entry = sample.matrix.subjects.find(({ ref }) => ref === subject);
    if (!entry) throw new Error(`No subject ${subject}.`);
    const answer = { shares: row.shares ?? [], notApplicable: row.notApplicable ?? null };
    return {
      ref: `${subject}/${row.duty}`,
      subject,
      subjectKind: entry.kind,
      subjectLabel: entry.label,
      serviceName: entry.detail,
      environments: entry.environments ?? [],
      domain: sample.domains[0]?.id ?? '',
      domainName: sample.domains[0]?.name ?? '',
      responsibility: row.duty,
      responsibilityName: `Duty ${row.duty}`,
      ownership: ownershipOf(answer),
      ...UNTOUCHED,
      ...answer,
      suggested: 'shared',
      deviates: false,
      deviationReason: row.deviationReason ?? null,
      status: row.status ?? 'implemented',
      dueOn: row.dueOn ?? null,
      note: row.note ?? null,
      evidence: row.evidence ?? [],
    };
  });
  return {
    ...sample,
    evidence,
    gaps: [],
    signOffs: [],
    desk: () => EMPTY_DESK,
    responsibilities: [...new Set(rows.map(({ duty }) => duty))].map((id) => ({
      id,
      name: `Duty ${id}`,
      domain: sample.domains[0]?.id ?? '',
      scope: 'service',
      question: `Who does ${id}?`,
    })),
    counts: { ...sample.counts, rows: made.length, evidence: evidence.length },
    rows: () => made,
  };
}

/** A framework whose controls each have these duties. */
export const framework = (
  id: string,
  controls: readonly (readonly [id: string, token: string, duties: readonly string[]])[],
  subsetOf: string | null = null,
  inherit: Inheritance = 'wholly',
): OscalFramework => ({
  id,
  name: `Framework ${id}`,
  version: '1',
  publisher: 'A publisher',
  subsetOf,
  controls: controls.map(([control, token, responsibilities]) => ({
    id: control,
    token,
    title: `Title of ${control}`,
    responsibilities,
    inherit,
  })),
});

export const smallInput = (report: Report, frameworks: readonly OscalFramework[]): OscalInput => ({
  report,
  workbook: '6f4e9c1c-2f0e-4b5a-9d3f-0a1b2c3d4e5f',
  lastModified: '2026-11-24T16:05:09.123Z',
  frameworks,
  others: [],
  catalogueIds: new Map(),
});

/** A piece of evidence with only what matters to the test. */
export const evidenceOf = (number: number, more: Partial<Evidence> = {}): Evidence => ({
  number,
  kind: 'file',
  title: `Evidence ${number}`,
  fileName: `file ${number}.pdf`,
  sha256: String(number % 10).repeat(64),
  mediaType: 'application/pdf',
  size: 100,
  url: null,
  text: null,
  coversFrom: null,
  coversTo: null,
  expires: null,
  collectedBy: null,
  collectedAt: '2026-11-12T14:05:00.000Z',
  links: [],
  replacedBy: null,
  providerReport: null,
  ...more,
});
