export const ACTION_STATES = ['open', 'in-progress', 'done', 'dropped'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** What somebody will do about a gap (or about anything else), by when. */
export interface Action {
  /** Shown as A-3; never given twice. */
  readonly number: number;
  readonly title: string;
  /** A service in use, a provider or `workbook`; null for the workbook as a whole, every service of it included. */
  readonly subject: string | null;
  /** The duty; null for all duties of the subject. */
  readonly responsibility: string | null;
  /** Id of the gap rule that it answers; null for an action that no rule asked for. */
  readonly rule: string | null;
  readonly person: string | null;
  readonly dueOn: string | null;
  readonly state: ActionState;
  readonly note: string | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
  /** When it was done or dropped. */
  readonly closedAt: string | null;
}
/** With what lists show beside it. */
export interface ActionRow extends Action {
  readonly subjectLabel: string;
  readonly responsibilityName: string | null;
  readonly personName: string | null;
  /** Still to be done, and its day has passed. */
  readonly overdue: boolean;
  /** How many of today's gaps it covers; none once it is closed. */
  readonly covers: number;
}

/** All actions as trackers of issues take them: the whole text of a CSV and of a JSON file, and how many are in it. */
export interface ActionIssues {
  readonly csv: string;
  readonly json: string;
  readonly count: number;
}

/** Of a file of issues no more rows are taken that name an action. */
export const MAX_RETURNED_ACTIONS = 10_000;
export const RETURNED_FIELDS = ['state', 'dueOn', 'person'] as const;
/** What a tracker says otherwise of one action. */
export interface ReturnedChange {
  readonly number: number;
  readonly title: string;
  readonly field: (typeof RETURNED_FIELDS)[number];
  /** As it is recorded, a person by id. */
  readonly before: string | null;
  readonly after: string;
  /** The same for people to read. */
  readonly beforeWords: string;
  readonly afterWords: string;
}
/** What a file from a tracker says of the actions of this workbook. */
export interface ReturnedActions {
  readonly file: string;
  /** How many actions of this workbook it names. */
  readonly named: number;
  /** Rows that name no action at all. */
  readonly others: number;
  readonly changes: readonly ReturnedChange[];
  /** What nobody should take silence for: that no state was read, columns that may say one, a list that is only part of one. */
  readonly notes: readonly string[];
  /** What could not be taken: an action that is not here, a word that is none of a state, somebody who is not known. */
  readonly problems: readonly { readonly row: number; readonly why: string }[];
}
