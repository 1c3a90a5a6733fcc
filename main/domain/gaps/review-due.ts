import type { RegisterRow } from '../../contract/assignments.ts';
import type { Cadence } from '../../contract/due.ts';
import { cadenceBook } from '../due/cadence.ts';
import { type FoundGap, type GapRule, placeOf } from './rule.ts';

export const REVIEW_DUE: GapRule = {
  id: 'review-due',
  title: 'Answers that were to be reviewed again',
  severity: 'medium',
};

interface Late {
  readonly at: number;
  on: string;
  first: RegisterRow;
  count: number;
}

/** Gathers the answers whose day has passed: one gap for each subject, since they are looked at together. The day itself is still in time. */
export function reviewDueWalk(cadences: readonly Cadence[], today: string) {
  const reviewOf = cadenceBook(cadences);
  const late = new Map<string, Late>();
  return {
    see(row: RegisterRow, at: number): void {
      const on = reviewOf(row);
      if (on === null || on >= today) return;
      const known = late.get(row.subject);
      if (!known) late.set(row.subject, { at, on, first: row, count: 1 });
      else {
        known.count += 1;
        if (on < known.on) Object.assign(known, { on, first: row });
      }
    },
    due: (): readonly { readonly gap: FoundGap; readonly at: number }[] =>
      [...late.values()].map(({ at, on, first, count }) => ({ at, gap: gapOf(first, on, count) })),
  };
}

function gapOf(first: RegisterRow, on: string, count: number): FoundGap {
  const alone = count === 1;
  return {
    rule: REVIEW_DUE.id,
    severity: REVIEW_DUE.severity,
    sentence: alone
      ? `${placeOf(first)}: the answer was to be reviewed again by ${on}.`
      : `${first.subjectLabel}: ${count} answers were to be reviewed again, ${first.responsibilityName} by ${on}.`,
    ref: alone ? first.ref : null,
    subject: first.subject,
    responsibility: alone ? first.responsibility : null,
  };
}
