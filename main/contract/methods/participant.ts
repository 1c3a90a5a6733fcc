import { z } from 'zod';
import { STATUSES } from '../assignments.ts';
import { WORDED_KINDS } from '../proposals.ts';
import { MOST_WORDS, type OwnDuty, type RoomDuty, type RoomView } from '../room.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

/** All that somebody in the room can ask. It is no part of the contract of the program: for a participant nothing else exists. */
export const participant = {
  /** What is shown now, also sent whenever it changes. */
  view: query(z.strictObject({}), returns<RoomView>()),
  /** Duties that carry their name, and those of services that they lead. */
  mine: query(z.strictObject({}), returns<readonly OwnDuty[]>()),
  /** NOT_FOUND for every duty but the one that is shown and their own. */
  duty: query(z.strictObject({ ref: assignmentRefSchema }), returns<RoomDuty>()),
  /** Says something of the duty that is shown, or of one of their own. */
  say: command(
    z.strictObject({
      ref: assignmentRefSchema,
      kind: z.enum(WORDED_KINDS),
      owners: z.array(slugSchema).max(10).optional(),
      status: z.enum(STATUSES).optional(),
      text: z.string().trim().max(MOST_WORDS).optional(),
      /** To agree: what stands there in the eyes of whoever agrees. RULE_VIOLATION where it is another by now. */
      standing: z.string().max(4000).optional(),
    }),
    returns<RoomDuty>(),
  ),
  /** Takes something back that they said and that is open; null where its duty is no longer shown. */
  withdraw: command(z.strictObject({ number: z.int().min(1) }), returns<RoomDuty | null>()),
  hand: command(z.strictObject({ up: z.boolean() }), returns<null>()),
};
export type ParticipantMethod = keyof typeof participant;
