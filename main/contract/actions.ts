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
