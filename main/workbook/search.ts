import type { Connection } from './connection.ts';

export interface SearchDocument {
  readonly ref: string;
  readonly text: string;
}
/** Full-text search over the assignments of one open workbook, by ref. */
export interface SearchIndex {
  /** Adds documents or replaces those with the same refs. */
  put(documents: Iterable<SearchDocument>): void;
  remove(refs: Iterable<string>): void;
  clear(): void;
  /** Refs whose text has a word beginning with each word asked for; null when the query has neither letter nor digit. */
  find(query: string): ReadonlySet<string> | null;
}

/**
 * An FTS5 table that lives with this connection only, in memory: the file holds nothing that could go stale. It keeps no
 * texts, only where words occur; which row is which ref is remembered here.
 */
export function createSearchIndex(connection: Connection): SearchIndex {
  const make = () =>
    connection.raw.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.assignment_text USING fts5 (
       text, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')`,
    );
  make();
  const idOf = new Map<string, number>();
  const refOf = new Map<number, string>();
  let last = 0;

  const drop = (ref: string) => {
    const id = idOf.get(ref);
    if (id === undefined) return;
    connection.run('DELETE FROM temp.assignment_text WHERE rowid = ?', id);
    idOf.delete(ref);
    refOf.delete(id);
  };
  /** Row by row each would be a transaction of its own. */
  const together = (run: () => void) => {
    if (connection.raw.inTransaction) run();
    else connection.raw.transaction(run)();
  };
  return {
    put: (documents) =>
      together(() => {
        for (const { ref, text } of documents) {
          drop(ref);
          last += 1;
          connection.run('INSERT INTO temp.assignment_text (rowid, text) VALUES (?, ?)', last, text);
          idOf.set(ref, last);
          refOf.set(last, ref);
        }
      }),
    remove: (refs) =>
      together(() => {
        for (const ref of refs) drop(ref);
      }),
    clear() {
      // The connection may have turned to another file since.
      make();
      connection.run("INSERT INTO temp.assignment_text (assignment_text) VALUES ('delete-all')");
      idOf.clear();
      refOf.clear();
    },
    find(query) {
      const match = matchExpression(query);
      if (match === null) return null;
      const found = new Set<string>();
      for (const { id } of connection.all<{ id: number }>(
        'SELECT rowid AS id FROM temp.assignment_text WHERE assignment_text MATCH ?',
        match,
      )) {
        const ref = refOf.get(id);
        if (ref !== undefined) found.add(ref);
      }
      return found;
    },
  };
}

/**
 * What one typed, as an FTS5 expression: each word is a beginning, words in double quotes stand together, and all have to
 * occur. Everything but letters and digits only parts words, so nothing typed can be an operator. Null when nothing is left.
 */
export function matchExpression(query: string): string | null {
  const terms = query
    .normalize('NFC')
    .match(/"[^"]*"|[^\s"]+/g)
    ?.flatMap((term) => {
      const words = term.match(/[\p{L}\p{N}\p{M}]+/gu);
      return words ? [`"${words.join(' ')}"*`] : [];
    });
  return terms && terms.length > 0 ? terms.join(' AND ') : null;
}
