import type { RegisterRow } from '../../contract/assignments.ts';
import { WORKBOOK_SUBJECT } from '../../contract/ids.ts';
import type { SignOffRow } from '../../contract/review.ts';
import type { RuleId } from '../../contract/rules.ts';
import type { BrokenRule } from '../../contract/workbook.ts';
import { authorsOf, breachOf, isAmong, samePerson, UNKNOWN } from '../review/authors.ts';
import { signsAlone } from '../review/two-eyes.ts';
import type { Who } from '../review/who.ts';
import { listed } from '../words/listed.ts';
import { type FoundGap, type GapRule, gapAt } from './rule.ts';

export const ACCEPTED_BY_AUTHOR: GapRule = {
  id: 'accepted-by-author',
  title: 'Accepted by whoever answered it',
  severity: 'medium',
};
export const SIGNED_BY_ACCEPTOR: GapRule = {
  id: 'signed-by-acceptor',
  title: 'Signed by nobody but those who accepted it',
  severity: 'medium',
};
export const SIGNED_FOR_ANOTHER: GapRule = {
  id: 'signed-for-another',
  title: 'A sign-off that the person did not give themselves',
  severity: 'medium',
};

const RULES_BY_GAP: readonly (readonly [GapRule, RuleId])[] = [
  [ACCEPTED_BY_AUTHOR, 'other-accepts'],
  [SIGNED_BY_ACCEPTOR, 'other-signs'],
  [SIGNED_FOR_ANOTHER, 'signs-self'],
];
const NAMED = 5;

/** Which of the rules are broken, by the gaps of a workbook; `place` says in names where a gap is. */
export const brokenRules = (
  gaps: readonly FoundGap[],
  place: (gap: FoundGap) => string,
): readonly BrokenRule[] =>
  RULES_BY_GAP.flatMap(([{ id, title }, rule]) => {
    const own = gaps.filter((gap) => gap.rule === id);
    const places = [...new Set(own.map(place))];
    const [named, others] = [places.slice(0, NAMED), Math.max(0, places.length - NAMED)];
    return own.length === 0 ? [] : [{ rule, gap: id, title, count: own.length, named, others }];
  });

/** An acceptance that the rule does not allow: it may have come with a merge, or be from before the rule was switched on. */
export function acceptedByAuthor(row: RegisterRow, who: Who): FoundGap | null {
  if (row.review !== 'accepted') return null;
  const by = row.reviewed?.by ?? null;
  const breach = breachOf(row, by, who);
  if (breach === null) return null;
  const authors = authorsOf(row).filter((name) => name !== UNKNOWN);
  const why =
    breach === 'nobody'
      ? 'accepted in review, and nobody knows by whom.'
      : breach === 'author'
        ? `accepted in review by ${by}, who answered it${authors.length > 1 ? ` (${listed(authors)} wrote the answer)` : ''}.`
        : `accepted in review by ${by}, and nobody knows who answered it.`;
  return gapAt(ACCEPTED_BY_AUTHOR, row, `${why} Somebody else has to look at it.`);
}

export type GapSigned = Pick<
  SignOffRow,
  'subject' | 'label' | 'name' | 'signedAt' | 'recordedBy' | 'changedSince' | 'signature'
>;

/** Gathers who accepted what, then judges the sign-offs that still hold: one that is stale is a gap of its own already. */
export function acceptorsWalk(rules: ReadonlySet<RuleId>, who: Who) {
  const bySubject = new Map<string, string[]>();
  return {
    see(row: RegisterRow): void {
      const by = row.review === 'accepted' ? (row.reviewed?.by ?? null) : null;
      if (by === null) return;
      const names = bySubject.get(row.subject) ?? [];
      bySubject.set(row.subject, names);
      if (!isAmong(by, names)) names.push(by);
    },
    breaches(signOffs: readonly GapSigned[]): readonly FoundGap[] {
      const standing = signOffs.filter(({ changedSince }) => changedSince === null);
      const acceptorsOf = (subject: string | null): readonly string[] =>
        subject === null ? [...bySubject.values()].flat() : (bySubject.get(subject) ?? []);
      return standing.flatMap((entry) => [
        ...(rules.has('other-signs') && signsAlone(entry, standing, acceptorsOf(entry.subject), who)
          ? [
              at(
                SIGNED_BY_ACCEPTOR,
                entry,
                `${entry.name} accepted answers and signed; nobody who accepted none of them has signed.`,
              ),
            ]
          : []),
        ...(rules.has('signs-self') && !isOwn(entry, who)
          ? [
              at(
                SIGNED_FOR_ANOTHER,
                entry,
                `${entry.recordedBy} recorded a sign-off of ${entry.name}, ${entry.signature === null ? 'without a key' : 'with a key that calls itself so'}.`,
              ),
            ]
          : []),
      ]);
    },
  };
}

/** A sign-off from before it was recorded who writes it is taken as it stands, and so is one by a key where nobody was known to work. */
const isOwn = ({ name, recordedBy }: GapSigned, who: Who): boolean =>
  recordedBy === null || samePerson(name, recordedBy, who);

const at = (rule: GapRule, { subject, label, signedAt }: GapSigned, words: string): FoundGap => ({
  rule: rule.id,
  severity: rule.severity,
  sentence: `${label}: on ${signedAt.slice(0, 10)}, ${words}`,
  ref: null,
  subject: subject ?? WORKBOOK_SUBJECT,
  responsibility: null,
});
