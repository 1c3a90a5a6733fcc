import type { Status } from './assignments.ts';

/**
 * What somebody in the room says of a duty: that they agree with what stands, that they object, who should own it, that nobody has to,
 * how far the work is, that it should wait, a remark, or that there is a file.
 */
export const PROPOSAL_KINDS = [
  'agree',
  'object',
  'owners',
  'not-applicable',
  'status',
  'park',
  'remark',
  'file',
] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** Those that are words alone; a file comes with its bytes, and is held beside the workbook until it is taken. */
export const WORDED_KINDS = PROPOSAL_KINDS.slice(0, -1) as unknown as readonly [WordedKind, ...WordedKind[]];
export type WordedKind = Exclude<ProposalKind, 'file'>;

/** Those of which each voice has one for a duty in a meeting: a newer one takes the place of the one before. */
export const STANCES = [
  'agree',
  'object',
  'owners',
  'not-applicable',
  'park',
] as const satisfies readonly ProposalKind[];

export const OUTCOMES = ['open', 'taken', 'declined', 'withdrawn'] as const;
/** What became of a proposal. One that is open when everything is over was not taken. */
export type Outcome = (typeof OUTCOMES)[number];

/** What somebody said of a duty, which only the assessor can make an answer. */
export interface Proposal {
  readonly number: number;
  readonly meeting: number | null;
  readonly meetingTitle: string | null;
  readonly ref: string;
  /** `Orders database: Restore testing`. */
  readonly about: string;
  readonly kind: ProposalKind;
  /** Ids of the parties that are proposed, or that were agreed with; none for every other kind. */
  readonly owners: readonly string[];
  readonly status: Status | null;
  /** Of a file, its name. */
  readonly text: string | null;
  /** A person of the workbook, or a guest by name; null where the meeting kept no names. */
  readonly by: { readonly person: string | null; readonly name: string } | null;
  /** ISO instants. */
  readonly proposedAt: string;
  readonly outcome: Outcome;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
}
