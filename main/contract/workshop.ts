import { z } from 'zod';
import type { Ownership, Waits } from './assignments.ts';
import { preparedShape } from './audience.ts';
import type { Scope } from './catalogue.ts';
import { PAPERS } from './exports.ts';
import { asOfSchema, assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { MINUTES_FORMATS, type Minutes, type WrittenMinutes } from './minutes.ts';
import { nameSchema } from './parties.ts';

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
  /** The one begun last, until it is ended and for as long as its day lasts: decisions and time go to it. */
  readonly running: boolean;
  /** Of one that was begun and that nobody ended: when something was recorded in it last. Null for any other. */
  readonly lastActivity: string | null;
  readonly decisions: number;
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
  readonly kind: Scope;
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

const attendeesSchema = z
  .array(z.union([z.object({ person: slugSchema }), z.object({ name: nameSchema })]))
  .max(200);
const agendaSchema = z.array(slugSchema).max(2000);
const instantSchema = z.iso.datetime();
const noteSchema = z.string().trim().max(10_000).nullable();
const numberSchema = z.int().min(1);

export const workshop = {
  /** Newest first. */
  meetings: query(z.object({}).optional(), returns<readonly Meeting[]>()),
  /** Begins a meeting; from then on it is the running one, and the one before it has ended. Without a date it is held today. */
  start: command(
    z.object({
      title: nameSchema.default('Workshop'),
      heldOn: dateSchema.optional(),
      attendees: attendeesSchema.default([]),
      agenda: agendaSchema.default([]),
      note: noteSchema.default(null),
    }),
    returns<Meeting>(),
  ),
  update: command(
    z.object({
      meeting: numberSchema,
      title: nameSchema.optional(),
      heldOn: dateSchema.optional(),
      attendees: attendeesSchema.optional(),
      agenda: agendaSchema.optional(),
      note: noteSchema.optional(),
      /** To mend what was noted late; RULE for an end before the beginning. */
      beganAt: instantSchema.nullable().optional(),
      endedAt: instantSchema.nullable().optional(),
    }),
    returns<Meeting>(),
  ),
  /** Ends a meeting, the running one where none is named: now, or, where its day is over, when something was recorded in it last. */
  end: command(z.object({ meeting: numberSchema.optional() }), returns<Meeting>()),
  /** What a meeting came to, also as Markdown. */
  minutes: query(
    z.object({ meeting: numberSchema, asOf: asOfSchema }),
    returns<{ readonly minutes: Minutes; readonly markdown: string }>(),
  ),
  /** Writes the minutes of a meeting, each file read back before it gets its name. INVALID_INPUT for an audience that is told of no meeting. */
  writeMinutes: job(
    z.object({
      meeting: numberSchema,
      files: z
        .array(z.object({ format: z.enum(MINUTES_FORMATS), target: z.string().max(200) }))
        .min(1)
        .max(MINUTES_FORMATS.length),
      /** What the PDF and the Word document are printed on. */
      paper: z.enum(PAPERS).default('a4'),
      ...preparedShape,
      asOf: asOfSchema,
    }),
    returns<{ readonly files: readonly WrittenMinutes[] }>(),
  ),
  /** Newest first; of one meeting, or all. */
  decisions: query(
    z.object({ meeting: numberSchema.optional(), ref: assignmentRefSchema.optional() }).optional(),
    returns<readonly Decision[]>(),
  ),
  /** Without a meeting named, it belongs to the running one, or to none. */
  decide: command(
    z.object({
      text: z.string().trim().min(1).max(10_000),
      ref: assignmentRefSchema.nullable().default(null),
      meeting: numberSchema.optional(),
    }),
    returns<Decision>(),
  ),
  removeDecision: command(z.object({ number: numberSchema }), returns<null>()),
  /** Adds seconds to what the running meeting spent on a subject; `meeting` is null, and nothing kept, when none runs. */
  spend: command(
    z.object({ subject: slugSchema, seconds: z.int().min(1).max(3600) }),
    returns<{ readonly meeting: number | null; readonly seconds: number }>(),
    { logged: false },
  ),
  agenda: query(z.object({}).optional(), returns<readonly AgendaItem[]>()),
  /** In walking order. */
  parked: query(z.object({}).optional(), returns<readonly SetAside[]>()),
  toConfirm: query(z.object({}).optional(), returns<readonly SetAside[]>()),
};
