import { type Gap, SEVERITIES, type Severity } from '../../../main/contract/gaps.ts';
import type { PlaceKind } from '../../../main/contract/register.ts';
import { isInHand } from '../../../main/domain/actions.ts';
import { GAP_RULES } from '../../../main/domain/gaps/rules.ts';
import type { ServicePlaces } from '../../../main/domain/services/service-places.ts';
import { holdsWords } from '../../lib/has-words.ts';
import type { GapSearch } from './search.ts';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};
/** What is answered once for the whole workbook; spelt out to keep the contract's validator out of the page. */
export const WORKBOOK_REF = 'workbook';

export const ruleTitle = (rule: string): string => GAP_RULES.find(({ id }) => id === rule)?.title ?? rule;

/** What closes a gap of each rule, as the beginning of an action's title. */
const REMEDIES: Readonly<Record<string, string>> = {
  misconception: 'Correct who owns it',
  'failed-finding': 'Mend what the check found',
  'evidence-expired': 'Renew the evidence',
  'evidence-expiring': 'Renew the evidence in time',
  unanswered: 'Find out who owns it',
  'no-named-person': 'Name a person',
  'own-part-open': 'Say what is done here beside what is held',
  'own-part-unconfirmed': 'Look at what is done here again',
  'no-longer-inherited': 'Find out who does it now',
  'inherited-evidence-expired': 'Ask the provider for newer evidence',
  'shared-without-both-texts': 'Write down what each half does',
  'not-applicable-without-reason': 'Say why it does not apply',
  'deviates-without-reason': 'Say why it differs from the suggestion',
  'implemented-without-evidence': 'Provide evidence',
  'owned-differently': 'Decide on one owner',
  'provider-without-evidence': 'Get the provider’s report for the period',
  'changed-since-signed': 'Look at what changed and sign again',
  'owner-not-acknowledged': 'Have the duties acknowledged',
  'service-lifecycle': 'Plan what replaces the service',
  'review-overdue': 'Look at the answers again',
  'review-due': 'Review the answers again',
  'risk-acceptance-incomplete': 'Say why the risk is accepted, by whom and until when',
  'risk-acceptance-ended': 'Accept the risk anew, or do what is to be done',
  'accepted-by-author': 'Have somebody else look at the answer',
  'signed-by-acceptor': 'Have somebody sign who accepted none of it',
  'signed-for-another': 'Have the person sign themselves',
};
export const remedyOf = (rule: string): string => REMEDIES[rule] ?? ruleTitle(rule);

/** Whether there is something to be done about it that an action could say; a late action is one already. */
export const canBeCovered = (rule: string): boolean => rule !== 'action-overdue';

export function filterGaps(
  gaps: readonly Gap[],
  search: Pick<GapSearch, 'severity' | 'rule' | 'subject' | 'cover' | 'text'>,
  overdue: ReadonlySet<number>,
  isThere: (subjects: readonly string[]) => boolean = () => true,
): readonly Gap[] {
  const { severity, rule, subject, cover } = search;
  const holds = holdsWords(search.text ?? '');
  return gaps.filter(
    (gap) =>
      (severity === undefined || gap.severity === severity) &&
      (rule === undefined || gap.rule === rule) &&
      (subject === undefined || gap.subject === subject) &&
      isThere([gap.subject]) &&
      (cover === undefined || isInHand(gap, overdue) === (cover === 'in-hand')) &&
      holds(gap.sentence, ruleTitle(gap.rule), gap.ref),
  );
}

export interface GapGroup {
  readonly key: string;
  readonly title: string;
  readonly gaps: readonly Gap[];
  /** What all of them have in common; null where they were brought together by where they are. */
  readonly alike: { readonly rule: string; readonly severity: Severity } | null;
}
/** By severity, then by rule in the rules' own order; within a group as they were found. */
export function groupGaps(gaps: readonly Gap[]): readonly GapGroup[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.severity} ${gap.rule}`;
    const group = groups.get(key);
    if (group) group.push(gap);
    else groups.set(key, [gap]);
  }
  const known = GAP_RULES.map(({ id }) => id);
  const rules = [...known, ...new Set(gaps.map(({ rule }) => rule).filter((rule) => !known.includes(rule)))];
  return SEVERITIES.flatMap((severity) =>
    rules.flatMap((rule) => {
      const key = `${severity} ${rule}`;
      const own = groups.get(key);
      return own ? [{ key, title: ruleTitle(rule), gaps: own, alike: { rule, severity } }] : [];
    }),
  );
}

/** By where the services run; within a group the gravest first, each rule's together. */
export function gapsByPlace(
  gaps: readonly Gap[],
  kind: PlaceKind,
  places: Pick<ServicePlaces, 'grouped'>,
): readonly GapGroup[] {
  const ordered = groupGaps(gaps).flatMap((group) => group.gaps);
  const { rows, groups } = places.grouped(ordered, kind, ({ subject }) => [subject]);
  return groups.map(({ label, start, count }) => ({
    key: `${kind} ${label} ${start}`,
    title: label,
    gaps: rows.slice(start, start + count),
    alike: null,
  }));
}

export const countBySeverity = (gaps: readonly Gap[]): Readonly<Record<Severity, number>> => {
  const counts = { high: 0, medium: 0, low: 0 };
  for (const gap of gaps) counts[gap.severity] += 1;
  return counts;
};
