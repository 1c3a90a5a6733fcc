import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import type { FindKind } from '../contract/find.ts';
import type { RowChange } from '../workbook/change-log.ts';
import type { Connection } from '../workbook/connection.ts';
import type { Found } from '../workbook/search.ts';
import { createFindBook } from './find-book.ts';
import type { FindDocument } from './find-documents.ts';
import { rowFacts, subjectRows, wholeFacts } from './register.ts';
import { listSubjects } from './subjects.ts';

/**
 * The whole register of one open workbook in memory, with its full-text index: both are made when first asked for, and
 * after a change only the subjects that it touched are made anew.
 */
export interface RegisterBook {
  rows(catalogue: CatalogueIndex): readonly RegisterRow[];
  /** Refs of the rows that a text is found in; null when the text has nothing to look for. */
  find(catalogue: CatalogueIndex, text: string): ReadonlySet<string> | null;
  /** Entries of every kind that a text is found in, the best first. */
  findEverything(catalogue: CatalogueIndex, text: string): readonly Found<FindKind>[];
  /** What entries that were found just now say; those that are gone are left out. */
  documents(found: readonly Found<FindKind>[]): readonly FindDocument[];
  /** Something worked out from the rows, kept until the next change. */
  remember<T>(key: string, make: () => T): T;
  forget(changes: readonly RowChange[]): void;
  forgetAll(): void;
  /** The connection reads another file from now on. */
  startOver(): void;
}

/** What is remembered beside the rows: a few orders of them, as windows and pages ask for. */
const MOST_REMEMBERED = 12;

export function createRegisterBook(db: Connection): RegisterBook {
  const bySubject = new Map<string, readonly RegisterRow[]>();
  let all: readonly RegisterRow[] | null = null;
  const book = createFindBook(db);
  const remembered = new Map<string, unknown>();

  const rows = (catalogue: CatalogueIndex): readonly RegisterRow[] => {
    if (all) return all;
    const subjects = listSubjects(db, catalogue);
    const missing = subjects.filter((subject) => !bySubject.has(subject.ref));
    if (missing.length > 0) {
      const facts = bySubject.size === 0 ? wholeFacts(db, catalogue) : rowFacts(db, catalogue);
      for (const subject of missing) bySubject.set(subject.ref, subjectRows(db, subject, facts));
    }
    const present = new Set(subjects.map((subject) => subject.ref));
    for (const ref of bySubject.keys()) if (!present.has(ref)) bySubject.delete(ref);
    all = subjects.flatMap((subject) => bySubject.get(subject.ref) ?? []);
    return all;
  };

  const forgetAll = () => {
    bySubject.clear();
    all = null;
    remembered.clear();
    book.forgetAll();
  };
  return {
    rows,
    find(catalogue, text) {
      rows(catalogue);
      return book.duties(bySubject, text);
    },
    findEverything(catalogue, text) {
      rows(catalogue);
      return book.everything(bySubject, catalogue, text);
    },
    documents: (found) => book.documents(bySubject, found),
    remember<T>(key: string, make: () => T): T {
      if (remembered.has(key)) return remembered.get(key) as T;
      const made = make();
      if (remembered.size >= MOST_REMEMBERED)
        for (const oldest of [...remembered.keys()].slice(0, 1)) remembered.delete(oldest);
      remembered.set(key, made);
      return made;
    },
    forget(changes) {
      all = null;
      remembered.clear();
      book.forget(changes);
      for (const change of changes) {
        const touched = touchedSubjects(change, db);
        if (touched === 'all') return forgetAll();
        for (const subject of touched) bySubject.delete(subject);
      }
    },
    forgetAll,
    startOver() {
      forgetAll();
      book.startOver();
    },
  };
}

/** Subjects whose rows a change shows in; a change of the parties or the catalogue can show anywhere. */
function touchedSubjects({ table, before, after }: RowChange, db: Connection): readonly string[] | 'all' {
  const values = { ...before, ...after };
  switch (table) {
    case 'assignment':
    case 'share':
    case 'evidence_link':
      return [String(values.subject)];
    case 'service_in_use':
      return [String(values.ref)];
    case 'evidence':
      return db
        .all<{ subject: string }>(
          'SELECT DISTINCT subject FROM evidence_link WHERE number = ?',
          Number(values.number),
        )
        .map((row) => row.subject);
    case 'workbook':
    case 'party':
    case 'custom_service':
    case 'custom_responsibility':
      return 'all';
    default:
      return [];
  }
}
