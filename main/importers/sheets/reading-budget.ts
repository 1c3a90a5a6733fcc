import { numeral } from '../../domain/words/counted.ts';
import {
  CELL_TEXT_PER_BYTE,
  MARKS_PER_BYTE,
  MAX_CELL_TEXT,
  MAX_MARKS,
  MAX_READ_BYTES,
  MAX_UNMARKED_BYTES,
  READ_PER_BYTE,
} from './limits.ts';

const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;

/**
 * Counts what makes work in the XML of one file while it goes by: bytes, and marks that begin a tag, an attribute or an entity. Throws
 * a plain sentence part once there is more than a spreadsheet of that size holds. A part that is read again counts once.
 */
export class ReadingBudget {
  readonly #maxMarks: number;
  readonly #maxBytes: number;
  readonly #maxText: number;
  /** Of each part what was read of it at most. */
  readonly #parts = new Map<string, Spent>();
  #marks = 0;
  #bytes = 0;

  /** `size` is that of the file as it lies on the disk. */
  constructor(size: number) {
    this.#maxMarks = Math.max(MAX_MARKS, Math.round(size * MARKS_PER_BYTE));
    this.#maxBytes = Math.max(MAX_READ_BYTES, size * READ_PER_BYTE);
    this.#maxText = Math.max(MAX_CELL_TEXT, size * CELL_TEXT_PER_BYTE);
  }

  async *take(part: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const before = this.#parts.get(part) ?? { marks: 0, bytes: 0 };
    this.#parts.set(part, before);
    const now: Spent = { marks: 0, bytes: 0 };
    let unmarked = 0;
    for await (const piece of pieces) {
      now.bytes += piece.length;
      now.marks += marksIn(piece);
      this.#bytes += rise(before, 'bytes', now);
      this.#marks += rise(before, 'marks', now);
      const last = piece.lastIndexOf(LESS_THAN);
      const first = piece.indexOf(LESS_THAN);
      if (unmarked + (first < 0 ? piece.length : first) > MAX_UNMARKED_BYTES)
        throw new Error('a tag or a text in it is longer than any spreadsheet keeps');
      unmarked = last < 0 ? unmarked + piece.length : piece.length - last;
      if (this.#marks > this.#maxMarks)
        throw new Error(
          `the file holds more than ${numeral(this.#maxMarks)} elements and attributes, which no spreadsheet of its size does`,
        );
      if (this.#bytes > this.#maxBytes)
        throw new Error(
          `the file unpacks to more than ${Math.round(this.#maxBytes / 1024 ** 2)} MB, which no spreadsheet of its size does`,
        );
      yield piece;
    }
  }

  /**
   * Counts the texts of the cells of one sheet while it is read, a shared text each time that a cell shows it: in the file it may
   * stand once. The answer is to be called with the length of each.
   */
  cellTexts(): (length: number) => void {
    let total = 0;
    return (length) => {
      total += length;
      if (total > this.#maxText)
        throw new Error(
          `its cells show more than ${Math.round(this.#maxText / 1e6)} million characters, which no spreadsheet of its size does`,
        );
    };
  }
}

interface Spent {
  marks: number;
  bytes: number;
}

/** How much further than any reading of the part before this one has come. */
function rise(before: Spent, what: keyof Spent, now: Spent): number {
  const more = Math.max(0, now[what] - before[what]);
  before[what] += more;
  return more;
}

function marksIn(piece: Uint8Array): number {
  let marks = 0;
  for (let at = 0; at < piece.length; at += 1) {
    const byte = piece[at];
    if (byte === LESS_THAN || byte === EQUALS || byte === AMPERSAND) marks += 1;
  }
  return marks;
}
