import { invalidInput } from '../../contract/errors.ts';
import { MAX_DEPTH } from './limits.ts';

export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
export const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
export const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** What a file's pieces are called where one is refused, and how large one may be. */
interface Limits {
  /** `record`, `check`. */
  readonly piece: string;
  /** Characters of one piece. */
  readonly most: number;
  /** Characters of a key or a text that matter. */
  readonly mostOfWord: number;
  /** What is said of one that is larger: how large it may be, and what to do. */
  readonly tooLarge: (count: number) => string;
}

/**
 * Cuts pieces out of JSON while it comes in, so that one alone is held at a time: where one begins and ends is for who extends it to say.
 * Refuses what is too deep, too large or not closed, with the file's name; what is in a piece is parsed by the caller.
 */
export abstract class JsonPieces<Piece> {
  protected readonly open: number[] = [];
  /** Text of the last string that was wanted: a key, before a colon comes. */
  protected word = '';
  protected key = '';
  protected afterColon = false;
  protected parts: string[] = [];
  protected count = 0;
  private readonly file: string;
  private readonly limits: Limits;
  private inString = false;
  private escaped = false;
  private size = 0;

  constructor(file: string, limits: Limits) {
    this.file = file;
    this.limits = limits;
  }

  /** Whether the text of a string is looked at here. */
  protected abstract wants(): boolean;
  /** A text behind a colon that was wanted. */
  protected abstract onText(text: string): void;
  /** Before a container is opened; true when a piece begins with it. */
  protected abstract enter(code: number): boolean;
  /** After one was closed; true when a piece ends with it. */
  protected abstract leave(): boolean;
  protected abstract take(): Piece;
  /** Whether a piece is being kept. */
  protected abstract isInside(): boolean;
  /** A character of a value that is no container, or of a text the first; a piece where such a value is one. */
  protected abstract onValue(code: number): Piece | null;
  protected onComma(): void {}
  /** A colon: the last word is the key of what follows. */
  protected onKey(): void {
    this.key = this.word;
  }

  *push(chunk: string): Generator<Piece> {
    let start = 0;
    let stray: Piece | null = null;
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
          stray = this.onValue(code);
          if (stray !== null) yield stray;
          break;
        case COLON:
          this.afterColon = true;
          this.onKey();
          break;
        case COMMA:
          this.afterColon = false;
          this.onComma();
          break;
        case OPEN_OBJECT:
        case OPEN_ARRAY:
          if (this.open.length >= MAX_DEPTH) throw this.notJson(`it is nested more than ${MAX_DEPTH} deep`);
          this.afterColon = false;
          if (this.enter(code)) {
            start = at;
            this.parts = [];
            this.size = 0;
          }
          this.open.push(code);
          break;
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          if (this.open.pop() !== (code === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_ARRAY))
            throw this.notJson('its brackets do not match');
          this.afterColon = false;
          if (this.leave()) {
            this.parts.push(chunk.slice(start, at + 1));
            yield* this.giveEnded();
            this.parts = [];
          }
          break;
        default:
          stray = code > 0x20 ? this.onValue(code) : null;
          if (stray !== null) yield stray;
      }
    }
    if (!this.isInside()) return;
    this.parts.push(chunk.slice(start));
    this.size += chunk.length - start;
    if (this.size > this.limits.most) yield* this.giveTooLarge();
  }

  /** All of a piece is in `parts`. */
  protected *giveEnded(): Generator<Piece> {
    yield this.take();
    this.count += 1;
  }

  /** More is in `parts` than a piece may have. */
  protected *giveTooLarge(): Generator<Piece> {
    yield* [];
    throw invalidInput(`${this.file} holds ${this.limits.tooLarge(this.count + 1)}`);
  }

  /** Back to where so many containers were open and another one begins, to go through what is in `parts` again. */
  protected rewind(depth: number): void {
    this.open.length = depth;
    this.parts = [];
    this.size = 0;
    this.inString = false;
    this.escaped = false;
    this.afterColon = false;
  }

  /** To be called after the last chunk. */
  end(): void {
    if (this.open.length > 0 || this.inString) throw this.notJson('it is cut off');
  }

  protected notJson(why: string) {
    const { piece } = this.limits;
    const place = this.count > 0 ? `after ${piece} ${this.count}` : `before the first ${piece} ended`;
    return invalidInput(`${this.file} is not JSON that can be read: ${why}, ${place}. Export it again.`);
  }

  /** Index of the last character of the string in this chunk. */
  private skipString(chunk: string, from: number): number {
    const wanted = this.wants();
    const { mostOfWord } = this.limits;
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) {
        this.inString = false;
        if (wanted) this.endWord((this.word + chunk.slice(from, at)).slice(0, mostOfWord));
        return at;
      }
    }
    if (wanted) this.word = (this.word + chunk.slice(from)).slice(0, mostOfWord);
    return chunk.length;
  }

  private endWord(word: string): void {
    if (this.afterColon) this.onText(word);
    this.word = this.afterColon ? '' : word;
  }
}
