import { z } from 'zod';
import { STATUSES } from '../../../../contract/assignments.ts';
import { OUTCOMES, type Outcome, PROPOSAL_KINDS, type Proposal } from '../../../../contract/proposals.ts';

export const outcome = z.enum(OUTCOMES) satisfies z.ZodType<Outcome>;
export const proposal = z.object({
  number: z.number(),
  meeting: z.number().nullable(),
  meetingTitle: z.string().nullable(),
  ref: z.string(),
  about: z.string(),
  kind: z.enum(PROPOSAL_KINDS),
  owners: z.array(z.string()),
  status: z.enum(STATUSES).nullable(),
  text: z.string().nullable(),
  by: z.object({ person: z.string().nullable(), name: z.string() }).nullable(),
  proposedAt: z.string(),
  outcome,
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
}) satisfies z.ZodType<Proposal>;

export const proposalList = z.object({ proposals: z.array(proposal) });
/** How others join a room. */
export const openRoom = z.object({ url: z.string(), code: z.string(), fingerprint: z.string() });
