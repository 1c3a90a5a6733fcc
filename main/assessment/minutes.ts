import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { Action } from '../contract/actions.ts';
import type { AnswerChange, Minutes, MinutesAnswer, ParkedQuestion } from '../contract/minutes.ts';
import { isAnswered, namesById, ownershipWords } from '../domain/duties/ownership.ts';
import { aDayAfter, lastActivity } from '../domain/meetings.ts';
import { saidWords } from '../domain/proposals.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { timesBetween } from '../workbook/log-window.ts';
import { listActions } from '../workbook/tables/actions.ts';
import {
  listDecisions,
  listMeetings,
  listTimeSpent,
  type MeetingRecord,
} from '../workbook/tables/meetings.ts';
import { listPeople } from '../workbook/tables/parties.ts';
import { listProposals } from '../workbook/tables/proposals.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';
import {
  type AnswerThen,
  answersIn,
  type GoneNames,
  type Span,
  type TouchedAnswer,
} from './meeting-answers.ts';
import { namedParties } from './parties.ts';
import { listSubjects } from './subjects.ts';

/** Names as minutes write them, also of what has left the workbook since. */
interface Names {
  service(ref: string): string;
  duty(id: string): string;
  person(id: string): string;
  readonly parties: ReadonlyMap<string, string>;
  /** Where a ref stands in the register; what has left it comes last. */
  place(ref: string): number;
}

/** The minutes of every meeting, or of the one asked for, oldest first. `asOf` is the ISO date of the day on which they are read. */
export function readMinutes(
  db: ReadDb,
  catalogue: CatalogueIndex,
  asOf: string,
  only?: number,
): readonly Minutes[] {
  const meetings = listMeetings(db)
    .filter(({ number }) => only === undefined || number === only)
    .sort((a, b) => whenOf(a).localeCompare(whenOf(b)) || a.number - b.number);
  const spans = meetings.map((meeting) => spanOf(db, meeting, asOf));
  const { touched, gone } = answersIn(db, spans);
  const names = namesOf(db, catalogue, gone);
  const parties = namedParties(db);
  const people = new Map(listPeople(db).map((person) => [person.id, person]));
  const times = listTimeSpent(db);
  const decisions = listDecisions(db).toReversed();
  const proposals = listProposals(db).toReversed();
  const actions = [...listActions(db)].sort((a, b) => a.number - b.number);
  return meetings.map((meeting, index): Minutes => {
    const { from, to } = spans[index] as Span;
    const answers = [...(touched.get(meeting.number) ?? [])].sort(
      (a, b) => names.place(a.ref) - names.place(b.ref) || (a.ref < b.ref ? -1 : 1),
    );
    const seconds = new Map(
      times.flatMap((time) => (time.meeting === meeting.number ? [[time.subject, time.seconds]] : [])),
    );
    const planned = meeting.agenda;
    const others = [...seconds.keys()].filter((ref) => !planned.includes(ref));
    return {
      number: meeting.number,
      title: meeting.title,
      heldOn: meeting.heldOn,
      beganAt: meeting.beganAt,
      endedAt: meeting.endedAt,
      utcOffset: meeting.utcOffset,
      running: meeting.endedAt === null && meeting.beganAt !== null && meeting.heldOn === asOf,
      note: meeting.note,
      attendance: meeting.attendees.map(({ person, name }) => {
        const known = person === null ? undefined : people.get(person);
        const party = parties.find(({ id }) => id === known?.party);
        return { name: known?.name ?? name, party: party?.name ?? null, role: known?.role ?? null };
      }),
      agenda: [
        ...planned.map((ref) => ({ ref, planned: true })),
        ...others
          .sort((a, b) => names.place(`${a}/`) - names.place(`${b}/`))
          .map((ref) => ({ ref, planned: false })),
      ].map(({ ref, planned }) => ({ label: names.service(ref), planned, seconds: seconds.get(ref) ?? 0 })),
      answered: answers.flatMap((answer) => answerIn(answer, names)),
      decisions: decisions
        .filter((decision) => decision.meeting === meeting.number)
        .map(({ number, text, subject, responsibility }) => ({
          number,
          text,
          about: subject === null ? null : aboutWords(subject, responsibility, names),
        })),
      proposals: proposals
        .filter((each) => each.meeting === meeting.number && each.outcome !== 'withdrawn')
        .map(({ number, subject, responsibility, person, name, outcome, ...said }) => ({
          number,
          about: aboutWords(subject, responsibility, names),
          who: person === null ? name : (people.get(person)?.name ?? name),
          said: saidWords(said, names.parties),
          outcome,
        })),
      parked: answers.flatMap((answer) => parkedIn(answer, names)),
      actions: actions
        .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
        .map(({ number, title, dueOn, state, person, ...place }) => ({
          number,
          title,
          about: actionPlace(place, db, names),
          owner: person === null ? null : names.person(person),
          dueOn,
          state,
        })),
    };
  });
}

const whenOf = ({ beganAt, heldOn }: MeetingRecord): string => beganAt ?? heldOn;

/** When a meeting was. One that nobody ended is as long as its last activity, and one without times as long as its day. */
function spanOf(db: ReadDb, meeting: MeetingRecord, asOf: string): Span {
  const { number, heldOn, beganAt, endedAt, utcOffset } = meeting;
  const midnight = new Date(Date.parse(`${heldOn}T00:00:00.000Z`) - utcOffset * 60_000).toISOString();
  const from = beganAt ?? midnight;
  if (endedAt !== null) return { meeting: number, from, to: endedAt };
  const next = listMeetings(db)
    .flatMap((other) => (other.beganAt !== null && other.beganAt > from ? [other.beganAt] : []))
    .sort()[0];
  const latest = aDayAfter(from);
  const until = next !== undefined && next < latest ? next : latest;
  const isOpen = beganAt === null || heldOn === asOf;
  return { meeting: number, from, to: isOpen ? until : lastActivity(from, timesBetween(db, from, until)) };
}

function namesOf(db: ReadDb, catalogue: CatalogueIndex, gone: GoneNames): Names {
  const subjects = listSubjects(db, catalogue);
  const labels = new Map(subjects.map(({ ref, label }) => [ref, label]));
  const order = new Map(subjects.map(({ ref }, index) => [ref, index]));
  const people = namesById(listPeople(db));
  return {
    parties: new Map([...(gone.get('party') ?? []), ...namesById(namedParties(db))]),
    service: (ref) =>
      labels.get(ref) ?? gone.get('service_in_use')?.get(ref) ?? gone.get('party')?.get(ref) ?? ref,
    duty: (id) => catalogue.responsibility(id)?.name ?? id,
    person: (id) => people.get(id) ?? gone.get('person')?.get(id) ?? id,
    place: (ref) => {
      const [subject = '', responsibility = ''] = ref.split('/');
      const duty = responsibility === '' ? 0 : catalogue.responsibilityOrder(responsibility);
      return (order.get(subject) ?? subjects.length) * 100_000 + Math.min(duty, 99_999);
    },
  };
}

function changeOf(before: AnswerThen, after: AnswerThen, names: Names): AnswerChange | null {
  const words = ({ ownership, notApplicable }: AnswerThen) =>
    JSON.stringify([ownershipWords(ownership, names.parties), notApplicable]);
  if (words(before) !== words(after)) {
    if (!isAnswered(before.ownership)) return 'answered';
    return isAnswered(after.ownership) ? 'changed' : 'taken-back';
  }
  if (!isAnswered(after.ownership)) return null;
  if (before.confirmLater && !after.confirmLater) return 'confirmed';
  const details = ({ persons, dueOn, status }: AnswerThen) => JSON.stringify([persons, dueOn, status]);
  return details(before) === details(after) ? null : 'details';
}

function answerIn({ ref, before, after }: TouchedAnswer, names: Names): readonly MinutesAnswer[] {
  const change = changeOf(before, after, names);
  if (change === null) return [];
  const [subject = '', responsibility = ''] = ref.split('/');
  return [
    {
      ref,
      service: names.service(subject),
      duty: names.duty(responsibility),
      change,
      owners: ownershipWords(after.ownership, names.parties),
      was:
        change === 'changed' || change === 'taken-back'
          ? ownershipWords(before.ownership, names.parties)
          : null,
      reason: after.notApplicable,
      persons: after.persons.map(
        ({ party, person }) => `${names.person(person)} (${names.parties.get(party) ?? party})`,
      ),
      dueOn: after.dueOn,
    },
  ];
}

function parkedIn({ ref, before, after }: TouchedAnswer, names: Names): readonly ParkedQuestion[] {
  if (!after.parked || before.parked) return [];
  const [subject = '', responsibility = ''] = ref.split('/');
  return [
    {
      ref,
      service: names.service(subject),
      duty: names.duty(responsibility),
      note: after.note,
      waitsFor: after.waits.for,
      whom: after.waits.person === null ? after.waits.name : names.person(after.waits.person),
    },
  ];
}

/** `Orders database: Restore testing`, or the service alone. */
const aboutWords = (subject: string, responsibility: string | null, names: Names): string =>
  responsibility === null
    ? names.service(subject)
    : `${names.service(subject)}: ${names.duty(responsibility)}`;

const actionPlace = (
  { subject, responsibility }: Pick<Action, 'subject' | 'responsibility'>,
  db: ReadDb,
  names: Names,
): string => (subject === null ? readWorkbook(db).title : aboutWords(subject, responsibility, names));
