import { HISTORY_KINDS, type HistoryKind, type Way } from '../../contract/ways.ts';
import { kindOf, OF_PLACE, type OwnersMoved, spokenOf } from '../../domain/history/parts.ts';
import { fromOf, wayOf } from '../../domain/history/ways.ts';
import type { ReadDb } from '../connection.ts';
import type { RowChange, Values } from '../state/rows.ts';
import { type PastEntry, WalkBack } from './walk-back.ts';

/** What is kept of an entry: enough to filter by, without its rows. */
export interface EntryMark {
  readonly rev: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly who: string | null;
  readonly from: string | null;
  readonly way: Way;
  /** One bit for each of HISTORY_KINDS. */
  readonly kinds: number;
}
/** A duty at an entry that touched it. */
interface Touch {
  readonly rev: number;
  readonly owners: OwnersMoved;
}
/** A few filters, as windows ask for them page by page. */
const MOST_REMEMBERED = 8;
const UNMOVED: OwnersMoved = { before: '', after: '' };

export const kindBit = (kind: HistoryKind): number => 1 << HISTORY_KINDS.indexOf(kind);

/**
 * A light table of the change log in memory: which entries touched which duty and service, by whom, when and what about. It is read
 * from the newest entry back, as far as somebody asks for, and brought up to date when entries were added.
 */
export class LogIndex {
  readonly #db: ReadDb;
  #walk: WalkBack;
  #head: { rev: number; hash: string } = { rev: 0, hash: '' };
  /** Newest first, from the head back to where the walk stands. */
  #marks: EntryMark[] = [];
  /** Duty and subject -> its entries, newest first. */
  #duties = new Map<string, Touch[]>();
  #subjects = new Map<string, number[]>();
  /** Entries in which records that belong to a place changed -> the whole rows of those. */
  readonly #completed = new Map<number, readonly RowChange[]>();
  /** One copy of each name and of each pair of owners, however many entries say it. */
  readonly #names = new Map<string, string>();
  readonly #moves = new Map<string, OwnersMoved>();
  readonly #remembered = new Map<string, unknown>();

  constructor(db: ReadDb) {
    this.#db = db;
    this.#walk = new WalkBack(db, 0);
  }

  /** Rows that are gone, as they were last, as far as the log was read. */
  get gone(): ReadonlyMap<string, ReadonlyMap<string, Values>> {
    return this.#walk.gone;
  }
  /** The environments in which services that are gone stood when they went, as far as the log was read. */
  get stoodIn(): ReadonlyMap<string, readonly string[]> {
    return this.#walk.stoodIn;
  }
  /** Brings the table up to the present end of the log; what another program wrote counts. Returns the last revision. */
  refresh(): number {
    const head = this.#db.get<{ rev: number; hash: string }>(
      'SELECT rev, hash FROM change ORDER BY rev DESC LIMIT 1',
    ) ?? { rev: 0, hash: '' };
    const { rev, hash } = this.#head;
    if (head.hash === hash) return head.rev;
    this.#remembered.clear();
    const known =
      head.rev > rev && rev > 0
        ? this.#db.get<{ hash: string }>('SELECT hash FROM change WHERE rev = ?', rev)?.hash
        : undefined;
    if (known === hash && this.#marks.length > 0) this.#addNewer(head.rev, rev);
    else this.#startOver(head.rev);
    this.#head = head;
    return head.rev;
  }

  /** Reads back until `rev` is in the table; at most `most` entries where given. Returns down to which revision it reaches. */
  reach(rev: number, most = Number.POSITIVE_INFINITY): number {
    const to = Math.max(rev, this.#walk.rev - most + 1, 1);
    if (this.#walk.rev >= to) {
      for (const entry of this.#walk.entries(to)) {
        this.#marks.push(this.#markOf(entry));
        this.#note(entry, this.#duties, this.#subjects);
      }
    }
    return this.#walk.rev + 1;
  }

  /** Everything is read. */
  whole(): void {
    this.reach(1);
  }

  /** Marks newest first, all of them after `whole`. */
  get marks(): readonly EntryMark[] {
    return this.#marks;
  }

  /** The mark of an entry that was read. */
  markOf(rev: number): EntryMark | null {
    // Where no entry is missing it stands here.
    const near = this.#marks[this.#head.rev - rev];
    return near?.rev === rev ? near : (this.#marks.find((mark) => mark.rev === rev) ?? null);
  }

  /** Every duty of which an entry was read. */
  duties(): Iterable<string> {
    return this.#duties.keys();
  }

  /** Something worked out from the whole log, kept until it is longer. */
  remember<T>(key: string, make: () => T): T {
    const known = this.#remembered.get(key);
    if (known !== undefined) return known as T;
    const made = make();
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, made);
    return made;
  }

  /** Revisions of the entries that touched a duty (`orders-db/os-patching`) or a subject, newest first, as far as was read. */
  revsOf(ref: string): readonly number[] {
    return ref.includes('/')
      ? (this.#duties.get(ref) ?? []).map(({ rev }) => rev)
      : (this.#subjects.get(ref) ?? []);
  }

  /** The rows of an entry that was read, as the log has them, with the whole rows of records that belong to a place. */
  completed(rev: number, rows: readonly RowChange[]): readonly RowChange[] {
    const whole = this.#completed.get(rev)?.values();
    if (whole === undefined) return rows;
    return rows.map((row) => (OF_PLACE.has(row.table) ? (whole.next().value ?? row) : row));
  }

  /** Who owned a duty before and after an entry that was read. */
  ownersAt(rev: number, ref: string): OwnersMoved {
    const touches = this.#duties.get(ref) ?? [];
    let low = 0;
    let high = touches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((touches[middle]?.rev ?? 0) > rev) low = middle + 1;
      else high = middle;
    }
    const found = touches[low];
    return found?.rev === rev ? found.owners : UNMOVED;
  }

  #startOver(rev: number): void {
    this.#marks = [];
    this.#duties = new Map();
    this.#subjects = new Map();
    this.#completed.clear();
    this.#walk = new WalkBack(this.#db, rev);
  }

  /** Entries that came on top are taken back from the present as it is now, down to where the table begins. */
  #addNewer(head: number, known: number): void {
    const newer = new WalkBack(this.#db, head);
    const marks: EntryMark[] = [];
    const duties = new Map<string, Touch[]>();
    const subjects = new Map<string, number[]>();
    for (const entry of newer.entries(known + 1)) {
      marks.push(this.#markOf(entry));
      this.#note(entry, duties, subjects);
    }
    this.#walk.learn(newer);
    this.#marks = [...marks, ...this.#marks];
    for (const [ref, touches] of duties)
      this.#duties.set(ref, [...touches, ...(this.#duties.get(ref) ?? [])]);
    for (const [ref, revs] of subjects)
      this.#subjects.set(ref, [...revs, ...(this.#subjects.get(ref) ?? [])]);
  }

  #markOf(entry: PastEntry): EntryMark {
    const way = wayOf(entry);
    let kinds = 0;
    for (const row of entry.rows) kinds |= kindBit(kindOf(row));
    const from = fromOf(way, entry);
    return {
      rev: entry.rev,
      at: Date.parse(entry.at),
      who: entry.who === null ? null : this.#one(entry.who),
      from: from === null ? null : this.#one(from),
      way,
      kinds,
    };
  }

  #note(entry: PastEntry, duties: Map<string, Touch[]>, subjects: Map<string, number[]>): void {
    const { rev, rows } = entry;
    for (const row of rows) {
      const spoken = spokenOf(row);
      for (const ref of spoken.duties) {
        const touches = listIn(duties, ref, (key) => this.#one(key));
        if (touches.at(-1)?.rev === rev) continue;
        touches.push({ rev, owners: this.#moved(entry.owners.get(ref)) });
      }
      for (const ref of spoken.subjects) {
        const revs = listIn(subjects, ref, (key) => this.#one(key));
        if (revs.at(-1) !== rev) revs.push(rev);
      }
    }
    const whole = rows.filter(({ table }) => OF_PLACE.has(table));
    if (whole.length > 0) this.#completed.set(rev, whole);
  }

  #one(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, name);
    return name;
  }

  #moved(moved: OwnersMoved | undefined): OwnersMoved {
    if (moved === undefined || moved.before === moved.after) return UNMOVED;
    const key = `${moved.before}\u0000${moved.after}`;
    const known = this.#moves.get(key);
    if (known) return known;
    this.#moves.set(key, moved);
    return moved;
  }
}

function listIn<T>(lists: Map<string, T[]>, key: string, one: (key: string) => string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const list: T[] = [];
  lists.set(one(key), list);
  return list;
}
