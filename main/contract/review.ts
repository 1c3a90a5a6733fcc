import type { Ownership, ReviewState, Status, Waits } from './assignments.ts';
import type { Skipped } from './cells.ts';
import type { PublicKey, SigningKey } from './keys.ts';

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
  /** The day (ISO date) on which it is to be reviewed again, and whether that has come; null where no time is set. */
  readonly againOn: string | null;
  readonly due: boolean;
}
export type ReviewCounts = Readonly<Record<ReviewState, number>>;
export interface ReviewQueue {
  /** Of all answers that pass the filter, whatever their state. */
  readonly counts: ReviewCounts;
  /** How many of them are to be reviewed again by now. */
  readonly due: number;
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
  /** Who was working when it was recorded; null where nobody said so. */
  readonly recordedBy: string | null;
  /** A key had signed it, and its signature was erased with the name that it covered. */
  readonly signatureErased?: true;
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
