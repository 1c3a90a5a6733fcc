import type { WrittenDocument } from './documents.ts';

/** A named frozen state of the workbook. */
export interface Snapshot {
  readonly number: number;
  readonly name: string;
  readonly note: string | null;
  readonly takenAt: string;
  readonly takenBy: string | null;
  /** Revision of the workbook that it holds. */
  readonly takenRev: number;
  /** SHA-256 of the frozen state; two snapshots of the same state have the same. */
  readonly digest: string;
}

/** What kinds of change a comparison tells apart, in the order in which they are read. */
export const CHANGE_GROUPS = [
  'rules',
  'services',
  'ownership',
  'texts',
  'people',
  'status',
  'notes',
  'evidence',
  'scope',
] as const;
export type ChangeGroup = (typeof CHANGE_GROUPS)[number];
/** expired: a piece of evidence whose last day lies between the two days; all else is as it was. */
export type ChangeKind = 'added' | 'gone' | 'changed' | 'expired';

/** An entry of the change log that had a part in a change. */
export interface ChangedBy {
  readonly rev: number;
  /** ISO instant. */
  readonly at: string;
  readonly who: string | null;
  /** How it came and from whom, where it was not by hand. */
  readonly way: string | null;
}
export interface Change {
  readonly group: ChangeGroup;
  readonly kind: ChangeKind;
  /** Assignment or service that it is about; for evidence its number, `E-12`; null for the workbook as a whole. */
  readonly ref: string | null;
  /** The same for people: `orders-db, Restore testing`. */
  readonly place: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Of a rule: the entries that changed it, newest first, where the change log leads from one side to the other. */
  readonly by?: readonly ChangedBy[];
}
export interface GroupCount {
  readonly group: ChangeGroup;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  readonly expired: number;
}
export interface Comparison {
  readonly changes: readonly Change[];
  /** Groups with at least one change. */
  readonly counts: readonly GroupCount[];
  readonly total: number;
}
/** One end of a comparison, as headings name it. */
export interface ComparedState {
  readonly name: string;
  /** ISO instant of the state: of its last change, or of when the snapshot was taken. */
  readonly at: string;
  /** ISO date that decides what of its evidence had expired. */
  readonly judgedAsOf: string;
  /** What is to be known of it: that a file was copied while it was open, or which rules stood there is not known. */
  readonly notices: readonly string[];
  readonly services: number;
  readonly answered: number;
  readonly evidence: number;
}
export interface NamedComparison extends Comparison {
  readonly from: ComparedState;
  readonly to: ComparedState;
}

/** A comparison as a sheet of its changes, or as a document that says who made them and what they do to gaps and controls. */
export const COMPARISON_FORMATS = ['xlsx', 'pdf', 'docx', 'html'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];
/** A file of a comparison that was written and read back. */
export interface WrittenComparison
  extends Pick<WrittenDocument, 'name' | 'handle' | 'bytes' | 'sha256' | 'warnings'> {
  readonly format: ComparisonFormat;
  /** Changes that stand in it. */
  readonly rows: number;
}

/** An answer whose basis in the catalogue is another one today. */
export interface ReaskItem {
  readonly ref: string;
  readonly place: string;
  /** The answer as recorded: `AWS + Acme`. */
  readonly answer: string;
  readonly answeredAt: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** An answer to a duty that the catalogue has split since, with the names of its parts that have no answer yet. */
export interface SplitItem {
  readonly ref: string;
  readonly place: string;
  readonly answer: string;
  readonly parts: readonly string[];
}
