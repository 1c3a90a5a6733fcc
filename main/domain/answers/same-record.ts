import type { Assignment } from '../../contract/assignments.ts';

type Field = keyof Assignment;

/** Whether two records are the same in some of their fields. What holds more than one value has it in the same order everywhere. */
export const sameIn = (fields: readonly Field[], a: Assignment, b: Assignment): boolean =>
  fields.every((field) => isSame(a[field], b[field]));

/** Part by part: to put the texts of every answer together for it takes longer. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!(a instanceof Object && b instanceof Object)) return false;
  const parts = Object.entries(a);
  return (
    parts.length === Object.keys(b).length && parts.every(([name, part]) => isSame(part, b[name as never]))
  );
}

const BESIDE_CONTENT: ReadonlySet<string> = new Set<Field>(['rev', 'answeredAt', 'answeredBy', 'authors']);

/** Whether two records say the same, whoever recorded them and when. */
export function saysTheSame(a: Assignment, b: Assignment): boolean {
  for (const field in a)
    if (!BESIDE_CONTENT.has(field) && !isSame(a[field as Field], b[field as Field])) return false;
  return true;
}
