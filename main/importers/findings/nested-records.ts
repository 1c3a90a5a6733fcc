import { JsonPieces, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-pieces.ts';
import { MAX_NAMED, MAX_NESTED_RECORD } from './limits.ts';

export interface NestedRecord {
  /** Keys down to it; an element of a list is `[]`. */
  readonly path: readonly string[];
  readonly text: string;
}

/** A script ends what it sets with it. */
const SEMICOLON = 0x3b;

/**
 * Cuts objects out of one large JSON document by where they stand in it; all else goes by. Texts directly in the objects around them
 * are told as well, and where such an object ends: what names it may stand behind what is in it.
 */
export class NestedRecords extends JsonPieces<NestedRecord> {
  private readonly isRecord: (path: readonly string[]) => boolean;
  private readonly tell: (path: readonly string[], text: string) => void;
  private readonly close: (path: readonly string[]) => void;
  private readonly isKnown: (path: readonly string[]) => boolean;
  /** Lists of objects in places where none is known, first ones by name; nothing of them is read. */
  readonly beside = new Set<string>();
  private readonly path: string[] = [];
  /** How many containers were open where the current record began. */
  private recordAt = -1;
  private ended: readonly string[] = [];
  private begun = false;

  constructor(
    file: string,
    isRecord: (path: readonly string[]) => boolean,
    tell: (path: readonly string[], text: string) => void = () => {},
    close: (path: readonly string[]) => void = () => {},
    isKnown: (path: readonly string[]) => boolean = () => true,
  ) {
    super(file, {
      piece: 'check',
      most: MAX_NESTED_RECORD,
      mostOfWord: 300,
      tooLarge: (count) =>
        `a check with more than 64 MB of results (check ${count}). Scan one account or Region at a time.`,
    });
    this.isRecord = isRecord;
    this.tell = tell;
    this.close = close;
    this.isKnown = isKnown;
  }

  override end(): void {
    super.end();
    if (!this.begun) throw this.notJson('it is cut off');
  }

  protected wants(): boolean {
    return this.recordAt < 0;
  }
  protected onText(text: string): void {
    this.tell([...this.path, this.key], text);
  }
  protected isInside(): boolean {
    return this.recordAt >= 0;
  }
  protected onValue(code: number): null {
    if (this.open.length === 0 && code !== QUOTE && code !== SEMICOLON)
      throw this.notJson('text beside its value');
    return null;
  }

  protected enter(code: number): boolean {
    // What stands in a list has no key of its own; the document as a whole has none either.
    if (this.open.length > 0) this.path.push(this.open.at(-1) === OPEN_ARRAY ? '[]' : this.key);
    this.begun = true;
    if (this.recordAt >= 0 || code !== OPEN_OBJECT) return false;
    if (!this.isRecord(this.path)) {
      if (this.open.at(-1) === OPEN_ARRAY && !this.isKnown(this.path) && this.beside.size < MAX_NAMED)
        this.beside.add(this.path.findLast((key) => key !== '[]') ?? 'a list');
      return false;
    }
    this.recordAt = this.open.length;
    return true;
  }

  protected leave(): boolean {
    const ends = this.open.length === this.recordAt;
    if (ends) {
      this.ended = [...this.path];
      this.recordAt = -1;
    } else if (this.recordAt < 0) this.close(this.path);
    this.path.pop();
    return ends;
  }

  protected take(): NestedRecord {
    return { path: this.ended, text: this.parts.join('') };
  }
}
