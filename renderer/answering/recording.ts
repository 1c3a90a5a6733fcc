import type { Assignment, Card, Ownership } from '../../main/contract/assignments.ts';
import type { Party } from '../../main/contract/parties.ts';
import { isHeld } from '../../main/domain/answers/held.ts';
import { ownershipOf, partiesOf } from '../../main/domain/duties/ownership.ts';
import { type Answer, differs } from '../components/ownership/answers.ts';

/** Parties picked one by one; picking one again takes it out. Kept in the workbook's own order. */
export function toggleParty(picked: readonly string[], party: string, parties: readonly Party[]): string[] {
  const next = new Set(picked);
  if (!next.delete(party)) next.add(party);
  return inOrder([...next], parties);
}

/** Parties in the workbook's own order. */
export const inOrder = (picked: readonly string[], parties: readonly Pick<Party, 'id'>[]): string[] =>
  parties.filter(({ id }) => picked.includes(id)).map(({ id }) => id);

export const sameParties = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** What an answer leads to: on to the next duty, nowhere, or as the reader has set it for answers given by their key. */
export type Then = 'go' | 'stay' | 'as-set';

/** Where to go once an answer is recorded: on to the next open duty. A corrected answer stays in view, unless one says go on. */
export function cardAfterAnswer(
  card: { readonly ownership: Ownership; readonly assignment: Pick<Assignment, 'confirmLater'> | null },
  places: { readonly next: string | null; readonly nextOpen: string | null },
  then: Then,
  goOn: boolean,
): string | null {
  if (then === 'stay' || (then === 'as-set' && !goOn)) return null;
  if (card.ownership.kind === 'unanswered') return places.nextOpen;
  return then === 'go' || card.assignment?.confirmLater ? places.next : null;
}

/** Whether accepting records something: what stands chosen, what is suggested for an open duty, or what waits to be confirmed. Else it only goes on. */
export const acceptRecords = (
  { ownership, assignment }: Pick<Card, 'ownership' | 'assignment'>,
  picked: readonly string[],
): boolean => picked.length > 0 || ownership.kind === 'unanswered' || (assignment?.confirmLater ?? false);

/** The answer as recorded, to confirm it. */
export function sameAnswer(card: Pick<Card, 'assignment' | 'ownership'>): Answer {
  if (card.assignment?.notApplicable != null) return { notApplicable: card.assignment.notApplicable };
  return { owners: [...partiesOf(card.ownership)] };
}

/** An answer in the parties' own names: `Acme alone`, `shared by AWS and Acme`, `not applicable`. */
export function answerWords(answer: Answer, parties: readonly Pick<Party, 'id' | 'name'>[]): string {
  if ('notApplicable' in answer) return 'not applicable';
  const names = answer.owners.map((id) => parties.find((party) => party.id === id)?.name ?? id);
  return names.length === 1 ? `${names[0]} alone` : `shared by ${names.join(' and ')}`;
}

/** The parties that stand chosen: those picked; before that the recorded ones, which a first pick adds to or takes from. */
export const pickedAfter = (
  draft: readonly string[] | undefined,
  card: Pick<Card, 'ownership'>,
  party: string,
  parties: readonly Party[],
): readonly string[] | undefined => {
  const recorded = partiesOf(card.ownership);
  const next = toggleParty(draft ?? recorded, party, parties);
  return next.length === 0 || sameParties(next, recorded) ? undefined : next;
};

/** Whether there is something that other services can be told: an answer of a service's own. */
export const canBeSame = (card: {
  readonly subject: Pick<Card['subject'], 'kind'>;
  readonly ownership: Ownership;
  readonly common?: Pick<NonNullable<Card['common']>, 'how'> | null;
}): boolean =>
  card.subject.kind === 'service' && card.ownership.kind !== 'unanswered' && !isHeld(card.common?.how);

/** Whether an answer of another service can be taken: an open duty of a service of which nothing is held. */
export const canTakeSame = (card: Parameters<typeof canBeSame>[0]): boolean =>
  card.subject.kind === 'service' && card.ownership.kind === 'unanswered' && !isHeld(card.common?.how);

/** Whether something of this duty's own stands there to take back: what is held or inherited is taken back where it was given. */
export function canBeTakenBack({
  ownership,
  assignment,
  common,
}: Pick<Card, 'ownership' | 'assignment' | 'common'>): boolean {
  if (ownership.kind === 'unanswered' || common?.how === 'inherited') return false;
  return !isHeld(common?.how) || (assignment?.ownPart ?? false);
}

/** A part of an answer that nobody has said more about. */
export const share = (party: string) => ({ party, text: null, person: null });

/** Whether an answer differs from what is suggested, and is not the one that is recorded: it wants a reason. */
export const differsAnew = (
  answer: Answer,
  card: Pick<Card, 'ownership' | 'suggestion'>,
  parties: readonly Party[],
): boolean =>
  'owners' in answer &&
  !sameParties(answer.owners, partiesOf(card.ownership)) &&
  differs(ownershipOf({ shares: answer.owners.map(share), notApplicable: null }), card.suggestion, parties);

/** Whether the reason that is recorded stays with an answer of these owners: it is that of the duty's own answer, which names them already. */
export const keepsReason = (
  { ownership, assignment, common }: Pick<Card, 'ownership' | 'assignment' | 'common'>,
  owners: readonly string[],
): boolean =>
  (assignment?.deviationReason ?? null) !== null &&
  !isHeld(common?.how) &&
  common?.how !== 'inherited' &&
  sameParties(owners, partiesOf(ownership));

/** Whether an answer changes what many columns show. */
export const showsElsewhere = (answer: Answer, card: Pick<Card, 'ownership' | 'foundation'>): boolean =>
  card.foundation !== null && !('owners' in answer && sameParties(answer.owners, partiesOf(card.ownership)));
