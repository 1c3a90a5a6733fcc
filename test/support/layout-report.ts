import type { RegisterRow, Share, Status } from '../../main/contract/assignments.ts';
import type { Inheritance, Scope } from '../../main/contract/catalogue.ts';
import { UNTOUCHED } from '../../main/domain/answers/untouched.ts';
import { ownershipOf } from '../../main/domain/duties/ownership.ts';
import type { DocumentSheet, LayoutDocument } from '../../main/domain/layouts/document.ts';
import type { FrameworkAnnex, Report } from '../../main/domain/report/report.ts';
import { sampleReport } from './sample-report.ts';

/** One register row of a layout test: who owns a duty of a service. `null` is unanswered, a text "not applicable" with it as reason. */
export interface Said {
  readonly subject?: string;
  readonly scope?: Scope;
  readonly duty?: string;
  readonly owners: readonly string[] | string | null;
  readonly texts?: Readonly<Record<string, string | null>>;
  readonly people?: Readonly<Record<string, string>>;
  readonly status?: Status;
  readonly evidence?: readonly number[];
  readonly note?: string;
}

export function rowOf(said: Said): RegisterRow {
  const subject = said.subject ?? 'orders-db';
  const duty = said.duty ?? 'guest-patching';
  const { owners } = said;
  const shares: readonly Share[] =
    owners === null || typeof owners === 'string'
      ? []
      : owners.map((party) => ({
          party,
          text: said.texts && party in said.texts ? (said.texts[party] ?? null) : `${party} does ${duty}.`,
          person: said.people?.[party] ?? null,
        }));
  const notApplicable = typeof owners === 'string' ? owners : null;
  return {
    ref: `${subject}/${duty}`,
    subject,
    subjectKind: said.scope ?? 'service',
    subjectLabel: subject,
    serviceName: 'Amazon RDS',
    environments: [],
    domain: 'patching',
    domainName: 'Patching',
    responsibility: duty,
    responsibilityName: `The duty ${duty}`,
    ownership: ownershipOf({ shares, notApplicable }),
    ...UNTOUCHED,
    shares,
    suggested: 'shared',
    deviates: false,
    notApplicable,
    status: said.status ?? 'not-started',
    note: said.note ?? null,
    evidence: said.evidence ?? [],
  };
}

/** A report of exactly these rows, with the parties and people of the sample: one of every kind. */
export function reportOf(said: readonly Said[]): Report {
  const rows = said.map(rowOf);
  return { ...sampleReport({ services: 1 }), evidence: [], rows: () => rows };
}

/** A framework of these controls, each with the duties that bear on it; all may be inherited as far as `inherit` says. */
export const annexOf = (
  controls: Readonly<Record<string, readonly string[]>>,
  inherit: Inheritance = 'wholly',
): FrameworkAnnex => ({
  id: 'test-framework',
  name: 'Test framework',
  version: '1',
  publisher: 'Nobody',
  controls: Object.entries(controls).map(([id, responsibilities]) => ({
    id,
    title: `Title of ${id}`,
    group: 'AC',
    responsibilities,
    inherit,
  })),
});

export function sheetOf(document: LayoutDocument, name: string): DocumentSheet {
  const found = document.sheets.find((sheet) => sheet.name === name);
  if (!found) throw new Error(`no sheet ${name}: ${document.sheets.map((sheet) => sheet.name).join(', ')}`);
  return found;
}

/** Cells of the body by heading, one record a row. */
export function bodyOf(document: LayoutDocument, name: string): readonly Record<string, string | null>[] {
  const sheet = sheetOf(document, name);
  const headings = sheet.rows.filter(({ look }) => look === 'group' || look === 'header');
  const names = sheet.columns.map(
    (_, index) => headings.map((row) => row.cells[index]).findLast((cell) => cell != null) ?? '',
  );
  return sheet.rows
    .filter(({ look }) => look === 'body')
    .map(({ cells }) => Object.fromEntries(names.map((heading, index) => [heading, cells[index] ?? null])));
}
