import { WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { GapInput } from './input.ts';
import type { FoundGap, GapRule } from './rule.ts';

export const REVIEW_OVERDUE: GapRule = {
  id: 'review-overdue',
  title: 'A review whose day has passed',
  severity: 'medium',
};

const at = (subject: string, sentence: string): FoundGap => ({
  rule: REVIEW_OVERDUE.id,
  severity: REVIEW_OVERDUE.severity,
  sentence,
  ref: null,
  subject,
  responsibility: null,
});

/** The assessment as a whole; its day itself is still in time. */
export function assessmentReviewOverdue(reviewOn: string | null, today: string): FoundGap | null {
  if (reviewOn === null || reviewOn >= today) return null;
  return at(
    WORKBOOK_SUBJECT,
    `The assessment was to be reviewed by ${reviewOn}. Look at it again, then set the next day under Scope.`,
  );
}

/** One service with a day of its own. */
export function serviceReviewOverdue(
  { ref, label, reviewOn }: Pick<GapInput['services'][number], 'ref' | 'label' | 'reviewOn'>,
  today: string,
): FoundGap | null {
  if (reviewOn === null || reviewOn >= today) return null;
  return at(
    ref,
    `${label}: its answers were to be reviewed by ${reviewOn}. Look at them again, then set the next day.`,
  );
}
