import type { Assignment } from '../contract/assignments.ts';
import type { SubjectKind } from '../contract/catalogue.ts';
import type { FromCommon, Reach } from '../contract/common-controls.ts';
import { assignmentRef } from '../contract/ids.ts';
import type { PartyKind } from '../contract/parties.ts';
import type { Inherited } from '../contract/providers.ts';
import {
  type Bearing,
  canAnswerForMany,
  heldEvidence,
  heldRecord,
  howHeld,
  isHeld,
} from '../domain/answers/held.ts';
import { closeness, type Reached } from '../domain/answers/reach.ts';
import { untouched } from '../domain/answers/untouched.ts';
import { encodeOwnership, isAnswered, kindsById, ownershipOf } from '../domain/duties/ownership.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { type AssignmentMark, readMarks } from '../workbook/tables/assignment-marks.ts';
import { readAssignment } from '../workbook/tables/assignments.ts';
import { listCommonReaches } from '../workbook/tables/common-controls.ts';
import { readEvidenceNumbersOf } from '../workbook/tables/evidence.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { listServices } from '../workbook/tables/services-in-use.ts';
import { readInherited } from './inherited-controls.ts';

/**
 * A party's answer to a duty, with where it holds; that of a cloud to a foundation, which another workbook gave, holds in no service by
 * itself.
 */
export interface CommonAnswer extends Omit<Bearing, 'excepted'> {
  /** From whose workbook it is inherited; the party itself where it is answered here. */
  readonly giver: string;
  readonly responsibility: string;
  readonly reach: Reach;
  readonly exceptions: ReadonlyMap<string, string>;
}
/** What the rows of services take from parties that answered once for many. */
export interface Commons {
  /** By duty; those of one duty in the order of the parties, and of those who gave them. */
  readonly byDuty: ReadonlyMap<string, readonly CommonAnswer[]>;
  readonly kinds: ReadonlyMap<string, PartyKind>;
}

/** Reads every common control of a workbook. */
export function readCommons(db: ReadDb): Commons {
  const parties = listParties(db);
  const rank = new Map(parties.map(({ id }, index) => [id, index]));
  const byDuty = new Map<string, CommonAnswer[]>();
  // A party may have become of another kind in a copy that was merged: then it answers for itself alone.
  const able = new Set(parties.filter(canAnswerForMany).map(({ id }) => id));
  const said = new Map(
    listCommonReaches(db).map((place) => [assignmentRef(place.party, place.responsibility), place]),
  );
  const inherited = readInherited(db, parties, said);
  const elsewhere = new Set(inherited.map(({ ref }) => ref));
  const here = [...said].flatMap(([ref, { party, responsibility, reach, exceptions }]): CommonAnswer[] =>
    !able.has(party) || elsewhere.has(ref)
      ? []
      : [
          {
            party,
            giver: party,
            ref,
            responsibility,
            record: readAssignment(db, party, responsibility) ?? untouched(party, responsibility, 0),
            evidence: readEvidenceNumbersOf(db, party, responsibility),
            reach,
            exceptions,
            inherited: null,
            ended: null,
          },
        ],
  );
  const at = (party: string) => rank.get(party) ?? 0;
  // Two providers may have answered for the foundations of one cloud.
  const answers = [...here, ...inherited].sort(
    (a, b) => at(a.party) - at(b.party) || at(a.giver) - at(b.giver),
  );
  for (const answer of answers) {
    const list = byDuty.get(answer.responsibility);
    if (list) list.push(answer);
    else byDuty.set(answer.responsibility, [answer]);
  }
  return { byDuty, kinds: kindsById(parties) };
}

/**
 * The common control that bears on a duty of a service: of several the one that names it most closely, then that of the first party.
 * One that is excepted there, or says nothing yet, bears on it only where no other holds.
 */
export function bearingOn(commons: Commons, service: Reached, responsibility: string): Bearing | null {
  let best: Bearing | null = null;
  let rank = 0;
  for (const answer of commons.byDuty.get(responsibility) ?? []) {
    const excepted = answer.exceptions.get(service.ref) ?? null;
    const close = closeness(answer.reach, service);
    const holds = excepted === null && isAnswered(ownershipOf(answer.record));
    // What holds no more bears only where nothing else does.
    const its = close === 0 ? 0 : answer.ended !== null ? close / 10 : holds ? 10 + close : close;
    if (its <= rank) continue;
    rank = its;
    const { party, ref, record, evidence, inherited, ended } = answer;
    best = { party, ref, record, evidence, inherited, ended, excepted };
  }
  return best;
}

/** What stands in a row of a service: its own record, or what a common control says, and how that bears on it. */
export interface Standing {
  readonly record: Assignment | undefined;
  readonly evidence: readonly number[];
  readonly common: FromCommon | null;
}

/** The one rule of what a row takes from a common control: every register, count and document has its rows from here. */
export function standingOf(
  commons: Commons,
  service: Reached,
  responsibility: string,
  own: { readonly record: Assignment | undefined; readonly evidence: readonly number[] },
): Standing {
  const bearing = bearingOn(commons, service, responsibility);
  const how = howHeld(own.record, bearing, commons.kinds);
  if (how === null) return { ...own, common: null };
  const common: FromCommon = {
    how,
    party: how === 'alone' ? '' : (bearing?.party ?? ''),
    ref: how === 'alone' ? '' : (bearing?.ref ?? ''),
    reason: bearing?.excepted ?? null,
    ...(bearing?.inherited && how !== 'alone' ? { inherited: bearing.inherited } : {}),
  };
  if (!bearing || !isHeld(how)) return { ...own, common };
  return {
    record: heldRecord(own.record, bearing, commons.kinds, { subject: service.ref, responsibility }),
    evidence: heldEvidence(own.evidence, bearing.evidence),
    common,
  };
}

const markOf = (
  record: Assignment,
  evidence: number,
  { held, ownPart }: { readonly held: boolean; readonly ownPart: boolean },
): AssignmentMark => ({
  subject: record.subject,
  responsibility: record.responsibility,
  ownership: encodeOwnership(ownershipOf(record)),
  status: record.status,
  parked: record.parked,
  note: record.note !== null,
  evidence,
  askedAnyway: record.askedAnyway,
  ownPart,
  held,
});

/** The mark of a duty as it stands, from that of its own record; undefined where nobody has touched it and nothing is held. */
export function standingMark(
  db: ReadDb,
  commons: Commons,
  service: Reached,
  responsibility: string,
  own: AssignmentMark | undefined,
): AssignmentMark | undefined {
  // Most marks of a register are answers of its own, of which nothing more has to be read.
  if (own && own.ownership !== '' && !own.ownPart) return own;
  const record = own ? (readAssignment(db, service.ref, responsibility) ?? undefined) : undefined;
  const evidence = own ? readEvidenceNumbersOf(db, service.ref, responsibility) : [];
  const standing = standingOf(commons, service, responsibility, { record, evidence });
  if (!standing.common || !isHeld(standing.common.how) || !standing.record) return own;
  const proofs = proofsOf({ evidence: standing.evidence, inherited: standing.common.inherited });
  return markOf(standing.record, proofs, { held: true, ownPart: own?.ownPart ?? false });
}

/** How many pieces of evidence stand beside an answer, of this workbook and of the one that it is inherited from. */
export const proofsOf = (answer: {
  readonly evidence: readonly number[];
  readonly inherited?: Inherited | null | undefined;
}): number => answer.evidence.length + (answer.inherited?.evidence.length ?? 0);

/** What the answer of a party is: given here for many services, or in another workbook, which may hold it no more. */
export const sourceOf = (
  { party, ref }: Pick<FromCommon, 'party' | 'ref'>,
  elsewhere: CommonAnswer | undefined,
): FromCommon => ({
  how: elsewhere === undefined ? 'source' : elsewhere.ended === null ? 'inherited' : 'ended',
  party: elsewhere?.giver ?? party,
  ref,
  reason: null,
  ...(elsewhere?.inherited ? { inherited: elsewhere.inherited } : {}),
});

/** Whether rows of a subject can stand answered by another workbook: those of a party that answers for many, and the foundations of a cloud. */
export const canBeInherited = ({ kind }: { readonly kind: SubjectKind }): boolean =>
  kind === 'common' || kind === 'provider';

/** What a party answers in another workbook, by duty: its rows where it has none of its own. Of several the first, as in services. */
export const inheritedAt = (commons: Commons, party: string): ReadonlyMap<string, CommonAnswer> =>
  firstByDuty(inheritedBy(commons, party).filter(({ ended }) => ended === null));

/** The foundations of a cloud that a provider's workbook held and holds no more, by duty. */
export const endedAt = (commons: Commons, party: string): ReadonlyMap<string, CommonAnswer> =>
  commons.kinds.get(party) === 'provider'
    ? firstByDuty(inheritedBy(commons, party).filter(({ ended }) => ended !== null))
    : new Map();

const inheritedBy = (commons: Commons, party: string): readonly CommonAnswer[] =>
  [...commons.byDuty.values()].flat().filter((answer) => answer.party === party && answer.inherited !== null);

function firstByDuty(answers: readonly CommonAnswer[]): ReadonlyMap<string, CommonAnswer> {
  const first = new Map<string, CommonAnswer>();
  for (const answer of answers)
    if (!first.has(answer.responsibility)) first.set(answer.responsibility, answer);
  return first;
}

/** The records of a party as they stand: its own, and what it answers in another workbook. */
export function partyRecords(
  commons: Commons,
  party: string,
  own: ReadonlyMap<string, Assignment>,
): ReadonlyMap<string, Assignment> {
  const inherited = inheritedAt(commons, party);
  if (inherited.size === 0) return own;
  return new Map([...own, ...[...inherited].map(([duty, { record }]) => [duty, record] as const)]);
}

/** Marks of the whole workbook as its duties stand: subject -> responsibility -> mark. */
export function readStandingMarks(
  db: ReadDb,
  commons: Commons = readCommons(db),
): Map<string, ReadonlyMap<string, AssignmentMark>> {
  const marks: Map<string, Map<string, AssignmentMark>> = readMarks(db);
  if (commons.byDuty.size === 0) return marks;
  for (const service of listServices(db)) {
    const own = marks.get(service.ref) ?? new Map<string, AssignmentMark>();
    for (const duty of commons.byDuty.keys()) {
      const mark = standingMark(db, commons, service, duty, own.get(duty));
      if (mark) own.set(duty, mark);
    }
    if (own.size > 0) marks.set(service.ref, own);
  }
  for (const party of new Set([...commons.byDuty.values()].flat().map((answer) => answer.party))) {
    const own = marks.get(party) ?? new Map<string, AssignmentMark>();
    for (const [duty, answer] of inheritedAt(commons, party))
      own.set(duty, markOf(answer.record, proofsOf(answer), { held: false, ownPart: false }));
    if (own.size > 0) marks.set(party, own);
  }
  return marks;
}

/** The records of a service as they stand, whether it is asked the duties or not. */
export function standingRecords(
  commons: Commons,
  service: Reached,
  own: ReadonlyMap<string, Assignment>,
): ReadonlyMap<string, Assignment> {
  if (commons.byDuty.size === 0) return own;
  const records = new Map(own);
  for (const duty of commons.byDuty.keys()) {
    const { record } = standingOf(commons, service, duty, { record: own.get(duty), evidence: [] });
    if (record) records.set(duty, record);
  }
  return records;
}
