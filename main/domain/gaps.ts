import type { RegisterRow } from '../contract/assignments.ts';
import { type Gap, SEVERITIES } from '../contract/gaps.ts';
import * as answers from './gaps/answer-rules.ts';
import { type GapInput, type GapRule, partyBook } from './gaps/context.ts';
import { EVIDENCE_EXPIRED, EVIDENCE_EXPIRING, evidenceExpiry, evidenceWalk } from './gaps/evidence-dates.ts';
import { OWNED_DIFFERENTLY, usesWalk } from './gaps/owned-differently.ts';
import {
  PROVIDER_WITHOUT_EVIDENCE,
  providerWalk,
  providerWithoutEvidence,
} from './gaps/provider-evidence.ts';
import { SERVICE_LIFECYCLE, serviceLifecycle } from './gaps/service-lifecycle.ts';
import { UNANSWERED, unanswered, unansweredThroughout } from './gaps/unanswered.ts';

export type { GapInput, GapRule } from './gaps/context.ts';

/** Every rule, as legends and filters list them; for gaps of one severity at one place, also their order. */
export const GAP_RULES: readonly GapRule[] = [
  answers.MISCONCEPTION,
  EVIDENCE_EXPIRED,
  UNANSWERED,
  answers.NO_NAMED_PERSON,
  answers.SHARED_WITHOUT_BOTH_TEXTS,
  answers.NOT_APPLICABLE_WITHOUT_REASON,
  answers.DEVIATES_WITHOUT_REASON,
  answers.IMPLEMENTED_WITHOUT_EVIDENCE,
  OWNED_DIFFERENTLY,
  PROVIDER_WITHOUT_EVIDENCE,
  SERVICE_LIFECYCLE,
  EVIDENCE_EXPIRING,
];

/** Runs every rule over the workbook: highest severity first, then in register order. One walk over the rows. */
export function findGaps(input: GapInput): Gap[] {
  const parties = partyBook(input.parties);
  const found: Found[] = [];
  const add = (gap: Gap | null, at: number): void => {
    if (gap !== null) found.push({ gap, at });
  };
  const subjects = new Map<string, SubjectTally>();
  const evidence = evidenceWalk(input.evidence);
  const providers = providerWalk(input, parties);
  const uses = usesWalk(input.services);

  let at = 0;
  for (const row of input.rows) {
    const tally = tallyOf(subjects, row, at);
    tally.asked += 1;
    evidence.see(row, at);
    const open = unanswered(row);
    if (open !== null) {
      tally.open.push({ gap: open, at });
    } else {
      add(answers.misconception(row, input.misconceptionOf(row)), at);
      add(answers.noNamedPerson(row, parties), at);
      add(answers.sharedWithoutBothTexts(row, parties), at);
      add(answers.notApplicableWithoutReason(row), at);
      add(answers.deviatesWithoutReason(row, parties), at);
      add(answers.implementedWithoutEvidence(row, parties), at);
      providers.see(row, at);
      uses.see(row, at);
    }
    at += 1;
  }

  for (const tally of subjects.values()) {
    if (tally.open.length === tally.asked && tally.asked > 1)
      add(unansweredThroughout(tally.first, tally.asked), tally.at);
    else for (const item of tally.open) found.push(item);
  }
  for (const { item, row, at: place } of evidence.firstUses())
    add(evidenceExpiry(item, row, input.today), place);
  for (const lack of providers.uncovered()) add(providerWithoutEvidence(lack, parties), lack.at);
  for (const { gap, at: place } of uses.differing(parties)) add(gap, place);
  // A service without any question has no place in the register: it comes after all that do.
  for (const [index, service] of input.services.entries())
    add(serviceLifecycle(service, input.today), subjects.get(service.ref)?.at ?? at + index);
  return inOrder(found);
}

interface Found {
  readonly gap: Gap;
  /** Place in the register. */
  readonly at: number;
}
interface SubjectTally {
  readonly first: RegisterRow;
  readonly at: number;
  asked: number;
  readonly open: Found[];
}

function tallyOf(subjects: Map<string, SubjectTally>, row: RegisterRow, at: number): SubjectTally {
  const known = subjects.get(row.subject);
  if (known) return known;
  const tally: SubjectTally = { first: row, at, asked: 0, open: [] };
  subjects.set(row.subject, tally);
  return tally;
}

function inOrder(found: Found[]): Gap[] {
  const severity = new Map(SEVERITIES.map((name, index) => [name, index]));
  const rule = new Map(GAP_RULES.map(({ id }, index) => [id, index]));
  const rank = (map: ReadonlyMap<string, number>, key: string): number => map.get(key) ?? map.size;
  return found
    .sort(
      (a, b) =>
        rank(severity, a.gap.severity) - rank(severity, b.gap.severity) ||
        a.at - b.at ||
        rank(rule, a.gap.rule) - rank(rule, b.gap.rule),
    )
    .map(({ gap }) => gap);
}
