/** What a workbook is searched for, in the order in which results are shown. */
export const FIND_KINDS = [
  'service',
  'person',
  'duty',
  'evidence',
  'decision',
  'proposal',
  'action',
  'meeting',
  'control',
] as const;
export type FindKind = (typeof FIND_KINDS)[number];

export interface FindHit {
  readonly kind: FindKind;
  /** Ref of a service or a duty, id of a person, number of evidence, a decision, a proposal, an action or a meeting, `framework/control`. */
  readonly id: string;
  readonly title: string;
  /** What tells it apart from others of its name: the service of a duty, the party of a person. */
  readonly detail: string;
  /** The duty that a decision, a proposal or an action is about; null where there is none, and for all else. */
  readonly duty: string | null;
  /** Of a duty that is parked: the word, with what it waits for and for whom. Null for all else. */
  readonly parked: string | null;
  /** What holds the words that the title does not: its name and a piece of its text. Null when the title holds all. */
  readonly matched: { readonly field: string; readonly text: string } | null;
}
export interface FindGroup {
  readonly kind: FindKind;
  /** How many there are; `hits` are the best of them. */
  readonly total: number;
  readonly hits: readonly FindHit[];
}
