import { z } from 'zod';
import {
  ACTION_STATES,
  type Action,
  type ActionRow,
  type ActionState,
  RETURNED_FIELDS,
  type ReturnedActions,
} from '../../../../contract/actions.ts';

export const actionState = z.enum(ACTION_STATES) satisfies z.ZodType<ActionState>;
export const action = z.object({
  number: z.number(),
  title: z.string(),
  subject: z.string().nullable(),
  responsibility: z.string().nullable(),
  rule: z.string().nullable(),
  person: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: actionState,
  note: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  closedAt: z.string().nullable(),
}) satisfies z.ZodType<Action>;
export const actionRow = action.extend({
  subjectLabel: z.string(),
  responsibilityName: z.string().nullable(),
  personName: z.string().nullable(),
  overdue: z.boolean(),
  covers: z.number(),
}) satisfies z.ZodType<ActionRow>;
export const returnedActions = z.object({
  file: z.string(),
  named: z.number(),
  others: z.number(),
  changes: z.array(
    z.object({
      number: z.number(),
      title: z.string(),
      field: z.enum(RETURNED_FIELDS),
      before: z.string().nullable(),
      after: z.string(),
      beforeWords: z.string(),
      afterWords: z.string(),
    }),
  ),
  notes: z.array(z.string()),
  problems: z.array(z.object({ row: z.number(), why: z.string() })),
}) satisfies z.ZodType<ReturnedActions>;
export const exportedActions = z.object({
  actions: z.number(),
  files: z.array(z.object({ format: z.enum(['csv', 'json']), path: z.string() })),
});
