import type { Assignment } from '../../contract/assignments.ts';
import { sameIn } from '../answers/same-record.ts';
import { byName, type Who } from './who.ts';

// Who wrote an answer, so that somebody else can accept it. Names are compared as everywhere, without regard to capitals.

/** Stands for somebody who said no name. */
export const UNKNOWN = '';

type Written = Pick<Assignment, 'authors' | 'answeredBy'>;

export const samePerson = (a: string, b: string, who: Who = byName): boolean => who(a) === who(b);
export const isAmong = (name: string, names: readonly string[], who: Who = byName): boolean =>
  names.some((each) => samePerson(each, name, who));

/** Everybody who wrote what an answer says, as far as nobody else has accepted it since. */
export const authorsOf = ({ authors, answeredBy }: Written): readonly string[] =>
  authors.length > 0 ? authors : [answeredBy ?? UNKNOWN];

/** Everything that a reviewer accepts. */
const CONTENT = ['shares', 'notApplicable', 'deviationReason', 'status', 'risk', 'dueOn', 'note'] as const;
const saysNothing = ({ shares, notApplicable, deviationReason, status, dueOn, note }: Assignment): boolean =>
  shares.length === 0 &&
  notApplicable === null &&
  deviationReason === null &&
  status === 'not-started' &&
  dueOn === null &&
  note === null;

/** Why somebody's acceptance is no second pair of eyes; null where it is one. */
export function breachOf(
  record: Written,
  by: string | null,
  who: Who = byName,
): 'author' | 'unknown-author' | 'nobody' | null {
  if (by === null || by === UNKNOWN) return 'nobody';
  const authors = authorsOf(record);
  if (isAmong(by, authors, who)) return 'author';
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
  if (before !== null && sameIn(CONTENT, before, after) && !vouches) return known;
  return joined(vouches ? known.filter((name) => name !== UNKNOWN) : withFirst(before, known), own);
}

/** The authors once somebody has changed what stands beside a record and is accepted with it, such as where a common control holds. */
export const authorsBeside = (record: Assignment, who: string | null): readonly string[] =>
  joined(withFirst(record, record.authors), [who ?? UNKNOWN]);

const joined = (known: readonly string[], more: readonly string[]): readonly string[] => [
  ...known,
  ...more.filter((name, at) => !isAmong(name, [...known, ...more.slice(0, at)])),
];

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
