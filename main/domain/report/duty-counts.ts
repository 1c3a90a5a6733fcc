import { type OwnerKey, ownerKeyOf } from '../duties/owner-class.ts';
import { decodeOwnership, kindsById } from '../duties/ownership.ts';
import { leavesOut } from './audience.ts';
import type { Report } from './report.ts';

/** How the duties behind a control are told apart, in the order of the classes; each group is a run of them. */
export const OWNER_GROUPS: readonly { readonly title: string; readonly keys: readonly OwnerKey[] }[] = [
  { title: 'Provider alone', keys: ['provider'] },
  { title: 'Shared with the provider', keys: ['shared'] },
  {
    title: 'Customer side alone',
    keys: ['organisation', 'several', 'internal-provider', 'third-party', 'client'],
  },
  { title: 'Not applicable', keys: ['not-applicable'] },
  { title: 'Unanswered', keys: ['unanswered'] },
];

/** Whether the count of a group is told: of what nobody has decided only where that is told. */
export const tellsGroup = (report: Pick<Report, 'meta'>, { keys }: (typeof OWNER_GROUPS)[number]): boolean =>
  !keys.includes('unanswered') || !leavesOut(report, 'open');

/** How many rows of the register ask each responsibility, by id and by the groups of owners. One that is never asked is not there. */
export function countDuties(
  report: Pick<Report, 'matrix' | 'parties'>,
): ReadonlyMap<string, readonly number[]> {
  const kinds = kindsById(report.parties);
  const groups = new Map<string, number>();
  const counts = new Map<string, number[]>();
  for (const [, responsibility, code] of report.matrix.cells) {
    const id = report.matrix.responsibilities[responsibility]?.id ?? '';
    let group = groups.get(code);
    if (group === undefined) {
      const key = ownerKeyOf(decodeOwnership(code), kinds);
      group = OWNER_GROUPS.findIndex(({ keys }) => keys.includes(key));
      groups.set(code, group);
    }
    const entry = counts.get(id) ?? OWNER_GROUPS.map(() => 0);
    entry[group] = (entry[group] ?? 0) + 1;
    counts.set(id, entry);
  }
  return counts;
}
