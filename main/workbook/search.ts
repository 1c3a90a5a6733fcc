import { searchTerms } from '../domain/words/search-words.ts';
import type { Connection } from './connection.ts';

export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}
export interface Found<K extends string> {
  readonly kind: K;
  readonly id: string;
}
/** Full-text search over what one open workbook holds, by kind and id. */
export interface SearchIndex<K extends string> {
  /** Adds documents or replaces those with the same ids. */
  put(kind: K, documents: Iterable<SearchDocument>): void;
  remove(kind: K, ids: Iterable<string>): void;
  clear(): void;
  /** Ids of a kind whose title or text has a word beginning with each word asked for; null when the query has neither letter nor digit. */
  find(kind: K, query: string): ReadonlySet<string> | null;
  /** The same over all kinds, the best first: a title counts more than a text. None when there is nothing to look for. */
  rank(query: string): readonly Found<K>[];
}

/** How much more a word in a title weighs than one in a text. */
const TITLE_WEIGHT = 8;
/** Weighing takes four times as long as finding. Who finds more than this types another word; until then titles come first. */
const MOST_WEIGHED = 2500;

/**
 * An FTS5 table that lives with this connection only, in memory: the file holds nothing that could go stale. It keeps no
 * texts, only where words occur; which row is which entry is remembered here.
 */
export function createSearchIndex<K extends string>(connection: Connection): SearchIndex<K> {
  const make = () =>
    connection.raw.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.found_text USING fts5 (
       title, text, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2')`,
    );
  make();
  const numbers = new Map<K, Map<string, number>>();
  const entries = new Map<number, Found<K>>();
  let last = 0;

  const drop = (kind: K, id: string) => {
    const number = numbers.get(kind)?.get(id);
    if (number === undefined) return;
    connection.run('DELETE FROM temp.found_text WHERE rowid = ?', number);
    numbers.get(kind)?.delete(id);
    entries.delete(number);
  };
  /** Row by row each would be a transaction of its own. */
  const together = (run: () => void) => {
    if (connection.raw.inTransaction) run();
    else connection.raw.transaction(run)();
  };
  const matches = (match: string, order = ''): readonly number[] =>
    connection
      .all<{ n: number }>(`SELECT rowid AS n FROM temp.found_text WHERE found_text MATCH ? ${order}`, match)
      .map(({ n }) => n);
  const ranked = (match: string): readonly number[] => {
    const all = matches(match);
    if (all.length <= MOST_WEIGHED)
      return matches(match, `ORDER BY bm25(found_text, ${TITLE_WEIGHT}, 1), rowid`);
    const titled = new Set(matches(`title : (${match})`));
    return [...titled, ...all.filter((n) => !titled.has(n))];
  };
  return {
    put: (kind, documents) =>
      together(() => {
        const known = numbers.get(kind) ?? new Map<string, number>();
        numbers.set(kind, known);
        for (const { id, title, text } of documents) {
          drop(kind, id);
          last += 1;
          connection.run(
            'INSERT INTO temp.found_text (rowid, title, text) VALUES (?, ?, ?)',
            last,
            title,
            text,
          );
          known.set(id, last);
          entries.set(last, { kind, id });
        }
      }),
    remove: (kind, ids) =>
      together(() => {
        for (const id of ids) drop(kind, id);
      }),
    clear() {
      // The connection may have turned to another file since.
      make();
      connection.run("INSERT INTO temp.found_text (found_text) VALUES ('delete-all')");
      numbers.clear();
      entries.clear();
    },
    find(kind, query) {
      const match = matchExpression(query);
      if (match === null) return null;
      const ids = new Set<string>();
      for (const n of matches(match)) {
        const entry = entries.get(n);
        if (entry?.kind === kind) ids.add(entry.id);
      }
      return ids;
    },
    rank(query) {
      const match = matchExpression(query);
      return match === null ? [] : ranked(match).flatMap((n) => entries.get(n) ?? []);
    },
  };
}

/** What one typed, as an FTS5 expression in which nothing typed can be an operator. Null when nothing is left. */
export function matchExpression(query: string): string | null {
  const terms = searchTerms(query).map((words) => `"${words.join(' ')}"*`);
  return terms.length > 0 ? terms.join(' AND ') : null;
}
