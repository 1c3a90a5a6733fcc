import type { KeyColumns } from './names.ts';
import { type Draft, draftOf, draftTable, keyOf, type Row, type RowImage, type Tables } from './rows.ts';

/**
 * The state as it was before a run of changes: takes them back, the last one first. `entries` come newest first, each
 * with its rows oldest first, as the change log has them. Tables that `state` does not have are left out.
 */
export function stateBefore(state: Tables, entries: Iterable<readonly RowImage[]>, keys: KeyColumns): Draft {
  const draft = draftOf(state);
  for (const rows of entries)
    for (const { table, before, after } of [...rows].reverse()) {
      if (!state.has(table)) continue;
      const content = draftTable(draft, table);
      const columns = keys(table);
      if (after) {
        const key = keyOf(after, columns);
        const now: Row | undefined = content.get(key);
        content.delete(key);
        if (before) content.set(keyOf(before, columns), { ...now, ...before });
      } else if (before) content.set(keyOf(before, columns), before);
    }
  return draft;
}
