import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Gap } from '../contract/gaps.ts';
import { assignmentRef } from '../contract/ids.ts';
import { isOverdue } from '../domain/actions.ts';
import { kindsById, namesById, ownershipOf, ownershipWords } from '../domain/duties/ownership.ts';
import { NOTHING_SAID, riskWords } from '../domain/duties/risk-acceptance.ts';
import { statusOf } from '../domain/duties/status.ts';
import { saidWords } from '../domain/proposals.ts';
import type { ReportDesk } from '../domain/report/desk.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listActions } from '../workbook/tables/actions.ts';
import { listRiskAccepted, readAssignment } from '../workbook/tables/assignments.ts';
import { listAside, listDecisions, listMeetings } from '../workbook/tables/meetings.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listProposals } from '../workbook/tables/proposals.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import { readMinutes } from './minutes.ts';
import { namedParties } from './parties.ts';
import { listSubjects } from './subjects.ts';

/** What rooms and desks made beside the answers, judged as of an ISO date, with that day's gaps. */
export function readDesk(
  db: ReadDb,
  catalogue: CatalogueIndex,
  asOf: string,
  gaps: readonly Pick<Gap, 'action' | 'rule'>[],
): ReportDesk {
  const subjects = listSubjects(db, catalogue);
  const labels = new Map(subjects.map(({ ref, label }) => [ref, label]));
  const service = (ref: string) => labels.get(ref) ?? ref;
  const duty = (id: string) => catalogue.responsibility(id)?.name ?? id;
  const about = (subject: string, responsibility: string | null) =>
    responsibility === null ? service(subject) : `${service(subject)}: ${duty(responsibility)}`;
  const people = namesById(listPeople(db));
  const known = namedParties(db);
  const parties = namesById(known);
  const kinds = kindsById(known);
  const meetings = new Map(listMeetings(db).map((meeting) => [meeting.number, meeting]));
  const { title } = readWorkbook(db);
  const order = new Map(subjects.map(({ ref }, index) => [ref, index]));
  const place = ({ subject, responsibility }: { subject: string; responsibility: string }) =>
    (order.get(subject) ?? subjects.length) * 100_000 +
    Math.min(catalogue.responsibilityOrder(responsibility), 99_999);
  return {
    meetings: readMinutes(db, catalogue, asOf),
    decisions: listDecisions(db)
      .toReversed()
      .map(({ number, text, subject, responsibility, meeting, decidedAt, recordedBy }) => ({
        number,
        text,
        ref: subject === null || responsibility === null ? null : assignmentRef(subject, responsibility),
        about: subject === null ? null : about(subject, responsibility),
        meeting: meeting === null ? null : (meetings.get(meeting)?.title ?? null),
        heldOn: meeting === null ? null : (meetings.get(meeting)?.heldOn ?? null),
        decidedAt,
        recordedBy,
      })),
    proposals: proposalsOf(db, { about, people, parties, meetings }),
    parked: listAside(db, 'parked')
      .filter(({ subject }) => order.has(subject))
      .sort((a, b) => place(a) - place(b))
      .map(({ subject, responsibility, note, ...waits }) => ({
        ref: assignmentRef(subject, responsibility),
        service: service(subject),
        duty: duty(responsibility),
        note,
        waitsFor: waits.parked_for,
        whom:
          waits.parked_person === null
            ? waits.parked_name
            : (people.get(waits.parked_person) ?? waits.parked_name),
        owners: ownershipWords(ownershipOf(readAssignment(db, subject, responsibility)), parties),
      })),
    risks: listRiskAccepted(db)
      .filter(({ subject }) => order.has(subject))
      .sort((a, b) => place(a) - place(b))
      .flatMap(({ subject, responsibility }) => {
        const record = readAssignment(db, subject, responsibility);
        const ownership = ownershipOf(record);
        if (record === null || statusOf({ ...record, ownership }, kinds) !== 'risk-accepted') return [];
        const { reason, approver, approvedOn, expiresOn } = record.risk ?? NOTHING_SAID;
        return [
          {
            ref: assignmentRef(subject, responsibility),
            service: service(subject),
            duty: duty(responsibility),
            owners: ownershipWords(ownership, parties),
            reason,
            person: approver,
            approver: approver === null ? null : (people.get(approver) ?? null),
            approvedOn,
            expiresOn,
            standing: riskWords(record.risk, asOf),
          },
        ];
      }),
    actions: [...listActions(db)]
      .sort((a, b) => a.number - b.number)
      .map(({ createdBy: _, rule: __, ...action }) => ({
        ...action,
        about: action.subject === null ? title : about(action.subject, action.responsibility),
        owner: action.person === null ? null : (people.get(action.person) ?? null),
        overdue: isOverdue(action, asOf),
        // That an action is late is not something that it covers.
        covers: gaps.filter((gap) => gap.action === action.number && gap.rule !== 'action-overdue').length,
      })),
  };
}

/** What was proposed and not withdrawn, oldest first, under the names of the present day. */
const proposalsOf = (
  db: ReadDb,
  names: {
    readonly about: (subject: string, responsibility: string) => string;
    readonly people: ReadonlyMap<string, string>;
    readonly parties: ReadonlyMap<string, string>;
    readonly meetings: ReadonlyMap<number, { readonly title: string; readonly heldOn: string }>;
  },
): ReportDesk['proposals'] =>
  listProposals(db)
    .filter(({ outcome }) => outcome !== 'withdrawn')
    .toReversed()
    .map(({ subject, responsibility, meeting, person, name, ...proposal }) => {
      const held = meeting === null ? undefined : names.meetings.get(meeting);
      return {
        number: proposal.number,
        ref: assignmentRef(subject, responsibility),
        about: names.about(subject, responsibility),
        who: person === null ? name : (names.people.get(person) ?? name),
        said: saidWords(proposal, names.parties),
        outcome: proposal.outcome,
        meeting: held?.title ?? null,
        heldOn: held?.heldOn ?? null,
        proposedAt: proposal.proposedAt,
        settledBy: proposal.settledBy,
      };
    });
