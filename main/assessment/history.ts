import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { HistoryLine, HistoryPart } from '../contract/history.ts';
import type { HistoryFilter } from '../contract/methods/history.ts';
import { lineOf } from '../domain/history/line.ts';
import { type OwnersMoved, partsOf } from '../domain/history/parts.ts';
import { wayOf } from '../domain/history/ways.ts';
import type { RowImage, Tables } from '../domain/merge/rows.ts';
import { type Words, wordsFor } from '../domain/merge/words.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { kindBit, type LogIndex } from '../workbook/history/log-index.ts';
import { peopleOfCopies, writersInCopy } from '../workbook/history/merged-copies.ts';
import { entriesWith, type LogEntry, readEntries, recordsNow } from '../workbook/history/records-now.ts';
import { WalkBack } from '../workbook/history/walk-back.ts';
import type { Values } from '../workbook/state/rows.ts';
import { namesOf } from './catalogue-names.ts';

interface Naming {
  readonly words: Words;
  readonly tables: Tables;
}
type Gone = ReadonlyMap<string, ReadonlyMap<string, Values>>;

function namingOf(db: ReadDb, catalogue: CatalogueIndex, gone: Gone): Naming {
  const tables = recordsNow(db, gone);
  const words = wordsFor(tables, namesOf(catalogue));
  return { tables, words };
}

/** Whether a part belongs to what was asked for: a duty, or everything of a subject. */
function concerns(ref: string | undefined): (image: RowImage) => boolean {
  if (ref === undefined) return () => true;
  const isDuty = ref.includes('/');
  return ({ table, before, after }) =>
    [before, after].some((row) => {
      if (row === null) return false;
      if (isDuty) return `${row.subject}/${row.responsibility}` === ref;
      return (table === 'service_in_use' ? row.ref : row.subject) === ref;
    });
}

/** The history of one open workbook: lines of the log in words, filtered, by windows. */
export class HistoryBook {
  readonly #db: ReadDb;
  readonly #log: LogIndex;
  readonly #catalogue: CatalogueIndex;

  constructor(db: ReadDb, log: LogIndex, catalogue: CatalogueIndex) {
    this.#db = db;
    this.#log = log;
    this.#catalogue = catalogue;
  }

  /** A window of the lines under a filter, newest first, and how many there are in all. */
  page(
    filter: HistoryFilter,
    { offset, limit, whole }: { readonly offset: number; readonly limit: number; readonly whole: boolean },
  ): { readonly total: number; readonly lines: readonly HistoryLine[] } {
    const head = this.#log.refresh();
    const found = this.#revsUnder(filter, head);
    const total = found?.length ?? head;
    const revs =
      found?.slice(offset, offset + limit) ??
      Array.from({ length: Math.max(Math.min(limit, head - offset), 0) }, (_, n) => head - offset - n);
    const oldest = revs.at(-1);
    if (oldest !== undefined) this.#log.reach(oldest);
    const naming = namingOf(this.#db, this.#catalogue, this.#log.gone);
    const lines = readEntries(this.#db, revs).map((entry) =>
      lineOf(entry, this.#parts(entry, naming, filter.ref, whole || filter.ref !== undefined), whole),
    );
    return { total, lines };
  }

  /** One entry with all its parts; null where the log has no such revision. */
  entry(
    rev: number,
    ref: string | undefined,
  ): { readonly line: HistoryLine; readonly parts: readonly HistoryPart[] } | null {
    this.#log.refresh();
    const [entry] = readEntries(this.#db, [rev]);
    if (!entry) return null;
    this.#log.reach(rev);
    const parts = this.#parts(entry, namingOf(this.#db, this.#catalogue, this.#log.gone), ref, true);
    return { line: lineOf(entry, parts, false), parts };
  }

  /** At which offset under a filter an entry stands; null where it does not. */
  offsetOf(rev: number, filter: HistoryFilter): number | null {
    const head = this.#log.refresh();
    const found = this.#revsUnder(filter, head);
    if (found === null) return rev <= head ? head - rev : null;
    const at = found.indexOf(rev);
    return at === -1 ? null : at;
  }

  /** `copies`: of a merge, who changed each duty in the copy is looked up in the copy's own log. */
  #parts(entry: LogEntry, naming: Naming, ref: string | undefined, copies: boolean): readonly HistoryPart[] {
    const owners = (duty: string) => this.#log.ownersAt(entry.rev, duty);
    const parts = partsIn(JSON.parse(entry.rows) as RowImage[], owners, naming, ref);
    return copies ? withWriters(this.#db, entry, parts, ref) : parts;
  }

  /** Revisions under a filter, newest first; null where nothing is filtered. */
  #revsUnder(filter: HistoryFilter, head: number): readonly number[] | null {
    if (Object.values(filter).every((value) => value === undefined)) return null;
    this.#log.whole();
    return this.#log.remember(`${head} ${JSON.stringify(filter)}`, () => this.#select(filter));
  }

  #select({ ref, by, since, until, kind, way, text }: HistoryFilter): readonly number[] {
    const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
    const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
    const name = by === undefined ? null : folded(by);
    const bit = kind === undefined ? null : kindBit(kind);
    const merged = name === null ? null : this.#mergesOf(name);
    const having = text === undefined ? null : this.#revsWith(text);
    const marks =
      ref === undefined
        ? this.#log.marks
        : this.#log.revsOf(ref).flatMap((rev) => this.#log.markOf(rev) ?? []);
    return marks
      .filter(
        (mark) =>
          mark.at >= from &&
          mark.at < to &&
          (bit === null || (mark.kinds & bit) !== 0) &&
          (way === undefined || mark.way === way) &&
          (name === null ||
            [mark.who, mark.from].some((who) => who !== null && folded(who) === name) ||
            (merged?.has(mark.rev) && (ref === undefined || this.#wroteInCopy(mark.rev, ref, name)))) &&
          (having === null || having.has(mark.rev)),
      )
      .map(({ rev }) => rev);
  }

  /** Entries that merged a copy in which somebody worked. */
  #mergesOf(name: string): ReadonlySet<number> {
    const people = this.#log.remember('people of copies', () => peopleOfCopies(this.#db));
    return new Set([...people].flatMap(([who, revs]) => (folded(who) === name ? [...revs] : [])));
  }

  /** Whether somebody touched a duty, or any of a service, in the copy that an entry merged. */
  #wroteInCopy(rev: number, ref: string, name: string): boolean {
    return [...writersInCopy(this.#db, rev, ref)].some(
      ([duty, who]) =>
        (duty === ref || duty.startsWith(`${ref}/`)) && who.some((each) => folded(each) === name),
    );
  }

  /** Entries that a text is found in: in what was said before or after, in the sentence, in names of services and duties. */
  #revsWith(text: string): ReadonlySet<number> {
    const wanted = folded(text);
    const revs = new Set<number>();
    const { words } = namingOf(this.#db, this.#catalogue, this.#log.gone);
    const has = remembering((name: string) => folded(name).includes(wanted));
    const isSubject = remembering((subject: string) => has(words.subject(subject)));
    const isDuty = remembering((duty: string) => has(words.name('custom_responsibility', duty)));
    for (const ref of this.#log.duties()) {
      const [subject = '', duty = ''] = ref.split('/');
      if (isSubject(subject) || isDuty(duty)) for (const rev of this.#log.revsOf(ref)) revs.add(rev);
    }
    for (const { rev, summary, rows } of entriesWith(this.#db, text))
      if (folded(summary).includes(wanted) || saysSo(rows, wanted)) revs.add(rev);
    return revs;
  }
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

function remembering<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}

const saysSo = (rows: string, wanted: string): boolean =>
  (JSON.parse(rows) as RowImage[]).some(({ before, after }) =>
    [before, after].some((row) =>
      Object.values(row ?? {}).some((value) => typeof value === 'string' && folded(value).includes(wanted)),
    ),
  );

const partsIn = (
  rows: readonly RowImage[],
  owners: (ref: string) => OwnersMoved,
  naming: Naming,
  ref: string | undefined,
): readonly HistoryPart[] => partsOf({ rows: rows.filter(concerns(ref)), owners, ...naming });

/** The duties of an entry that merged a copy, each with whoever changed it there. */
function withWriters(
  db: ReadDb,
  entry: Pick<LogEntry, 'rev' | 'method' | 'origin'>,
  parts: readonly HistoryPart[],
  ref: string | undefined,
): readonly HistoryPart[] {
  if (wayOf(entry) !== 'merge' || parts.every((part) => part.ref === null)) return parts;
  const writers = writersInCopy(db, entry.rev, ref);
  return parts.map((part) => {
    const by = part.ref === null ? undefined : writers.get(part.ref);
    return by === undefined ? part : { ...part, by };
  });
}

const UNMOVED: OwnersMoved = { before: '', after: '' };

/** The whole history, whole lines, newest first, one at a time: what a document is made of. */
export function* historyLines(db: ReadDb, catalogue: CatalogueIndex, ref?: string): Generator<HistoryLine> {
  const head = db.get<{ rev: number }>('SELECT max(rev) AS rev FROM change')?.rev ?? 0;
  const walk = new WalkBack(db, head);
  const naming = namingOf(db, catalogue, walk.gone);
  for (const entry of walk.entries()) {
    const owners = (duty: string) => entry.owners.get(duty) ?? UNMOVED;
    const parts = withWriters(db, entry, partsIn(entry.rows, owners, naming, ref), ref);
    if (parts.length > 0 || ref === undefined) yield lineOf(entry, parts, true);
  }
}
