import type { MergeOutcome } from './merge.ts';
import type { Names } from './names.ts';
import { byText, partOfKey, type Row, type Tables, tableOf } from './rows.ts';
import { referenceOf, sameRow } from './table-rules.ts';

export interface Operation {
  readonly table: string;
  readonly key: string;
  readonly row: Row;
}
/** What has to be done to a workbook to make it the merged one. */
export interface Operations {
  /** Rows that go, children before parents; what stands under such a key afterwards is another record. */
  readonly deletes: readonly Operation[];
  /** Rows that come or change, parents before children. */
  readonly puts: readonly Operation[];
}

const PARENTS_FIRST = [
  'workbook',
  'party',
  'person',
  'environment',
  'custom_service',
  'custom_responsibility',
  'service_in_use',
  'service_environment',
  'assignment',
  'share',
  'evidence',
];

/** Compares the open workbook as it is with the result. `mine` are its rows under their present names. */
export function planOperations(
  mine: Tables,
  { result, renames }: Pick<MergeOutcome, 'result' | 'renames'>,
): Operations {
  const deletes: Operation[] = [];
  const puts: Operation[] = [];
  const tables = [...new Set([...mine.keys(), ...result.keys()])].sort(byRank);
  const gone = new Map<string, Set<string>>();
  for (const table of [...tables].reverse()) {
    const own: Names[string] = renames.mine[table] ?? {};
    const keys = new Set<string>();
    gone.set(table, keys);
    for (const [key, row] of tableOf(mine, table))
      if (Object.hasOwn(own, key) || !tableOf(result, table).has(key)) {
        deletes.push({ table, key, row });
        keys.add(key);
      }
  }
  // A row that hangs on a deleted one has gone with it, even where another of the same name takes its place.
  const anyGone = [...gone.values()].some((keys) => keys.size > 0);
  const lost = (table: string, row: Row) =>
    anyGone &&
    Object.entries(row).some(([column, value]) => {
      const target = value === null ? null : referenceOf(table, column);
      if (target === null) return false;
      const targets = target === 'subject' ? ['service_in_use', 'party'] : [target];
      return targets.some((name) => gone.get(name)?.has(partOfKey(value)) === true);
    });
  const touched = new Set<string>();
  for (const table of tables)
    for (const [key, row] of tableOf(result, table)) {
      const before = tableOf(mine, table).get(key);
      if (before && sameRow(before, row) && !gone.get(table)?.has(key) && !lost(table, row)) continue;
      puts.push({ table, key, row });
    }
  // An answer whose shares changed is a changed answer: who still looks at the old one has to notice.
  for (const { table, row } of [...puts, ...deletes])
    if (table === 'share') touched.add(`${row.subject}/${row.responsibility}`);
  for (const { table, key } of puts) if (table === 'assignment') touched.delete(key);
  for (const key of [...touched].sort(byText)) {
    const row = tableOf(result, 'assignment').get(key);
    if (row) puts.unshift({ table: 'assignment', key, row });
  }
  return { deletes, puts };
}

function byRank(a: string, b: string): number {
  const rank = (table: string) => {
    const at = PARENTS_FIRST.indexOf(table);
    return at < 0 ? PARENTS_FIRST.length : at;
  };
  return rank(a) - rank(b) || byText(a, b);
}
