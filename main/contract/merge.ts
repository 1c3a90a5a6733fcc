/** What kinds of record a merge brings together, in the order in which they are read. */
export const MERGE_GROUPS = [
  'services',
  'answers',
  'evidence',
  'people',
  'scope',
  'actions',
  'meetings',
  'review',
  'snapshots',
  'views',
  'other',
] as const;
export type MergeGroup = (typeof MERGE_GROUPS)[number];

/** Who said something on a copy, and when; null where the change log of that copy does not tell. */
export interface Said {
  readonly who: string | null;
  /** ISO instant. */
  readonly at: string | null;
}
/** One thing that becomes different in the open workbook. */
export interface MergeChange {
  readonly group: MergeGroup;
  readonly kind: 'added' | 'gone' | 'changed';
  /** Assignment, service or `E-12`; null for what has no place of its own. */
  readonly ref: string | null;
  /** The same for people: `orders-db, Restore testing`. */
  readonly place: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly said: Said;
  /** It came with the answer to a conflict, not by itself. */
  readonly resolved: boolean;
}

export const RESOLUTIONS = ['mine', 'theirs', 'both'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** One side of a conflict: the value in words, null for nothing there. */
export interface ConflictSide extends Said {
  readonly text: string | null;
}
/**
 * What both copies changed in different ways. `removed`: one took it away, the other went on with it. `accepted`: one
 * accepted the answer in review, the other changed it.
 */
export interface MergeConflict {
  readonly key: string;
  readonly kind: 'changed' | 'removed' | 'accepted';
  readonly group: MergeGroup;
  readonly ref: string | null;
  readonly place: string;
  readonly field: string;
  readonly base: string | null;
  readonly mine: ConflictSide;
  readonly theirs: ConflictSide;
  /** The text that keeps both; null where only one can hold. */
  readonly both: string | null;
}

/** A record that had to get another name or number, because the other copy gave the same to something else. */
export interface Renamed {
  /** Whose record it was. */
  readonly side: 'mine' | 'theirs';
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

export interface MergeAncestor {
  /** change-log: both copies have its entry. earlier-merge: one copy was merged into the other then. file: named by the user. */
  readonly found: 'change-log' | 'earlier-merge' | 'file';
  readonly rev: number;
  readonly hash: string;
  /** ISO instant; null for a workbook without any change yet. */
  readonly at: string | null;
}
export interface MergeSide {
  readonly name: string;
  readonly rev: number;
  /** Head of its change log. */
  readonly head: string;
  /** Entries of its change log since the common state. */
  readonly entries: number;
  /** Who wrote them, the busiest first. */
  readonly authors: readonly { readonly who: string | null; readonly entries: number }[];
}
export interface MergePreview {
  /** What is to be known of the copy before it is merged: that it may lack answers. */
  readonly notices: readonly string[];
  /** Why the two look like two teams' workbooks begun from one copy, in words; null where they do not. */
  readonly doubt: string | null;
  readonly ancestor: MergeAncestor;
  readonly mine: MergeSide;
  readonly theirs: MergeSide;
  /** What comes in without asking. */
  readonly changes: readonly MergeChange[];
  readonly counts: readonly { readonly group: MergeGroup; readonly changes: number }[];
  readonly conflicts: readonly MergeConflict[];
  readonly renamed: readonly Renamed[];
  /** Bytes of files and snapshots that would be copied in. */
  readonly bytes: number;
}
export interface MergeResult {
  /** The change that merged into the open workbook, as `workbook.undo` takes it; null where nothing was written to it. */
  readonly change: number | null;
  /** The revision of the merged workbook; unchanged where there was nothing to take. */
  readonly rev: number;
  readonly head: string;
  readonly merged: boolean;
  readonly changes: readonly MergeChange[];
  readonly counts: readonly { readonly group: MergeGroup; readonly changes: number }[];
  /** Conflicts that were answered. */
  readonly resolved: number;
  readonly renamed: readonly Renamed[];
}

/** A merge that this workbook holds, with the entries of the copy's change log that came in by it. */
export interface MergeRecord {
  readonly number: number;
  readonly fileName: string;
  readonly mergedAt: string;
  readonly mergedBy: string | null;
  readonly entries: readonly {
    readonly rev: number;
    readonly at: string;
    readonly who: string | null;
    readonly summary: string;
  }[];
}
