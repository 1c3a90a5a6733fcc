import type { Change, ChangeGroup, ChangeKind } from '../../contract/snapshots.ts';

/** Matches two lists by a key: first in the order of `before`, then what is only in `after`. */
export function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
): readonly { readonly before: T | null; readonly after: T | null }[] {
  const later = new Map(after.map((item) => [key(item), item]));
  const earlier = new Set(before.map(key));
  return [
    ...before.map((item) => ({ before: item, after: later.get(key(item)) ?? null })),
    ...after.filter((item) => !earlier.has(key(item))).map((item) => ({ before: null, after: item })),
  ];
}

export type Text = string | null;
/** What became of a text: `null` says that a side has none. */
export const kindOf = (before: Text, after: Text): ChangeKind =>
  before === null ? 'added' : after === null ? 'gone' : 'changed';

/** Collects the fields of one thing that are not the same on both sides. */
export function fieldsOf(group: ChangeGroup, ref: string | null, place: string) {
  const changes: Change[] = [];
  return {
    changes,
    /** `null` says that a side has nothing there. Nothing is noted where both sides are equal. */
    differ(field: string, before: Text, after: Text, other: ChangeGroup = group): void {
      if (before !== after)
        changes.push({ group: other, kind: kindOf(before, after), ref, place, field, before, after });
    },
  };
}
