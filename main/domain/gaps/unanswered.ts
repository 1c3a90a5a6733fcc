import type { RegisterRow } from '../../contract/assignments.ts';
import { waitsWords } from '../duties/parking.ts';
import { type FoundGap, type GapRule, gapAt } from './rule.ts';

export const UNANSWERED: GapRule = { id: 'unanswered', title: 'No answer yet', severity: 'medium' };

/** One duty without an answer; of one that is parked, what it waits for and for whom, people being names by id. */
export function unanswered(row: RegisterRow, people: ReadonlyMap<string, string>): FoundGap | null {
  if (row.ownership.kind !== 'unanswered') return null;
  if (!row.parked) return gapAt(UNANSWERED, row, 'no answer yet.');
  const words = waitsWords(row.waits, people);
  return gapAt(
    UNANSWERED,
    row,
    words === '' ? 'parked, with no answer yet.' : `parked, with no answer yet; waits for: ${words}`,
  );
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
