/** What can come due: reviews, actions, evidence and providers' reports that run out, accepted risks that end, and dates of duties. */
export const DUE_KINDS = ['review', 'action', 'evidence', 'report', 'risk', 'parked', 'duty'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** One thing that is due on a day, or was. */
export interface DueItem {
  /** The same for the same thing as long as it is there, whatever its day: `action-3`. */
  readonly id: string;
  readonly kind: DueKind;
  /** ISO date. */
  readonly on: string;
  /** The day has passed. */
  readonly overdue: boolean;
  /** On one line. */
  readonly what: string;
  /** Name of whom it waits for, as far as somebody is named. */
  readonly who: string | null;
  /** Where it belongs: a service in use, a provider or `workbook`, and one duty of it. */
  readonly subject: string | null;
  readonly responsibility: string | null;
  /** Refs of those whose duties it bears on: its subject, or what a piece of evidence supports. */
  readonly concerns: readonly string[];
  /** Of an action or a piece of evidence. */
  readonly number: number | null;
}
export interface DueList {
  /** The day (ISO date) that it is judged as of, and the last one that is looked ahead to. */
  readonly today: string;
  readonly until: string;
  /** By day, what is overdue first. */
  readonly items: readonly DueItem[];
}

/** How often answers are reviewed anew: those of one duty, of a domain of duties, or (neither named) of the whole workbook. The narrowest holds. */
export interface Cadence {
  readonly domain: string | null;
  /** A duty, `orders-db/restore-testing`. */
  readonly ref: string | null;
  readonly months: number;
}
/** How many months there may be between two reviews. */
export const CADENCE_MONTHS = { least: 1, most: 120 } as const;
