import { type Json, objectIn } from '../text/json.ts';
import { EVIDENCE } from './audit-manager.ts';
import { CONFIG_LISTS } from './config.ts';
import { JsonPieces, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-pieces.ts';
import { MAX_AROUND, MAX_NAMED, MAX_RECORD } from './limits.ts';
import { ANSWER_LISTS } from './well-architected.ts';

/** Members that hold the records of an answer of the command line, or of an event (`detail.findings`). */
const LISTS: ReadonlySet<string> = new Set([
  'Findings',
  'findings',
  'recommendationSummaries',
  ...ANSWER_LISTS,
  EVIDENCE,
  ...CONFIG_LISTS,
]);

/** What a page says beside its list that is about nothing else than the page. */
const OF_PAGES: ReadonlySet<string> = new Set(['ResponseMetadata', 'resources']);

/** Members by which tools say that there are further pages, with where these are or with a yes. */
const OF_MORE =
  /^(next(_?(page|marker|cursor|page_?token|url|link))?|next_?token|is_?truncated|truncated|has_?(more|next))$/i;
/** Members by which they say that something went wrong, or in so many words how it went. */
const OF_TROUBLE = /error|exception|failed|failure|abort|warning/i;
const OF_STATE = /^(status|state|scan_?status|result|message)$/i;
const BAD_STATE =
  /fail|error|exception|abort|cancel|partial|incomplete|progress|running|pending|queued|denied|not authori[sz]ed|unauthori[sz]ed|time(d )?-?out|exceeded|expired|invalid/i;
const OF_SUCCESS = /^(ok|success|succeeded|complete|completed|finished|done)$/i;
const NO_TROUBLE = /^(|0|no|none|null|false|ok|n\/?a|success)$/i;

export interface JsonRecord {
  /** Member that held it; null for an element of an array, a line, or the only object of the file. */
  readonly list: string | null;
  readonly text: string;
  /** What the object around the list says of it, which may stand behind the list. */
  readonly of: Envelope;
}
export interface Envelope {
  /** The id of a workload. */
  readonly workload: string | null;
}

const isCount = (key: string): boolean => /total|count/i.test(key);

/** Whether an object is itself a finding, by what it says or by the list that it is in. */
type IsFinding = (record: Json, list: string | null) => boolean;

/** An array of records, or an object with such an array; `depth`: how many containers are open around its elements or members. */
type Around =
  | { readonly kind: 'list'; readonly name: string | null; readonly depth: number; readonly of: Envelope }
  | {
      readonly kind: 'page';
      readonly depth: number;
      readonly of: { workload: string | null };
      more: boolean;
    };

/**
 * Cuts JSON into the text of its records: objects one after the other (JSON Lines), elements of an array, or of a known list inside an object,
 * a page. Arrays in arrays and pages in lists, as `jq -s` makes them, count as if what they hold stood one behind the other. An object that
 * has such a list is a page unless it is itself a finding, which is known when it has ended, or holds more than any finding.
 */
export class RecordSplitter extends JsonPieces<JsonRecord> {
  /** Whether the last page says that there are further ones. */
  hasMore = false;
  /** The known list that the file holds, or null for an array or objects; undefined where there was neither yet. */
  listed: string | null | undefined;
  /** Members beside lists that hold something, first ones by name; nothing of them is read. */
  readonly beside = new Set<string>();
  /** Members of pages that say that not all went well, first ones by name. */
  readonly trouble = new Set<string>();
  private readonly isFinding: IsFinding;
  private inner: Around = { kind: 'list', name: null, depth: 0, of: { workload: null } };
  private readonly around: Around[] = [];
  private outerKey = '';
  /** How many containers were open where the current object began, which is a record or a page. */
  private objectAt = -1;
  private hasList = false;
  private isPage = false;
  /** An element that is no object is being gone through. */
  private isStray = false;

  constructor(file: string, isFinding: IsFinding) {
    super(file, {
      piece: 'record',
      most: MAX_RECORD,
      mostOfWord: 100,
      tooLarge: (count) =>
        `a record of more than 4 MB (record ${count}), which no finding has. Check that it is the export you meant.`,
    });
    this.isFinding = isFinding;
  }

  /** How many containers are open around the members of the object that is looked at. */
  private get members(): number {
    return this.objectAt >= 0 ? this.objectAt + 1 : this.inner.depth;
  }
  protected wants(): boolean {
    return this.open.length <= this.members + 1;
  }
  protected override onKey(): void {
    if (this.open.length === this.members) this.outerKey = this.word;
    super.onKey();
  }
  protected onText(text: string): void {
    const { inner } = this;
    if (inner.kind !== 'page' || this.objectAt >= 0 || this.open.length !== inner.depth) return;
    if (OF_MORE.test(this.key) && text !== '' && !/^false$/i.test(text)) inner.more = true;
    if (this.key === 'WorkloadId') inner.of.workload = text;
    if (OF_TROUBLE.test(this.key) ? !NO_TROUBLE.test(text) : OF_STATE.test(this.key) && BAD_STATE.test(text))
      this.noteTrouble();
    if (isCount(this.key) && /^[1-9]\d*$/.test(text)) this.noteBeside(this.key);
  }
  protected isInside(): boolean {
    return this.objectAt >= 0;
  }

  protected onValue(code: number): JsonRecord | null {
    if (this.objectAt >= 0) return null;
    const { inner } = this;
    const depth = this.open.length;
    if (depth === 0 && code !== QUOTE) throw this.notJson('text between its values');
    if (inner.kind === 'page') this.noteValue(code, depth - inner.depth);
    if (inner.kind === 'page' || depth !== inner.depth || depth === 0 || this.isStray) return null;
    this.isStray = true;
    return { list: inner.name, text: 'null', of: inner.of };
  }
  /** A value in a page that is in none of its lists: texts of another list, and how many findings there are, are about findings. */
  private noteValue(code: number, below: number): void {
    if (below > 0) {
      if (this.outerKey !== 'detail') this.noteBeside(this.outerKey);
    } else if (this.afterColon) this.noteFlag(code);
  }
  /** A number above zero, yes or no directly in a page, by its first character. */
  private noteFlag(code: number): void {
    const [isSome, isTrue, isFalse] = [code >= 0x31 && code <= 0x39, code === 0x74, code === 0x66];
    if (isSome && isCount(this.key)) this.noteBeside(this.outerKey);
    if ((isSome || isTrue) && OF_TROUBLE.test(this.key)) this.noteTrouble();
    if (isFalse && OF_SUCCESS.test(this.key)) this.noteTrouble();
    if ((isSome || isTrue) && OF_MORE.test(this.key) && this.inner.kind === 'page') this.inner.more = true;
  }
  private noteTrouble(): void {
    if (this.trouble.size < MAX_NAMED) this.trouble.add(this.key);
  }
  protected override onComma(): void {
    this.isStray = false;
  }

  protected enter(code: number): boolean {
    const { inner } = this;
    const depth = this.open.length;
    if (this.objectAt >= 0) {
      this.hasList ||= code === OPEN_ARRAY && this.around.length < MAX_AROUND && this.isKnownList(depth);
      return false;
    }
    if (inner.kind === 'page') {
      if (code === OPEN_ARRAY && this.isKnownList(depth)) this.startList(this.key, inner.of);
      else if (depth > inner.depth) this.noteBeside(this.outerKey);
      return false;
    }
    if (depth !== inner.depth) return false;
    if (code === OPEN_ARRAY) {
      this.startList(inner.name, inner.of);
      return false;
    }
    if (this.isPage) {
      this.isPage = false;
      this.goInto({ kind: 'page', depth: depth + 1, of: { workload: null }, more: false });
      return false;
    }
    this.objectAt = depth;
    this.hasList = false;
    return true;
  }

  private isKnownList(depth: number): boolean {
    const { members } = this;
    if (depth === members) return LISTS.has(this.key);
    return (
      depth === members + 1 &&
      this.open[members] === OPEN_OBJECT &&
      this.outerKey === 'detail' &&
      this.key === 'findings'
    );
  }

  private startList(name: string | null, of: Envelope): void {
    this.listed = name;
    this.isStray = false;
    this.goInto({ kind: 'list', name, depth: this.open.length + 1, of });
  }

  private goInto(inner: Around): void {
    this.around.push(this.inner);
    this.inner = inner;
  }

  private noteBeside(key: string): void {
    if (this.beside.size < MAX_NAMED && !OF_PAGES.has(key)) this.beside.add(key);
  }

  protected leave(): boolean {
    const depth = this.open.length;
    if (this.objectAt >= 0) return depth === this.objectAt;
    this.isStray = false;
    for (let outer = this.inner; outer.depth > depth; ) {
      if (outer.kind === 'page') this.hasMore = outer.more;
      const next = this.around.pop();
      if (next === undefined) break;
      this.inner = outer = next;
    }
    return false;
  }

  protected take(): JsonRecord {
    this.objectAt = -1;
    const { inner } = this;
    return { list: inner.kind === 'list' ? inner.name : null, text: this.parts.join(''), of: inner.of };
  }

  /** An object has ended: a record, or a page, which is gone through again. */
  protected override *giveEnded(): Generator<JsonRecord> {
    const text = this.parts.join('');
    const record = this.hasList ? objectIn(text) : null;
    const { inner } = this;
    if (
      !this.hasList ||
      (record !== null && this.isFinding(record, inner.kind === 'list' ? inner.name : null))
    ) {
      yield* super.giveEnded();
      return;
    }
    let given = 0;
    for (const each of this.again(text)) {
      given += 1;
      yield each;
    }
    // Nobody can say what it is.
    if (record === null && given === 0) yield { list: null, text, of: inner.of };
  }

  /** An object that holds more than any finding can only be a page. */
  protected override *giveTooLarge(): Generator<JsonRecord> {
    if (this.hasList) yield* this.again(this.parts.join(''));
    else yield* super.giveTooLarge();
  }

  private *again(text: string): Generator<JsonRecord> {
    this.rewind(this.objectAt);
    this.objectAt = -1;
    this.isPage = true;
    yield* this.push(text);
  }
}
