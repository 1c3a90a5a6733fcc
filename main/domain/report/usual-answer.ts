import type { RegisterRow, ReviewState } from '../../contract/assignments.ts';
import { isAnswered } from '../duties/ownership.ts';
import { REVIEW_WORDS } from '../sheets/register-cells.ts';
import { shortDate } from '../words/date-words.ts';

type Answered = Pick<RegisterRow, 'ownership' | 'review' | 'answeredAt' | 'answeredBy'>;

/** What most answers of a list have in common: their review state, their day, and who gave them. */
export interface UsualAnswer {
  readonly review: ReviewState;
  /** ISO date; null where most have none. */
  readonly day: string | null;
  readonly by: string | null;
}
const dayOf = ({ answeredAt }: Answered): string | null => answeredAt?.slice(0, 10) ?? null;

function most<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The usual answer among rows, so that it is said once; null where nothing is answered. */
export function usualAnswer(rows: readonly Answered[]): UsualAnswer | null {
  const answered = rows.filter(({ ownership }) => isAnswered(ownership));
  const review = most(answered.map((row) => row.review));
  if (review === undefined) return null;
  return {
    review,
    day: most(answered.map(dayOf)) ?? null,
    by: most(answered.map(({ answeredBy }) => answeredBy)) ?? null,
  };
}

/** `Unless a row says otherwise: draft, answered 28 Nov 2026 by Ann Lee.` Without the review where that is not told of; empty where nothing is left to say. */
export function usualAnswerWords({ review, day, by }: UsualAnswer, tellsReview = true): string {
  const answered =
    day === null && by === null
      ? []
      : [`answered${day === null ? '' : ` ${shortDate(day)}`}${by === null ? '' : ` by ${by}`}`];
  const words = [...(tellsReview ? [REVIEW_WORDS[review].toLowerCase()] : []), ...answered];
  return words.length === 0 ? '' : `Unless a row says otherwise: ${words.join(', ')}.`;
}

/** What an answer has otherwise, in words to stand in its row; empty for one that is as usual, or none. */
export function unusualWords(row: Answered, usual: UsualAnswer | null): readonly string[] {
  if (usual === null || !isAnswered(row.ownership))
    return row.answeredBy === null ? [] : [`by ${row.answeredBy}`];
  const words: string[] = [];
  const day = dayOf(row);
  const when = day === usual.day ? null : day === null ? 'no date' : shortDate(day);
  const state = row.review === usual.review ? null : REVIEW_WORDS[row.review];
  if (state !== null || when !== null) words.push([state, when].filter((part) => part !== null).join(' '));
  if (row.answeredBy !== usual.by)
    words.push(row.answeredBy === null ? 'by nobody named' : `by ${row.answeredBy}`);
  return words;
}
