import { namedParties } from '../../assessment/parties.ts';
import type { BulkResult, Skipped } from '../../contract/cells.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { assignments } from '../../contract/methods/assignments.ts';
import { answerRefusalOf } from '../../contract/refusals.ts';
import type { AnswerChange } from '../../domain/answers/changes.ts';
import { namesById } from '../../domain/duties/ownership.ts';
import { counted } from '../../domain/words/counted.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { afterChanges, deskAt, startOf } from './change.ts';
import { changesGiven } from './given.ts';
import { checkChangeable, locate } from './place.ts';
import { sameState, writeDuty } from './write.ts';

type BulkInput = Parameters<Handlers<typeof assignments>['bulk']>[1];

/** Changes many assignments alike. Each is worked out whole before it is written, so one that is refused keeps its old state. */
export function bulkChange(context: CommandContext, { refs, set }: BulkInput): BulkResult {
  const changed: string[] = [];
  const skipped: Skipped[] = [];
  for (const ref of new Set(refs)) {
    try {
      const place = locate(context, ref);
      checkChangeable(place);
      const desk = deskAt(context, place);
      const before = startOf(desk);
      const after = afterChanges(desk, before, changesOf(set));
      if (sameState(after, before)) {
        skipped.push({ ref, kind: 'same', why: `${ref} is so already.` });
        continue;
      }
      writeDuty(context, place, before, after);
      changed.push(ref);
    } catch (error) {
      if (!(error instanceof DemarcError)) throw error;
      skipped.push({ ref, kind: skipKind(error), why: error.message });
    }
  }
  context.describe(`Changed ${counted(changed.length, 'duty', 'duties')}: ${whatOf(context, set)}`);
  return { changed, skipped };
}

function skipKind(error: DemarcError): Skipped['kind'] {
  const kind = answerRefusalOf(error);
  return kind === 'misconception' || kind === 'locked' ? kind : 'refused';
}

/** What is set for all of them; an empty reason is none. */
function changesOf({ owners, notApplicable, reason, ...beside }: BulkInput['set']): readonly AnswerChange[] {
  const answer = owners ? { owners } : notApplicable ? { notApplicable } : undefined;
  return changesGiven({ ...beside, answer, reason: answer ? reason || undefined : reason });
}

/** What was set, for the change log: `owners AWS + Acme, status implemented`. */
function whatOf({ db }: CommandContext, set: BulkInput['set']): string {
  const names = namesById(namedParties(db));
  const people = Object.values(set.people ?? {});
  return [
    set.owners && `owner ${set.owners.map((id) => names.get(id) ?? id).join(' + ')}`,
    set.notApplicable && 'not applicable',
    people.length > 0 && (people.every((id) => id === null) ? 'nobody named' : `person ${people.join(', ')}`),
    set.status && `status ${set.status}`,
    set.risk && 'what stands behind the accepted risk',
    set.dueOn !== undefined && (set.dueOn === null ? 'no due date' : `due ${set.dueOn}`),
    (set.parked ?? (set.waits ? true : undefined)) !== undefined &&
      ((set.parked ?? true) ? 'parked' : 'no longer parked'),
    set.reason !== undefined && 'reason',
  ]
    .filter(Boolean)
    .join(', ');
}
