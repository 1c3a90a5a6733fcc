import { namedParties } from '../../assessment/parties.ts';
import { dutiesOf, listSubjects } from '../../assessment/subjects.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { OwnDuty, RoomDuty } from '../../contract/room.ts';
import { isAnswered, namesById, ownershipOf, ownershipWords } from '../../domain/duties/ownership.ts';
import { parkedWords } from '../../domain/duties/parking.ts';
import { suggestedParties } from '../../domain/duties/suggested-parties.ts';
import { isStance, saidWords, tallyOf, tallyWords, voiceOf } from '../../domain/proposals.ts';
import { STATUS_LABELS } from '../../domain/sheets/cell-words.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { listProposals, type ProposalRecord } from '../../workbook/tables/proposals.ts';
import { locate, type Place, suggestionAt } from '../answers/place.ts';
import { standingIn } from '../answers/standing.ts';
import type { QueryContext } from '../context.ts';
import { standingOwners } from '../record/proposals.ts';
import type { Seat } from './seats.ts';

/** A duty without what is one participant's own, with the records of what was said of it. */
export interface SharedDuty {
  readonly duty: Omit<RoomDuty, 'own' | 'agreed'>;
  /** Ids of the parties with whom whoever agrees agrees; null where nothing stands there. */
  readonly standing: readonly string[] | null;
  readonly said: readonly ProposalRecord[];
}

/** What everybody in the room sees of a duty. NOT_FOUND where there is none of that ref. */
export function sharedDuty(context: QueryContext, ref: string, meeting: number): SharedDuty {
  const { db, catalogue } = context;
  const place = locate(context, ref);
  const { record } = standingIn(context, place);
  const names = namesById(namedParties(db));
  const people = namesById(listPeople(db));
  const ownership = ownershipOf(record);
  const suggestion = suggestionAt(context, place);
  const suggested = suggestedParties(suggestion, place.subject.ref, place.parties) ?? [];
  const suggestedWords = suggested.map((id) => names.get(id) ?? id).join(' + ');
  const recorded = isAnswered(ownership) ? ownershipWords(ownership, names) : null;
  const said = listProposals(db, { subject: place.subject.ref, responsibility: place.duty.id }).filter(
    (each) => each.meeting === meeting,
  );
  return {
    said,
    standing: standingOwners(context, place),
    duty: {
      ref,
      service: place.subject.label,
      domain: catalogue.domain(place.duty.domain)?.name ?? place.duty.domain,
      name: place.duty.name,
      question: place.duty.question,
      halves: halvesOf(place, record ?? null, names, people),
      recorded,
      standing: recorded ?? (suggestedWords || null),
      suggestion: { owners: suggestedWords || 'Nobody', why: suggestion.why },
      status:
        record && recorded !== null && ownership.kind !== 'not-applicable'
          ? STATUS_LABELS[record.status]
          : null,
      parked: record?.parked ? parkedWords(record.waits, people) : null,
      locked: record?.review === 'accepted',
      tally: tallyWords(
        tallyOf(
          said.map((each) => ({
            ...each,
            by: each.name === null ? null : { person: each.person, name: each.name },
          })),
          names,
        ),
      ),
    },
  };
}

/** What each party does: as recorded, else the two halves of the suggestion. */
function halvesOf(
  { suggestion, parties }: Place,
  record: {
    readonly shares: readonly { party: string; text: string | null; person: string | null }[];
  } | null,
  names: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): RoomDuty['halves'] {
  if (record !== null && record.shares.length > 0)
    return record.shares.map(({ party, text, person }) => ({
      party: names.get(party) ?? party,
      kind: parties.find(({ id }) => id === party)?.kind ?? 'organisation',
      text,
      person: person === null ? null : (people.get(person) ?? null),
    }));
  const half = (kind: 'provider' | 'organisation', text: string | null) => ({
    party: parties.find((party) => party.kind === kind)?.name ?? '',
    kind,
    text: text || null,
    person: null,
  });
  return [half('provider', suggestion.duties.provider), half('organisation', suggestion.duties.customer)];
}

/** The duty with what one participant said of it. */
export function dutyFor(context: QueryContext, { duty, said, standing }: SharedDuty, seat: Seat): RoomDuty {
  const own = said.filter((each) => each.outcome !== 'withdrawn' && isOwn(each, seat));
  if (own.length === 0) return { ...duty, own: [], agreed: false };
  const names = namesById(namedParties(context.db));
  return {
    ...duty,
    agreed: agreesWith(standing, own),
    own: own.map((each) => ({
      number: each.number,
      kind: each.kind,
      said: saidWords(each, names, 'author'),
      outcome: each.outcome,
    })),
  };
}

/** Whether what a voice said last, of what counts, agrees with just what stands there. */
function agreesWith(standing: readonly string[] | null, own: readonly ProposalRecord[]): boolean {
  const [last] = own
    .filter(({ kind, outcome }) => isStance(kind) && (outcome === 'open' || outcome === 'taken'))
    .toSorted((a, b) => b.number - a.number);
  return last?.kind === 'agree' && last.owners.join() === standing?.join();
}

/** Whether words are those of a seat: by name, or said from it where no names are kept. */
export const isOwn = (said: ProposalRecord, seat: Seat): boolean =>
  said.name === null ? seat.said.has(said.number) : voiceOf(said) === voiceOf(seat);

/** Refs of a person's own duties: those that carry their name, and all of services that they lead. */
export function ownRefs({ session, db, catalogue }: QueryContext, person: string): readonly string[] {
  const marks = session.marks();
  const led = listSubjects(db, catalogue).filter(({ service }) => service?.lead === person);
  const named = session
    .register()
    .rows(catalogue)
    .filter(({ shares }) => shares.some((share) => share.person === person))
    .map(({ ref }) => ref);
  return [
    ...new Set([
      ...named,
      ...led.flatMap((subject) =>
        dutiesOf(subject, catalogue, marks.get(subject.ref)).map(({ id }) => assignmentRef(subject.ref, id)),
      ),
    ]),
  ];
}

/** A person's own duties as a list. */
export function ownDuties(context: QueryContext, seat: Seat): readonly OwnDuty[] {
  if (seat.person === null) return [];
  const { session, db, catalogue } = context;
  const own = new Set(ownRefs(context, seat.person));
  const names = namesById(namedParties(db));
  const open = listProposals(db).filter((each) => each.outcome === 'open' && isOwn(each, seat));
  return session
    .register()
    .rows(catalogue)
    .filter(({ ref }) => own.has(ref))
    .map((row) => ({
      ref: row.ref,
      service: row.subjectLabel,
      name: row.responsibilityName,
      recorded: isAnswered(row.ownership) ? ownershipWords(row.ownership, names) : null,
      status: isAnswered(row.ownership) ? STATUS_LABELS[row.status] : null,
      proposed: open.filter(
        ({ subject, responsibility }) => assignmentRef(subject, responsibility) === row.ref,
      ).length,
    }));
}
