import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { FIND_KINDS, type FindKind } from '../contract/find.ts';
import { mayHave, searchTerms } from '../domain/words/search-words.ts';
import type { Connection } from '../workbook/connection.ts';
import { createSearchIndex, type Found } from '../workbook/search.ts';
import {
  dutyDocument,
  dutyNames,
  type FindDocument,
  LISTED_KINDS,
  listDocuments,
  searched,
  textOf,
} from './find-documents.ts';
import { subjectRows, wholeFacts } from './register.ts';
import { findSubject, listSubjects } from './subjects.ts';

interface Through {
  /** The best first. */
  readonly found: readonly Found<FindKind>[];
  /** What entries of it say. */
  documents(found: readonly Found<FindKind>[]): readonly FindDocument[];
}

/** How many services are looked through, of how many. */
type Step = readonly [done: number, total: number];
const SUBJECTS_AT_ONCE = 200;

/**
 * One search through a whole workbook, for whoever asks no second one; it yields how far it is. Only what may have the words goes
 * into an index, which judges and weighs it as that of an open workbook does.
 */
export function* searchThrough(
  db: Connection,
  catalogue: CatalogueIndex,
  { text, kinds = FIND_KINDS }: { readonly text: string; readonly kinds?: readonly FindKind[] | undefined },
): Generator<Step, Through> {
  const terms = searchTerms(text);
  if (terms.length === 0) return { found: [], documents: () => [] };
  const may = mayHave(terms);
  const likely = (entry: FindDocument) => may(`${entry.title}\n${textOf(entry)}`);
  const index = createSearchIndex<FindKind>(db);
  const listed = new Map<FindKind, ReadonlyMap<string, FindDocument>>();
  for (const kind of LISTED_KINDS.filter((each) => kinds.includes(each))) {
    const entries = listDocuments(kind, db, catalogue).filter(likely);
    index.put(kind, entries.map(searched));
    listed.set(kind, new Map(entries.map((entry) => [entry.id, entry])));
  }
  const facts = wholeFacts(db, catalogue);
  const names = dutyNames(db);
  const subjects = kinds.includes('duty') ? listSubjects(db, catalogue) : [];
  for (const [done, subject] of subjects.entries()) {
    const entries = subjectRows(db, subject, facts).map((row) => dutyDocument(row, names));
    index.put('duty', entries.filter(likely).map(searched));
    if (done % SUBJECTS_AT_ONCE === 0) yield [done, subjects.length];
  }
  return {
    found: index.rank(text),
    documents: (wanted) =>
      wanted.flatMap(({ kind, id }) => {
        if (kind !== 'duty') return listed.get(kind)?.get(id) ?? [];
        const subject = findSubject(db, catalogue, id.slice(0, id.indexOf('/')));
        const row = subject && subjectRows(db, subject, facts).find(({ ref }) => ref === id);
        return row ? dutyDocument(row, names) : [];
      }),
  };
}

/** Refs of the duties that a text is found in, looked for in the same way; null when the text has nothing to look for. */
export function* dutiesThrough(
  db: Connection,
  catalogue: CatalogueIndex,
  text: string,
): Generator<Step, ReadonlySet<string> | null> {
  if (searchTerms(text).length === 0) return null;
  const { found } = yield* searchThrough(db, catalogue, { text, kinds: ['duty'] });
  return new Set(found.map(({ id }) => id));
}
