import { z } from 'zod';
import { asOfSchema, dateSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

export const ACTION_STATES = ['open', 'in-progress', 'done', 'dropped'] as const;
export const actionStateSchema = z.enum(ACTION_STATES);
export type ActionState = z.infer<typeof actionStateSchema>;

/** What somebody will do about a gap (or about anything else), by when. */
export interface Action {
  /** Shown as A-3; never given twice. */
  readonly number: number;
  readonly title: string;
  /** A service in use, a provider or `workbook`; null for the workbook as a whole, every service of it included. */
  readonly subject: string | null;
  /** The duty; null for all duties of the subject. */
  readonly responsibility: string | null;
  /** Id of the gap rule that it answers; null for an action that no rule asked for. */
  readonly rule: string | null;
  readonly person: string | null;
  readonly dueOn: string | null;
  readonly state: ActionState;
  readonly note: string | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
  /** When it was done or dropped. */
  readonly closedAt: string | null;
}
/** With what lists show beside it. */
export interface ActionRow extends Action {
  readonly subjectLabel: string;
  readonly responsibilityName: string | null;
  readonly personName: string | null;
  /** Still to be done, and its day has passed. */
  readonly overdue: boolean;
  /** How many of today's gaps it covers; none once it is closed. */
  readonly covers: number;
}

const number = z.int().min(1);
const titleSchema = z.string().trim().min(1).max(300);
const noteSchema = z.string().trim().max(10_000).nullable();

export const actions = {
  /** Those still to be done first, by due date; then the closed ones, the last closed first. */
  list: query(z.object({ asOf: asOfSchema }).optional(), returns<readonly ActionRow[]>()),
  add: command(
    z.object({
      title: titleSchema,
      subject: slugSchema.nullable(),
      responsibility: slugSchema.nullable().default(null),
      rule: slugSchema.nullable().default(null),
      person: slugSchema.nullable().default(null),
      dueOn: dateSchema.nullable().default(null),
      note: noteSchema.default(null),
    }),
    returns<Action>(),
  ),
  update: command(
    z.object({
      number,
      title: titleSchema.optional(),
      person: slugSchema.nullable().optional(),
      dueOn: dateSchema.nullable().optional(),
      state: actionStateSchema.optional(),
      note: noteSchema.optional(),
    }),
    returns<Action>(),
  ),
  remove: command(z.object({ number }), returns<null>()),
};
