import type { Ownership, Waits } from './assignments.ts';
import type { SubjectKind } from './catalogue.ts';

/** Who was in the room: a person of the workbook, or somebody known by name only. */
export interface Attendee {
  readonly person: string | null;
  readonly name: string;
}
export interface Meeting {
  readonly number: number;
  readonly title: string;
  /** ISO calendar date. */
  readonly heldOn: string;
  readonly attendees: readonly Attendee[];
  readonly note: string | null;
  /** ISO instants (UTC); null where nobody noted them. */
  readonly beganAt: string | null;
  readonly endedAt: string | null;
  /** Minutes by which the clock of the room was ahead of UTC. */
  readonly utcOffset: number;
  /** Subjects to go through, in this order; empty for all of them as they stand in the workbook. */
  readonly agenda: readonly string[];
  /** What is proposed in it is kept without names: chosen before anything was. */
  readonly anonymous: boolean;
  /** The one begun last, until it is ended and for as long as its day lasts: decisions and time go to it. */
  readonly running: boolean;
  /** Of one that was begun and that nobody ended: when something was recorded in it last. Null for any other. */
  readonly lastActivity: string | null;
  readonly decisions: number;
  readonly proposals: number;
  /** Time spent on all services together. */
  readonly seconds: number;
}
export interface Decision {
  readonly number: number;
  readonly meeting: number | null;
  readonly meetingTitle: string | null;
  /** The assignment that it is about, if any. */
  readonly ref: string | null;
  /** `Orders database: Restore testing`; null for a decision about nothing in particular. */
  readonly about: string | null;
  readonly text: string;
  /** ISO instant. */
  readonly decidedAt: string;
  readonly recordedBy: string | null;
}
/** One line of the agenda: what was chosen for the running meeting comes first, in its order; the rest in walking order. */
export interface AgendaItem {
  readonly ref: string;
  readonly kind: SubjectKind;
  readonly label: string;
  readonly detail: string;
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
  /** Answered in bulk, to be confirmed later. */
  readonly toConfirm: number;
  /** Over all meetings. */
  readonly seconds: number;
  /** In the meeting that is running. */
  readonly secondsNow: number;
  /** Place on the agenda of the running meeting, from 1; null where it is not on it, and where it has none. */
  readonly place: number | null;
}
/** An assignment that was put aside: parked, or accepted in bulk and to be confirmed. */
export interface SetAside {
  readonly ref: string;
  readonly subject: string;
  readonly subjectLabel: string;
  readonly name: string;
  readonly domainName: string;
  readonly ownership: Ownership;
  readonly note: string | null;
  /** What a parked one waits for, and for whom. */
  readonly waits: Waits | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}
