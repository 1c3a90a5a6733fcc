import type { Assignment, Waits } from '../../contract/assignments.ts';
import type { assignments } from '../../contract/methods/assignments.ts';
import { answerRefused } from '../../contract/refusals.ts';
import { misconceptionFor } from '../../domain/duties/misconceptions.ts';
import { kindsById, ownerClassOf, ownershipOf } from '../../domain/duties/ownership.ts';
import { isAnothersPart } from '../../domain/duties/suggested-parties.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { blankAssignment, type Place, sharesFor } from './place.ts';

/** What a change is judged by: it reads only, and says which revision the record would be of. */
export type Judging = QueryContext & { readonly rev: number };

export type Answer = { readonly owners: readonly string[] } | { readonly notApplicable: string };
export interface AnswerInput {
  readonly answer: Answer;
  readonly reason?: string | null | undefined;
}

/** The warning that a set of owners would raise here; null when none. */
export function warningFor(place: Place, owners: readonly string[]) {
  const kinds = kindsById(place.parties);
  const shares = owners.map((party) => ({ party, text: null, person: null }));
  const answer = ownerClassOf(ownershipOf({ shares, notApplicable: null }), kinds);
  return misconceptionFor(place.duty, place.suggestion.owner, answer, place.subject.service);
}

/**
 * The record as an answer leaves it; nothing is written here. Refused for a known misconception
 * without a reason, and for "not applicable" without one.
 */
export function afterAnswer(context: Judging, place: Place, input: AnswerInput): Assignment {
  const { rev, clock, actor } = context;
  const before = place.recorded ?? blankAssignment(place, rev);
  const answered = {
    ...before,
    askedAnyway: before.askedAnyway || !place.asked,
    ownPart: false,
    parked: false,
    waits: null,
    confirmLater: false,
    // Whether a submitted answer is a draft again is decided where it is written: one that says the same is not.
    review: before.review === 'submitted' ? before.review : ('draft' as const),
    answeredAt: clock.now(),
    answeredBy: actor,
    rev,
  };
  if ('notApplicable' in input.answer) {
    if (input.answer.notApplicable === '')
      throw answerRefused(
        'reason-needed',
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
  const misconception = warningFor(place, owners);
  const kept = sameOwners(before, owners) ? before.deviationReason : null;
  const reason = (input.reason === undefined ? kept : input.reason) || null;
  if (misconception && reason === null)
    throw answerRefused(
      'misconception',
      `This is a known misconception: "${misconception.belief}" ${misconception.correction} Record it all the same by giving a reason, or take the suggestion (${misconception.suggested}).`,
      misconception,
    );
  const shares = sharesFor(place, owners);
  const ownership = ownershipOf({ shares, notApplicable: null });
  const suggested =
    ownerClassOf(ownership, kindsById(place.parties)) === place.suggestion.owner &&
    !isAnothersPart(ownership, place.suggestion, place.subject.ref, place.parties);
  return { ...answered, shares, notApplicable: null, deviationReason: suggested ? null : reason };
}

/** The record without its answer: note, status and evidence stay. */
export const afterClearing = (context: Judging, place: Place): Assignment => ({
  ...(place.recorded ?? blankAssignment(place, context.rev)),
  shares: [],
  notApplicable: null,
  deviationReason: null,
  ownPart: false,
  confirmLater: false,
  answeredAt: null,
  answeredBy: null,
  reviewed: null,
  rev: context.rev,
});

/**
 * Whether the record is parked then, and what for. Saying what it waits for parks it; what is not parked waits for nothing.
 * Refused (`value`) for a person that the workbook does not have.
 */
export function parkedAs(
  people: readonly { readonly id: string }[],
  before: Assignment,
  { parked, waits }: { readonly parked?: boolean | undefined; readonly waits?: Waits | null | undefined },
): Pick<Assignment, 'parked' | 'waits'> {
  if (!(parked ?? (waits ? true : before.parked))) return { parked: false, waits: null };
  if (waits === undefined) return { parked: true, waits: before.waits };
  const { for: what = null, person = null, name = null } = waits ?? {};
  if (person !== null && !people.some(({ id }) => id === person))
    throw answerRefused(
      'value',
      `There is no person "${person}". Add the person under Scope first, or write a name.`,
    );
  return { parked: true, waits: what || person || name ? { for: what || null, person, name } : null };
}

/** What a caller says of whom it waits for, as it is recorded. */
export const waitsGiven = (
  waits: Parameters<Handlers<typeof assignments>['update']>[1]['waits'],
): Waits | null | undefined =>
  waits && {
    for: waits.for,
    person: waits.whom && 'person' in waits.whom ? waits.whom.person : null,
    name: waits.whom && 'name' in waits.whom ? waits.whom.name : null,
  };

const sameOwners = (before: Assignment, owners: readonly string[]): boolean =>
  before.shares.length === owners.length && before.shares.every((share) => owners.includes(share.party));
