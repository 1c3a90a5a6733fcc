import type { RegisterGroup } from '../contract/register.ts';
import { groupBy } from './group-by.ts';

/** A list in the order of its groups, and where each of them begins in it. */
export interface Grouped<T> {
  readonly rows: readonly T[];
  readonly groups: readonly RegisterGroup[];
}
/** What an entry stands under: entries with one key are one group. */
export interface GroupHead {
  readonly key: string;
  readonly label: string;
}

/**
 * Brings the entries together that stand under one head, each in the order given. Groups come in the order of their first entries,
 * or in that of `compare`.
 */
export function grouped<T>(
  list: readonly T[],
  headOf: (entry: T) => GroupHead,
  compare?: (a: GroupHead, b: GroupHead) => number,
): Grouped<T> {
  const heads = new Map<string, GroupHead>();
  const members = groupBy(list, (entry) => {
    const head = headOf(entry);
    if (!heads.has(head.key)) heads.set(head.key, head);
    return head.key;
  });
  const ordered = compare ? [...heads.values()].sort(compare) : [...heads.values()];
  const rows: T[] = [];
  const groups = ordered.map(({ key, label }): RegisterGroup => {
    const own = members.get(key) ?? [];
    const group = { label, start: rows.length, count: own.length };
    for (const entry of own) rows.push(entry);
    return group;
  });
  return { rows, groups };
}
