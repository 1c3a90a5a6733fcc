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
