import type { BulkResult, Skipped } from '../../../main/contract/cells.ts';

const KINDS: readonly (readonly [Skipped['kind'], (count: number) => string])[] = [
  ['locked', (n) => `${n} accepted in review and locked`],
  [
    'misconception',
    (n) =>
      n === 1 ? '1 a known misconception without a reason' : `${n} known misconceptions without a reason`,
  ],
  ['same', (n) => `${n} so already`],
];

/** What a bulk change did, in a sentence or two: `Changed 9 of 12 duties. Left as they were: 2 accepted in review and locked.` */
export function bulkWords({ changed, skipped }: BulkResult): string {
  const all = changed.length + skipped.length;
  const done =
    skipped.length === 0
      ? `Changed ${changed.length} ${changed.length === 1 ? 'duty' : 'duties'}.`
      : `Changed ${changed.length} of ${all} duties.`;
  const left = KINDS.flatMap(([kind, words]) => {
    const count = skipped.filter((entry) => entry.kind === kind).length;
    return count === 0 ? [] : [words(count)];
  });
  const refused = skipped.filter((entry) => entry.kind === 'refused');
  const [first] = refused;
  if (first)
    left.push(
      refused.length === 1 ? first.why : `${refused.length} for another cause, such as: ${first.why}`,
    );
  if (left.length === 0) return done;
  return `${done} Left as they were: ${left.join('; ')}${left.at(-1)?.endsWith('.') ? '' : '.'}`;
}

/** What accepting suggestions did: `Accepted 9 suggestions. 3 were left: answered already, parked, or without one.` */
export function acceptedWords(accepted: number, asked: number): string {
  if (accepted === 0)
    return 'Nothing was left to accept here: these duties are answered, parked, or have no suggestion.';
  const left = asked - accepted;
  const done = `Accepted ${accepted} ${accepted === 1 ? 'suggestion' : 'suggestions'}.`;
  if (left === 0) return done;
  return `${done} ${left} ${left === 1 ? 'was' : 'were'} left: answered already, parked, or without one.`;
}
