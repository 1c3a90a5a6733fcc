import type { Assignment, ReviewState, Share, Status } from '../../contract/assignments.ts';
import { COMMON_KINDS, type HowHeld } from '../../contract/common-controls.ts';
import type { Party, PartyKind } from '../../contract/parties.ts';
import type { Inherited } from '../../contract/providers.ts';
import { isAnswered, ownershipOf } from '../duties/ownership.ts';
import type { AnswerChange } from './changes.ts';
import { untouched } from './untouched.ts';

/** Whether the answers of a party can hold in many services. */
export const canAnswerForMany = ({ kind }: Pick<Party, 'kind'>): boolean =>
  COMMON_KINDS.some((common) => common === kind);

/** A common control as it bears on one service; `excepted` is why it does not hold there. */
export interface Bearing {
  readonly party: string;
  readonly ref: string;
  readonly record: Assignment;
  readonly evidence: readonly number[];
  readonly excepted: string | null;
  /** From where it is inherited; null for an answer of this workbook. */
  readonly inherited: Inherited | null;
  /** Since when the provider's workbook holds it no more (ISO date); null while it does. */
  readonly ended: string | null;
}

/** Whether a record is an answer by itself. */
const isOwnAnswer = (record: Assignment | null | undefined): boolean =>
  record != null && !record.ownPart && isAnswered(ownershipOf(record));

/** How a common control bears on a service's duty; null where none does. */
export function howHeld(
  own: Assignment | null | undefined,
  bearing: Bearing | null | undefined,
  kinds: ReadonlyMap<string, PartyKind>,
): HowHeld | null {
  const lonely = own?.ownPart && own.shares.length > 0 ? 'alone' : null;
  if (!bearing) return lonely;
  if (bearing.ended !== null) return bearing.excepted !== null || isOwnAnswer(own) ? lonely : 'ended';
  if (bearing.excepted !== null) return 'excepted';
  if (!isAnswered(ownershipOf(bearing.record))) return lonely;
  if (isOwnAnswer(own)) return 'own-answer';
  if (own?.ownPart) return own.shares.length > 0 ? 'own-part' : 'held';
  return leftToServices(bearing.record, kinds).length > 0 ? 'own-part-open' : 'held';
}

/** Whether what stands there is what the common control says. */
export const isHeld = (how: HowHeld | null | undefined): boolean =>
  how === 'held' || how === 'own-part' || how === 'own-part-open';

/** What a common answer leaves to those in whose services it holds: the parts of the organisation and of its clients. */
export const leftToServices = (record: Assignment, kinds: ReadonlyMap<string, PartyKind>): readonly Share[] =>
  record.shares.filter(({ party }) => {
    const kind = kinds.get(party);
    return kind === 'organisation' || kind === 'client';
  });

/** The parties whose part in a held duty is the service's own to say: what is left to it, and what it said. */
export const ownPartiesOf = (
  own: Assignment | null | undefined,
  bearing: Bearing,
  kinds: ReadonlyMap<string, PartyKind>,
): readonly string[] => [
  ...new Set(
    [...(own?.ownPart ? own.shares : []), ...leftToServices(bearing.record, kinds)].map(({ party }) => party),
  ),
];

type Field = AnswerChange['field'];
/** What a service says for itself also where its answer is held; whoever names owners gives it an answer of its own. */
const BESIDE_HELD: ReadonlySet<Field> = new Set([
  'owners',
  'not-applicable',
  'unanswered',
  'note',
  'parked',
  'evidence',
]);
/** What can be noted here beside the answer of a party that another workbook gives. */
const BESIDE_INHERITED: ReadonlySet<Field> = new Set(['note', 'parked', 'evidence']);
/** Of an own part, how far it is and until when; its text and person are told by their party. */
const OF_OWN_PART: ReadonlySet<Field> = new Set(['status', 'risk', 'dueOn', 'confirmLater']);

/**
 * Whether a field of a duty is said in its place, as a common control bears on it. What is not is changed where it was answered, so
 * that no service goes its own way in silence. `parties` are those of `ownPartiesOf`; `party` is whose text or person it is.
 */
export function isSaidHere(
  how: HowHeld | null | undefined,
  parties: readonly string[],
  field: Field,
  party?: string,
): boolean {
  if (how === 'inherited') return BESIDE_INHERITED.has(field);
  if (!isHeld(how) || BESIDE_HELD.has(field)) return true;
  return party === undefined ? how === 'own-part' && OF_OWN_PART.has(field) : parties.includes(party);
}

const leastOf =
  <T>(order: readonly T[]) =>
  (a: T, b: T): T =>
    order.indexOf(a) < order.indexOf(b) ? a : b;
const leastStatus = leastOf<Status>(['not-started', 'in-progress', 'risk-accepted', 'implemented']);
const leastReview = leastOf<ReviewState>(['returned', 'draft', 'submitted', 'accepted']);
/** As far as a duty can be whose service has not said its own part yet. */
const OPEN_PART = { status: 'in-progress', review: 'draft' } as const;

/**
 * The record of a duty in which a common answer holds: the owners, texts, persons, status and date of the common answer; note, parking
 * and evidence are the service's own. What the answer leaves to its services is said by the service's own part, and both must be done
 * and accepted before the whole is.
 */
export function heldRecord(
  own: Assignment | null | undefined,
  { record }: Bearing,
  kinds: ReadonlyMap<string, PartyKind>,
  at: { readonly subject: string; readonly responsibility: string },
): Assignment {
  const base = own ?? untouched(at.subject, at.responsibility, record.rev);
  const left = own?.ownPart ? new Set(leftToServices(record, kinds)) : new Set<Share>();
  const added = own?.ownPart ? own.shares : [];
  const named = new Set(added.map(({ party }) => party));
  const shares = [...record.shares.filter((share) => !left.has(share) && !named.has(share.party)), ...added];
  const isOpen = !own?.ownPart && leftToServices(record, kinds).length > 0;
  const part = added.length > 0 ? base : null;
  const its = part ?? (isOpen ? OPEN_PART : null);
  return {
    ...base,
    shares,
    notApplicable: record.notApplicable,
    deviationReason: base.deviationReason ?? record.deviationReason,
    status: its ? leastStatus(its.status, record.status) : record.status,
    dueOn: part?.dueOn ?? record.dueOn,
    note: base.note ?? record.note,
    confirmLater: (own?.ownPart && own.confirmLater) || record.confirmLater,
    // Whoever wrote and accepted the common answer did so at the party, and is judged there: a service with its own part answers for that.
    risk: part?.status === 'risk-accepted' ? part.risk : record.risk,
    authors: part ? part.authors : record.authors,
    reviewed: part ? part.reviewed : record.reviewed,
    review: its ? leastReview(its.review, record.review) : record.review,
    reviewText: part?.reviewText ?? record.reviewText,
    answeredAt: part?.answeredAt ?? record.answeredAt,
    answeredBy: part?.answeredBy ?? record.answeredBy,
    rev: Math.max(base.rev, record.rev),
  };
}

/** The evidence of both, each once. */
export const heldEvidence = (own: readonly number[], common: readonly number[]): readonly number[] =>
  common.length === 0 ? own : [...new Set([...own, ...common])].sort((a, b) => a - b);
