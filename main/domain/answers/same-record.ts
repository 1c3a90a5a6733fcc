import type { Assignment } from '../../contract/assignments.ts';

type Field = keyof Assignment;

/** Whether two records are the same in some of their fields. What holds more than one value has it in the same order everywhere. */
export const sameIn = (fields: readonly Field[], a: Assignment, b: Assignment): boolean =>
  fields.every(
    (field) =>
      a[field] === b[field] ||
      (a[field] instanceof Object && JSON.stringify(a[field]) === JSON.stringify(b[field])),
  );

const BESIDE_CONTENT: ReadonlySet<string> = new Set<Field>(['rev', 'answeredAt', 'answeredBy', 'authors']);

/** Whether two records say the same, whoever recorded them and when. */
export const saysTheSame = (a: Assignment, b: Assignment): boolean =>
  sameIn(
    (Object.keys(a) as Field[]).filter((field) => !BESIDE_CONTENT.has(field)),
    a,
    b,
  );
