import type { RegisterRow } from '../../contract/assignments.ts';
import { type FoundGap, type GapRule, gapAt } from './rule.ts';

export const UNANSWERED: GapRule = { id: 'unanswered', title: 'No answer yet', severity: 'medium' };

/** One assignment without an answer. */
export function unanswered(row: RegisterRow): FoundGap | null {
  if (row.ownership.kind !== 'unanswered') return null;
  return gapAt(UNANSWERED, row, row.parked ? 'parked, with no answer yet.' : 'no answer yet.');
}

/** A service (or the provider, or the workbook) that nobody has started: said once, not once per duty. */
export const unansweredThroughout = (row: RegisterRow, duties: number): FoundGap => ({
  rule: UNANSWERED.id,
  severity: UNANSWERED.severity,
  sentence: `${row.subjectLabel}: none of its ${duties} duties has an answer yet.`,
  ref: null,
  subject: row.subject,
  responsibility: null,
});
