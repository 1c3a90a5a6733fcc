import { z } from 'zod';
import type { Attendee, Meeting } from '../../../../contract/workshop.ts';

export const attendee = z.object({
  person: z.string().nullable(),
  name: z.string(),
}) satisfies z.ZodType<Attendee>;
export const meeting = z.object({
  number: z.number(),
  title: z.string(),
  heldOn: z.string(),
  attendees: z.array(attendee),
  note: z.string().nullable(),
  beganAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  utcOffset: z.number(),
  agenda: z.array(z.string()),
  anonymous: z.boolean(),
  running: z.boolean(),
  lastActivity: z.string().nullable(),
  decisions: z.number(),
  proposals: z.number(),
  seconds: z.number(),
}) satisfies z.ZodType<Meeting>;
