import { z } from 'zod';
import {
  type AnswerChange,
  MINUTES_FORMATS,
  type Minutes,
  type MinutesAction,
  type MinutesAnswer,
  type MinutesDecision,
  type MinutesFormat,
  type MinutesProposal,
  type ParkedQuestion,
} from '../../../../contract/minutes.ts';
import { actionState } from './actions.ts';
import { outcome } from './proposals.ts';

export const answerChange = z.enum([
  'answered',
  'changed',
  'taken-back',
  'confirmed',
  'details',
]) satisfies z.ZodType<AnswerChange>;
export const minutesAnswer = z.object({
  ref: z.string(),
  service: z.string(),
  duty: z.string(),
  change: answerChange,
  owners: z.string(),
  was: z.string().nullable(),
  reason: z.string().nullable(),
  persons: z.array(z.string()),
  dueOn: z.string().nullable(),
}) satisfies z.ZodType<MinutesAnswer>;
export const minutesDecision = z.object({
  number: z.number(),
  text: z.string(),
  about: z.string().nullable(),
}) satisfies z.ZodType<MinutesDecision>;
export const minutesProposal = z.object({
  number: z.number(),
  about: z.string(),
  who: z.string().nullable(),
  said: z.string(),
  outcome,
}) satisfies z.ZodType<MinutesProposal>;
export const parkedQuestion = z.object({
  ref: z.string(),
  service: z.string(),
  duty: z.string(),
  note: z.string().nullable(),
  waitsFor: z.string().nullable(),
  whom: z.string().nullable(),
}) satisfies z.ZodType<ParkedQuestion>;
export const minutesAction = z.object({
  number: z.number(),
  title: z.string(),
  about: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: actionState,
}) satisfies z.ZodType<MinutesAction>;
export const minutes = z.object({
  number: z.number(),
  title: z.string(),
  heldOn: z.string(),
  beganAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  utcOffset: z.number(),
  running: z.boolean(),
  note: z.string().nullable(),
  attendance: z.array(
    z.object({ name: z.string(), party: z.string().nullable(), role: z.string().nullable() }),
  ),
  agenda: z.array(z.object({ label: z.string(), planned: z.boolean(), seconds: z.number() })),
  answered: z.array(minutesAnswer),
  decisions: z.array(minutesDecision),
  proposals: z.array(minutesProposal),
  parked: z.array(parkedQuestion),
  actions: z.array(minutesAction),
}) satisfies z.ZodType<Minutes>;
export const minutesFormat = z.enum(MINUTES_FORMATS) satisfies z.ZodType<MinutesFormat>;
