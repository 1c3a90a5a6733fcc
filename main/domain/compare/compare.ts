import {
  CHANGE_GROUPS,
  type Change,
  type ChangeKind,
  type Comparison,
  type GroupCount,
} from '../../contract/snapshots.ts';
import { compareAssignments } from './assignments.ts';
import { compareEvidence } from './evidence.ts';
import type { FrozenState } from './frozen-state.ts';
import { compareEditions } from './rules.ts';
import { compareScope, compareServices } from './scope.ts';

/** The day (ISO date) on which each state is looked at, which decides what of its evidence had expired. */
export interface ComparedDays {
  readonly before: string;
  readonly after: string;
}

/**
 * What is different between two states of a workbook. The answers of a service that came or went are counted with it and
 * not listed one by one, and not at all without `progress`. `rules` is what changed of the rules, which no state holds. Swapping the states turns "added" into "gone" and changes no other count.
 */
export function compare(
  before: FrozenState,
  after: FrozenState,
  days?: ComparedDays,
  progress = true,
  rules: readonly Change[] = [],
): Comparison {
  const changes: readonly Change[] = [
    ...compareEditions(before.houseRules, after.houseRules),
    ...rules,
    ...compareServices(before, after, progress),
    ...compareAssignments(before, after),
    ...compareEvidence(before, after, days),
    ...compareScope(before, after),
  ];
  const rank = new Map(CHANGE_GROUPS.map((group, index) => [group, index]));
  const ordered = changes
    .map((change, at) => ({ change, at }))
    .sort((a, b) => (rank.get(a.change.group) ?? 0) - (rank.get(b.change.group) ?? 0) || a.at - b.at)
    .map(({ change }) => change);
  return asComparison(ordered);
}

/** Changes as a comparison has them, with how many there are of each group and kind. */
export const asComparison = (changes: readonly Change[]): Comparison => ({
  changes,
  counts: countChanges(changes),
  total: changes.length,
});

function countChanges(changes: readonly Change[]): readonly GroupCount[] {
  return CHANGE_GROUPS.flatMap((group) => {
    const own = changes.filter((change) => change.group === group);
    const count = (kind: ChangeKind) => own.filter((change) => change.kind === kind).length;
    return own.length === 0
      ? []
      : [
          {
            group,
            added: count('added'),
            gone: count('gone'),
            changed: count('changed'),
            expired: count('expired'),
          },
        ];
  });
}
