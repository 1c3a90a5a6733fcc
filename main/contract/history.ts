import type { HistoryKind, Way } from './ways.ts';

/** One thing that became different: in words, with names. */
export interface HistoryChange {
  /** Which field, for programs: `owners`, `text:aws`, `status`, `evidence:3`. */
  readonly field: string;
  /** The same for people: `Owner`, `Text of AWS`. */
  readonly label: string;
  /** Null for nothing there. */
  readonly before: string | null;
  readonly after: string | null;
}
/** What one entry did to one record: a duty with its shares and links, or another record. */
export interface HistoryPart {
  readonly kind: HistoryKind;
  /** `orders-db/os-patching` of a duty; null for other records. */
  readonly ref: string | null;
  /** What a person calls it: `Restore testing`, `E-3 Runbook`; and of which service. */
  readonly name: string;
  readonly subject: string | null;
  readonly act: 'added' | 'changed' | 'removed';
  readonly changes: readonly HistoryChange[];
  /** How many changes it has; more than are given only where a list is asked for in short. */
  readonly all: number;
  /** Of a duty in a merge: who changed it in the copy. Not given in the short list of everything. */
  readonly by?: readonly string[];
}
/** One entry of the change log. */
export interface HistoryLine {
  readonly rev: number;
  /** ISO instant. */
  readonly at: string;
  readonly who: string | null;
  readonly way: Way;
  /** Who sent the sheet, or which file was merged; null for other ways. */
  readonly from: string | null;
  readonly kinds: readonly HistoryKind[];
  /** What happened, in one sentence. */
  readonly what: string;
  /** Why, where it was said: the reason of an answer that differs, of "not applicable", of reopening. */
  readonly why: string | null;
  /** How many duties and how many records in all it touched, as far as they were asked for. */
  readonly duties: number;
  readonly all: number;
  readonly parts: readonly HistoryPart[];
}
export interface HistoryPage {
  /** Lines in all under the filter. */
  readonly total: number;
  /** Newest first, from the offset on. */
  readonly lines: readonly HistoryLine[];
}
