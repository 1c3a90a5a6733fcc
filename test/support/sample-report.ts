import type { Assignment, RegisterRow, Share, Status } from '../../main/contract/assignments.ts';
import { FOR_INTERNAL_USE } from '../../main/contract/audience.ts';
import type { Domain } from '../../main/contract/catalogue.ts';
import type { Gap } from '../../main/contract/gaps.ts';
import { encodeOwnership, kindsById, ownershipOf } from '../../main/domain/duties/ownership.ts';
import { type Report, type ReportResponsibility, summarise } from '../../main/domain/report/report.ts';
import { SAMPLE_DESK } from './sample-desk.ts';
import {
  makeEvidence,
  makeFrameworks,
  makeMatrix,
  makeResponsibilities,
  makeService,
  makeSubjects,
  mix,
  pick,
  type Subject,
} from './sample-parts.ts';
import {
  CUSTOMER_TEXTS,
  DOMAINS,
  HARD_TEXTS,
  NOTES,
  PARTIES,
  PEOPLE,
  PROVIDER_TEXTS,
} from './sample-texts.ts';

export interface SampleOptions {
  readonly services?: number;
  readonly seed?: number;
  /** Everything answered, nothing parked: the register that the benches write. */
  readonly complete?: boolean;
}
type Cell = Pick<Assignment, 'shares' | 'notApplicable' | 'status' | 'note' | 'parked'> & {
  readonly evidence: readonly number[];
};

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + (n % 330))).toISOString().slice(0, 10);

/**
 * A synthetic report for tests and benches: about 40 register rows per service plus 16 answered once. The same
 * options give the same report. Rows are made while they are walked, so 100,000 of them cost no memory.
 */
export function sampleReport(options: SampleOptions = {}): Report {
  const { services: count = 12, seed = 1, complete = false } = options;
  const domains: readonly Domain[] = DOMAINS.map(([id, name, summary], index) => ({
    id,
    name,
    summary,
    order: index + 1,
  }));
  const responsibilities = makeResponsibilities();
  const parties = PARTIES.map((party, order) => ({ ...party, order }));
  const kinds = kindsById(parties);
  const subjects = makeSubjects(count);
  const evidenceCount = Math.max(6, count * 2);
  const placesOf = (subject: Subject) =>
    responsibilities.flatMap((duty, index) => (duty.scope === subject.kind ? [{ duty, index }] : []));
  const places = {
    organisation: placesOf({ kind: 'organisation' } as Subject),
    provider: placesOf({ kind: 'provider' } as Subject),
    service: placesOf({ kind: 'service' } as Subject),
  };

  function* walk(): Generator<{ subject: Subject; subjectIndex: number; place: number; serial: number }> {
    let serial = 0;
    for (const [subjectIndex, subject] of subjects.entries())
      for (let place = 0; place < places[subject.kind].length; place += 1)
        yield { subject, subjectIndex, place, serial: serial++ };
  }
  function* rows(): Generator<RegisterRow> {
    for (const { subject, place, serial } of walk()) {
      const entry = pick(places[subject.kind], place);
      yield makeRow(
        subject,
        entry.duty,
        makeCell(subject, serial, seed, complete, evidenceCount),
        serial,
        seed,
      );
    }
  }

  const gaps: Gap[] = [];
  const cells: (readonly [number, number, string, number])[] = [];
  const links = new Map<number, string[]>();
  const perSubject = subjects.map(() => ({ asked: 0, answered: 0 }));
  const perPerson = new Map<string, number>();
  let notes = 0;
  let answered = 0;
  let total = 0;
  for (const { subject, subjectIndex, place, serial } of walk()) {
    const { duty, index } = pick(places[subject.kind], place);
    const cell = makeCell(subject, serial, seed, complete, evidenceCount);
    const ownership = ownershipOf(cell);
    const ref = `${subject.ref}/${duty.id}`;
    const flags =
      (cell.parked ? 1 : 0) +
      (cell.note ? 2 : 0) +
      (cell.evidence.length ? 4 : 0) +
      (cell.status === 'implemented' ? 16 : 0);
    cells.push([subjectIndex, index, encodeOwnership(ownership), flags]);
    for (const number of cell.evidence) {
      const list = links.get(number) ?? [];
      list.push(ref);
      links.set(number, list);
    }
    total += 1;
    const tally = perSubject[subjectIndex];
    if (tally) tally.asked += 1;
    if (cell.note) notes += 1;
    if (ownership.kind !== 'unanswered') {
      answered += 1;
      if (tally) tally.answered += 1;
    }
    for (const share of cell.shares)
      if (share.person) perPerson.set(share.person, (perPerson.get(share.person) ?? 0) + 1);
    const gap = (rule: string, severity: Gap['severity'], sentence: string) =>
      gaps.push({
        rule,
        severity,
        sentence,
        ref,
        subject: subject.ref,
        responsibility: duty.id,
        action: serial % 3 === 0 ? 1 + (serial % 7) : null,
      });
    if (ownership.kind === 'unanswered')
      gap('unanswered', 'medium', `Nobody has said who owns "${duty.name}" for ${subject.label}.`);
    else if (cell.notApplicable === '')
      gap(
        'no-reason',
        'medium',
        `"${duty.name}" is marked not applicable to ${subject.label} without a reason.`,
      );
    else if (cell.shares.some((share) => share.person === null && kinds.get(share.party) !== 'provider'))
      gap('no-named-person', 'high', `Nobody is named for "${duty.name}" of ${subject.label}.`);
    else if (cell.status === 'implemented' && cell.evidence.length === 0 && serial % 5 === 0)
      gap('no-evidence', 'low', `"${duty.name}" of ${subject.label} is implemented, but nothing proves it.`);
  }
  gaps.push({
    rule: 'lifecycle',
    severity: 'low',
    sentence: 'Shop front: the service model was changed after it was answered. Check its answers again.',
    ref: null,
    subject: 'shop-front',
    responsibility: null,
    action: null,
  });
  const evidence = makeEvidence(evidenceCount, links, seed);
  return {
    meta: {
      workbook: '3f0c6a52-8b1e-4f6d-9d7a-2f6f5c1b9a10',
      person: null,
      extract: null,
      title: 'Web shop 2026 – shared responsibility',
      organisation: 'Kalliope Retail',
      leadAssessor: 'Ingrid Aalto',
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      scopeNote:
        'The web shop, its data stores and the accounts they run in.\nNot in scope: the warehouse systems.',
      prepared: FOR_INTERNAL_USE,
      lastChange: '2026-11-25T09:30:00.000Z',
      judgedAsOf: '2026-11-25',
      appVersion: '0.1.0',
      catalogueVersion: '2026.11.1',
      revision: 418,
      digest: '5d41402abc4b2a76b9719d911017c592ae2f3d9b8c7e6f5a4b3c2d1e0f9a8b7c',
      state: '7c211433f02071597741e6ff5a8ea34789abbf43f0e1d2c3b4a5968778695a4b',
      language: 'en',
    },
    parties,
    people: PEOPLE.map((person) => ({
      ...person,
      email: person.role === null ? null : `${person.id}@kalliope.example`,
      assignments: perPerson.get(person.id) ?? 0,
    })),
    environments: [
      { id: 'production', name: 'Production', account: '111122223333', regions: 'eu-central-1, eu-west-1' },
      { id: 'test', name: 'Test', account: '444455556666', regions: 'eu-central-1' },
      { id: 'landing-zone', name: 'Landing zone', account: null, regions: null },
    ],
    services: subjects.flatMap((subject, index) =>
      subject.kind === 'service'
        ? [makeService(subject, index, perSubject[index] ?? { asked: 0, answered: 0 })]
        : [],
    ),
    domains,
    responsibilities,
    counts: {
      services: count,
      rows: total,
      answered,
      notes,
      evidence: evidence.length,
      gaps: gaps.length,
      people: PEOPLE.length,
    },
    summary: summarise(rows(), gaps, kinds),
    matrix: makeMatrix(subjects, domains, responsibilities, cells, parties),
    evidence,
    gaps,
    frameworks: makeFrameworks(responsibilities),
    signOffs: [
      {
        subject: null,
        label: 'Sample workbook',
        name: 'Ingrid Aalto',
        role: 'Head of security',
        statement: 'I agree with the split of duties. =1+1 stays a text.',
        digest: 'c0ffee'.padEnd(64, '0'),
        signedAt: '2026-11-02T09:00:00.000Z',
        changedSince: { count: 3, who: ['Rahel Obi'] },
        signature: { name: 'Ingrid Aalto', fingerprint: 'abcd'.repeat(16), problem: null },
      },
      {
        subject: 'orders-db',
        label: 'orders-db',
        name: 'Rahel Obi',
        role: null,
        statement: 'Agreed.',
        digest: 'beef'.padEnd(64, '0'),
        signedAt: '2026-11-01T09:00:00.000Z',
        changedSince: null,
        signature: null,
      },
    ],
    desk: () => SAMPLE_DESK,
    rows,
  };
}

/** Party ids per answer, weighted as in a real workbook; [] is unanswered, null not applicable. */
const ANSWERS: readonly (readonly string[] | null)[] = [
  ['aws'],
  ['aws', 'organisation'],
  ['organisation'],
  ['organisation'],
  ['aws', 'landing-zone-team'],
  ['landing-zone-team'],
  ['norddata'],
  ['organisation', 'norddata'],
  ['marketplace-sellers'],
  ['aws', 'organisation', 'norddata'],
  null,
  [],
];
const STATUS_CYCLE: readonly Status[] = [
  'implemented',
  'in-progress',
  'implemented',
  'not-started',
  'risk-accepted',
];

const RISKS = [
  { reason: '=Costs more than it saves', approver: 'x', approvedOn: '2026-03-01', expiresOn: '2026-12-31' },
  null,
] as const;

function makeCell(
  subject: Subject,
  serial: number,
  seed: number,
  complete: boolean,
  evidenceCount: number,
): Cell {
  const n = mix(seed, serial);
  const hard = serial >= 16 && serial < 16 + HARD_TEXTS.length ? pick(HARD_TEXTS, serial - 16) : null;
  let owners = subject.kind === 'provider' ? ['aws'] : pick(ANSWERS, n >>> 3);
  if ((complete || hard) && (owners === null || owners.length === 0)) owners = ['aws', 'organisation'];
  const named = complete || n % 6 !== 0;
  const shares = (owners ?? []).map((party, index): Share => {
    const people = PEOPLE.filter((person) => person.party === party);
    const text = party === 'aws' ? pick(PROVIDER_TEXTS, n >>> 7) : pick(CUSTOMER_TEXTS, (n >>> 9) + index);
    return {
      party,
      text: hard && index === 0 ? hard : n % 17 === 1 && !complete ? null : text.replace('$', subject.label),
      person: named && people.length > 0 ? pick(people, n >>> 11).id : null,
    };
  });
  const parked = !complete && owners !== null && owners.length === 0 && n % 3 === 0;
  return {
    shares,
    notApplicable:
      owners === null
        ? n % 4 === 0
          ? ''
          : 'The service stores no data of its own here. Checked with its owner.'
        : null,
    status: shares.some((share) => share.party !== 'aws') ? pick(STATUS_CYCLE, n >>> 5) : 'not-started',
    note: hard ?? (n % 9 === 0 ? pick(NOTES, n >>> 4) : null),
    parked,
    evidence:
      n % 7 === 0 ? [(n % evidenceCount) + 1] : n % 23 === 0 ? [1, (n % (evidenceCount - 2)) + 3] : [],
  };
}

function makeRow(
  subject: Subject,
  duty: ReportResponsibility,
  cell: Cell,
  serial: number,
  seed: number,
): RegisterRow {
  const n = mix(seed, serial);
  const ownership = ownershipOf(cell);
  const deviates = ownership.kind === 'single' && n % 13 === 0;
  const answered = ownership.kind !== 'unanswered';
  return {
    ref: `${subject.ref}/${duty.id}`,
    subject: subject.ref,
    subjectKind: subject.kind,
    subjectLabel: subject.label,
    serviceName: subject.serviceName,
    environments: subject.environments,
    domain: duty.domain,
    domainName: DOMAINS.find(([id]) => id === duty.domain)?.[1] ?? duty.domain,
    responsibility: duty.id,
    responsibilityName: duty.name,
    ownership,
    shares: cell.shares,
    suggested: pick(['aws', 'shared', 'customer', 'customer'] as const, n >>> 3),
    deviates,
    deviationReason: deviates
      ? 'The partner runs this under its own contract. Agreed in the March review.'
      : null,
    notApplicable: cell.notApplicable,
    status: cell.status,
    risk: cell.status === 'risk-accepted' ? pick(RISKS, n >>> 2) : null,
    dueOn: answered && n % 5 === 0 ? day(n >>> 6) : null,
    note: cell.note,
    parked: cell.parked,
    waits: null,
    confirmLater: answered && n % 19 === 0,
    review: answered
      ? pick(['draft', 'submitted', 'accepted', 'draft', 'returned'] as const, n >>> 8)
      : 'draft',
    reviewText: answered && (n >>> 8) % 5 === 4 ? 'Say who checks it, and how often.' : null,
    evidence: cell.evidence,
    answeredAt: answered ? `${day(n >>> 2)}T${String(8 + (n % 9)).padStart(2, '0')}:15:30.000Z` : null,
    answeredBy: answered ? 'Ingrid Aalto' : null,
    authors: [],
    reviewed: null,
  };
}
