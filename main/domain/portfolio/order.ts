/** So many bytes of each hash of the change log are published: nobody meets two alike by chance. */
export const HEAD_BYTES = 8;

/** One state of a workbook, as two of them are held against each other. */
export interface PublishedState {
  readonly unit: string;
  readonly revision: number;
  readonly head: string;
  /** The beginning of the hash of every entry of its log, in their order, and after them those of merged copies. */
  readonly heads: Uint8Array;
  readonly audience: string;
  /** ISO date. */
  readonly judgedAsOf: string;
  readonly appVersion: string;
  readonly catalogueVersion: string;
}
/**
 * same: nothing would be another. refresh: the same record, judged on a later day, by another program or for somebody else. newer: it
 * goes on from what is published. older: what is published goes on from it. fork: both went on from a common state.
 */
export type Relation = 'same' | 'refresh' | 'newer' | 'older' | 'fork';

/** How a state of a workbook stands to one that is published. */
export function relationTo(mine: PublishedState, published: PublishedState): Relation {
  if (mine.head === published.head) {
    const alike = (['unit', 'audience', 'judgedAsOf', 'appVersion', 'catalogueVersion'] as const).every(
      (field) => mine[field] === published[field],
    );
    if (alike) return 'same';
    return mine.judgedAsOf < published.judgedAsOf ? 'older' : 'refresh';
  }
  if (holds(mine.heads, published.revision, published.head)) return 'newer';
  return holds(published.heads, mine.revision, mine.head) ? 'older' : 'fork';
}

/** Whether a history has an entry: at its place in the log, or among what merged copies brought. */
function holds(heads: Uint8Array, revision: number, head: string): boolean {
  const wanted = headBytes(head);
  const at = (revision - 1) * HEAD_BYTES;
  if (isAt(heads, at, wanted)) return true;
  for (let place = 0; place < heads.length; place += HEAD_BYTES) if (isAt(heads, place, wanted)) return true;
  return false;
}
/** Whether a history that was published has an entry of this hash. */
export const holdsHead = (heads: Uint8Array, head: string): boolean => holds(heads, 0, head);

const isAt = (heads: Uint8Array, at: number, wanted: Uint8Array): boolean =>
  at >= 0 && at + HEAD_BYTES <= heads.length && wanted.every((byte, index) => heads[at + index] === byte);

/** The beginning of a hash in hexadecimal digits, as bytes. */
export function headBytes(hash: string): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  for (let index = 0; index < HEAD_BYTES; index += 1)
    bytes[index] = Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
