import type { Assignment } from '../../contract/assignments.ts';
import type { Party, Person } from '../../contract/parties.ts';
import { answerRefused } from '../../contract/refusals.ts';
import type { AnswerChange } from '../../domain/answers/changes.ts';
import { howHeld, isHeld, isSaidHere, leftToServices, ownPartiesOf } from '../../domain/answers/held.ts';
import { isAnswered, kindsById, namesById, ownershipOf } from '../../domain/duties/ownership.ts';
import { toldApart } from '../../domain/duties/told-apart.ts';
import { originWords } from '../../domain/providers/origin-words.ts';
import { readEvidence } from '../../workbook/tables/evidence.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { blankAssignment, isHeldThere, type Place } from './place.ts';
import { afterAnswer, afterClearing, type Judging, parkedAs } from './record.ts';

/** A duty as it is being changed: its record, and the evidence linked to it. */
export interface DutyState {
  readonly record: Assignment;
  readonly evidence: readonly number[];
}
/** Where changes are worked out; nothing here writes. */
export interface Desk {
  readonly context: Judging;
  readonly place: Place;
  /** Everybody who can be named, those included who are about to be added. */
  readonly people: readonly Pick<Person, 'id' | 'name' | 'party'>[];
  readonly parties: readonly Party[];
  /** True where parking and confirming are said in fields of their own, so that owners leave them as they are. */
  readonly keepsAside: boolean;
}

export const deskAt = (
  context: Judging,
  place: Place,
  more: { readonly people?: Desk['people']; readonly keepsAside?: boolean } = {},
): Desk => ({
  context,
  place,
  get people() {
    return more.people ?? listPeople(context.db);
  },
  // Nearly no answer needs to tell them apart.
  get parties() {
    return toldApart(place.parties);
  },
  keepsAside: more.keepsAside ?? false,
});

/** The state that a change starts from. */
export const startOf = ({ context, place }: Desk, evidence: readonly number[] = []): DutyState => ({
  record: place.recorded ?? blankAssignment(place, context.rev),
  evidence,
});

/** The duty with one field changed; nothing is written here. An `answerRefused` says why it cannot be. */
export function afterChange(desk: Desk, now: DutyState, change: AnswerChange): DutyState {
  const { record } = now;
  const set = (more: Partial<Assignment>): DutyState => ({ ...now, record: { ...record, ...more } });
  refuseHeld(desk, record, change);
  switch (change.field) {
    case 'owners':
    case 'not-applicable':
    case 'unanswered':
      return { ...now, record: withOwners(desk, record, change) };
    case 'text':
    case 'person':
      return { ...now, record: withPart(desk, record, change) };
    case 'status':
      return set({ status: change.status, ...(change.status === 'risk-accepted' ? {} : { risk: null }) });
    case 'risk':
      return set({ risk: withRisk(desk, record, change.risk) });
    case 'dueOn':
    case 'note':
    case 'deviationReason':
      return set({ [change.field]: change.value || null });
    case 'reason':
      return record.notApplicable === null
        ? set({ deviationReason: change.value || null })
        : set(withoutNeed(record, change.value));
    case 'notApplicable':
      return set(withoutNeed(record, change.value));
    case 'parked':
      return set(parkedAs(desk.people, record, change));
    case 'confirmLater':
      return set({ confirmLater: change.confirmLater });
    case 'evidence':
      return { ...now, evidence: linked(desk, now.evidence, change.numbers) };
  }
}

/** What the common answer that is held leaves to this service. */
const leftHere = ({ bearing, parties }: Place) =>
  bearing === null ? [] : leftToServices(bearing.record, kindsById(parties));

/** Refuses what is held, or inherited, and is not said here: only owners named here make an answer of the service's own. */
function refuseHeld(desk: Desk, record: Assignment, change: AnswerChange): void {
  const { place } = desk;
  const { ref, bearing, elsewhere, subject } = place;
  // A foundation holds in no service, so whoever sees it otherwise says so in its own place.
  const isFoundation = subject.kind === 'provider';
  if (
    elsewhere &&
    !isAnswered(ownershipOf(record)) &&
    !isSaidHere(isFoundation ? 'held' : 'inherited', [], change.field)
  )
    throw answerRefused(
      'held',
      `${ref} is inherited from ${originWords(elsewhere.origins)}: it is changed there, and comes with a newer edition of it. ${isFoundation ? 'Say here who owns it to give it an answer of its own.' : 'A service in which it does not hold is excepted, or is given an answer of its own.'}`,
    );
  if (!bearing) return;
  const kinds = kindsById(place.parties);
  const how = howHeld(record, bearing, kinds);
  if (!isHeld(how)) return;
  const name = namesById(desk.parties).get(bearing.party) ?? bearing.party;
  const isWhole = leftHere(place).length === 0 && record.shares.length === 0;
  if (isWhole && bearing.record.review === 'accepted' && bearing.inherited === null)
    throw answerRefused(
      'locked',
      `${ref} is held from ${name}, whose answer ${bearing.ref} has been accepted in review and is locked. Reopen that one with a reason first.`,
    );
  const own = ownPartiesOf(record, bearing, kinds);
  if (isSaidHere(how, own, change.field, 'party' in change ? change.party : undefined)) return;
  throw answerRefused(
    'held',
    bearing.inherited
      ? `${ref} is inherited from ${name}: it is changed in ${originWords(bearing.inherited.origins)}, and comes with a newer edition of it. Say here who owns it to give it an answer of its own.`
      : `${ref} is held from ${name}: change it in ${bearing.ref}, or say here who owns it to give it an answer of its own.`,
  );
}

/** The duty with all of the changes made, in the order given. */
export const afterChanges = (desk: Desk, now: DutyState, changes: readonly AnswerChange[]): DutyState =>
  changes.reduce((state, change) => afterChange(desk, state, change), now);

type OwnersChange = Extract<AnswerChange, { field: 'owners' | 'not-applicable' | 'unanswered' }>;

function withOwners(
  { context, place, keepsAside }: Desk,
  record: Assignment,
  change: OwnersChange,
): Assignment {
  const at = { ...place, recorded: record };
  const aside = keepsAside
    ? { parked: record.parked, waits: record.waits, confirmLater: record.confirmLater }
    : {};
  if (change.field === 'unanswered') return { ...afterClearing(context, at), ...aside };
  const answer =
    change.field === 'owners'
      ? { owners: change.owners }
      : { notApplicable: change.why ?? record.notApplicable ?? '' };
  return { ...afterAnswer(context, at, { answer, reason: change.reason }), ...aside };
}

function withoutNeed(record: Assignment, value: string | null): Partial<Assignment> {
  if (record.notApplicable === null) {
    if (!value) return {};
    throw answerRefused(
      'value',
      'The duty is answered with an owner. Write "Not applicable" in its column Ownership to use this reason.',
    );
  }
  if (!value) throw answerRefused('reason-needed', '"Not applicable" needs a reason: it cannot be emptied.');
  return { notApplicable: value };
}

/** What stands behind an accepted risk; nothing where all of it is emptied. Refused (`value`) without that status, and for a person or an end that cannot be. */
function withRisk(
  desk: Desk,
  record: Assignment,
  given: Extract<AnswerChange, { field: 'risk' }>['risk'],
): Assignment['risk'] {
  if (record.status !== 'risk-accepted')
    throw answerRefused(
      'value',
      'Who approved a risk, why and until when is said where its status is that the risk is accepted. Set that status first.',
    );
  const {
    reason = null,
    approver = null,
    approvedOn = null,
    expiresOn = null,
  } = {
    ...record.risk,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
  if (approver !== null && !desk.people.some(({ id }) => id === approver))
    throw answerRefused('value', `There is no person "${approver}". Add the person under Scope first.`);
  if (approvedOn !== null && expiresOn !== null && expiresOn < approvedOn)
    throw answerRefused(
      'value',
      `The risk would be accepted until ${expiresOn}, before it was approved (${approvedOn}). Give it a later end.`,
    );
  const risk = { reason: reason || null, approver, approvedOn, expiresOn };
  return Object.values(risk).every((value) => value === null) ? null : risk;
}

function withPart(
  desk: Desk,
  record: Assignment,
  { field, party, value }: Extract<AnswerChange, { field: 'text' | 'person' }>,
): Assignment {
  const { context, place, parties } = desk;
  const names = namesById(parties);
  const name = names.get(party) ?? party;
  const share = record.shares.find((entry) => entry.party === party);
  const left = share ? undefined : leftHere(place).find((entry) => entry.party === party);
  const isOwnPart = left !== undefined && isHeldThere({ ...place, recorded: record });
  if (!share && !isOwnPart) {
    // An emptied part of a party that has none (any more) says what is so.
    if (!value) return record;
    throw answerRefused('no-part', `${name} has no part in this. Name ${name} as an owner, too.`);
  }
  if (field === 'person' && value && !desk.people.some(({ id }) => id === value))
    throw answerRefused('value', `There is no person "${value}". Add the person under Scope first.`);
  if (share)
    return {
      ...record,
      shares: record.shares.map((entry) => (entry === share ? { ...entry, [field]: value || null } : entry)),
    };
  // Whoever says who does what is left to the service, or what that is, answers its own part.
  return {
    ...record,
    ownPart: true,
    shares: [...record.shares, { party, text: left?.text ?? null, person: null, [field]: value || null }],
    answeredAt: context.clock.now(),
    answeredBy: context.actor,
  };
}

function linked({ context }: Desk, now: readonly number[], wanted: readonly number[]): readonly number[] {
  for (const number of wanted) {
    if (now.includes(number)) continue;
    const piece = readEvidence(context.db, number);
    if (!piece) throw answerRefused('value', `There is no evidence E-${number} any more.`);
    if (piece.replacedBy !== null)
      throw answerRefused(
        'value',
        `E-${number} "${piece.title}" was replaced by E-${piece.replacedBy}. Use that one instead.`,
      );
  }
  return wanted;
}
