import type { RegisterRow } from '../contract/assignments.ts';
import type { Party, PartyKind } from '../contract/parties.ts';
import { ownerKeyOf } from '../domain/duties/owner-class.ts';
import { isAnswered, kindsById } from '../domain/duties/ownership.ts';
import { statusOf } from '../domain/duties/status.ts';
import { ownerName, partyName } from '../domain/portfolio/owner-name.ts';
import { environmentWords } from '../domain/services/environments.ts';
import type { CellValue } from './portfolio.ts';
import { readRows } from './reading.ts';
import type { ToldReport } from './storable.ts';
import { columnsOf, type Place, type RowOf, type TableName } from './tables.ts';
import { createTallies, type Tallies } from './tallies.ts';

/** The rows of one table; the register streams, and those that are counted from it come after it. */
export interface Rows {
  readonly table: TableName;
  readonly rows: () => Iterable<readonly CellValue[]>;
}

interface Known {
  readonly parties: ReadonlyMap<string, Party>;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly people: ReadonlyMap<string, string>;
  readonly environments: ReadonlyMap<string, string>;
  /** Catalogue id and name of each service in use, by its ref. */
  readonly services: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
}

/** Everything of a report that is published, table by table, in the order in which it is to be written. */
export function rowsOfReport(report: ToldReport, place: Place): readonly Rows[] {
  const known: Known = {
    parties: new Map(report.parties.map((party) => [party.id, party])),
    kinds: kindsById(report.parties),
    people: new Map(report.people.map(({ id, name }) => [id, name])),
    environments: new Map(report.environments.map(({ id, name }) => [id, name])),
    services: new Map(
      report.services.map(({ ref, catalogueId, serviceName }) => [
        ref,
        { id: catalogueId, name: serviceName },
      ]),
    ),
  };
  const tallies = createTallies(report.frameworks);
  const of = <N extends TableName>(table: N, rows: () => Iterable<Omit<RowOf<N>, keyof Place>>): Rows => ({
    table,
    rows: () => readRows(() => asCells(table, place, rows())),
  });
  return [
    of('service', () => services(report, known)),
    of('duty', () => duties(report, known, tallies)),
    of('position', () => tallies.positions()),
    of('load', () => tallies.loads()),
    of('control', () => tallies.controls()),
    of('gap', () =>
      report.gaps.map(({ rule, severity, sentence, ref, subject, responsibility, action }, index) => ({
        seq: index + 1,
        rule,
        severity,
        sentence,
        ref,
        subject,
        duty: responsibility,
        action,
      })),
    ),
    of('evidence', () => evidence(report)),
    of('evidence_duty', () =>
      report.evidence.flatMap(({ number, links }) => [...new Set(links)].map((ref) => ({ number, ref }))),
    ),
    of('action', () => actions(report, known)),
    of('decision', () =>
      report.desk().decisions.map(({ text, heldOn, decidedAt, recordedBy, ...decision }) => ({
        ...decision,
        decision: text,
        held_on: heldOn,
        decided_at: decidedAt,
        recorded_by: recordedBy,
      })),
    ),
    of('sign_off', () => signOffs(report)),
  ];
}

function* asCells<N extends TableName>(
  table: N,
  place: Place,
  rows: Iterable<Omit<RowOf<N>, keyof Place>>,
): Generator<readonly CellValue[]> {
  const columns = columnsOf(table);
  for (const row of rows) {
    const whole = { ...row, ...place } as Readonly<Record<string, CellValue>>;
    yield columns.map((column) => whole[column] ?? null);
  }
}

const services = (report: ToldReport, known: Known) =>
  report.services.map((service) => ({
    ref: service.ref,
    service: service.catalogueId,
    service_name: service.serviceName,
    label: service.label,
    category: service.category,
    model: service.model,
    environments: environmentWords(service.environments, known.environments),
    account: service.account,
    region: service.region,
    data_classification: service.dataClassification,
    lead: service.lead === null ? null : (known.people.get(service.lead) ?? null),
    asked: service.asked,
    answered: service.answered,
  }));

function* duties(
  report: ToldReport,
  known: Known,
  tallies: Tallies,
): Generator<Omit<RowOf<'duty'>, keyof Place>> {
  let seq = 0;
  for (const row of report.rows()) {
    seq += 1;
    const duty = dutyRow(row, seq, known);
    tallies.take(row, duty, {
      party: (id) => partyName(known.parties.get(id), id),
      kind: (id) => known.kinds.get(id) ?? 'third-party',
      person: (id) => (id === null ? '' : (known.people.get(id) ?? '')),
    });
    yield duty;
  }
}

function dutyRow(row: RegisterRow, seq: number, known: Known): Omit<RowOf<'duty'>, keyof Place> {
  const service = known.services.get(row.subject);
  // What is answered once stands under its kind, so that it meets its like in other workbooks.
  const kind = row.subjectKind === 'service' ? row.subject : row.subjectKind;
  return {
    seq,
    ref: row.ref,
    subject: row.subject,
    subject_kind: row.subjectKind,
    subject_label: row.subjectLabel,
    service: service?.id ?? kind,
    service_name: service?.name ?? row.serviceName,
    environments: environmentWords(row.environments, known.environments),
    domain: row.domain,
    domain_name: row.domainName,
    duty: row.responsibility,
    duty_name: row.responsibilityName,
    answer: row.ownership.kind,
    owner: ownerName(row.ownership, known.parties),
    owner_class: ownerKeyOf(row.ownership, known.kinds),
    shares: JSON.stringify(
      row.shares.map(({ party, person, text }) => ({
        party: partyName(known.parties.get(party), party),
        kind: known.kinds.get(party) ?? null,
        person: person === null ? null : (known.people.get(person) ?? null),
        text,
      })),
    ),
    suggested: row.suggested,
    deviates: row.deviates ? 1 : 0,
    reason: row.deviationReason || row.notApplicable || null,
    status: isAnswered(row.ownership) ? (statusOf(row, known.kinds) ?? '') : '',
    due_on: row.dueOn,
    note: row.note,
    parked: row.parked ? 1 : 0,
    review: row.review,
    evidence: row.evidence.length,
    held: row.common?.how ?? null,
  };
}

const evidence = (report: ToldReport) =>
  report.evidence.map((piece) => ({
    number: piece.number,
    kind: piece.kind,
    title: piece.title,
    sha256: piece.sha256,
    size: piece.size,
    covers_from: piece.coversFrom,
    covers_to: piece.coversTo,
    expires: piece.expires,
    collected_by: piece.collectedBy,
    collected_at: piece.collectedAt,
    counts: piece.replacedBy === null ? 1 : 0,
    duties: new Set(piece.links).size,
  }));

const actions = (report: ToldReport, { people }: Known) =>
  report.desk().actions.map((action) => ({
    number: action.number,
    title: action.title,
    about: action.about,
    subject: action.subject,
    duty: action.responsibility,
    person: action.person === null ? null : (people.get(action.person) ?? null),
    due_on: action.dueOn,
    state: action.state,
    note: action.note,
    created_at: action.createdAt,
    closed_at: action.closedAt,
  }));

const signOffs = (report: ToldReport) =>
  report.signOffs.map((signOff, index) => ({
    seq: index + 1,
    subject: signOff.subject,
    label: signOff.label,
    name: signOff.name,
    role: signOff.role,
    statement: signOff.statement,
    digest: signOff.digest,
    signed_at: signOff.signedAt,
    standing: signOff.changedSince === null ? 'current' : 'changed',
    by_key: signOff.signature === null ? 0 : 1,
  }));

/** Whether the workbook as a whole is signed: as it is, as it once was, or not at all; and when it was signed last. */
export function signedOf({ signOffs }: Pick<ToldReport, 'signOffs'>): {
  readonly signed: 'current' | 'changed' | 'none';
  readonly signed_at: string | null;
} {
  const whole = signOffs.filter(({ subject }) => subject === null);
  const current = whole.find(({ changedSince }) => changedSince === null);
  const newest = current ?? whole[0];
  return {
    signed: newest === undefined ? 'none' : current === undefined ? 'changed' : 'current',
    signed_at: newest?.signedAt ?? null,
  };
}
