import type { ReviewState } from '../../../main/contract/assignments.ts';
import type { ChangedSince, ReviewResult, ReviewRow } from '../../../main/contract/review.ts';
import type { Tone } from '../../components/badge/badge.tsx';
import { formatCount } from '../../lib/format.ts';

export const STATE_TONES: Readonly<Record<ReviewState, Tone>> = {
  draft: 'plain',
  submitted: 'note',
  returned: 'bad',
  accepted: 'good',
};

export type Step = 'submit' | 'accept' | 'return' | 'renew' | 'reopen';
const FROM: Readonly<Record<Step, readonly ReviewState[]>> = {
  submit: ['draft', 'returned'],
  accept: ['submitted'],
  return: ['submitted'],
  // Also what is due, whatever its state.
  renew: ['accepted'],
  reopen: ['accepted'],
};
/** Refs of the rows that can take a step. */
export const ready = (rows: readonly ReviewRow[], step: Step): readonly string[] =>
  rows
    .filter((row) => FROM[step].includes(row.review) || (step === 'renew' && row.due))
    .map((row) => row.ref);

const DONE: Readonly<Record<Step, string>> = {
  submit: 'Submitted',
  accept: 'Accepted',
  return: 'Returned',
  renew: 'Looked again at',
  reopen: 'Reopened',
};
/** `Accepted 4 answers.`, with what was left out and why. */
export function resultWords(step: Step, { changed, skipped }: ReviewResult): string {
  const [first] = skipped;
  const left = first ? ` ${formatCount(skipped.length, 'was', 'were')} left: ${first.why}` : '';
  return `${DONE[step]} ${formatCount(changed.length, 'answer')}.${left}`;
}

/** What became of something signed, in a few words. */
export function changedWords({ count, who }: ChangedSince): string {
  const what = count === 0 ? 'The list of duties changed' : `${formatCount(count, 'duty', 'duties')} changed`;
  return who.length === 0 ? `${what} since` : `${what} since, by ${who.join(', ')}`;
}

/** A digest as people compare it by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 12);
