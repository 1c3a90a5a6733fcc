import type { Assignment } from '../../contract/assignments.ts';
import { plainName } from '../words/plain-text.ts';

// Who wrote an answer, so that somebody else can accept it. Names are compared as everywhere, without regard to capitals.

/** Stands for somebody who said no name. */
export const UNKNOWN = '';

type Written = Pick<Assignment, 'authors' | 'answeredBy'>;

export const samePerson = (a: string, b: string): boolean => plainName(a) === plainName(b);
export const isAmong = (name: string, names: readonly string[]): boolean =>
  names.some((each) => samePerson(each, name));

/** Everybody who wrote what an answer says, as far as nobody else has accepted it since. */
export const authorsOf = ({ authors, answeredBy }: Written): readonly string[] =>
  authors.length > 0 ? authors : [answeredBy ?? UNKNOWN];

/** Everything that a reviewer accepts. */
const contentOf = (record: Assignment): string => {
  const { shares, notApplicable, deviationReason, status, risk, dueOn, note } = record;
  return JSON.stringify([shares, notApplicable, deviationReason, status, risk, dueOn, note]);
};
const saysNothing = ({ shares, notApplicable, deviationReason, status, dueOn, note }: Assignment): boolean =>
  shares.length === 0 &&
  notApplicable === null &&
  deviationReason === null &&
  status === 'not-started' &&
  dueOn === null &&
  note === null;

/** Why somebody's acceptance is no second pair of eyes; null where it is one. */
export function breachOf(record: Written, by: string | null): 'author' | 'unknown-author' | 'nobody' | null {
  if (by === null || by === UNKNOWN) return 'nobody';
  const authors = authorsOf(record);
  if (isAmong(by, authors)) return 'author';
  return authors.includes(UNKNOWN) ? 'unknown-author' : null;
}

/** The authors of an accepted answer that is opened again: those of what a second pair of eyes has seen count no more. */
export const authorsReopened = (record: Written & Pick<Assignment, 'reviewed'>): readonly string[] =>
  breachOf(record, record.reviewed?.by ?? null) === null ? [] : authorsOf(record);

/**
 * The authors once `who` have written a record. Only what a reviewer accepts makes one an author; whoever answers it anew under a
 * name stands for what nobody was known to have written.
 */
export function authorsAfter(
  before: Assignment | null,
  after: Assignment,
  who: readonly (string | null)[],
): readonly string[] {
  if (saysNothing(after)) return [];
  const own = who.map((name) => name ?? UNKNOWN);
  const known = knownBefore(before, after);
  const answeredNow = before !== null && after.answeredAt !== before.answeredAt;
  const vouches = answeredNow && !own.includes(UNKNOWN) && authorsOf(before).includes(UNKNOWN);
  if (before !== null && contentOf(before) === contentOf(after) && !vouches) return known;
  const names = vouches ? known.filter((name) => name !== UNKNOWN) : withFirst(before, known);
  return [...names, ...own.filter((name, at) => !isAmong(name, [...names, ...own.slice(0, at)]))];
}

function knownBefore(before: Assignment | null, after: Assignment): readonly string[] {
  if (before === null) return [];
  const reopened = before.review === 'accepted' && after.review !== 'accepted';
  return reopened ? authorsReopened(before) : before.authors;
}

/** A record from before there was such a list begins it with whoever answered. */
const withFirst = (before: Assignment | null, known: readonly string[]): readonly string[] =>
  known.length > 0 || before === null || before.answeredAt === null || before.reviewed !== null
    ? known
    : [before.answeredBy ?? UNKNOWN];
