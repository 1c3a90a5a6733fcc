import { z } from 'zod';
import type {
  AcknowledgementRow,
  KnownSignOffRow,
  ReviewQueue,
  ReviewResult,
  ReviewStanding,
  Signable,
  SignOff,
} from '../review.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';
import { placeFields } from './place-inputs.ts';

const refsSchema = z.array(assignmentRefSchema).min(1).max(50_000);
const wordsSchema = z.string().trim().min(1).max(10_000);

/**
 * Answers go from draft to submitted to accepted; a reviewer returns them with a text. What is accepted is locked until it
 * is reopened with a reason. In a batch, what cannot take the step is skipped and named; RULE_VIOLATION when nothing can.
 */
export const review = {
  queue: query(
    z
      .object({
        subject: slugSchema.optional(),
        person: slugSchema.optional(),
        ...placeFields,
        state: z.enum(['draft', 'submitted', 'accepted', 'returned']).optional(),
        /** Only what is to be reviewed again by now. */
        due: z.boolean().optional(),
      })
      .optional(),
    returns<ReviewQueue>(),
  ),
  standing: query(z.object({ ref: assignmentRefSchema }), returns<ReviewStanding>()),
  submit: command(z.object({ refs: refsSchema }), returns<ReviewResult>()),
  accept: command(z.object({ refs: refsSchema }), returns<ReviewResult>()),
  return: command(z.object({ refs: refsSchema, text: wordsSchema }), returns<ReviewResult>()),
  /** Records that answers were looked at again and are right as they are: what was accepted stays so, and each comes due anew from today. */
  renew: command(z.object({ refs: refsSchema }), returns<ReviewResult>()),
  reopen: command(z.object({ refs: refsSchema, reason: wordsSchema }), returns<ReviewResult>()),

  /** Newest first. */
  signOffs: query(z.object({}).optional(), returns<readonly KnownSignOffRow[]>()),
  signable: query(z.object({ subject: slugSchema.nullable() }), returns<Signable>()),
  /**
   * CONFLICT when what is there now is no longer what `digest`, taken from `signable`, stood for. `withKey`: signed by the key of
   * this profile, under the name of the key; without it a name is recorded, which proves nothing of who wrote it.
   */
  sign: command(
    z.object({
      subject: slugSchema.nullable(),
      name: nameSchema,
      role: z.string().trim().max(200).nullable().default(null),
      statement: wordsSchema,
      digest: z.string().length(64).optional(),
      withKey: z.boolean().default(false),
      passphrase: z.string().max(1000).optional(),
    }),
    returns<SignOff>(),
  ),

  /** Everybody who is named for a duty, or who once acknowledged theirs. */
  acknowledgements: query(z.object({}).optional(), returns<readonly AcknowledgementRow[]>()),
  acknowledge: command(z.object({ person: slugSchema }), returns<AcknowledgementRow>()),
};
