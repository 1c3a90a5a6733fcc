import { dateWords, none, type ReportList, textColumn } from './report-list.ts';

/** A risk that is accepted, and what stands behind that. */
export interface ReportRisk {
  readonly ref: string;
  readonly service: string;
  readonly duty: string;
  readonly owners: string;
  readonly reason: string | null;
  /** Id and name of who approved it. */
  readonly person: string | null;
  readonly approver: string | null;
  readonly approvedOn: string | null;
  readonly expiresOn: string | null;
  /** How it stands on the day that the report is judged as of, in words. */
  readonly standing: string;
}

/** Every accepted risk with what stands behind it, for a sheet and a page. */
export function riskList({ risks }: { readonly risks: readonly ReportRisk[] }): ReportList {
  return {
    name: 'Accepted risks',
    holds: 'Risks that are accepted: why, who approved it, and until when',
    columns: [
      { header: 'Ref', width: 36, kind: 'key', leads: true },
      textColumn('Service', 24),
      textColumn('Duty', 34),
      textColumn('Owner', 28),
      textColumn('Why it is accepted', 50),
      textColumn('Approved by', 24),
      { header: 'Approved on', width: 12, kind: 'date' },
      { header: 'Until', width: 12, kind: 'date' },
      textColumn('State', 34),
    ],
    rows: risks.map(({ ref, service, duty, owners, reason, approver, approvedOn, expiresOn, standing }) => [
      ref,
      service,
      duty,
      owners,
      reason,
      approver,
      approvedOn,
      expiresOn,
      standing,
    ]),
    block:
      risks.length === 0
        ? none('No risk is accepted.')
        : {
            kind: 'table',
            name: 'Accepted risks',
            columns: [
              { title: 'Where', width: 24, composed: true },
              { title: 'Why it is accepted', width: 30 },
              { title: 'Approved by', width: 15 },
              { title: 'On', width: 10 },
              { title: 'Until', width: 10 },
              { title: 'State', width: 11 },
            ],
            rows: risks.map(({ service, duty, reason, approver, approvedOn, expiresOn, standing }) => [
              `${service}: ${duty}`,
              reason ?? '',
              approver ?? 'Nobody',
              dateWords(approvedOn),
              dateWords(expiresOn),
              standing,
            ]),
          },
  };
}
