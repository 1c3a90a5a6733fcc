import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { HistoryLine, HistoryPart } from '../contract/history.ts';
import type { EntryFilter, HistoryFilter } from '../contract/methods/history.ts';
import { lineOf } from '../domain/history/line.ts';
import { type OwnersMoved, partsOf, spokenOf } from '../domain/history/parts.ts';
import { wayOf } from '../domain/history/ways.ts';
import type { RowImage, Tables } from '../domain/merge/rows.ts';
import { type Words, wordsFor } from '../domain/merge/words.ts';
import type { Placed } from '../domain/services/places.ts';
import { servicePlaces, type Where } from '../domain/services/service-places.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { type EntryMark, kindBit, type LogIndex } from '../workbook/history/log-index.ts';
import { peopleOfCopies, writersInCopy } from '../workbook/history/merged-copies.ts';
import { entriesWith, type LogEntry, readEntries, recordsNow } from '../workbook/history/records-now.ts';
import { WalkBack } from '../workbook/history/walk-back.ts';
import type { RowChange, Values } from '../workbook/state/rows.ts';
import { listEnvironments } from '../workbook/tables/environments.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
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

/** What of each entry was asked for: a duty or everything of a subject, and services that run in a place. */
interface Within {
  readonly ref?: string | undefined;
  /** Refs of services; null where no place was asked for. */
  readonly services: ReadonlySet<string> | null;
}
const isWhole = ({ ref, services }: Within): boolean => ref === undefined && services === null;

function holds({ ref, services }: Within, subject: string, duty: string): boolean {
  if (services !== null && !services.has(subject)) return false;
  return ref === undefined || ref === (ref.includes('/') ? duty : subject);
}

/** Whether a row belongs to what was asked for. */
function concerns({ ref, services }: Within): (image: RowImage) => boolean {
  if (ref === undefined && services === null) return () => true;
  return (image) => {
    const { subjects, duties } = spokenOf(image);
    if (services !== null && !subjects.some((subject) => services.has(subject))) return false;
    return ref === undefined || (ref.includes('/') ? duties : subjects).includes(ref);
  };
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
    const within = this.#within(filter);
    const lines = readEntries(this.#db, revs).map((entry) =>
      lineOf(entry, this.#parts(entry, naming, within, whole || !isWhole(within)), whole),
    );
    return { total, lines };
  }

  /** One entry with all its parts; null where the log has no such revision. */
  entry(
    rev: number,
    asked: EntryFilter,
  ): { readonly line: HistoryLine; readonly parts: readonly HistoryPart[] } | null {
    this.#log.refresh();
    const [entry] = readEntries(this.#db, [rev]);
    if (!entry) return null;
    this.#log.reach(rev);
    const naming = namingOf(this.#db, this.#catalogue, this.#log.gone);
    const parts = this.#parts(entry, naming, this.#within(asked), true);
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
  #parts(entry: LogEntry, naming: Naming, within: Within, copies: boolean): readonly HistoryPart[] {
    const owners = (duty: string) => this.#log.ownersAt(entry.rev, duty);
    const rows = this.#log.completed(entry.rev, JSON.parse(entry.rows) as RowChange[]);
    const parts = partsIn(rows, owners, naming, within);
    return copies ? withWriters(this.#db, entry, parts, within.ref) : parts;
  }

  /** Services are where they run now; one that is gone, where it ran last. */
  #within({ ref, environment, account, region }: EntryFilter): Within {
    const where = { environment, account, region };
    if (Object.values(where).every((value) => value === undefined)) return { ref, services: null };
    // Only the whole log knows all services that are gone.
    this.#log.whole();
    const services = this.#log.remember(`services ${JSON.stringify(where)}`, () =>
      servicesThere(this.#db, this.#log, where),
    );
    return { ref, services };
  }

  /** Marks of the entries that touched what was asked for, newest first. */
  #marksOf(within: Within): readonly EntryMark[] {
    const { ref, services } = within;
    if (isWhole(within)) return this.#log.marks;
    const [subject = ''] = ref?.split('/') ?? [];
    if (ref !== undefined && services !== null && !services.has(subject)) return [];
    const touched = new Set(
      (ref === undefined ? [...(services ?? [])] : [ref]).flatMap((each) => this.#log.revsOf(each)),
    );
    return [...touched].sort((a, b) => b - a).flatMap((rev) => this.#log.markOf(rev) ?? []);
  }

  /** Revisions under a filter, newest first; null where nothing is filtered. */
  #revsUnder(filter: HistoryFilter, head: number): readonly number[] | null {
    if (Object.values(filter).every((value) => value === undefined)) return null;
    this.#log.whole();
    return this.#log.remember(`${head} ${JSON.stringify(filter)}`, () => this.#select(filter));
  }

  #select(filter: HistoryFilter): readonly number[] {
    const { by, since, until, kind, way, text } = filter;
    const within = this.#within(filter);
    const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
    const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
    const name = by === undefined ? null : folded(by);
    const bit = kind === undefined ? null : kindBit(kind);
    const merged = name === null ? null : this.#mergesOf(name);
    const having = text === undefined ? null : this.#revsWith(text);
    return this.#marksOf(within)
      .filter(
        (mark) =>
          mark.at >= from &&
          mark.at < to &&
          (bit === null || (mark.kinds & bit) !== 0) &&
          (way === undefined || mark.way === way) &&
          (name === null ||
            [mark.who, mark.from].some((who) => who !== null && folded(who) === name) ||
            (merged?.has(mark.rev) && (isWhole(within) || this.#wroteInCopy(mark.rev, within, name)))) &&
          (having === null || having.has(mark.rev)),
      )
      .map(({ rev }) => rev);
  }

  /** Entries that merged a copy in which somebody worked. */
  #mergesOf(name: string): ReadonlySet<number> {
    const people = this.#log.remember('people of copies', () => peopleOfCopies(this.#db));
    return new Set([...people].flatMap(([who, revs]) => (folded(who) === name ? [...revs] : [])));
  }

  /** Whether somebody touched a duty of what was asked for in the copy that an entry merged. */
  #wroteInCopy(rev: number, within: Within, name: string): boolean {
    return [...writersInCopy(this.#db, rev, within.ref)].some(
      ([duty, who]) =>
        holds(within, duty.slice(0, duty.indexOf('/')), duty) && who.some((each) => folded(each) === name),
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
  within: Within,
): readonly HistoryPart[] => partsOf({ rows: rows.filter(concerns(within)), owners, ...naming });

/** Where services that are gone ran, by their last rows. */
function servicesGone({
  gone,
  stoodIn,
}: Pick<LogIndex, 'gone' | 'stoodIn'>): readonly (Placed & { readonly ref: string })[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return [...(gone.get('service_in_use') ?? [])].map(([ref, row]) => ({
    ref,
    environments: [row.environment, ...(stoodIn.get(ref) ?? [])].flatMap((id) => text(id) ?? []),
    account: text(row.account),
    region: text(row.region),
  }));
}

/** Services in use, and those that are gone, that run in a place. */
function servicesThere(db: ReadDb, log: LogIndex, where: Where): ReadonlySet<string> {
  const now = listServices(db);
  const known = new Set(now.map(({ ref }) => ref));
  const services = [...now, ...servicesGone(log).filter(({ ref }) => !known.has(ref))];
  const places = servicePlaces(services, listEnvironments(db));
  return new Set(services.flatMap(({ ref }) => (places.isIn([ref], where) ? ref : [])));
}

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
    const parts = withWriters(db, entry, partsIn(entry.rows, owners, naming, { ref, services: null }), ref);
    if (parts.length > 0 || ref === undefined) yield lineOf(entry, parts, true);
  }
}
