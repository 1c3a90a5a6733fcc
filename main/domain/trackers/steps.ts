import type { ReturnedChange } from '../../contract/actions.ts';

/** One step an action, with all that a tracker says otherwise of it, as `workbook.apply` takes them. */
export function stepsOf(changes: readonly Pick<ReturnedChange, 'number' | 'field' | 'after'>[]) {
  const fields = new Map<number, Record<string, string>>();
  for (const { number, field, after } of changes)
    fields.set(number, { ...fields.get(number), [field]: after });
  return [...fields].map(([number, set]) => ({
    step: 'change action' as const,
    with: { number: `A-${number}`, ...set },
  }));
}
/** How the file is called in the change log. */
export const stepsFrom = (file: string): string => file.slice(0, 200);

/** What changes of an action, in words. */
export const RETURNED_WORDS: Readonly<Record<ReturnedChange['field'], string>> = {
  state: 'state',
  dueOn: 'due',
  person: 'person',
};
