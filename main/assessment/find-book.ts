import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import type { FindKind } from '../contract/find.ts';
import type { Connection } from '../workbook/connection.ts';
import { createSearchIndex, type Found, type SearchIndex } from '../workbook/search.ts';
import type { RowChange } from '../workbook/state/rows.ts';
import {
  dutyDocument,
  dutyNames,
  type FindDocument,
  kindsShowing,
  LISTED_KINDS,
  type ListedKind,
  listDocuments,
  searched,
  textOf,
} from './find-documents.ts';

type Rows = ReadonlyMap<string, readonly RegisterRow[]>;

/**
 * The one full-text index of an open workbook: duties by the rows of the register, and every other kind. Made when first asked
 * for; afterwards it follows the rows that were made anew and the kinds that a change shows in.
 */
export interface FindBook {
  /** Takes in duties that are not in it yet, about so many at a time; true once all are. What is asked for takes the rest in by itself. */
  takeIn(rows: Rows, most: number): boolean;
  /** Refs of the duties that a text is found in; null when the text has nothing to look for. */
  duties(rows: Rows, text: string): ReadonlySet<string> | null;
  /** Entries of every kind that a text is found in, the best first. */
  everything(rows: Rows, catalogue: CatalogueIndex, text: string): readonly Found<FindKind>[];
  /** What entries that were found just now say; those that are gone are left out. */
  documents(rows: Rows, found: readonly Found<FindKind>[]): readonly FindDocument[];
  forget(changes: readonly RowChange[]): void;
  forgetAll(): void;
  /** The connection reads another file from now on. */
  startOver(): void;
}

export function createFindBook(db: Connection): FindBook {
  let index: SearchIndex<FindKind> | null = null;
  /** Rows that the index holds, by subject; the very rows, so that what was made anew is seen to differ. */
  const indexed = new Map<string, readonly RegisterRow[]>();
  const listed = new Map<ListedKind, ReadonlyMap<string, FindDocument>>();
  const stale = new Set<ListedKind>(LISTED_KINDS);

  const allStale = () => {
    for (const kind of LISTED_KINDS) stale.add(kind);
  };
  const startOver = () => {
    index?.clear();
    indexed.clear();
    listed.clear();
    allStale();
  };
  const withDuties = (rows: Rows, most = Number.POSITIVE_INFINITY): SearchIndex<FindKind> => {
    index ??= createSearchIndex<FindKind>(db);
    const gone = [...indexed].filter(([subject, held]) => rows.get(subject) !== held);
    // All of them are made anew where somebody else writes; to take out one duty after the other takes longer than all else then.
    if (gone.length > 0 && gone.length === indexed.size) startOver();
    else
      for (const [subject, held] of gone) {
        index.remove(
          'duty',
          held.map((row) => row.ref),
        );
        indexed.delete(subject);
      }
    if (indexed.size === rows.size) return index;
    const words = dutyNames(db);
    let taken = 0;
    for (const [subject, present] of rows) {
      if (indexed.has(subject)) continue;
      if (taken >= most) break;
      taken += present.length;
      index.put('duty', present.map((row) => dutyDocument(row, words)).map(searched));
      indexed.set(subject, present);
    }
    return index;
  };
  const withListed = (into: SearchIndex<FindKind>, catalogue: CatalogueIndex) => {
    for (const kind of stale) {
      const before = listed.get(kind) ?? new Map<string, FindDocument>();
      const after = new Map(listDocuments(kind, db, catalogue).map((entry) => [entry.id, entry]));
      into.remove(
        kind,
        [...before.keys()].filter((id) => !after.has(id)),
      );
      const differs = (entry: FindDocument) => {
        const old = before.get(entry.id);
        return !old || old.title !== entry.title || textOf(old) !== textOf(entry);
      };
      into.put(kind, [...after.values()].filter(differs).map(searched));
      listed.set(kind, after);
    }
    stale.clear();
  };
  return {
    takeIn(rows, most) {
      withDuties(rows, most);
      return indexed.size === rows.size;
    },
    duties: (rows, text) => withDuties(rows).find('duty', text),
    everything(rows, catalogue, text) {
      const current = withDuties(rows);
      withListed(current, catalogue);
      return current.rank(text);
    },
    documents(rows, found) {
      const words = dutyNames(db);
      return found.flatMap(({ kind, id }) => {
        if (kind !== 'duty') return listed.get(kind)?.get(id) ?? [];
        const row = rows.get(id.slice(0, id.indexOf('/')))?.find(({ ref }) => ref === id);
        return row ? dutyDocument(row, words) : [];
      });
    },
    forget(changes) {
      for (const { table } of changes) for (const kind of kindsShowing(table)) stale.add(kind);
    },
    forgetAll: allStale,
    startOver,
  };
}
