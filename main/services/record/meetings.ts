import { listSubjects } from '../../assessment/subjects.ts';
import { notFound, ruleViolation } from '../../contract/errors.ts';
import type { workshop } from '../../contract/methods/workshop.ts';
import type { Person } from '../../contract/parties.ts';
import type { Attendee, Meeting } from '../../contract/workshop.ts';
import { aDayAfter, lastActivity } from '../../domain/meetings.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { timesBetween } from '../../workbook/log-window.ts';
import {
  insertMeeting,
  listDecisions,
  listMeetings,
  listTimeSpent,
  type MeetingRecord,
  readRunningMeeting,
  updateMeeting,
} from '../../workbook/tables/meetings.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { countProposals, listProposals } from '../../workbook/tables/proposals.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers, QueryContext } from '../context.ts';

type Given = { readonly person: string } | { readonly name: string };

/** Attendees with the names that they have now; who left the workbook keeps the name of that day. */
function attendeesOf(given: readonly Given[], people: readonly Person[]): readonly Attendee[] {
  const known = new Map(people.map((person) => [person.id, person.name]));
  const seen = new Set<string>();
  return given.flatMap((entry): Attendee[] => {
    if ('name' in entry) return [{ person: null, name: entry.name }];
    const name = known.get(entry.person);
    if (name === undefined) throw notFound(`person "${entry.person}"`, 'Add the person under Scope first.');
    if (seen.has(entry.person)) return [];
    seen.add(entry.person);
    return [{ person: entry.person, name }];
  });
}

/** The agenda with each subject once. NOT_FOUND for what nothing in the workbook has as its ref. */
export function agendaOf({ db, catalogue }: QueryContext, refs: readonly string[]): readonly string[] {
  const known = new Set(listSubjects(db, catalogue).map((subject) => subject.ref));
  const missing = refs.find((ref) => !known.has(ref));
  if (missing !== undefined)
    throw notFound(`service "${missing}" in this workbook`, 'Choose from the services of the workbook.');
  return [...new Set(refs)];
}

/** What meetings of the workbook go through, of what is in it still. */
function usualAgenda({ db, catalogue }: QueryContext): readonly string[] {
  const known = new Set(listSubjects(db, catalogue).map((subject) => subject.ref));
  return readWorkbook(db).usualAgenda.filter((ref) => known.has(ref));
}

/** When something was recorded last in a meeting that nobody ended. */
function activityOf(db: ReadDb, beganAt: string): string {
  const until = listMeetings(db).reduce(
    (earliest, { beganAt: next }) => (next !== null && next > beganAt && next < earliest ? next : earliest),
    aDayAfter(beganAt),
  );
  return lastActivity(beganAt, timesBetween(db, beganAt, until));
}

/** Every meeting with what lists show beside it, newest first. */
export function meetingList({ db, catalogue, clock }: QueryContext): readonly Meeting[] {
  const running = readRunningMeeting(db, clock)?.number;
  const names = new Map(listPeople(db).map((person) => [person.id, person.name]));
  const subjects = new Set(listSubjects(db, catalogue).map((subject) => subject.ref));
  const times = listTimeSpent(db);
  const decisions = listDecisions(db);
  const proposals = countProposals(db);
  return listMeetings(db).map((meeting) => ({
    ...meeting,
    attendees: meeting.attendees.map(({ person, name }) => ({
      person: person !== null && names.has(person) ? person : null,
      name: (person === null ? undefined : names.get(person)) ?? name,
    })),
    agenda: meeting.agenda.filter((ref) => subjects.has(ref)),
    running: meeting.number === running,
    lastActivity:
      meeting.number === running || meeting.endedAt !== null || meeting.beganAt === null
        ? null
        : activityOf(db, meeting.beganAt),
    decisions: decisions.filter((decision) => decision.meeting === meeting.number).length,
    proposals: proposals.get(meeting.number) ?? 0,
    seconds: times
      .filter((time) => time.meeting === meeting.number)
      .reduce((sum, time) => sum + time.seconds, 0),
  }));
}

/** One meeting as the list has it. NOT_FOUND where there is none of that number. */
export function meetingOf(context: QueryContext, number: number): Meeting {
  recordOf(context.db, number);
  return meetingList(context).find((entry) => entry.number === number) as Meeting;
}

function recordOf(db: ReadDb, number: number): MeetingRecord {
  const record = listMeetings(db).find((entry) => entry.number === number);
  if (!record) throw notFound(`meeting ${number} in this workbook`, 'Choose one from the list of meetings.');
  return record;
}

export const meetingCommands: Pick<Handlers<typeof workshop>, 'start' | 'update' | 'end'> = {
  start(context, { title, heldOn, attendees, agenda, note, anonymous }) {
    const { db, clock, describe } = context;
    const now = clock.now();
    const today = clock.today();
    const before = readRunningMeeting(db, clock);
    // One room is in one meeting: what is decided now belongs to the new one.
    if (before) {
      // Of one that goes on past midnight nobody says that it went on until now: all that was recorded since belongs to it.
      const since = before.beganAt ?? now;
      const endedAt = before.heldOn === today ? now : (timesBetween(db, since, now).at(-1) ?? since);
      updateMeeting(db, { ...before, endedAt });
    }
    const isNow = (heldOn ?? today) === today;
    const number = insertMeeting(db, {
      title,
      heldOn: heldOn ?? today,
      attendees: attendeesOf(attendees, listPeople(db)),
      note: note === '' ? null : note,
      // One of another day is noted afterwards, or planned.
      beganAt: isNow ? now : null,
      endedAt: null,
      utcOffset: clock.offset(),
      agenda: agenda === undefined ? usualAgenda(context) : agendaOf(context, agenda),
      anonymous,
    });
    describe(`Began the meeting ${title}`);
    return meetingOf(context, number);
  },

  update(context, { meeting: number, ...given }) {
    const { db, describe } = context;
    const { title, heldOn, attendees, agenda, note, beganAt, endedAt, anonymous } = given;
    const before = meetingOf(context, number);
    const record = recordOf(db, number);
    const after: MeetingRecord = {
      number,
      title: title ?? before.title,
      heldOn: heldOn ?? before.heldOn,
      attendees: attendees === undefined ? before.attendees : attendeesOf(attendees, listPeople(db)),
      note: note === undefined ? before.note : note || null,
      beganAt: beganAt === undefined ? before.beganAt : beganAt,
      endedAt: endedAt === undefined ? before.endedAt : endedAt,
      utcOffset: before.utcOffset,
      agenda: agenda === undefined ? record.agenda : agendaOf(context, agenda),
      anonymous: anonymous ?? record.anonymous,
    };
    if (after.anonymous !== record.anonymous && listProposals(db).some(({ meeting }) => meeting === number))
      throw ruleViolation(
        'Whether names are kept is chosen before anything is proposed in a meeting. Begin another meeting.',
      );
    if (after.beganAt !== null && after.endedAt !== null && after.endedAt < after.beganAt)
      throw ruleViolation('A meeting cannot end before it began. Look at its two times again.');
    updateMeeting(db, after);
    describe(`Changed the meeting ${after.title}`);
    return meetingOf(context, number);
  },

  end(context, { meeting: number }) {
    const { db, clock, describe } = context;
    const wanted = number ?? readRunningMeeting(db, clock)?.number;
    if (wanted === undefined) throw ruleViolation('No meeting is running, so there is none to end.');
    const meeting = meetingOf(context, wanted);
    if (meeting.endedAt !== null) throw ruleViolation(`The meeting ${meeting.title} has ended already.`);
    const endedAt = meeting.running ? clock.now() : meeting.lastActivity;
    if (endedAt === null)
      throw ruleViolation(`The meeting ${meeting.title} was not begun here. Note when it began and ended.`);
    updateMeeting(db, { ...recordOf(db, wanted), endedAt });
    describe(`Ended the meeting ${meeting.title}`);
    return meetingOf(context, wanted);
  },
};
