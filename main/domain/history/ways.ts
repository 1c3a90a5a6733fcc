import type { HistoryKind, Way } from '../../contract/ways.ts';
import { GROUP_WORDS } from '../merge/group-words.ts';

/** What each way is called, on screen, in documents and on the command line. */
export const WAY_WORDS: Readonly<Record<Way, string>> = {
  hand: 'By hand',
  several: 'Several at once',
  suggestions: 'Suggestions accepted',
  proposal: 'Proposal taken over',
  paste: 'Pasted',
  sheet: 'Returned sheet',
  merge: 'Merge',
  undo: 'Undo',
  redo: 'Redo',
  catalogue: 'Confirmed under a new catalogue',
  found: 'Read from files',
  'command-line': 'Command line',
  example: 'Built-in example',
  program: 'Demarc itself',
};

/** What each kind is called. */
export const KIND_WORDS: Readonly<Record<HistoryKind, string>> = {
  ...GROUP_WORDS,
  review: 'Review and sign-offs',
};

const BY_METHOD: Readonly<Record<string, Way>> = {
  'workbook.undo': 'undo',
  'workbook.redo': 'redo',
  'assignments.applyCells': 'paste',
  'assignments.bulk': 'several',
  'assignments.sameAs': 'several',
  'assignments.acceptSuggestions': 'suggestions',
  'assignments.confirm': 'several',
  'proposals.take': 'proposal',
  'proposals.takeFile': 'proposal',
  'sheets.apply': 'sheet',
  'merge.apply': 'merge',
  'merge.write': 'merge',
  'snapshots.confirm': 'catalogue',
  'snapshots.carrySplits': 'catalogue',
  'findings.add': 'found',
  'claims.record': 'found',
  'texts.record': 'found',
  'workbook.program': 'program',
  'workbook.blinding': 'program',
  'workbook.repair': 'program',
};
const BY_ORIGIN: Readonly<Record<string, Way>> = {
  cli: 'command-line',
  example: 'example',
};

/** By which way an entry of the log came: its method says so, else where it was called from. */
export const wayOf = ({ method, origin }: { readonly method: string; readonly origin: string }): Way =>
  (Object.hasOwn(BY_METHOD, method) ? BY_METHOD[method] : undefined) ??
  (Object.hasOwn(BY_ORIGIN, origin) ? BY_ORIGIN[origin] : undefined) ??
  'hand';

/** The sentence under which a returned sheet is taken in. `fromOf` reads its sender back. */
export const returnedWords = (sender: string, who: string | null, rest: string): string =>
  `Returned by ${sender}${who === null || who === sender ? '' : `, applied by ${who}`}: ${rest}`;

/** `As elsewhere in the organisation: 14 say Platform team, 2 say Organisation`: the reason of an answer that follows them. */
export const asElsewhere = (answers: string): string => `As ${ELSEWHERE}${answers}`;
const ELSEWHERE = 'elsewhere in the organisation: ';
const FOLLOWING = `, as ${ELSEWHERE}`;

/** The sentence under which an answer is recorded that was taken over from other workbooks; `precedentOf` reads back how they answer. */
export const followingWords = (sentence: string, answers: string): string =>
  `${sentence}${FOLLOWING}${answers}`;

/** As whom an answer was given that was taken over from other workbooks, in words; null for every other entry. */
export function precedentOf({ method, summary }: { readonly method: string; readonly summary: string }) {
  const at = method === 'assignments.answer' ? summary.indexOf(FOLLOWING) : -1;
  return at < 0 ? null : asElsewhere(summary.slice(at + FOLLOWING.length));
}

/** The sentence under which a proposal is taken over. `fromOf` reads back who made it. */
export const proposedWords = (sentence: string, authors: string): string =>
  `${sentence}, as ${authors} proposed`;

/** Who sent the sheet of an entry, made the proposal, or which file was merged; null for other ways. */
export function fromOf(
  way: Way,
  { who, summary }: { readonly who: string | null; readonly summary: string },
) {
  if (way === 'merge') return /^Merged (.+?): \d/s.exec(summary)?.[1] ?? null;
  if (way === 'proposal') return /, as ((?:(?!, as ).)+) proposed$/s.exec(summary)?.[1] ?? null;
  if (way !== 'sheet') return null;
  const applied = who === null ? -1 : summary.indexOf(`, applied by ${who}: `);
  const end = applied === -1 ? summary.search(/: \d/) : applied;
  const start = 'Returned by '.length;
  return summary.startsWith('Returned by ') && end > start ? summary.slice(start, end) : null;
}
