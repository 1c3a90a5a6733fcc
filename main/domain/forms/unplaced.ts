import type { Gathered } from '../layouts/gather.ts';
import { counted } from '../words/counted.ts';
import { fewNames } from '../words/few-names.ts';
import type { PlannedRow } from './plan.ts';

/** Which answers bear on no row of a form, counted and by the names of their duties; none where every one does. */
export function unplaced(
  { duties }: Pick<Gathered, 'duties'>,
  rows: readonly PlannedRow[],
): readonly string[] {
  const asked = new Set(rows.flatMap((row) => row.duties ?? []));
  const apart = [...duties]
    .filter(([id]) => !asked.has(id))
    .map(([id, duty]) => ({
      name: duty.rows[0]?.responsibilityName ?? id,
      answers: duty.rows.filter(({ ownership }) => ownership.kind !== 'unanswered').length,
    }))
    .filter(({ answers }) => answers > 0);
  const total = apart.reduce((sum, { answers }) => sum + answers, 0);
  if (total === 0) return [];
  return [
    `${counted(total, 'answer bears', 'answers bear')} on no row of it: ${fewNames(apart.map(({ name }) => name))}.`,
  ];
}
