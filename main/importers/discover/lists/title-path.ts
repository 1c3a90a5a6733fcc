/**
 * The titles that a row or a line stands below. Titles right behind each other form a path: what the first says of use stays until a title of its level, which
 * is one that says so as well. `sets`: whether a title says of what is below it that it is not in use (true), or that it is (false); null where it says neither.
 */
export class TitlePath {
  readonly #sets: (title: string) => boolean | null;
  /** The title that says whether what is below is in use; empty where none does. */
  #saying = '';
  #isUnused = false;
  /** The last that says neither. */
  #plain = '';
  #perhaps = '';
  /** Whether plain titles stand below the one that says; otherwise the next of them ends what it said. */
  #isOuter = false;
  /** What stood right before. */
  #before: 'row' | 'saying' | 'plain' = 'row';

  constructor(sets: (title: string) => boolean | null) {
    this.#sets = sets;
  }

  /** Goes on below a title. */
  enter(title: string): void {
    const isUnused = this.#sets(title);
    this.#perhaps = '';
    if (isUnused !== null) {
      const isInner =
        this.#before === 'plain' || (this.#saying !== '' && !this.#isOuter && this.#plain !== '');
      if (!isInner) this.#plain = '';
      this.#isOuter = false;
      this.#saying = title;
      this.#isUnused = isUnused;
      this.#before = 'saying';
      return;
    }
    if (this.#before === 'saying') this.#isOuter ||= this.#plain === '';
    else if (!this.#isOuter) this.#end();
    this.#plain = title;
    this.#before = 'plain';
  }

  /** Goes on below a name that may be a title: what the titles said of use stays. */
  enterPerhaps(name: string): void {
    this.#perhaps = name;
    this.#before = 'row';
  }

  /** Goes on behind a row that is no title. */
  pass(): void {
    this.#before = 'row';
  }

  /** Whether what stands here is not in use. */
  get isUnused(): boolean {
    return this.#isUnused;
  }

  /** The titles above, from the first on; empty where there are none. */
  get title(): string {
    const path = this.#isOuter ? [this.#saying, this.#plain] : [this.#plain, this.#saying];
    return [...path, this.#perhaps].filter((title) => title !== '').join(', ');
  }

  #end(): void {
    this.#saying = '';
    this.#isUnused = false;
  }
}

/** Whether a cell is a number, a sum or an ordinal, which may stand beside a title: `2`, `2.1`, `(12)`, `III.`; numbers of accounts are longer. */
export const isCount = (cell: string): boolean =>
  /^[(#]?(\d{1,3}([.,]\d{1,3}){0,3}|\d{1,8}|[ivx]{1,5})[.):%]?$/i.test(cell.slice(0, LONGEST_COUNT).trim());
const LONGEST_COUNT = 20;
