import { namedParties } from '../../assessment/parties.ts';
import type { Assignment } from '../../contract/assignments.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { AnswerChange } from '../../domain/answers/changes.ts';
import { encodeOwnership, namesById, ownershipOf } from '../../domain/duties/ownership.ts';
import { proposedWords } from '../../domain/history/ways.ts';
import { authorsWords, resultWords, takenWith } from '../../domain/proposals.ts';
import { STATUS_LABELS } from '../../domain/sheets/cell-words.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import {
  listProposals,
  type ProposalRecord,
  readProposal,
  settleProposal,
} from '../../workbook/tables/proposals.ts';
import type { CommandContext } from '../context.ts';
import { afterChanges, deskAt, startOf } from './change.ts';
import { blankAssignment, checkChangeable, locate, type Place, placeWords } from './place.ts';
import { standingIn } from './standing.ts';
import { sameState, writeDuty } from './write.ts';

/**
 * Makes a proposal the answer of its duty, with everything open there that comes to the same; whoever proposed it is told in the
 * history, and wrote it with whoever is working. Refused as any change of an answer is.
 */
export function takeProposal(
  context: CommandContext,
  number: number,
  reason: string | undefined,
): Assignment {
  const { db, clock, actor, describe } = context;
  const one = readProposal(db, number) as ProposalRecord;
  const { subject, responsibility } = one;
  const taken = takenWith(one, listProposals(db, { subject, responsibility }));
  const people = namesById(listPeople(db));
  const authors = taken.map(({ person, name }) => (person === null ? name : (people.get(person) ?? name)));
  const place = locate(context, assignmentRef(subject, responsibility));
  checkChangeable(place);
  const desk = deskAt(context, place);
  const before = startOf(desk);
  const after = afterChanges(desk, before, changesOf(context, place, taken, reason));
  if (!sameState(after, before))
    writeDuty(
      context,
      place,
      before,
      after,
      authors.filter((name) => name !== null),
    );
  for (const each of taken) settleProposal(db, each.number, { outcome: 'taken', at: clock.now(), by: actor });
  describe(proposedWords(wordsOf(context, place, one), authorsWords(authors)));
  return locate(context, place.ref).recorded ?? blankAssignment(place, context.rev);
}

/** What a proposal makes of its duty: nothing where it says what stands. */
function changesOf(
  context: CommandContext,
  place: Place,
  taken: readonly ProposalRecord[],
  reason: string | undefined,
): readonly AnswerChange[] {
  const [one] = taken;
  if (one === undefined) return [];
  const { kind, owners, status } = one;
  const { record } = standingIn(context, place);
  const text = taken.find((each) => each.text !== null)?.text ?? null;
  const why = reason || text;
  switch (kind) {
    case 'agree':
    case 'owners':
      if (owners.length > 0)
        return encodeOwnership(ownershipOf(record)) === owners.join('+')
          ? []
          : [{ field: 'owners', owners, ...(why === null ? {} : { reason: why }) }];
      return ownershipOf(record).kind === 'not-applicable'
        ? []
        : [{ field: 'not-applicable', why: reason ?? null }];
    case 'not-applicable':
      return [{ field: 'not-applicable', why }];
    case 'status':
      return status === null ? [] : [{ field: 'status', status }];
    case 'park':
      return [{ field: 'parked', parked: true, waits: { for: text, person: null, name: null } }];
    default:
      return [{ field: 'note', value: noted(record?.note ?? null, one) }];
  }
}

/** Somebody's words behind what is noted already. */
const noted = (note: string | null, { name, text }: ProposalRecord): string =>
  [...(note === null ? [] : [note]), `${name ?? 'In the room'}: ${text ?? ''}`].join('\n');

function wordsOf({ db }: CommandContext, place: Place, one: ProposalRecord): string {
  const { kind, status } = one;
  const where = placeWords(place);
  switch (kind) {
    case 'agree':
    case 'owners':
    case 'not-applicable':
      return `Answered ${where}: ${resultWords(one, namesById(namedParties(db)))}`;
    case 'status':
      return `Changed ${where}: ${status === null ? 'status' : STATUS_LABELS[status]}`;
    case 'park':
      return `Parked ${where}`;
    default:
      return `Noted on ${where}`;
  }
}
