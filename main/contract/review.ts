import { z } from 'zod';
import type { Ownership, ReviewState, Status, Waits } from './assignments.ts';
import type { Skipped } from './cells.ts';
import { assignmentRefSchema, slugSchema } from './ids.ts';
import type { PublicKey, SigningKey } from './keys.ts';
import { command, query, returns } from './method.ts';
import { nameSchema } from './parties.ts';

/** An answered assignment as the reviewer's list shows it. */
export interface ReviewRow {
  readonly ref: string;
  readonly subject: string;
  readonly subjectLabel: string;
  readonly domainName: string;
  readonly responsibilityName: string;
  readonly ownership: Ownership;
  /** Ids of the people named in its shares. */
  readonly people: readonly string[];
  readonly status: Status;
  readonly evidence: number;
  readonly parked: boolean;
  readonly waits: Waits | null;
  readonly review: ReviewState;
  /** Why it was returned, or reopened. */
  readonly reviewText: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}
export type ReviewCounts = Readonly<Record<ReviewState, number>>;
export interface ReviewQueue {
  /** Of all answers that pass the filter, whatever their state. */
  readonly counts: ReviewCounts;
  /** In register order. */
  readonly rows: readonly ReviewRow[];
}
/** Where one answer stands in review, and who brought it there. */
export interface ReviewStanding {
  readonly review: ReviewState;
  readonly text: string | null;
  /** Of the change that last touched the answer; null where the change log does not say. */
  readonly by: string | null;
  readonly at: string | null;
}
/** Which answers went on to the new state, and why the others did not. */
export interface ReviewResult {
  readonly changed: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** What a signature given now would stand for. */
export interface Signable {
  readonly subject: string | null;
  readonly label: string;
  readonly digest: string;
  readonly duties: number;
  readonly answered: number;
  readonly accepted: number;
  /** Pieces of evidence linked to the duties. */
  readonly evidence: number;
}
export interface SignOff {
  readonly number: number;
  /** A service in use, a provider or `workbook` for what is answered once; null for everything. */
  readonly subject: string | null;
  readonly name: string;
  readonly role: string | null;
  readonly statement: string;
  /** SHA-256 of the canonical form of what was signed. */
  readonly digest: string;
  readonly signedRev: number;
  readonly signedAt: string;
}
/** How what was signed differs from the present: null while it is the same. */
export interface ChangedSince {
  /** Assignments that were touched since; none where only the list of duties became another. */
  readonly count: number;
  readonly who: readonly string[];
}
/** What a key left on a sign-off: the name that it gives itself, and what is wrong with the signature; null when it holds. */
export interface KeySignature extends Pick<PublicKey, 'name' | 'fingerprint'> {
  readonly problem: string | null;
}
export interface SignOffRow extends SignOff {
  readonly label: string;
  readonly changedSince: ChangedSince | null;
  /** Null where a name was recorded, and no key signed. */
  readonly signature: KeySignature | null;
}
/** With what this profile knows of the key. */
export interface KnownSignOffRow extends SignOffRow {
  readonly known: SigningKey['known'];
}

/** Whether an owner confirmed what they are named for: never, for what it is now, or for what it once was. */
export type AcknowledgementState = 'none' | 'current' | 'stale';
export interface AcknowledgementRow {
  readonly person: string;
  readonly name: string;
  readonly role: string | null;
  /** Duties that name the person now. */
  readonly duties: number;
  readonly state: AcknowledgementState;
  readonly acknowledgedAt: string | null;
  readonly recordedBy: string | null;
}

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
        state: z.enum(['draft', 'submitted', 'accepted', 'returned']).optional(),
      })
      .optional(),
    returns<ReviewQueue>(),
  ),
  standing: query(z.object({ ref: assignmentRefSchema }), returns<ReviewStanding>()),
  submit: command(z.object({ refs: refsSchema }), returns<ReviewResult>()),
  accept: command(z.object({ refs: refsSchema }), returns<ReviewResult>()),
  return: command(z.object({ refs: refsSchema, text: wordsSchema }), returns<ReviewResult>()),
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
