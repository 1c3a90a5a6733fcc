import { z } from 'zod';
import { type Assignment, STATUSES } from '../assignments.ts';
import type { Evidence } from '../evidence.ts';
import { type Proposal, WORDED_KINDS } from '../proposals.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { command, job, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

const number = z.int().min(1);

/** What a proposal says, whoever makes it. */
export const proposedShape = {
  ref: assignmentRefSchema,
  kind: z.enum(WORDED_KINDS),
  owners: z.array(slugSchema).max(10).default([]),
  status: z.enum(STATUSES).nullable().default(null),
  text: z.string().trim().max(2000).nullable().default(null),
};

export const proposals = {
  /** Newest first; of one meeting, of one duty, or all. */
  list: query(
    z.object({ meeting: number.optional(), ref: assignmentRefSchema.optional() }).optional(),
    returns<readonly Proposal[]>(),
  ),
  /**
   * Notes what somebody proposes, in the running meeting where none is named; a meeting without names keeps none. Whoever has said something
   * of the duty in that meeting says this instead. RULE_VIOLATION where there is nothing to agree with, or a reason is missing.
   */
  make: command(
    z.object({
      ...proposedShape,
      by: z
        .union([z.object({ person: slugSchema }), z.object({ name: nameSchema })])
        .nullable()
        .default(null),
      meeting: number.optional(),
    }),
    returns<Proposal>(),
  ),
  /**
   * Makes a proposal the answer, with everything else that is still open on the duty and says the same. Words go to the note of the duty.
   * Refused as any answer is (`refusals.ts`), and where it was settled before.
   */
  take: command(
    z.object({ number, reason: z.string().trim().max(10_000).optional() }),
    returns<Assignment>(),
  ),
  /** Attaches a file that somebody in the room offers, as evidence of the duty. NOT_FOUND once the room is closed: it is held no longer. */
  takeFile: job(z.object({ number }), returns<Evidence>()),
  decline: command(z.object({ number }), returns<Proposal>()),
  withdraw: command(z.object({ number }), returns<Proposal>()),
  remove: command(z.object({ number }), returns<null>()),
};
