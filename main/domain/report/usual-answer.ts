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

/** What there is most of; the first of those of which there is as much. */
const most = <T>(counts: ReadonlyMap<T, number>): T | undefined =>
  [...counts].reduce<readonly [T | undefined, number]>(
    (top, each) => (each[1] > top[1] ? each : top),
    [undefined, 0],
  )[0];

/** Counts what answers have in common, row by row. */
export class UsualAnswers {
  readonly #reviews = new Map<ReviewState, number>();
  readonly #days = new Map<string | null, number>();
  readonly #people = new Map<string | null, number>();

  add(row: Answered): void {
    if (!isAnswered(row.ownership)) return;
    const count = <T>(counts: Map<T, number>, value: T) => counts.set(value, (counts.get(value) ?? 0) + 1);
    count(this.#reviews, row.review);
    count(this.#days, dayOf(row));
    count(this.#people, row.answeredBy);
  }
  /** The usual answer among the rows; null where nothing is answered. */
  get usual(): UsualAnswer | null {
    const review = most(this.#reviews);
    if (review === undefined) return null;
    return { review, day: most(this.#days) ?? null, by: most(this.#people) ?? null };
  }
}

/** The usual answer among rows, so that it is said once; null where nothing is answered. */
export function usualAnswer(rows: Iterable<Answered>): UsualAnswer | null {
  const answers = new UsualAnswers();
  for (const row of rows) answers.add(row);
  return answers.usual;
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
