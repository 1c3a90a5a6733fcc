import { DemarcError } from '../contract/errors.ts';
import { explain } from '../workbook/explain.ts';

/**
 * Runs one part of a check. Damage that is met in it becomes a sentence among the problems; what is no damage is thrown on.
 * `name` is what the reader knows the file by, `what` was being read.
 */
export async function throughDamage(
  problems: string[],
  { name, what }: { readonly name: string; readonly what: string },
  run: () => Promise<void> | void,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const words = damageWords(error, name);
    if (words === null) throw error;
    problems.push(
      `${what} could not be read to the end: ${words} "demarc repair" rebuilds what the change log still tells.`,
    );
  }
}

function damageWords(error: unknown, name: string): string | null {
  if (error instanceof SyntaxError) return 'a text in it is not of the form in which Demarc writes it.';
  if (error instanceof DemarcError) return null;
  const told = explain(error, { name, when: 'opening' });
  return told instanceof DemarcError && told.code === 'WORKBOOK_DAMAGED' ? told.message : null;
}
