import type { RegisterRow } from '../../main/contract/assignments.ts';
import type { Part } from '../../main/contract/audience.ts';
import type { Evidence } from '../../main/contract/evidence.ts';
import type { Gap } from '../../main/contract/gaps.ts';
import type { HistoryLine, HistoryPart } from '../../main/contract/history.ts';
import type { Report, ReportFinding } from '../../main/domain/report/report.ts';
import { SAMPLE_DESK } from './sample-desk.ts';

/** A word that stands in one field of a report alone, and the part by which that field is left out. */
export const CANARIES = {
  qxnote: 'notes',
  qxsvcnote: 'notes',
  qxactnote: 'notes',
  qxwaits: 'drafts',
  qxwhom: 'drafts',
  qxreview: 'drafts',
  qxgapwaits: 'drafts',
  qxminutes: 'minutes',
  qxattendee: 'minutes',
  qxmeeting: 'minutes',
  qxproposed: 'minutes',
  qxproposer: 'minutes',
  qxmail: 'emails',
  qxname: 'names',
  qxslug: 'names',
  qxanswerer: 'names',
  qxcollector: 'names',
  qxgapname: 'names',
  qxfile: 'contents',
  qxurl: 'contents',
  qxtext: 'contents',
  qxaccount: 'accounts',
  qxenvacc: 'accounts',
  qxtag: 'accounts',
  qxdecision: 'decisions',
  qxrecorder: 'decisions',
  qxfinding: 'findings',
  qxgapfound: 'findings',
  qxrisk: 'risks',
  qxapprover: 'risks',
  qxgaprisk: 'risks',
  qxsigner: 'signOffs',
  qxstated: 'signOffs',
  qxchanger: 'signOffs',
  qxbefore: 'history',
  qxrole: 'roles',
  qxdeviates: 'reasons',
  qxnoneed: 'reasons',
  qxtitle: 'evidence',
  qxgap: 'gaps',
  qxaction: 'actions',
  qxenv: 'details',
  qxregion: 'details',
  qxdata: 'details',
  qxscope: 'details',
  qxorigin: 'details',
  qxproof: 'evidence',
} as const satisfies Readonly<Record<string, Part>>;
export type Canary = keyof typeof CANARIES;

/** A day that stands in due dates alone. */
export const CANARY_DAY = '2031-03-07';

const PERSON = 'qxslug-person';
const c = (canary: Canary): string => canary;

/** The same report with a canary in every field that somebody may not be meant to see. */
export function withCanaries(report: Report): Report {
  const parties = report.parties;
  const provider = parties.find(({ kind }) => kind === 'provider')?.id ?? '';
  const organisation = parties.find(({ kind }) => kind === 'organisation')?.id ?? '';
  const rowOf = (row: RegisterRow, index: number): RegisterRow => ({
    ...row,
    shares: row.shares.map((share) => ({ ...share, person: PERSON })),
    environments: ['qxenv-id'],
    deviates: row.shares.length > 0,
    deviationReason: row.shares.length > 0 ? c('qxdeviates') : null,
    notApplicable: row.notApplicable === null ? null : c('qxnoneed'),
    risk: { reason: c('qxrisk'), approver: PERSON, approvedOn: CANARY_DAY, expiresOn: CANARY_DAY },
    dueOn: CANARY_DAY,
    note: c('qxnote'),
    parked: true,
    waits: { for: c('qxwaits'), person: null, name: c('qxwhom') },
    confirmLater: true,
    review: 'returned',
    reviewText: c('qxreview'),
    evidence: index % 3 === 0 ? [1, 2, 3] : [],
    answeredAt: '2026-11-20T10:00:00.000Z',
    answeredBy: c('qxanswerer'),
    common: {
      how: 'inherited',
      party: organisation,
      ref: row.ref,
      reason: null,
      inherited: { origins: [{ ...ORIGIN, party: organisation }], evidence: [PROOF] },
    },
  });
  const refs = [...report.rows()].map(({ ref }) => ref);
  const links = refs.filter((_, index) => index % 3 === 0);
  return {
    ...report,
    providers: [
      {
        party: organisation,
        edition: { ...ORIGIN, head: 'cd'.repeat(32) },
        takenAt: '2026-11-20T10:00:00.000Z',
        authorisedOn: null,
      },
    ],
    meta: { ...report.meta, leadAssessor: 'qxname', scopeNote: c('qxscope') },
    people: [
      {
        id: PERSON,
        name: c('qxname'),
        party: organisation,
        role: c('qxrole'),
        email: `${c('qxmail')}@example.test`,
        assignments: 1,
      },
    ],
    environments: [{ id: 'qxenv-id', name: c('qxenv'), account: c('qxenvacc'), regions: c('qxregion') }],
    services: report.services.map((service) => ({
      ...service,
      environments: ['qxenv-id'],
      account: c('qxaccount'),
      region: c('qxregion'),
      dataClassification: c('qxdata'),
      lead: PERSON,
      notes: c('qxsvcnote'),
      tags: [c('qxtag')],
    })),
    matrix: {
      ...report.matrix,
      subjects: report.matrix.subjects.map((subject) => ({
        ...subject,
        environment: subject.kind === 'service' ? 'qxenv-id' : null,
        tags: [c('qxtag')],
        accounts: [c('qxaccount')],
        regions: [c('qxregion')],
      })),
    },
    counts: { ...report.counts, notes: refs.length, evidence: 3, gaps: 5, people: 1 },
    evidence: [piece(1, 'file', links), piece(2, 'link', links), piece(3, 'note', links)].map((each) => ({
      ...each,
      providerReport: each.number === 1 ? { party: provider, kind: 'soc-2', services: null } : null,
    })),
    gaps: gapsAt(refs[0] ?? ''),
    signOffs: [
      {
        subject: null,
        label: 'Workbook',
        name: c('qxsigner'),
        role: null,
        statement: c('qxstated'),
        digest: 'beef'.padEnd(64, '0'),
        signedAt: '2026-11-01T09:00:00.000Z',
        changedSince: { count: 1, who: [c('qxchanger')] },
        signature: null,
      },
    ],
    desk: () => deskOf(refs[0] ?? ''),
    findings: { count: 1, rows: () => [finding(refs[0] ?? '')] },
    history: () => [line(refs[0] ?? '')],
    rows: () => [...report.rows()].map(rowOf),
  };
}

/** The workbook that rows are inherited from, and what proves one there. */
const ORIGIN = {
  uuid: 'b7a3f8f0-0000-4000-8000-000000000001',
  title: c('qxorigin'),
  organisation: 'Acme',
  rev: 3,
  digest: null,
  day: '2026-11-20',
};
const PROOF = {
  number: 1,
  kind: 'link' as const,
  title: c('qxproof'),
  sha256: null,
  collectedAt: '2026-11-12T14:05:00.000Z',
  coversFrom: null,
  coversTo: null,
  expires: null,
};

const piece = (number: number, kind: Evidence['kind'], links: readonly string[]): Evidence => ({
  number,
  kind,
  title: `${c('qxtitle')} ${number}`,
  fileName: kind === 'file' ? `${c('qxfile')}.pdf` : null,
  sha256: kind === 'link' ? null : 'ab'.repeat(32),
  mediaType: null,
  size: kind === 'link' ? null : 100,
  url: kind === 'link' ? `https://example.test/${c('qxurl')}` : null,
  text: kind === 'note' ? c('qxtext') : null,
  coversFrom: '2026-01-01',
  coversTo: '2026-12-31',
  expires: null,
  collectedBy: c('qxcollector'),
  collectedAt: '2026-11-12T14:05:00.000Z',
  links,
  replacedBy: null,
  providerReport: null,
});

function gapsAt(ref: string): readonly Gap[] {
  const [subject = '', responsibility = ''] = ref.split('/');
  const gap = (rule: string, canary: Canary): Gap => ({
    rule,
    severity: 'high',
    sentence: `${canary} is what it says.`,
    ref,
    subject,
    responsibility,
    action: 1,
  });
  return [
    gap('owner-not-acknowledged', 'qxgapname'),
    gap('failed-finding', 'qxgapfound'),
    gap('risk-acceptance-ended', 'qxgaprisk'),
    gap('unanswered', 'qxgapwaits'),
    gap('implemented-without-evidence', 'qxgap'),
  ];
}

const deskOf = (ref: string): ReturnType<Report['desk']> => ({
  meetings: SAMPLE_DESK.meetings.map((minutes) => ({
    ...minutes,
    note: c('qxminutes'),
    attendance: [{ name: c('qxattendee'), party: null, role: null }],
  })),
  decisions: SAMPLE_DESK.decisions.map((decision) => ({
    ...decision,
    ref,
    text: c('qxdecision'),
    meeting: c('qxmeeting'),
    heldOn: '2026-11-12',
    recordedBy: c('qxrecorder'),
  })),
  proposals: SAMPLE_DESK.proposals.map((proposal) => ({
    ...proposal,
    ref,
    who: c('qxproposer'),
    said: c('qxproposed'),
  })),
  risks: SAMPLE_DESK.risks.map((risk) => ({
    ...risk,
    ref,
    reason: c('qxrisk'),
    person: PERSON,
    approver: c('qxapprover'),
  })),
  parked: SAMPLE_DESK.parked.map((parked) => ({
    ...parked,
    ref,
    note: c('qxnote'),
    waitsFor: c('qxwaits'),
    whom: c('qxwhom'),
  })),
  actions: SAMPLE_DESK.actions.map((action) => ({
    ...action,
    title: c('qxaction'),
    person: PERSON,
    owner: c('qxname'),
    note: c('qxactnote'),
    dueOn: CANARY_DAY,
  })),
});

const finding = (ref: string): ReportFinding => ({
  id: 'one',
  source: 'prowler',
  check: 'a_check',
  title: c('qxfinding'),
  result: 'fail',
  severity: 'high',
  resource: 'arn:aws:s3:::a-bucket',
  account: null,
  region: null,
  observedAt: null,
  evidence: 1,
  refs: [ref],
});

function line(ref: string): HistoryLine {
  const change = (field: string, before: string) => ({ field, label: field, before, after: 'now' });
  const part = (
    kind: HistoryPart['kind'],
    of: string | null,
    changes: HistoryPart['changes'],
  ): HistoryPart => ({
    kind,
    ref: of,
    name: 'A record',
    subject: null,
    act: 'changed',
    changes,
    all: changes.length,
  });
  const parts = [
    part('answers', ref, [
      change('owners', c('qxbefore')),
      change('note', c('qxnote')),
      change('parked_for', c('qxwaits')),
      change('risk_reason', c('qxrisk')),
      change('review_text', c('qxreview')),
    ]),
    part('people', null, [change('role', c('qxbefore')), change('email', c('qxmail'))]),
    part('services', null, [change('notes', c('qxsvcnote'))]),
    part('meetings', null, [change('note', c('qxminutes'))]),
  ];
  return {
    rev: 1,
    at: '2026-11-20T10:00:00.000Z',
    who: c('qxanswerer'),
    way: 'hand',
    from: null,
    kinds: ['answers'],
    what: c('qxnote'),
    why: c('qxreview'),
    duties: 1,
    all: parts.length,
    parts,
  };
}
