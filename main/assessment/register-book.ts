import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { RegisterRow } from '../contract/assignments.ts';
import type { FindKind } from '../contract/find.ts';
import type { Connection } from '../workbook/connection.ts';
import type { Found } from '../workbook/search.ts';
import type { RowChange } from '../workbook/state/rows.ts';
import { type AssignmentMark, readMark } from '../workbook/tables/assignment-marks.ts';
import { type Commons, readCommons, readStandingMarks, standingMark } from './common-controls.ts';
import { createFindBook } from './find-book.ts';
import type { FindDocument } from './find-documents.ts';
import { type LookedUp, lookedUpIn } from './looked-up.ts';
import { rowFacts, subjectRows, wholeFacts } from './register.ts';
import { listSubjects } from './subjects.ts';
import { type Touched, touchedBy } from './touched.ts';

/** By subject. Those of one subject are another object after each change of it, so that what is worked out of them can be kept beside them. */
export type Marks = ReadonlyMap<string, ReadonlyMap<string, AssignmentMark>>;

/**
 * The register of one open workbook in memory: marks of every touched assignment, the whole rows, and their full-text index. Each
 * is made when first asked for, and after a change only what `touchedBy` names is made anew.
 */
export interface RegisterBook {
  marks(): Marks;
  commons(): Commons;
  readonly lookedUp: LookedUp;
  rows(catalogue: CatalogueIndex): readonly RegisterRow[];
  /** Makes rows ready to be found in, about so many at a time; true once all are. A search does by itself what is left. */
  takeIn(catalogue: CatalogueIndex, most: number): boolean;
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

function rememberFew<T>(remembered: Map<string, unknown>, key: string, make: () => T): T {
  if (remembered.has(key)) return remembered.get(key) as T;
  const made = make();
  if (remembered.size >= MOST_REMEMBERED)
    for (const oldest of [...remembered.keys()].slice(0, 1)) remembered.delete(oldest);
  remembered.set(key, made);
  return made;
}

export function createRegisterBook(db: Connection): RegisterBook {
  let marks: Map<string, ReadonlyMap<string, AssignmentMark>> | null = null;
  let commons: Commons | null = null;
  const lookedUp = lookedUpIn(db);
  const bySubject = new Map<string, readonly RegisterRow[]>();
  let all: readonly RegisterRow[] | null = null;
  const book = createFindBook(db);
  const remembered = new Map<string, unknown>();

  const rows = (catalogue: CatalogueIndex): readonly RegisterRow[] => {
    if (all) return all;
    const subjects = listSubjects(db, catalogue);
    const missing = subjects.filter((subject) => !bySubject.has(subject.ref));
    if (missing.length > 0) {
      const facts = (bySubject.size === 0 ? wholeFacts : rowFacts)(db, catalogue, commonsNow());
      for (const subject of missing) bySubject.set(subject.ref, subjectRows(db, subject, facts));
    }
    const present = new Set(subjects.map((subject) => subject.ref));
    for (const ref of bySubject.keys()) if (!present.has(ref)) bySubject.delete(ref);
    all = subjects.flatMap((subject) => bySubject.get(subject.ref) ?? []);
    return all;
  };

  const commonsNow = (): Commons => {
    commons ??= readCommons(db);
    return commons;
  };
  const renewMarks = (duties: Touched['duties']) => {
    if (marks === null) return;
    for (const [subject, of] of duties) {
      const own = new Map(marks.get(subject));
      for (const duty of of) {
        const fresh = markNow(subject, duty);
        if (fresh) own.set(duty, fresh);
        else own.delete(duty);
      }
      marks.set(subject, own);
    }
  };
  const markNow = (subject: string, duty: string): AssignmentMark | undefined => {
    const own = readMark(db, subject, duty) ?? undefined;
    const service = commonsNow().byDuty.has(duty) ? lookedUp.service(subject) : null;
    return service ? standingMark(db, commonsNow(), service, duty, own) : own;
  };
  const forgetRows = () => {
    bySubject.clear();
    all = null;
    remembered.clear();
    book.forgetAll();
  };
  const forgetAll = () => {
    marks = null;
    commons = null;
    lookedUp.forgetAll();
    forgetRows();
  };
  return {
    marks() {
      marks ??= readStandingMarks(db, commonsNow());
      return marks;
    },
    commons: commonsNow,
    lookedUp,
    rows,
    takeIn(catalogue, most) {
      rows(catalogue);
      return book.takeIn(bySubject, most);
    },
    find(catalogue, text) {
      rows(catalogue);
      return book.duties(bySubject, text);
    },
    findEverything(catalogue, text) {
      rows(catalogue);
      return book.everything(bySubject, catalogue, text);
    },
    documents: (found) => book.documents(bySubject, found),
    remember: (key, make) => rememberFew(remembered, key, make),
    forget(changes) {
      all = null;
      remembered.clear();
      book.forget(changes);
      const touched = touchedBy(changes, db);
      lookedUp.forget(touched);
      if (touched.commons) return forgetAll();
      if (touched.everything) commons = null;
      renewMarks(touched.duties);
      if (touched.everything) return forgetRows();
      for (const subject of touched.subjects) bySubject.delete(subject);
    },
    forgetAll,
    startOver() {
      forgetAll();
      book.startOver();
    },
  };
}
