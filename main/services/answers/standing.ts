import {
  canBeInherited,
  endedAt,
  inheritedAt,
  sourceOf,
  standingOf,
} from '../../assessment/common-controls.ts';
import { holdersOf } from '../../assessment/common-holders.ts';
import { namedParties } from '../../assessment/parties.ts';
import type { Assignment, Card } from '../../contract/assignments.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { assignmentRef } from '../../contract/ids.ts';
import { ownPartiesOf } from '../../domain/answers/held.ts';
import { kindsById, namesById } from '../../domain/duties/ownership.ts';
import { listEvidenceOf } from '../../workbook/tables/evidence.ts';
import type { QueryContext } from '../context.ts';
import type { Place } from './place.ts';

/** What a card shows of a duty: its record as it stands, with what it holds from a common control, and where that came from. */
export function standingIn(
  { session, db, catalogue }: QueryContext,
  { subject, duty, recorded, bearing, parties }: Place,
): {
  readonly record: Assignment | undefined;
  readonly evidence: readonly Evidence[];
  readonly common: Card['common'];
} {
  const own = listEvidenceOf(db, subject.ref, duty.id);
  const commons = session.register().commons();
  const holders = () => holdersOf(db, catalogue, commons, session.marks());
  const named = (party: string) => namesById(namedParties(db)).get(party) ?? party;
  const elsewhere = canBeInherited(subject)
    ? (inheritedAt(commons, subject.ref).get(duty.id) ?? endedAt(commons, subject.ref).get(duty.id))
    : undefined;
  if (subject.kind === 'common' || elsewhere) {
    const ref = assignmentRef(subject.ref, duty.id);
    return {
      // What has ended says nothing any more: what was noted here stands, with its revision.
      record: (elsewhere?.ended === null ? elsewhere.record : recorded) ?? undefined,
      evidence: own,
      common: {
        ...sourceOf({ party: subject.ref, ref }, elsewhere),
        partyName: named(elsewhere?.giver ?? subject.ref),
        services: holders().get(ref)?.services ?? 0,
        ownParties: [],
      },
    };
  }
  const record = recorded ?? undefined;
  if (!subject.service) return { record, evidence: own, common: null };
  const numbers = own.map(({ number }) => number);
  const standing = standingOf(commons, subject.service, duty.id, { record, evidence: numbers });
  if (!standing.common) return { record, evidence: own, common: null };
  const { party, ref } = standing.common;
  const more = standing.evidence.some((number) => !numbers.includes(number));
  const theirs = more ? listEvidenceOf(db, party, duty.id) : [];
  return {
    record: standing.record,
    evidence: [...own, ...theirs.filter(({ number }) => !numbers.includes(number))],
    common: {
      ...standing.common,
      partyName: named(party),
      services: holders().get(ref)?.services ?? 0,
      ownParties: bearing === null ? [] : ownPartiesOf(recorded, bearing, kindsById(parties)),
    },
  };
}
