import type { MisconceptionWarning } from '../contract/assignments.ts';
import type { OwnerClass, Responsibility } from '../contract/catalogue.ts';

/**
 * The warning that an answer raises, or null. It is raised when the answer is the owner of the misconception, or gives AWS
 * more than that (`aws` where the misconception is `shared`), and never when the answer is what the catalogue suggests:
 * Lambda with guest operating system patching at AWS is right. `answer` null means unanswered.
 */
export function misconceptionFor(
  responsibility: Responsibility,
  suggested: OwnerClass,
  answer: OwnerClass | null,
): MisconceptionWarning | null {
  const { misconception } = responsibility;
  if (!misconception || answer === null || answer === suggested) return null;
  const { whenOwner, belief, correction, family } = misconception;
  if (answer !== whenOwner && !(whenOwner === 'shared' && answer === 'aws')) return null;
  return { belief, correction, family: family ?? null, suggested };
}
