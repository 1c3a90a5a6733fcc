import type { Assignment, assignments } from '../contract/assignments.ts';
import type { BulkResult, Skipped } from '../contract/cells.ts';
import { DemarcError } from '../contract/errors.ts';
import { answerRefusalOf, answerRefused } from '../contract/refusals.ts';
import { namesById } from '../domain/ownership.ts';
import { listParties } from '../workbook/tables/parties.ts';
import { blankAssignment, checkChangeable, locate, type Place, sharesFor } from './answer.ts';
import { writeRecord } from './basis.ts';
import type { CommandContext, Handlers } from './context.ts';
import { type Answer, afterAnswer, parkedAs, saysTheSame } from './record-answer.ts';

type BulkInput = Parameters<Handlers<typeof assignments>['bulk']>[1];

/** Changes many assignments alike. Each is worked out whole before it is written, so one that is refused keeps its old state. */
export function bulkChange(context: CommandContext, { refs, set }: BulkInput): BulkResult {
  const changed: string[] = [];
  const skipped: Skipped[] = [];
  for (const ref of new Set(refs)) {
    try {
      const place = locate(context, ref);
      checkChangeable(place, undefined, context.db);
      const after = afterSetting(context, place, set);
      if (saysTheSame(after, place.recorded ?? blankAssignment(place, context.rev))) {
        skipped.push({ ref, kind: 'same', why: `${ref} is so already.` });
        continue;
      }
      writeRecord(context.db, place, after);
      changed.push(ref);
    } catch (error) {
      if (!(error instanceof DemarcError)) throw error;
      skipped.push({ ref, kind: skipKind(error), why: error.message });
    }
  }
  context.describe(`Changed ${changed.length} assignment(s): ${whatOf(context, set)}`);
  return { changed, skipped };
}

function skipKind(error: DemarcError): Skipped['kind'] {
  const kind = answerRefusalOf(error);
  return kind === 'misconception' || kind === 'locked' ? kind : 'refused';
}

function afterSetting(context: CommandContext, place: Place, set: BulkInput['set']): Assignment {
  const { rev } = context;
  const { owners, notApplicable, people, reason, status, dueOn } = set;
  const answer: Answer | null = owners ? { owners } : notApplicable ? { notApplicable } : null;
  const before = place.recorded ?? blankAssignment(place, rev);
  const answered = answer ? afterAnswer(context, place, { answer, reason: reason || undefined }) : before;
  const aside = set.waits === undefined && set.parked === undefined ? null : parkedAs(context, answered, set);
  const shares = people ? withPeople(context, place, answered, people) : answered.shares;
  return {
    ...answered,
    shares,
    askedAnyway: answered.askedAnyway || !place.asked,
    status: status ?? answered.status,
    dueOn: dueOn === undefined ? answered.dueOn : dueOn,
    ...aside,
    deviationReason: answer || reason === undefined ? answered.deviationReason : reason || null,
    rev,
  };
}

function withPeople(
  { db }: CommandContext,
  place: Place,
  answered: Assignment,
  people: Readonly<Record<string, string | null>>,
): Assignment['shares'] {
  const names = namesById(listParties(db));
  for (const party of Object.keys(people))
    if (!answered.shares.some((share) => share.party === party))
      throw answerRefused(
        'no-part',
        `${names.get(party) ?? party} has no part in ${place.ref}, so nobody of theirs can be named.`,
      );
  return sharesFor(
    { ...place, recorded: answered },
    answered.shares.map((share) => share.party),
    { people },
    db,
  );
}

/** What was set, for the change log: `owners AWS + Acme, status implemented`. */
function whatOf({ db }: CommandContext, set: BulkInput['set']): string {
  const names = namesById(listParties(db));
  const people = Object.values(set.people ?? {});
  return [
    set.owners && `owner ${set.owners.map((id) => names.get(id) ?? id).join(' + ')}`,
    set.notApplicable && 'not applicable',
    people.length > 0 && (people.every((id) => id === null) ? 'nobody named' : `person ${people.join(', ')}`),
    set.status && `status ${set.status}`,
    set.dueOn !== undefined && (set.dueOn === null ? 'no due date' : `due ${set.dueOn}`),
    (set.parked ?? (set.waits ? true : undefined)) !== undefined &&
      ((set.parked ?? true) ? 'parked' : 'no longer parked'),
    set.reason !== undefined && 'reason',
  ]
    .filter(Boolean)
    .join(', ');
}
