import type { MisconceptionWarning } from '../../contract/assignments.ts';
import type { Misconception, OwnerClass, Responsibility, ServiceModel } from '../../contract/catalogue.ts';

/** Where a duty is asked: a service of the catalogue under its model; null for the provider and the workbook. */
export interface MisconceptionPlace {
  readonly catalogueId: string;
  readonly model: ServiceModel;
}

/** The words of a misconception as they fit a place: a case is told only where it holds, the rest in words that name no product. */
function wordsAt({ cases = [], belief, correction }: Misconception, at: MisconceptionPlace | null) {
  const fitting = cases.find(
    ({ services, models }) =>
      at !== null && (services?.includes(at.catalogueId) ?? true) && (models?.includes(at.model) ?? true),
  );
  return fitting ?? { belief, correction };
}

/**
 * The warning that an answer raises, or null. It is raised when the answer is the owner of the misconception, or gives AWS
 * more than that (`aws` where the misconception is `shared`), and never when the answer is what the catalogue suggests:
 * Lambda with guest operating system patching at AWS is right. `answer` null means unanswered.
 */
export function misconceptionFor(
  responsibility: Responsibility,
  suggested: OwnerClass,
  answer: OwnerClass | null,
  at: MisconceptionPlace | null = null,
): MisconceptionWarning | null {
  const { misconception } = responsibility;
  if (!misconception || answer === null || answer === suggested) return null;
  const { whenOwner, family } = misconception;
  if (answer !== whenOwner && !(whenOwner === 'shared' && answer === 'aws')) return null;
  const { belief, correction } = wordsAt(misconception, at);
  return { belief, correction, family: family ?? null, suggested };
}
