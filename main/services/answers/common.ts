import { proofsOf } from '../../assessment/common-controls.ts';
import { holdersOf } from '../../assessment/common-holders.ts';
import { namedParties } from '../../assessment/parties.ts';
import type { Assignment } from '../../contract/assignments.ts';
import type { CommonControl, Reach } from '../../contract/common-controls.ts';
import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import type { common } from '../../contract/methods/common-controls.ts';
import { leftToServices } from '../../domain/answers/held.ts';
import { kindsById, namesById, ownershipOf } from '../../domain/duties/ownership.ts';
import { originWords } from '../../domain/providers/origin-words.ts';
import { counted } from '../../domain/words/counted.ts';
import { listed } from '../../domain/words/listed.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { deleteAssignment } from '../../workbook/tables/assignments.ts';
import { deleteReach, writeException, writeReach } from '../../workbook/tables/common-controls.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listServices, readService } from '../../workbook/tables/services-in-use.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { afterChanges, deskAt, startOf } from './change.ts';
import { changesGiven } from './given.ts';
import { blankAssignment, checkChangeable, isHeldThere, locate, type Place, placeWords } from './place.ts';
import { changedBeside, sameState, save, writeDuty } from './write.ts';

/** Every common control, in the order of the register. */
export function listCommon({ session, db, catalogue }: QueryContext): readonly CommonControl[] {
  const commons = session.register().commons();
  const holders = holdersOf(db, catalogue, commons, session.marks());
  const names = namesById(namedParties(db));
  const labels = new Map(listServices(db).map(({ ref, label }) => [ref, label]));
  const rank = new Map([...names.keys()].map((id, index) => [id, index]));
  return [...commons.byDuty.values()]
    .flat()
    .sort(
      (a, b) =>
        (rank.get(a.party) ?? 0) - (rank.get(b.party) ?? 0) ||
        catalogue.responsibilityOrder(a.responsibility) - catalogue.responsibilityOrder(b.responsibility),
    )
    .filter(({ party, ended }) => ended === null && commons.kinds.get(party) !== 'provider')
    .map(({ ref, party, responsibility, record, evidence, reach, exceptions, inherited }) => ({
      ref,
      party,
      partyName: names.get(party) ?? party,
      responsibility,
      responsibilityName: catalogue.responsibility(responsibility)?.name ?? responsibility,
      reach,
      exceptions: [...exceptions].map(([subject, reason]) => ({
        subject,
        label: labels.get(subject) ?? subject,
        reason,
      })),
      ownership: ownershipOf(record),
      status: record.status,
      review: record.review,
      evidence: proofsOf({ evidence, inherited }),
      inherited,
      ...(holders.get(ref) ?? { services: 0, open: 0, ownAnswers: 0, partly: [] }),
    }));
}

/** Finds the answer of a party that can hold in many services. INVALID_INPUT for any other subject, or a duty that no service is asked. */
function commonPlace(context: QueryContext, ref: string): Place {
  const place = locate(context, ref);
  if (place.subject.kind !== 'common')
    throw invalidInput(
      `${ref} can hold in no other service: only an internal provider or a third party answers once for many. Add one under Scope, and write its name before the duty, such as platform-team/${place.duty.id}.`,
    );
  checkChangeable(place);
  return place;
}

function checkReach(db: ReadDb, reach: Reach): void {
  const environments = new Set(listEnvironments(db).map(({ id }) => id));
  for (const id of reach.environments)
    if (!environments.has(id)) throw notFound(`environment "${id}"`, 'Add it under Scope first.');
  for (const ref of reach.services) serviceOf(db, ref);
}
function serviceOf(db: ReadDb, ref: string) {
  const service = readService(db, ref);
  if (!service) throw notFound(`service "${ref}" in this workbook`, 'List them with "demarc services".');
  return service;
}

type SetInput = Parameters<Handlers<typeof common>['set']>[1];

function setCommon(context: CommandContext, { refs, reach, owners, ...beside }: SetInput) {
  const { db } = context;
  if (reach) checkReach(db, reach);
  const changed: string[] = [];
  const words: string[] = [];
  for (const ref of new Set(refs)) {
    const place = commonPlace(context, ref);
    const { subject, duty } = place;
    const desk = deskAt(context, place);
    const before = startOf(desk);
    const isOpen = ownershipOf(before.record).kind === 'unanswered';
    const answer = owners ?? (isOpen && !place.elsewhere ? [subject.ref] : undefined);
    const after = afterChanges(
      desk,
      before,
      changesGiven({ ...beside, answer: answer && { owners: answer } }),
    );
    if (!sameState(before, after)) writeDuty(context, place, before, after);
    if (reach && writeReach(db, subject.ref, duty.id, reach)) changedBeside(context, subject.ref, duty.id);
    changed.push(ref);
    words.push(placeWords(place));
  }
  context.describe(
    `Answered once for many services: ${words.length <= 3 ? listed(words) : counted(words.length, 'duty', 'duties')}`,
  );
  return { changed };
}

type PartInput = Parameters<Handlers<typeof common>['ownPart']>[1];

function ownPart(context: CommandContext, { ref, part }: PartInput): Assignment {
  const { rev, clock, actor } = context;
  const place = locate(context, ref);
  checkChangeable(place);
  const { bearing } = place;
  if (!bearing || !isHeldThere(place))
    throw ruleViolation(`${ref} is held from nobody. Answer it as any other duty.`);
  const [left] = leftToServices(bearing.record, kindsById(place.parties));
  const before = place.recorded ?? blankAssignment(place, rev);
  const said = {
    ...before,
    ownPart: true,
    confirmLater: false,
    review: before.review === 'submitted' ? before.review : ('draft' as const),
    answeredAt: clock.now(),
    answeredBy: actor,
    rev,
  };
  if ('nothing' in part) return save(context, place, { ...said, shares: [] }, 'Said that nothing is left in');
  if (!left)
    throw ruleViolation(
      `${bearing.ref} leaves nothing to the services in which it holds. Name the organisation as an owner there first, with what it leaves to them.`,
    );
  if (part.person && !deskAt(context, place).people.some(({ id }) => id === part.person))
    throw notFound(`person "${part.person}"`, 'Add the person under Scope first.');
  const person = part.person === undefined ? (before.ownPart ? before.shares[0]?.person : null) : part.person;
  const shares = [{ party: left.party, text: part.text, person: person ?? null }];
  return save(context, place, { ...said, shares }, 'Said the own part in');
}

export const commonHandlers: Handlers<typeof common> = {
  list: listCommon,
  set: setCommon,

  except(context, { ref, services, reason }) {
    const { db } = context;
    const { subject, duty } = commonPlace(context, ref);
    const labels = services.map((service) => serviceOf(db, service).label);
    for (const service of services)
      writeException(db, { party: subject.ref, responsibility: duty.id, subject: service }, reason);
    changedBeside(context, subject.ref, duty.id);
    const where = labels.length <= 3 ? listed(labels) : counted(labels.length, 'service');
    context.describe(
      `${duty.name} of ${subject.label} ${reason === null ? 'holds again in' : 'does not hold in'} ${where}`,
    );
    return { changed: services };
  },

  ownPart,

  remove(context, { ref }) {
    const { db } = context;
    const { subject, duty, recorded, elsewhere } = commonPlace(context, ref);
    if (elsewhere)
      throw ruleViolation(
        `${ref} is inherited from ${originWords(elsewhere.origins)}. Services in which it does not hold are excepted, or given an answer of their own; "demarc providers remove" takes out all that this provider gives.`,
      );
    deleteReach(db, subject.ref, duty.id);
    if (recorded) deleteAssignment(db, subject.ref, duty.id);
    context.describe(`Took out the common control ${duty.name} of ${subject.label}`);
    return null;
  },
};
