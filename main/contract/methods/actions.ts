import { z } from 'zod';
import {
  ACTION_STATES,
  type Action,
  type ActionIssues,
  type ActionRow,
  type ReturnedActions,
} from '../actions.ts';
import { asOfSchema, dateSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';

export const actionStateSchema = z.enum(ACTION_STATES);
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
  /** All of them as a CSV and as JSON for trackers of issues, each with an id that finds it again. */
  issues: query(z.object({}).optional(), returns<ActionIssues>()),
  /**
   * Reads what a tracker says of them, by their ids: state, due date and owner where they differ, which steps `change action` then record.
   * INVALID_INPUT for a file that is no table of issues.
   */
  readStates: job(z.object({ file: z.string().max(200) }), returns<ReturnedActions>()),
};
