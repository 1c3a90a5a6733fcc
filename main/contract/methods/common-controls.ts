import { z } from 'zod';
import { type Assignment, STATUSES } from '../assignments.ts';
import type { CommonControl } from '../common-controls.ts';
import { dutiesSchema, personSchema, refsSchema, textSchema } from './answer-inputs.ts';
import { assignmentRefSchema, dateSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

const reachSchema = z.object({
  everywhere: z.boolean().default(false),
  environments: z.array(slugSchema).max(1000).default([]),
  tags: z.array(z.string().trim().min(1).max(60)).max(1000).default([]),
  services: z.array(slugSchema).max(10_000).default([]),
});
const reasonSchema = z.string().trim().min(1).max(10_000);

export const common = {
  list: query(z.object({}).optional(), returns<readonly CommonControl[]>()),
  /**
   * Says where answers of a party hold, each named `party/duty`, and with it what they say, as one change. Without owners, one that has no
   * answer yet is the party's alone. Where it holds before and nothing is said of it, it holds on. RULE_VIOLATION where it was accepted in
   * review; INVALID_INPUT for a subject that is no internal provider or third party.
   */
  set: command(
    z.object({
      refs: refsSchema,
      reach: reachSchema.optional(),
      owners: z.array(slugSchema).min(1).max(10).optional(),
      duties: dutiesSchema.optional(),
      people: personSchema.optional(),
      status: z.enum(STATUSES).optional(),
      dueOn: dateSchema.nullable().optional(),
      note: textSchema.optional(),
    }),
    returns<{ readonly changed: readonly string[] }>(),
  ),
  /** Says that a common control does not hold in some services, and why; with null that it holds there again. */
  except: command(
    z.object({
      ref: assignmentRefSchema,
      services: z.array(slugSchema).min(1).max(10_000),
      reason: reasonSchema.nullable(),
    }),
    returns<{ readonly changed: readonly string[] }>(),
  ),
  /**
   * Says a service's own part in a duty that is held, or that there is none. RULE_VIOLATION where nothing is held, or nothing is left to
   * the service.
   */
  ownPart: command(
    z.object({
      ref: assignmentRefSchema,
      part: z.union([
        z.object({ nothing: z.literal(true) }),
        z.object({ text: reasonSchema, person: slugSchema.nullable().optional() }),
      ]),
    }),
    returns<Assignment>(),
  ),
  /** Takes a common control out: what was held is open again, own answers and own parts stay. */
  remove: command(z.object({ ref: assignmentRefSchema }), returns<null>()),
};
