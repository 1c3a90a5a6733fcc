import { z } from 'zod';
import { refsSchema } from './answer-inputs.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import { command, query, returns } from './method.ts';

/** What of a duty goes along with "same as"; each can be left out. */
export const SAME_PARTS = [
  'owners',
  'texts',
  'persons',
  'status',
  'due',
  'reason',
  'note',
  'evidence',
] as const;
export type SamePart = (typeof SAME_PARTS)[number];

/** A duty that becomes the same, with who owns it before and after, in words. */
export interface SameChange {
  readonly ref: string;
  /** `reporting-db, Restore testing`. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
  /** The parts that change. */
  readonly parts: readonly SamePart[];
}
/**
 * A duty that stays as it is. locked: accepted in review. answered: has an answer, and only open ones were wanted. not-asked: the
 * service is not asked it. misconception: wants a reason there. refused: for another cause.
 */
export interface SameLeft {
  readonly ref: string;
  readonly place: string;
  readonly kind: 'locked' | 'answered' | 'not-asked' | 'misconception' | 'refused';
  readonly why: string;
}
export interface SameResult {
  readonly changes: readonly SameChange[];
  readonly left: readonly SameLeft[];
  /** How many say the same already. */
  readonly same: number;
}

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
