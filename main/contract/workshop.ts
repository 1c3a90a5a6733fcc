import { z } from 'zod';
import type { Ownership } from './assignments.ts';
import type { Scope } from './catalogue.ts';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';
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
  /** The one begun last, for as long as its day lasts: decisions and time go to it. */
  readonly running: boolean;
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
/** One line of the agenda, in walking order. */
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
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}

const attendeesSchema = z
  .array(z.union([z.object({ person: slugSchema }), z.object({ name: nameSchema })]))
  .max(200);
const noteSchema = z.string().trim().max(10_000).nullable();
const numberSchema = z.int().min(1);

export const workshop = {
  /** Newest first. */
  meetings: query(z.object({}).optional(), returns<readonly Meeting[]>()),
  /** Begins a meeting; from then on it is the running one. Without a date it is held today. */
  start: command(
    z.object({
      title: nameSchema.default('Workshop'),
      heldOn: dateSchema.optional(),
      attendees: attendeesSchema.default([]),
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
      note: noteSchema.optional(),
    }),
    returns<Meeting>(),
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
