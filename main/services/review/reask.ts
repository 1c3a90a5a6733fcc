import { namedParties } from '../../assessment/parties.ts';
import { dutiesOf, listSubjects, proposalKey, type Subject } from '../../assessment/subjects.ts';
import { invalidInput } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { snapshots } from '../../contract/methods/snapshots.ts';
import type { ReaskItem } from '../../contract/snapshots.ts';
import { namesById, ownershipOf, ownershipWords } from '../../domain/duties/ownership.ts';
import { type Proposal, proposalChanges, proposalOf } from '../../domain/duties/proposal.ts';
import { bareSuggestion } from '../../domain/duties/suggestion.ts';
import { servicePlaces } from '../../domain/services/service-places.ts';
import { counted } from '../../domain/words/counted.ts';
import { readSubjectAssignments } from '../../workbook/tables/assignments.ts';
import { basisHash, readBases, readBasisHashes, setBasis, writeBasis } from '../../workbook/tables/basis.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { listSplits } from '../answers/carry-splits.ts';
import type { Handlers, QueryContext } from '../context.ts';

interface Answered {
  readonly subject: Subject;
  readonly responsibility: string;
  readonly dutyName: string;
  readonly today: Proposal;
  /** Hash of what was proposed when it was answered; null where none was kept. */
  readonly basis: string | null;
}

/** Every answered duty with what the catalogue proposes for it today, in walking order. */
function* answeredDuties({ session, db, catalogue }: QueryContext): Generator<Answered> {
  const hashes = readBasisHashes(db);
  const marks = session.marks();
  // Uses of one service share their proposals: each is worked out once.
  const proposals = new Map<string, Proposal>();
  for (const subject of listSubjects(db, catalogue)) {
    const own = marks.get(subject.ref);
    const kind = proposalKey(subject, catalogue);
    for (const duty of dutiesOf(subject, catalogue, own)) {
      // What is held stands against the proposal that it was answered with.
      if (own?.get(duty.id)?.held && !own.get(duty.id)?.ownPart) continue;
      // What was split is not asked any more: its answer goes to the parts.
      if ((own?.get(duty.id)?.ownership ?? '') === '' || catalogue.isRetired(duty.id)) continue;
      const key = `${kind}/${duty.id}`;
      let today = proposals.get(key);
      if (!today) {
        const model = subject.service?.model ?? null;
        today = proposalOf(bareSuggestion(duty, subject.entry, model), subject.entry);
        proposals.set(key, today);
      }
      yield {
        subject,
        responsibility: duty.id,
        dutyName: duty.name,
        today,
        basis: hashes.get(subject.ref)?.get(duty.id) ?? null,
      };
    }
  }
}

export const reask: Handlers<typeof snapshots>['reask'] = (context, where = {}) => {
  const { db } = context;
  const places = servicePlaces(listServices(db), listEnvironments(db));
  const names = namesById(namedParties(db));
  const bases = readBases(db);
  const items: ReaskItem[] = [];
  let unknown = 0;
  let records: ReturnType<typeof readSubjectAssignments> | null = null;
  let of: string | null = null;
  for (const { subject, responsibility, dutyName, today, basis } of answeredDuties(context)) {
    if (!places.isIn([subject.ref], where)) continue;
    const before = basis === null ? undefined : bases.get(basis);
    if (!before) {
      unknown += 1;
      continue;
    }
    const changes = proposalChanges(before, today);
    if (changes.length === 0) continue;
    if (records === null || of !== subject.ref) records = readSubjectAssignments(db, subject.ref);
    of = subject.ref;
    const recorded = records.get(responsibility);
    items.push({
      ref: assignmentRef(subject.ref, responsibility),
      place: `${subject.label}, ${dutyName}`,
      answer: ownershipWords(ownershipOf(recorded), names),
      answeredAt: recorded?.answeredAt ?? null,
      changes,
    });
  }
  const splits = listSplits(context).filter(({ ref }) => places.isIn([subjectOf(ref)], where));
  return { items, unknown, splits };
};

const subjectOf = (ref: string): string => ref.slice(0, ref.indexOf('/'));

export const confirmBasis: Handlers<typeof snapshots>['confirm'] = (context, { refs }) => {
  const wanted = refs === undefined ? null : new Set(refs);
  let confirmed = 0;
  for (const { subject, responsibility, today, basis } of answeredDuties(context)) {
    const ref = assignmentRef(subject.ref, responsibility);
    if (wanted !== null && !wanted.delete(ref)) continue;
    if (basis === basisHash(today)) continue;
    setBasis(context.db, subject.ref, responsibility, writeBasis(context.db, today));
    confirmed += 1;
  }
  const [missing] = wanted ?? [];
  if (missing !== undefined)
    throw invalidInput(`${missing} has no answer to confirm. Answer it first; nothing was confirmed.`);
  context.describe(`Confirmed ${counted(confirmed, 'answer')} under the present catalogue`);
  return { confirmed };
};
