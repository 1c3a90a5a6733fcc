import type { Assignment, Status } from '../contract/assignments.ts';
import { ruleViolation } from '../contract/errors.ts';
import { misconceptionFor } from '../domain/misconceptions.ts';
import { kindsById, ownerClassOf, ownershipOf } from '../domain/ownership.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { blankAssignment, type Place, sharesFor } from './answer.ts';
import type { CommandContext, QueryContext } from './context.ts';

export type Answer = { readonly owners: readonly string[] } | { readonly notApplicable: string };
export interface AnswerInput {
  readonly answer: Answer;
  readonly reason?: string | null | undefined;
  readonly duties?: Readonly<Record<string, string | null>> | undefined;
  readonly people?: Readonly<Record<string, string | null>> | undefined;
  readonly status?: Status | undefined;
}

/** The warning that a set of owners would raise here; null when none. */
export function warningFor(place: Place, owners: readonly string[], { db }: QueryContext) {
  const kinds = kindsById(listParties(db));
  const shares = owners.map((party) => ({ party, text: null, person: null }));
  const answer = ownerClassOf(ownershipOf({ shares, notApplicable: null }), kinds);
  return misconceptionFor(place.duty, place.suggestion.owner, answer);
}

/**
 * The record as an answer leaves it; nothing is written here. RULE_VIOLATION with details `{misconception}` for a known
 * misconception without a reason, and for "not applicable" without one.
 */
export function afterAnswer(context: CommandContext, place: Place, input: AnswerInput): Assignment {
  const { db, rev, clock, actor } = context;
  const before = place.recorded ?? blankAssignment(place, rev);
  const answered = {
    ...before,
    askedAnyway: before.askedAnyway || !place.asked,
    status: input.status ?? before.status,
    parked: false,
    confirmLater: false,
    review: 'draft' as const,
    answeredAt: clock.now(),
    answeredBy: actor,
    rev,
  };
  if ('notApplicable' in input.answer) {
    if (input.answer.notApplicable === '')
      throw ruleViolation(
        `"Not applicable" needs a reason: say why nobody has to do this for ${place.subject.label}.`,
      );
    return {
      ...answered,
      shares: [],
      notApplicable: input.answer.notApplicable,
      deviationReason: input.reason ?? null,
    };
  }
  const { owners } = input.answer;
  const misconception = warningFor(place, owners, context);
  const kept = sameOwners(before, owners) ? before.deviationReason : null;
  const reason = (input.reason === undefined ? kept : input.reason) || null;
  if (misconception && reason === null)
    throw ruleViolation(
      `This is a known misconception: "${misconception.belief}" ${misconception.correction} Record it all the same by giving a reason, or take the suggestion (${misconception.suggested}).`,
      { misconception },
    );
  const shares = sharesFor(place, owners, input, db);
  const suggested =
    ownerClassOf(ownershipOf({ shares, notApplicable: null }), kindsById(listParties(db))) ===
    place.suggestion.owner;
  return { ...answered, shares, notApplicable: null, deviationReason: suggested ? null : reason };
}

/** The record without its answer: note, status and evidence stay. */
export const afterClearing = (context: CommandContext, place: Place): Assignment => ({
  ...(place.recorded ?? blankAssignment(place, context.rev)),
  shares: [],
  notApplicable: null,
  deviationReason: null,
  confirmLater: false,
  answeredAt: null,
  answeredBy: null,
  rev: context.rev,
});

const sameOwners = (before: Assignment, owners: readonly string[]): boolean =>
  before.shares.length === owners.length && before.shares.every((share) => owners.includes(share.party));

/** Whether two records say the same, whoever recorded them and when. */
export function saysTheSame(a: Assignment, b: Assignment): boolean {
  const content = ({ rev: _rev, answeredAt: _at, answeredBy: _by, ...rest }: Assignment) =>
    JSON.stringify(rest);
  return content(a) === content(b);
}
