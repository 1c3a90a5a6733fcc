import { MARKS_PER_BYTE, MAX_MARKS, MAX_READ_BYTES, READ_PER_BYTE } from './limits.ts';

const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;

/**
 * Counts what makes work in the XML of one file while it goes by: bytes, and marks that begin a tag, an attribute or an entity. Throws
 * a plain sentence part once there is more than a spreadsheet of that size holds.
 */
export class ReadingBudget {
  readonly #maxMarks: number;
  readonly #maxBytes: number;
  #marks = 0;
  #bytes = 0;

  /** `size` is that of the file as it lies on the disk. */
  constructor(size: number) {
    this.#maxMarks = Math.max(MAX_MARKS, Math.round(size * MARKS_PER_BYTE));
    this.#maxBytes = Math.max(MAX_READ_BYTES, size * READ_PER_BYTE);
  }

  async *take(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.#bytes += piece.length;
      this.#marks += marksIn(piece);
      if (this.#marks > this.#maxMarks)
        throw new Error(
          `the file holds more than ${this.#maxMarks.toLocaleString('en-GB')} elements and attributes, which no spreadsheet of its size does`,
        );
      if (this.#bytes > this.#maxBytes)
        throw new Error(
          `the file unpacks to more than ${Math.round(this.#maxBytes / 1024 ** 2)} MB, which no spreadsheet of its size does`,
        );
      yield piece;
    }
  }
}

function marksIn(piece: Uint8Array): number {
  let marks = 0;
  for (let at = 0; at < piece.length; at += 1) {
    const byte = piece[at];
    if (byte === LESS_THAN || byte === EQUALS || byte === AMPERSAND) marks += 1;
  }
  return marks;
}
