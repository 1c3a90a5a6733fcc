import { dutiesOf, listSubjects } from '../../assessment/subjects.ts';
import { notFound } from '../../contract/errors.ts';
import { assignmentRef, parseAssignmentRef } from '../../contract/ids.ts';
import type { workshop } from '../../contract/methods/workshop.ts';
import type { AgendaItem, Decision, SetAside } from '../../contract/workshop.ts';
import { decodeOwnership } from '../../domain/duties/ownership.ts';
import { byAgenda } from '../../domain/meetings.ts';
import { waitsOf } from '../../workbook/tables/assignments.ts';
import {
  type AsideRow,
  addTimeSpent,
  type DecisionRecord,
  deleteDecision,
  insertDecision,
  listAside,
  listDecisions,
  listMeetings,
  listTimeSpent,
  readRunningMeeting,
} from '../../workbook/tables/meetings.ts';
import { locate, placeWords } from '../answers/place.ts';
import { subjectList } from '../answers/walk.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { minutesHandlers } from '../exchange/minutes.ts';
import { meetingCommands, meetingList, meetingOf } from './meetings.ts';

function decisionsIn(context: QueryContext, records: readonly DecisionRecord[]): readonly Decision[] {
  const { db, catalogue } = context;
  const titles = new Map(listMeetings(db).map((meeting) => [meeting.number, meeting.title]));
  const labels = new Map(listSubjects(db, catalogue).map((subject) => [subject.ref, subject.label]));
  return records.map(({ subject, responsibility, ...decision }) => ({
    ...decision,
    meetingTitle: decision.meeting === null ? null : (titles.get(decision.meeting) ?? null),
    ref: subject !== null && responsibility !== null ? assignmentRef(subject, responsibility) : null,
    about:
      subject !== null && responsibility !== null
        ? `${labels.get(subject) ?? subject}: ${catalogue.responsibility(responsibility)?.name ?? responsibility}`
        : null,
  }));
}

/** What was put aside, in walking order; what no longer stands in the workbook's questions is left out. */
function asideList({ session, db, catalogue }: QueryContext, rows: readonly AsideRow[]): readonly SetAside[] {
  const bySubject = new Map<string, Map<string, AsideRow>>();
  for (const row of rows) {
    const duties = bySubject.get(row.subject);
    if (duties) duties.set(row.responsibility, row);
    else bySubject.set(row.subject, new Map([[row.responsibility, row]]));
  }
  const marks = session.marks();
  return listSubjects(db, catalogue).flatMap((subject) => {
    const wanted = bySubject.get(subject.ref);
    if (!wanted) return [];
    const recorded = marks.get(subject.ref);
    return dutiesOf(subject, catalogue, recorded).flatMap((duty): SetAside[] => {
      const row = wanted.get(duty.id);
      if (!row) return [];
      return [
        {
          ref: assignmentRef(subject.ref, duty.id),
          subject: subject.ref,
          subjectLabel: subject.label,
          name: duty.name,
          domainName: catalogue.domain(duty.domain)?.name ?? duty.domain,
          ownership: decodeOwnership(recorded?.get(duty.id)?.ownership ?? ''),
          note: row.note,
          waits: waitsOf(row),
          answeredAt: row.answeredAt,
          answeredBy: row.answeredBy,
        },
      ];
    });
  });
}

export const workshopHandlers: Handlers<typeof workshop> = {
  meetings: meetingList,
  ...meetingCommands,
  ...minutesHandlers,

  decisions(context, input) {
    const found = decisionsIn(context, listDecisions(context.db));
    return found.filter(
      (decision) =>
        (input?.meeting === undefined || decision.meeting === input.meeting) &&
        (input?.ref === undefined || decision.ref === input.ref),
    );
  },

  decide(context, { text, ref, meeting }) {
    const { db, clock, actor, describe } = context;
    if (ref !== null) locate(context, ref);
    if (meeting !== undefined) meetingOf(context, meeting);
    const record = {
      meeting: meeting ?? readRunningMeeting(db, clock)?.number ?? null,
      ...(ref === null ? { subject: null, responsibility: null } : parseAssignmentRef(ref)),
      text,
      decidedAt: clock.now(),
      recordedBy: actor,
    };
    const number = insertDecision(db, record);
    describe(ref === null ? 'Noted a decision' : `Noted a decision on ${placeWords(locate(context, ref))}`);
    const [decision] = decisionsIn(context, [{ ...record, number }]);
    if (!decision) throw notFound(`decision ${number}`, 'Note it again.');
    return decision;
  },

  removeDecision({ db, describe }, { number }) {
    if (deleteDecision(db, number) === 0)
      throw notFound(`decision ${number} in this workbook`, 'It may have been removed already.');
    describe(`Removed decision ${number}`);
    return null;
  },

  spend(context, { subject, seconds }) {
    const { db, catalogue, clock } = context;
    if (!listSubjects(db, catalogue).some((entry) => entry.ref === subject))
      throw notFound(`service "${subject}" in this workbook`, 'Choose one from the agenda.');
    const meeting = readRunningMeeting(db, clock)?.number ?? null;
    return { meeting, seconds: meeting === null ? 0 : addTimeSpent(db, { meeting, subject, seconds }) };
  },

  agenda(context) {
    const { db, clock } = context;
    const meeting = readRunningMeeting(db, clock);
    const running = meeting?.number;
    const times = listTimeSpent(db);
    const waiting = new Map<string, number>();
    for (const { subject } of listAside(db, 'confirm_later'))
      waiting.set(subject, (waiting.get(subject) ?? 0) + 1);
    const subjects = subjectList(context);
    const known = new Set(subjects.map(({ ref }) => ref));
    const chosen = meeting?.agenda.filter((ref) => known.has(ref)) ?? [];
    return byAgenda(subjects, chosen).map((subject): AgendaItem => {
      const place = chosen.indexOf(subject.ref);
      const own = times.filter((time) => time.subject === subject.ref);
      return {
        ...subject,
        toConfirm: waiting.get(subject.ref) ?? 0,
        seconds: own.reduce((sum, time) => sum + time.seconds, 0),
        secondsNow: own.find((time) => time.meeting === running)?.seconds ?? 0,
        place: place < 0 ? null : place + 1,
      };
    });
  },

  parked: (context) => asideList(context, listAside(context.db, 'parked')),
  toConfirm: (context) => asideList(context, listAside(context.db, 'confirm_later')),
};
