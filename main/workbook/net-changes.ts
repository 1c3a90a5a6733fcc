import type { RowChange } from './state/rows.ts';

type Values = NonNullable<RowChange['before']>;

/** What a run of changes did to one row as a whole. Null for no row; columns that nothing touched may be left out. */
export interface NetChange {
  readonly table: string;
  readonly key: Values;
  readonly before: Values | null;
  readonly after: Values | null;
}

interface Sum {
  readonly table: string;
  readonly key: Values;
  readonly existed: boolean;
  before: Record<string, string | number | null>;
  after: Values | null;
  /** Whether the row has been the same one all along, so that what a change found in it is what it said at first. */
  same: boolean;
}

/**
 * Sums up row changes, given oldest first, to one change per row, in the order in which the rows were first touched. `keyOf`
 * gives the key columns of a table.
 */
export function netChanges(
  changes: readonly RowChange[],
  keyOf: (table: string) => readonly string[],
): readonly NetChange[] {
  const sums = new Map<string, Sum>();
  for (const { table, before, after } of changes) {
    const row = before ?? after ?? {};
    const key = Object.fromEntries(keyOf(table).map((column) => [column, row[column] ?? null]));
    const name = JSON.stringify([table, ...Object.values(key)]);
    const sum = sums.get(name);
    if (!sum)
      sums.set(name, {
        table,
        key,
        existed: before !== null,
        before: { ...before },
        after,
        same: before !== null && after !== null,
      });
    else {
      if (sum.same && before) sum.before = { ...before, ...sum.before };
      sum.same &&= after !== null;
      sum.after = after === null || before === null ? after : { ...sum.after, ...after };
    }
  }
  return [...sums.values()].flatMap(({ table, key, existed, before, after }) =>
    existed || after ? [{ table, key, before: existed ? before : null, after }] : [],
  );
}
