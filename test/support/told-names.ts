import Database from 'better-sqlite3';
import type { MergePreview } from '../../main/contract/merge.ts';
import { NAMED_TABLES, ruleOf } from '../../main/domain/merge/table-rules.ts';

/** What each record of a table is called, by what it says of its making; those that say the same are left out. */
function namesIn(path: string, table: string, birth: readonly string[]): ReadonlyMap<string, string> {
  const db = new Database(path, { readonly: true });
  try {
    const [key = ''] = db
      .prepare<[], { name: string; pk: number }>(`PRAGMA table_info(${table})`)
      .all()
      .filter(({ pk }) => pk === 1)
      .map(({ name }) => name);
    const names = new Map<string, string>();
    const twice = new Set<string>();
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()) {
      const identity = JSON.stringify(birth.map((column) => row[column] ?? null));
      if (names.has(identity)) twice.add(identity);
      names.set(identity, String(row[key]));
    }
    for (const identity of twice) names.delete(identity);
    return names;
  } finally {
    db.close();
  }
}

/** Records of a file that a merge called otherwise without a word of it in the preview; `before` is the file as it was. */
export function renamedInSilence(
  before: string,
  after: string,
  { renamed }: Pick<MergePreview, 'renamed'>,
): readonly string[] {
  return NAMED_TABLES.flatMap((table) => {
    const { birth, word } = ruleOf(table);
    if (birth === undefined || table === 'merge') return [];
    const now = namesIn(after, table, birth);
    const shown = (name: string) => (table === 'evidence' ? `E-${name}` : name);
    return [...namesIn(before, table, birth)].flatMap(([identity, from]) => {
      const to = now.get(identity);
      const isTold = renamed.some(
        (entry) =>
          entry.side === 'mine' &&
          entry.what === word &&
          entry.from === shown(from) &&
          entry.to === shown(to ?? ''),
      );
      return to === undefined || to === from || isTold ? [] : [`${word} ${from} is ${to}`];
    });
  });
}
