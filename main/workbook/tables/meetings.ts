import type { Attendee } from '../../contract/workshop.ts';
import { addDays } from '../../domain/days.ts';
import { clockOf } from '../../domain/meetings.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** A meeting as it is stored. */
export interface MeetingRecord {
  readonly number: number;
  readonly title: string;
  readonly heldOn: string;
  readonly attendees: readonly Attendee[];
  readonly note: string | null;
  readonly beganAt: string | null;
  readonly endedAt: string | null;
  readonly utcOffset: number;
  readonly agenda: readonly string[];
  /** What is proposed in it is kept without names. */
  readonly anonymous: boolean;
}
interface MeetingRow {
  readonly number: number;
  readonly title: string;
  readonly held_on: string;
  readonly attendees: string;
  readonly note: string | null;
  readonly began_at: string | null;
  readonly ended_at: string | null;
  readonly utc_offset: number;
  readonly agenda: string;
  readonly anonymous: number;
}
const fromRow = (row: MeetingRow): MeetingRecord => ({
  number: row.number,
  title: row.title,
  heldOn: row.held_on,
  attendees: JSON.parse(row.attendees) as readonly Attendee[],
  note: row.note,
  beganAt: row.began_at,
  endedAt: row.ended_at,
  utcOffset: row.utc_offset,
  agenda: JSON.parse(row.agenda) as readonly string[],
  anonymous: row.anonymous === 1,
});

/** Newest first. */
export const listMeetings = (db: ReadDb): readonly MeetingRecord[] =>
  db.all<MeetingRow>('SELECT * FROM meeting ORDER BY number DESC').map(fromRow);

function readLastMeeting(db: ReadDb): MeetingRecord | null {
  const row = db.get<MeetingRow>('SELECT * FROM meeting ORDER BY number DESC LIMIT 1');
  return row === undefined ? null : fromRow(row);
}

/** A meeting that goes on past midnight is over at six in the morning, where nobody ended it. */
const MORNING = '06:00';

/**
 * The meeting begun last, unless somebody ended it: on the day on which it is held, and in the night after it where it was begun; else null.
 * By the clock of the machine.
 */
export function readRunningMeeting(
  db: ReadDb,
  clock: Pick<Clock, 'now' | 'today' | 'offset'>,
): MeetingRecord | null {
  const last = readLastMeeting(db);
  if (last === null || last.endedAt !== null) return null;
  const isNight = clockOf(clock.now(), clock.offset()) < MORNING;
  const days =
    isNight && last.beganAt !== null ? [clock.today(), addDays(clock.today(), -1)] : [clock.today()];
  return days.includes(last.heldOn) ? last : null;
}

const values = (meeting: Omit<MeetingRecord, 'number'>) =>
  [
    meeting.title,
    meeting.heldOn,
    JSON.stringify(meeting.attendees),
    meeting.note,
    meeting.beganAt,
    meeting.endedAt,
    meeting.utcOffset,
    JSON.stringify(meeting.agenda),
    meeting.anonymous ? 1 : 0,
  ] as const;

/** Stores a new meeting and gives back its number. */
export function insertMeeting(db: WriteDb, meeting: Omit<MeetingRecord, 'number'>): number {
  db.run(
    `INSERT INTO meeting (title, held_on, attendees, note, began_at, ended_at, utc_offset, agenda, anonymous)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...values(meeting),
  );
  return db.get<{ number: number }>('SELECT max(number) AS number FROM meeting')?.number ?? 0;
}

/** Replaces what is recorded of a meeting; gives 0 where there is none of that number. */
export const updateMeeting = (db: WriteDb, meeting: MeetingRecord): number =>
  db.run(
    `UPDATE meeting SET title = ?, held_on = ?, attendees = ?, note = ?, began_at = ?, ended_at = ?, utc_offset = ?, agenda = ?, anonymous = ?
     WHERE number = ?`,
    ...values(meeting),
    meeting.number,
  );

export interface DecisionRecord {
  readonly number: number;
  readonly meeting: number | null;
  readonly subject: string | null;
  readonly responsibility: string | null;
  readonly text: string;
  readonly decidedAt: string;
  readonly recordedBy: string | null;
}

/** Newest first. */
export const listDecisions = (db: ReadDb): readonly DecisionRecord[] =>
  db.all<DecisionRecord>(
    `SELECT number, meeting, subject, responsibility, text, decided_at AS decidedAt, recorded_by AS recordedBy
     FROM decision ORDER BY number DESC`,
  );

/** Stores a new decision and gives back its number. */
export function insertDecision(db: WriteDb, decision: Omit<DecisionRecord, 'number'>): number {
  db.run(
    'INSERT INTO decision (meeting, subject, responsibility, text, decided_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)',
    decision.meeting,
    decision.subject,
    decision.responsibility,
    decision.text,
    decision.decidedAt,
    decision.recordedBy,
  );
  return db.get<{ number: number }>('SELECT max(number) AS number FROM decision')?.number ?? 0;
}

/** How many were removed: 1, or 0 where there was none of that number. */
export const deleteDecision = (db: WriteDb, number: number): number =>
  db.run('DELETE FROM decision WHERE number = ?', number);

export interface TimeSpent {
  readonly meeting: number;
  readonly subject: string;
  readonly seconds: number;
}
export const listTimeSpent = (db: ReadDb): readonly TimeSpent[] =>
  db.all<TimeSpent>('SELECT meeting, subject, seconds FROM time_spent');

/** Adds seconds to a subject's time in a meeting and gives back their sum. */
export function addTimeSpent(db: WriteDb, { meeting, subject, seconds }: TimeSpent): number {
  db.run(
    `INSERT INTO time_spent (meeting, subject, seconds) VALUES (?, ?, ?)
     ON CONFLICT (meeting, subject) DO UPDATE SET seconds = seconds + excluded.seconds`,
    meeting,
    subject,
    seconds,
  );
  return (
    db.get<{ seconds: number }>(
      'SELECT seconds FROM time_spent WHERE meeting = ? AND subject = ?',
      meeting,
      subject,
    )?.seconds ?? seconds
  );
}

/** What stands beside an assignment that was put aside. */
export interface AsideRow {
  readonly subject: string;
  readonly responsibility: string;
  readonly note: string | null;
  readonly parked_for: string | null;
  readonly parked_person: string | null;
  readonly parked_name: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}
/** Every assignment that is parked, or that is to be confirmed later, in no particular order. */
export const listAside = (db: ReadDb, what: 'parked' | 'confirm_later'): readonly AsideRow[] =>
  db.all<AsideRow>(
    `SELECT subject, responsibility, note, parked_for, parked_person, parked_name, answered_at AS answeredAt, answered_by AS answeredBy
     FROM assignment WHERE ${what} = 1`,
  );
