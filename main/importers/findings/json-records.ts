import { invalidInput } from '../../contract/errors.ts';
import { ANSWERS } from './advisors.ts';
import { CONFIG_LISTS } from './config.ts';
import { MAX_DEPTH, MAX_RECORD } from './limits.ts';

/** Members that hold the records of an answer of the command line, or of an event (`detail.findings`). */
const LISTS: ReadonlySet<string> = new Set([
  'Findings',
  'findings',
  'recommendationSummaries',
  ANSWERS,
  ...CONFIG_LISTS,
]);

export interface JsonRecord {
  /** Member that held it; null for an element of an array, a line, or the only object of the file. */
  readonly list: string | null;
  readonly text: string;
  /** What the object around the list says that it is of: the id of a workload. */
  readonly of: string | null;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * Cuts JSON into the text of its records while it comes in: the elements of an array, objects one after the other (JSON
 * Lines), or the elements of a known list inside one object. Only one record is held at a time. Refuses what is too deep,
 * too large or not closed, with the file's name; the records themselves are parsed by the caller.
 */
export class RecordSplitter {
  /** Whether the answer says that there are further pages. */
  hasMore = false;
  /** Whether a list held something that is no record, such as a number. */
  hasStray = false;
  /** The known list that the file holds, or null for an array or objects; undefined where there was neither yet. */
  listed: string | null | undefined;
  private readonly file: string;
  private readonly open: number[] = [];
  private inString = false;
  private escaped = false;
  /** Text of the last string near the top, where keys are looked for. */
  private word = '';
  private key = '';
  private outerKey = '';
  private afterColon = false;
  /** How many containers were open where the current record began. */
  private recordAt = -1;
  private parts: string[] = [];
  private size = 0;
  private listAt = -1;
  private list: string | null = null;
  private envelope = false;
  private count = 0;
  private of: string | null = null;

  constructor(file: string) {
    this.file = file;
  }

  *push(chunk: string): Generator<JsonRecord> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.inString) {
        at = this.skipString(chunk, at);
        continue;
      }
      switch (code) {
        case QUOTE:
          this.inString = true;
          this.word = '';
          this.seeStray();
          break;
        case COLON:
          this.afterColon = true;
          if (this.open.length === 1) this.outerKey = this.word;
          this.key = this.word;
          break;
        case COMMA:
          this.afterColon = false;
          break;
        case OPEN_OBJECT:
        case OPEN_ARRAY:
          if (this.enter(code)) start = at;
          break;
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          if (this.leave(code)) {
            this.parts.push(chunk.slice(start, at + 1));
            yield this.takeRecord();
          }
          break;
        default:
          if (code > 0x20) {
            if (this.open.length === 0) throw this.notJson('text between its values');
            this.seeStray();
          }
      }
    }
    if (this.recordAt >= 0) this.keep(chunk.slice(start));
  }

  /** To be called after the last chunk. */
  end(): void {
    if (this.open.length > 0 || this.inString) throw this.notJson('it is cut off');
  }

  private seeStray(): void {
    if (this.recordAt < 0 && this.open.length === this.listAt) this.hasStray = true;
  }

  /** Index of the last character of the string in this chunk. */
  private skipString(chunk: string, from: number): number {
    const wanted = this.open.length <= 2;
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) {
        this.inString = false;
        if (wanted) this.endWord(this.word + chunk.slice(from, at));
        return at;
      }
    }
    // No key that matters is longer.
    if (wanted) this.word = (this.word + chunk.slice(from)).slice(0, 100);
    return chunk.length;
  }

  private endWord(word: string): void {
    if (this.afterColon && this.open.length === 1) {
      if (/^nexttoken$/i.test(this.key) && word !== '') this.hasMore = true;
      if (this.key === 'WorkloadId') this.of = word;
    }
    this.word = this.afterColon ? '' : word;
  }

  /** True when a record begins here. */
  private enter(code: number): boolean {
    const depth = this.open.length;
    if (depth >= MAX_DEPTH) throw this.notJson(`it is nested more than ${MAX_DEPTH} deep`);
    this.afterColon = false;
    let begins = false;
    if (code === OPEN_ARRAY) {
      if (depth === 0) this.startList(null);
      else if (this.isKnownList(depth)) {
        this.envelope = true;
        this.startList(this.key);
      }
    } else if (this.recordAt < 0 && (depth === 0 || depth === this.listAt)) {
      begins = true;
      this.recordAt = depth;
      this.parts = [];
      this.size = 0;
    }
    this.open.push(code);
    return begins;
  }

  private isKnownList(depth: number): boolean {
    if (this.open[0] !== OPEN_OBJECT || !(this.recordAt === 0 || this.envelope) || this.listAt >= 0)
      return false;
    if (depth === 1) return LISTS.has(this.key);
    return (
      depth === 2 && this.open[1] === OPEN_OBJECT && this.outerKey === 'detail' && this.key === 'findings'
    );
  }

  /** What was kept of the object around the list is not a record. */
  private startList(list: string | null): void {
    this.listed = list;
    this.listAt = this.open.length + 1;
    this.list = list;
    this.recordAt = -1;
    this.parts = [];
  }

  /** True when the current record ends here. */
  private leave(code: number): boolean {
    const opened = this.open.pop();
    if (opened !== (code === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_ARRAY))
      throw this.notJson('its brackets do not match');
    this.afterColon = false;
    const depth = this.open.length;
    if (depth < this.listAt) {
      this.listAt = -1;
      this.list = null;
    }
    if (depth === 0) this.envelope = false;
    return depth === this.recordAt;
  }

  private keep(text: string): void {
    this.parts.push(text);
    this.size += text.length;
    if (this.size > MAX_RECORD)
      throw invalidInput(
        `${this.file} holds a record of more than 4 MB (record ${this.count + 1}), which no finding has. Check that it is the export you meant.`,
      );
  }

  private takeRecord(): JsonRecord {
    const record = { list: this.list, text: this.parts.join(''), of: this.of };
    this.recordAt = -1;
    this.parts = [];
    this.count += 1;
    return record;
  }

  private notJson(why: string) {
    const place = this.count > 0 ? `after record ${this.count}` : 'before the first record ended';
    return invalidInput(`${this.file} is not JSON that can be read: ${why}, ${place}. Export it again.`);
  }
}
