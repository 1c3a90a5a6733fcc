import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Finding } from '../contract/findings.ts';

// Findings on their way from the worker that reads them to the command that records them: a file of lines, because a scan
// of a large organisation has hundreds of thousands and would be in memory several times over.

/** A finding with the place of its file among those of the task, and the assignments that it bears on. */
export interface PlacedFinding {
  readonly file: number;
  readonly finding: Finding;
  readonly refs: readonly string[];
  /** Its scanner says that it is over. */
  readonly closed: boolean;
}

const PIECE = 256 * 1024;

export interface PlacedWriter {
  add(placed: PlacedFinding): void;
  /** Where it stands; `back` takes away what was added since. */
  mark(): number;
  back(mark: number): void;
  close(): void;
}

/** Makes the file, which only its owner can read, and writes to it in pieces. */
export function writePlaced(path: string): PlacedWriter {
  const file = openSync(path, 'wx', 0o600);
  let size = 0;
  let waiting = '';
  const flush = () => {
    const bytes = Buffer.from(waiting);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, size + at);
    size += bytes.length;
    waiting = '';
  };
  return {
    add(placed) {
      waiting += `${JSON.stringify(placed)}\n`;
      if (waiting.length >= PIECE) flush();
    },
    mark() {
      flush();
      return size;
    },
    back(mark) {
      waiting = '';
      size = mark;
      ftruncateSync(file, mark);
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

/** What was written, one by one and in order, with never more than a piece of the file in memory. */
export function* readPlaced(path: string): Generator<PlacedFinding> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const piece = Buffer.alloc(PIECE);
    let rest = '';
    for (;;) {
      const read = readSync(file, piece, 0, PIECE, null);
      if (read === 0) return;
      const lines = (rest + decoder.write(piece.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as PlacedFinding;
    }
  } finally {
    closeSync(file);
  }
}
