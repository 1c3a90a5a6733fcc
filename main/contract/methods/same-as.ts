import { z } from 'zod';
import { SAME_PARTS, type SameResult } from '../same-as.ts';
import { refsSchema } from './answer-inputs.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

const sameSchema = z.object({
  /** One duty of a service; all of a service that is recorded; or all of several services, each for those of its own kind. */
  from: z.union([
    z.object({ ref: assignmentRefSchema }),
    z.object({ subject: slugSchema }),
    z.object({ subjects: z.array(slugSchema).min(1).max(500) }),
  ]),
  /** Services in use; for a whole service those of the same kind. */
  to: z.array(slugSchema).min(1).max(500),
  parts: z
    .array(z.enum(SAME_PARTS))
    .min(1)
    .default([...SAME_PARTS]),
  /** Leaves alone what has an answer. */
  openOnly: z.boolean().default(false),
  /** Of what would change, only these. */
  only: refsSchema.optional(),
});

/**
 * Takes an answer as it stands to the same duty of other services, or all answers of a service to others of its kind. Only what is
 * there goes along: nothing is emptied by it, and evidence is added to what is linked already.
 */
export const sameAs = {
  /** What would become of it. */
  previewSame: query(sameSchema, returns<SameResult>()),
  /** The same, recorded as one change; what is accepted in review or refused is left and named. */
  sameAs: command(sameSchema, returns<SameResult>()),
};
