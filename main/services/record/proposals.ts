import { namedParties } from '../../assessment/parties.ts';
import { listSubjects } from '../../assessment/subjects.ts';
import { invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { proposals } from '../../contract/methods/proposals.ts';
import type { Outcome, Proposal, ProposalKind } from '../../contract/proposals.ts';
import { namesById, ownershipOf, partiesOf } from '../../domain/duties/ownership.ts';
import { suggestedParties } from '../../domain/duties/suggested-parties.ts';
import { proposedWords } from '../../domain/history/ways.ts';
import { authorsWords, isStance, saidWords, voiceOf } from '../../domain/proposals.ts';
import { listMeetings, readRunningMeeting } from '../../workbook/tables/meetings.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import {
  deleteProposal,
  insertProposal,
  listProposals,
  type ProposalRecord,
  readProposal,
  settleProposal,
} from '../../workbook/tables/proposals.ts';
import { locate, type Place, placeWords } from '../answers/place.ts';
import { standingIn } from '../answers/standing.ts';
import { takeProposal } from '../answers/take-proposal.ts';
import type { CommandContext, Handlers, QueryContext, WriteContext } from '../context.ts';
import { attachFor } from './evidence.ts';
import { meetingOf } from './meetings.ts';

/** What is proposed; a file by its name, which only a room brings. */
type Input = Omit<Parameters<Handlers<typeof proposals>['make']>[1], 'kind'> & {
  readonly kind: ProposalKind;
};

/** Records as they are told, with the names of the present day. */
function told({ db, catalogue }: QueryContext, records: readonly ProposalRecord[]): readonly Proposal[] {
  if (records.length === 0) return [];
  const titles = new Map(listMeetings(db).map((meeting) => [meeting.number, meeting.title]));
  const labels = new Map(listSubjects(db, catalogue).map((subject) => [subject.ref, subject.label]));
  const people = namesById(listPeople(db));
  return records.map(({ subject, responsibility, person, name, ...record }) => ({
    ...record,
    meetingTitle: record.meeting === null ? null : (titles.get(record.meeting) ?? null),
    ref: assignmentRef(subject, responsibility),
    about: `${labels.get(subject) ?? subject}: ${catalogue.responsibility(responsibility)?.name ?? responsibility}`,
    by: name === null ? null : { person, name: (person === null ? undefined : people.get(person)) ?? name },
  }));
}

function oneOf(context: QueryContext, number: number): Proposal {
  const record = readProposal(context.db, number);
  const [proposal] = record === null ? [] : told(context, [record]);
  if (!proposal) throw notFound(`proposal ${number} in this workbook`, 'It may have been removed already.');
  return proposal;
}

type By = Pick<ProposalRecord, 'person' | 'name'>;
const NOBODY: By = { person: null, name: null };

/** Whose words they are: with the name of this day, so that it stays when the person leaves the workbook. */
function byOf({ db }: QueryContext, by: Input['by']): By {
  if (by === null) return NOBODY;
  if ('name' in by) return { person: null, name: by.name };
  const person = listPeople(db).find(({ id }) => id === by.person);
  if (!person) throw notFound(`person "${by.person}"`, 'Add the person under Scope first, or write a name.');
  return { person: person.id, name: person.name };
}

/** Ids of the parties with whom whoever agrees agrees now: as recorded (none where it does not apply), else as suggested; null where nothing stands there. */
export function standingOwners(context: QueryContext, place: Place): readonly string[] | null {
  const standing = ownershipOf(standingIn(context, place).record);
  if (standing.kind !== 'unanswered') return partiesOf(standing);
  const suggested = suggestedParties(place.suggestion, place.subject.ref, place.parties) ?? [];
  return suggested.length === 0 ? null : inOrder(place.parties, suggested);
}

/** The parties that a proposal names, in the workbook's order; those that stand, or are suggested, for whoever agrees. */
function ownersOf(context: QueryContext, place: Place, { kind, owners }: Input): readonly string[] {
  const { parties } = place;
  if (kind === 'agree') {
    const standing = standingOwners(context, place);
    if (standing === null)
      throw ruleViolation(
        `Nothing is answered or suggested for ${placeWords(place)} that one could agree with. Propose who owns it.`,
      );
    return standing;
  }
  if (kind !== 'owners') return [];
  const unknown = owners.find((owner) => !parties.some(({ id }) => id === owner));
  if (unknown !== undefined)
    throw notFound(`party "${unknown}"`, `The workbook has ${parties.map(({ id }) => id).join(', ')}.`);
  if (owners.length === 0) throw invalidInput('Say who should own it: one party or several.');
  return inOrder(parties, owners);
}
const inOrder = (parties: readonly { readonly id: string }[], ids: readonly string[]): readonly string[] =>
  parties.flatMap(({ id }) => (ids.includes(id) ? [id] : []));

const NEEDS_WORDS: Partial<Readonly<Record<Input['kind'], string>>> = {
  object: 'An objection needs its reason: say in a line what is wrong.',
  'not-applicable': '"Not applicable" needs a reason: say why nobody has to do this.',
  remark: 'There are no words in this remark.',
};

/**
 * Stores what somebody says, and gives it as it is told. `instead`: the number of what the same voice said before, where no name tells it.
 * What is said already stays as it is.
 */
export function makeProposal(context: WriteContext, input: Input, instead: readonly number[] = []): Proposal {
  const { db, clock, describe } = context;
  const place = locate(context, input.ref);
  const { kind } = input;
  const status = kind === 'status' ? input.status : null;
  const text = input.text || null;
  if (text === null && NEEDS_WORDS[kind] !== undefined) throw ruleViolation(NEEDS_WORDS[kind]);
  if (kind === 'status' && status === null) throw invalidInput('Say how far the work is.');
  const meeting =
    input.meeting === undefined
      ? readRunningMeeting(db, clock)
      : meetingOf(context, input.meeting) && listMeetings(db).find(({ number }) => number === input.meeting);
  const by = meeting?.anonymous ? NOBODY : byOf(context, input.by);
  const said = { kind, owners: ownersOf(context, place, input), status, text };
  const at = { subject: place.subject.ref, responsibility: place.duty.id };
  const voice = listProposals(db, at).filter(
    (each) =>
      (each.outcome === 'open' || each.outcome === 'taken') &&
      isStance(each.kind) &&
      isStance(kind) &&
      each.meeting === (meeting?.number ?? null) &&
      (by.name === null
        ? instead.includes(each.number)
        : each.name !== null && voiceOf(each) === voiceOf(by)),
  );
  const [last] = voice;
  if (last && saysTheSame(last, said)) return oneOf(context, last.number);
  for (const { number, outcome } of voice)
    if (outcome === 'open')
      settleProposal(db, number, { outcome: 'withdrawn', at: clock.now(), by: by.name });
  const number = insertProposal(db, {
    meeting: meeting?.number ?? null,
    ...at,
    ...said,
    ...by,
    proposedAt: clock.now(),
  });
  const words = saidWords(said, namesById(namedParties(db)));
  describe(`${by.name ?? 'Somebody in the room'}, on ${placeWords(place)}: ${words}`);
  return oneOf(context, number);
}

type Said = Pick<ProposalRecord, 'kind' | 'owners' | 'status' | 'text'>;
const saysTheSame = (a: Said, b: Said): boolean =>
  a.kind === b.kind && a.status === b.status && a.text === b.text && a.owners.join() === b.owners.join();

/** Notes that a proposal was declined or withdrawn. RULE_VIOLATION where something became of it already. */
export function settle(context: CommandContext, number: number, outcome: Outcome): Proposal {
  const { db, clock, actor, describe } = context;
  const before = oneOf(context, number);
  refuseSettled(before);
  settleProposal(db, number, { outcome, at: clock.now(), by: actor });
  describe(`${outcome === 'declined' ? 'Declined' : 'Withdrew'} proposal ${number}, ${before.about}`);
  return oneOf(context, number);
}

const SETTLED: Readonly<Record<Outcome, string>> = {
  open: '',
  taken: 'has been taken over already',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
};
/** RULE_VIOLATION for a proposal of which something has become. */
function refuseSettled({ number, outcome }: Proposal): void {
  if (outcome !== 'open') throw ruleViolation(`Proposal ${number} ${SETTLED[outcome]}.`);
}

export const proposalHandlers: Handlers<typeof proposals> = {
  list(context, input) {
    const [subject = '', responsibility = ''] = input?.ref?.split('/') ?? [];
    const records = listProposals(
      context.db,
      input?.ref === undefined ? undefined : { subject, responsibility },
    );
    return told(
      context,
      records.filter(({ meeting }) => input?.meeting === undefined || meeting === input.meeting),
    );
  },

  make: (context, input) => makeProposal(context, input),

  take(context, { number, reason }) {
    const proposal = oneOf(context, number);
    refuseSettled(proposal);
    if (proposal.kind === 'file')
      throw ruleViolation(
        `Proposal ${number} is a file, which is taken as evidence in the app while the room is open.`,
      );
    return takeProposal(context, number, reason);
  },

  async takeFile(context, { number }) {
    const proposal = oneOf(context, number);
    refuseSettled(proposal);
    const path = context.core.rooms.heldFile(context.session.id, number);
    if (proposal.kind !== 'file' || path === null)
      throw notFound(
        `file of proposal ${number} any more`,
        'It is held only while the room is open. Ask for it again, or attach it yourself.',
      );
    const { handle } = context.core.files.registerSource(path);
    const author = proposal.by?.name ?? null;
    return attachFor(context, {
      file: handle,
      ref: proposal.ref,
      by: author,
      finish({ db, clock, actor, describe }, told) {
        // It may have been settled while the file was being copied.
        refuseSettled(oneOf(context, number));
        settleProposal(db, number, { outcome: 'taken', at: clock.now(), by: actor });
        describe(proposedWords(told, authorsWords([author])));
      },
    });
  },

  decline: (context, { number }) => settle(context, number, 'declined'),
  withdraw: (context, { number }) => settle(context, number, 'withdrawn'),

  remove({ db, describe }, { number }) {
    if (deleteProposal(db, number) === 0)
      throw notFound(`proposal ${number} in this workbook`, 'It may have been removed already.');
    describe(`Removed proposal ${number}`);
    return null;
  },
};
