import type { RegisterRow } from '../../contract/assignments.ts';
import { isOwned } from '../duties/status.ts';
import { type FoundGap, type GapRule, gapAt } from './rule.ts';

/** What scanners found wrong with one assignment. */
export interface FailedFindings {
  readonly count: number;
  /** Of one of them, as the scanner words it. */
  readonly title: string;
}

export const FAILED_FINDING: GapRule = {
  id: 'failed-finding',
  title: 'Implemented, but a check failed',
  severity: 'high',
};
/** A scanner contradicts what the workbook claims; what is not claimed as done cannot be contradicted. */
export function failedFinding(row: RegisterRow, failed: FailedFindings | undefined): FoundGap | null {
  if (!isOwned(row) || row.status !== 'implemented' || !failed || failed.count === 0) return null;
  const { count, title } = failed;
  const what = title.trim().replace(/\.$/, '');
  return gapAt(
    FAILED_FINDING,
    row,
    count === 1
      ? `recorded as implemented, but a check failed: ${what}.`
      : `recorded as implemented, but ${count} findings failed, among them: ${what}.`,
  );
}
