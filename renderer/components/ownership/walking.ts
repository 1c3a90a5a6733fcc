import type { Ownership, WalkItem, WalkSubject } from '../../../main/contract/assignments.ts';
import { partiesOf } from '../../../main/domain/duties/ownership.ts';

/** The first duty of a subject to look at: the first open one, else the first. */
export function firstCard(items: readonly WalkItem[]): string | null {
  const open = items.find((item) => item.ownership.kind === 'unanswered' && !item.parked);
  return (open ?? items[0])?.ref ?? null;
}

/** The subject before or after, without wrapping round. */
export function neighbourSubject(
  subjects: readonly Pick<WalkSubject, 'ref'>[],
  current: string,
  step: 1 | -1,
): string | null {
  const at = subjects.findIndex((subject) => subject.ref === current);
  return at < 0 ? (subjects[0]?.ref ?? null) : (subjects[at + step]?.ref ?? null);
}

/** What the live region says after an answer. */
export function recordedWords(ownership: Ownership, names: ReadonlyMap<string, string>): string {
  if (ownership.kind === 'unanswered') return 'Answer taken back.';
  if (ownership.kind === 'not-applicable') return 'Recorded: not applicable.';
  const owners = partiesOf(ownership).map((id) => names.get(id) ?? id);
  return ownership.kind === 'shared'
    ? `Recorded: shared by ${owners.join(' and ')}.`
    : `Recorded: ${owners[0]} alone.`;
}
