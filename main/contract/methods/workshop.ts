import { z } from 'zod';
import { PAPERS } from '../exports.ts';
import { MINUTES_FORMATS, type Minutes, type WrittenMinutes } from '../minutes.ts';
import type { AgendaItem, Decision, Meeting, SetAside } from '../workshop.ts';
import { preparedShape } from './audience.ts';
import { asOfSchema, assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const attendeesSchema = z
  .array(z.union([z.object({ person: slugSchema }), z.object({ name: nameSchema })]))
  .max(200);
/** Subjects by ref, in the order of a meeting; none for everything in walking order. */
export const agendaSchema = z.array(slugSchema).max(2000);
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
      /** Left out, the usual one of the workbook. */
      agenda: agendaSchema.optional(),
      note: noteSchema.default(null),
      /** What is proposed in it is kept without names. */
      anonymous: z.boolean().default(false),
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
      /** RULE_VIOLATION once something was proposed in it. */
      anonymous: z.boolean().optional(),
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
