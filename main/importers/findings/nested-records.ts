import { invalidInput } from '../../contract/errors.ts';
import { MAX_DEPTH, MAX_NESTED_RECORD } from './limits.ts';

export interface NestedRecord {
  /** Keys down to it; an element of a list is `[]`. */
  readonly path: readonly string[];
  readonly text: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
/** No key or text that matters is longer. */
const MAX_WORD = 300;

/**
 * Cuts objects out of one large JSON document by where they stand in it, while it comes in; all else goes by. Texts directly
 * in the objects around them are told as well. Refuses what is too deep, too large or not closed, with the file's name.
 */
export class NestedRecords {
  private readonly file: string;
  private readonly isRecord: (path: readonly string[]) => boolean;
  private readonly onText: (path: readonly string[], text: string) => void;
  private readonly path: string[] = [];
  private readonly open: number[] = [];
  private inString = false;
  private escaped = false;
  private word = '';
  private key = '';
  private afterColon = false;
  private recordAt = -1;
  private parts: string[] = [];
  private size = 0;
  private count = 0;
  private begun = false;

  constructor(
    file: string,
    isRecord: (path: readonly string[]) => boolean,
    onText: (path: readonly string[], text: string) => void = () => {},
  ) {
    this.file = file;
    this.isRecord = isRecord;
    this.onText = onText;
  }

  *push(chunk: string): Generator<NestedRecord> {
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
          break;
        case COLON:
          this.afterColon = true;
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
        case CLOSE_ARRAY: {
          const path = this.leave(code);
          if (path === null) break;
          this.parts.push(chunk.slice(start, at + 1));
          yield { path, text: this.parts.join('') };
          this.parts = [];
          this.count += 1;
          break;
        }
        default:
          if (this.open.length === 0 && code > 0x20 && code !== 0x3b)
            throw this.notJson('text beside its value');
      }
    }
    if (this.recordAt >= 0) this.keep(chunk.slice(start));
  }

  /** To be called after the last chunk. */
  end(): void {
    if (this.open.length > 0 || this.inString || !this.begun) throw this.notJson('it is cut off');
  }

  /** Index of the last character of the string in this chunk. */
  private skipString(chunk: string, from: number): number {
    const wanted = this.recordAt < 0;
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) {
        this.inString = false;
        if (wanted) this.endWord((this.word + chunk.slice(from, at)).slice(0, MAX_WORD));
        return at;
      }
    }
    if (wanted) this.word = (this.word + chunk.slice(from)).slice(0, MAX_WORD);
    return chunk.length;
  }

  private endWord(word: string): void {
    if (this.afterColon) this.onText([...this.path, this.key], word);
    this.word = this.afterColon ? '' : word;
  }

  /** True when a record begins here. */
  private enter(code: number): boolean {
    if (this.open.length >= MAX_DEPTH) throw this.notJson(`it is nested more than ${MAX_DEPTH} deep`);
    // What stands in a list has no key of its own; the document as a whole has none either.
    if (this.open.length > 0) this.path.push(this.open.at(-1) === OPEN_ARRAY ? '[]' : this.key);
    this.open.push(code);
    this.begun = true;
    this.afterColon = false;
    if (this.recordAt >= 0 || code !== OPEN_OBJECT || !this.isRecord(this.path)) return false;
    this.recordAt = this.open.length;
    this.size = 0;
    return true;
  }

  /** The path of the record that ends here. */
  private leave(code: number): readonly string[] | null {
    const depth = this.open.length;
    if (this.open.pop() !== (code === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_ARRAY))
      throw this.notJson('its brackets do not match');
    this.afterColon = false;
    const path = depth === this.recordAt ? [...this.path] : null;
    this.path.pop();
    if (path !== null) this.recordAt = -1;
    return path;
  }

  private keep(text: string): void {
    this.parts.push(text);
    this.size += text.length;
    if (this.size > MAX_NESTED_RECORD)
      throw invalidInput(
        `${this.file} holds a check with more than 64 MB of results (check ${this.count + 1}). Scan one account or Region at a time.`,
      );
  }

  private notJson(why: string) {
    const place = this.count > 0 ? `after check ${this.count}` : 'before the first check ended';
    return invalidInput(`${this.file} is not JSON that can be read: ${why}, ${place}. Export it again.`);
  }
}
