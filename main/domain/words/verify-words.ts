import type { FoundState } from '../../contract/workbook.ts';

/** The duty that a sentence about a record begins with, and the rest of the sentence; null where it begins otherwise. */
export function placeOf(sentence: string): { readonly ref: string; readonly rest: string } | null {
  const [start = '', ref = ''] = /^([a-z0-9-]+\/[a-z0-9-]+)(?=[:, ])/.exec(sentence) ?? [];
  return ref === '' ? null : { ref, rest: sentence.slice(start.length) };
}

/** That a digest was not found there. */
export const notFoundWords = (digest: string): string =>
  `No state with the digest ${digest} is in the history of this workbook: it is of another workbook, or of changes that were taken out since.`;

/** Where in the history of a workbook a digest was found: `9f86d081884c7d65 is in its history: the state at revision 12, ...`. */
export const foundWords = ({ rev, at, what, copy, digest }: FoundState): string =>
  `${digest.slice(0, 16)} is in its history: ${what === 'head' ? 'the head of the change log' : 'the state'} at revision ${rev}, ${at}${copy === null ? '' : `, of the merged copy ${copy}`}.`;
