export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule finds wrong or missing, and where. */
export interface Gap {
  readonly rule: string;
  readonly severity: Severity;
  readonly sentence: string;
  /** The assignment it points at, or null when it points at the service as a whole. */
  readonly ref: string | null;
  readonly subject: string;
  readonly responsibility: string | null;
  /** Number of the action still to be done that covers it, or that it is about; null when there is none. */
  readonly action: number | null;
}

/** The gaps of a workbook and, for whoever judges by them, which actions are late themselves on that day. */
export interface JudgedGaps {
  readonly gaps: readonly Gap[];
  /** Numbers of actions. */
  readonly overdue: readonly number[];
}
