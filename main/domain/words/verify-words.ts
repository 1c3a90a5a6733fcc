import { RULES } from '../../contract/rules.ts';
import type { BrokenRule, FoundState } from '../../contract/workbook.ts';
import { counted } from './counted.ts';

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

/** `2 answers break the rule "Who answered does not accept", which is on: orders-db, Restore testing; ...`, without a full stop. */
export function brokenWords({ rule, count, named, others }: BrokenRule): string {
  const what = counted(count, rule === 'other-accepts' ? 'answer' : 'sign-off');
  const more = others === 0 ? '' : `; and ${counted(others, 'other')}`;
  return `${what} ${count === 1 ? 'breaks' : 'break'} the rule "${RULES[rule].name}", which is on: ${named.join('; ')}${more}`;
}
