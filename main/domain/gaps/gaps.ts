import type { RegisterRow } from '../../contract/assignments.ts';
import { type Gap, SEVERITIES } from '../../contract/gaps.ts';
import { coverBook } from '../actions.ts';
import { isHeld } from '../answers/held.ts';
import { isAnswered, namesById } from '../duties/ownership.ts';
import { actionOverdue } from './action-overdue.ts';
import * as answers from './answer-rules.ts';
import { evidenceExpiry, evidenceWalk } from './evidence-dates.ts';
import { type FailedFindings, failedFinding } from './failed-finding.ts';
import {
  inheritedEvidenceExpired,
  inheritedRiskEnded,
  noLongerInherited,
  ownPartUnconfirmed,
} from './inherited.ts';
import type { GapInput } from './input.ts';
import { ownPartOpen } from './own-part.ts';
import { usesWalk } from './owned-differently.ts';
import { providerWalk, providerWithoutEvidence } from './provider-evidence.ts';
import { reviewDueWalk } from './review-due.ts';
import { assessmentReviewOverdue, serviceReviewOverdue } from './review-overdue.ts';
import { changedSinceSigned, ownersWalk } from './review-rules.ts';
import { riskAcceptance } from './risk-acceptance.ts';
import { type FoundGap, type PartyBook, partyBook } from './rule.ts';
import { GAP_RULES } from './rules.ts';
import { serviceLifecycle } from './service-lifecycle.ts';
import { acceptedByAuthor, acceptorsWalk } from './two-eyes.ts';
import { unanswered, unansweredThroughout } from './unanswered.ts';

export type { GapInput } from './input.ts';
export { GAP_RULES } from './rules.ts';

/**
 * Runs every rule over the workbook: highest severity first, then in register order. One walk over the rows, of which it
 * keeps no more than the gaps that it returns: a register has millions of rows that nobody has answered yet.
 */
export function findGaps(input: GapInput): Gap[] {
  const parties = partyBook(input.parties);
  const found: Found[] = [];
  const add = (gap: FoundGap | null, at: number): void => {
    if (gap !== null) found.push({ gap, at });
  };
  const subjects = new Map<string, SubjectTally>();
  let present: SubjectTally | null = null;
  const evidence = evidenceWalk(input.evidence);
  const providers = providerWalk(input, parties);
  const uses = usesWalk(input.services);
  const owners = ownersWalk(input.people);
  const reviews = reviewDueWalk(input.cadences, input.today);
  const acceptors = acceptorsWalk(input.rules, input.who);
  const people = namesById(input.people);
  const failures = input.failedFindings ?? new Map<string, FailedFindings>();

  let at = 0;
  for (const row of input.rows) {
    const tally: SubjectTally = present?.subject === row.subject ? present : tallyOf(subjects, row, at);
    if (tally !== present) {
      if (present) settle(present, found, people);
      present = tally;
    }
    tally.asked += 1;
    evidence.see(row, at);
    const how = row.common?.how;
    if (how === 'ended') {
      add(noLongerInherited(row, parties), at);
    } else if (!isAnswered(row.ownership)) {
      tally.open.push({ row, at });
    } else if (how === 'inherited') {
      // What else it lacks is a gap of the workbook in which it was answered.
      add(inheritedEvidenceExpired(row, parties, input.today), at);
      add(inheritedRiskEnded(row, parties, input.today), at);
    } else {
      const isInherited = row.common?.inherited !== undefined && isHeld(how);
      add(answers.misconception(row, input.misconceptionOf(row)), at);
      if (failures.size > 0) add(failedFinding(row, failures.get(row.ref)), at);
      add(ownPartOpen(row, parties), at);
      add(ownPartUnconfirmed(row, parties), at);
      // What a common answer lacks is told where it was answered, once.
      if (how !== 'held' && how !== 'own-part-open') {
        const own = isInherited ? ownSharesOf(row, parties) : row;
        add(answers.noNamedPerson(own, parties), at);
        add(answers.sharedWithoutBothTexts(own, parties), at);
        add(answers.notApplicableWithoutReason(row), at);
        add(answers.implementedWithoutEvidence(row, parties), at);
        if (!isInherited || row.risk !== null) add(riskAcceptance(row, parties, input.today), at);
        if (input.rules.has('other-accepts')) add(acceptedByAuthor(row, input.who), at);
      }
      acceptors.see(row);
      if (!isInherited) {
        add(answers.deviatesWithoutReason(row, parties), at);
        reviews.see(row, at);
        providers.see(row, at);
      }
      uses.see(row, at);
      owners.see(row, at);
    }
    at += 1;
  }

  if (present) settle(present, found, people);
  for (const { item, row, at: place } of evidence.firstUses())
    add(evidenceExpiry(item, row, input.today), place);
  for (const lack of providers.uncovered()) add(providerWithoutEvidence(lack, parties), lack.at);
  for (const { gap, at: place } of uses.differing(parties)) add(gap, place);
  for (const { gap, at: place } of [...owners.unacknowledged(), ...reviews.due()]) add(gap, place);
  for (const gap of [...changedSinceSigned(input.signOffs), ...acceptors.breaches(input.signOffs)])
    add(gap, subjects.get(gap.subject)?.at ?? at);
  // A service without any question has no place in the register: it comes after all that do.
  add(assessmentReviewOverdue(input.reviewOn, input.today), 0);
  for (const [index, service] of input.services.entries()) {
    const place = subjects.get(service.ref)?.at ?? at + index;
    add(serviceLifecycle(service, input.today), place);
    add(serviceReviewOverdue(service, input.today), place);
  }
  for (const action of input.actions) {
    const gap = actionOverdue(action, input.today);
    if (gap) found.push({ gap, at: subjects.get(gap.subject)?.at ?? at, action: action.number });
  }
  const covering = coverBook(input.actions);
  return inOrder(withSeverities(found, input.severities)).map(({ gap, action }) => ({
    ...gap,
    action: action ?? covering(gap),
  }));
}

/** A row as far as it is this workbook's: what the provider does is judged in the provider's. */
const ownSharesOf = (row: RegisterRow, parties: PartyBook): RegisterRow => ({
  ...row,
  shares: row.shares.filter(({ party }) => {
    const kind = parties.kind(party);
    return kind === 'organisation' || kind === 'client';
  }),
});

/** House rules say how much a rule matters, in every case of it. */
function withSeverities(found: readonly Found[], severities: GapInput['severities']): readonly Found[] {
  if (severities === undefined || severities.size === 0) return found;
  return found.map((each) => {
    const severity = severities.get(each.gap.rule);
    return severity === undefined ? each : { ...each, gap: { ...each.gap, severity } };
  });
}

interface Found {
  readonly gap: FoundGap;
  /** Place in the register. */
  readonly at: number;
  /** The action that it is about. */
  readonly action?: number;
}
interface SubjectTally {
  readonly subject: string;
  readonly at: number;
  asked: number;
  open: { readonly row: RegisterRow; readonly at: number }[];
}

function tallyOf(subjects: Map<string, SubjectTally>, row: RegisterRow, at: number): SubjectTally {
  const known = subjects.get(row.subject);
  if (known) return known;
  const tally: SubjectTally = { subject: row.subject, at, asked: 0, open: [] };
  subjects.set(row.subject, tally);
  return tally;
}

/** The rows of a subject stand together in the register, so that what is open of it can be summed up with its last one. */
function settle(tally: SubjectTally, found: Found[], people: ReadonlyMap<string, string>): void {
  const { open, asked, at } = tally;
  const first = open[0]?.row;
  if (open.length === asked && asked > 1 && first)
    found.push({ gap: unansweredThroughout(first, asked), at });
  else
    for (const { row, at: place } of open) {
      const gap = unanswered(row, people);
      if (gap) found.push({ gap, at: place });
    }
  tally.open = [];
}

/** Each severity is put in order by itself: one that is looked up in every comparison costs more than all rules. */
function inOrder(found: readonly Found[]): Found[] {
  const rule = new Map(GAP_RULES.map(({ id }, index) => [id, index]));
  const rank = ({ gap }: Found): number => rule.get(gap.rule) ?? rule.size;
  return SEVERITIES.flatMap((severity) =>
    found.filter(({ gap }) => gap.severity === severity).sort((a, b) => a.at - b.at || rank(a) - rank(b)),
  );
}
