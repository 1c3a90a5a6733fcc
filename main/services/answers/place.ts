import { bearingOn, canBeInherited, inheritedAt } from '../../assessment/common-controls.ts';
import {
  findSubject,
  hasDuty,
  listSubjects,
  type Subject,
  unknownResponsibility,
} from '../../assessment/subjects.ts';
import type { Assignment, BareSuggestion, Share, Suggestion } from '../../contract/assignments.ts';
import type { Responsibility } from '../../contract/catalogue.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import { assignmentRef, parseAssignmentRef } from '../../contract/ids.ts';
import type { Party } from '../../contract/parties.ts';
import type { Inherited } from '../../contract/providers.ts';
import { answerRefused } from '../../contract/refusals.ts';
import { type Bearing, howHeld, isHeld } from '../../domain/answers/held.ts';
import { untouched } from '../../domain/answers/untouched.ts';
import { kindsById } from '../../domain/duties/ownership.ts';
import { bareSuggestion, suggest } from '../../domain/duties/suggestion.ts';
import { partitionCautions, partitionsOf } from '../../domain/services/partitions.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { readAssignment } from '../../workbook/tables/assignments.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import type { QueryContext } from '../context.ts';

/** One assignment with everything that a change of it has to look at. */
export interface Place {
  readonly ref: string;
  readonly subject: Subject;
  readonly duty: Responsibility;
  readonly suggestion: BareSuggestion;
  readonly recorded: Assignment | null;
  /** Everybody who can own it, in the workbook's order. */
  readonly parties: readonly Party[];
  /** The common control that bears on it; null where none does. */
  readonly bearing: Bearing | null;
  /** The other workbook in which the party answers it; null where it is answered here. */
  readonly elsewhere: Inherited | null;
  /** False where neither the catalogue nor the assessor asks the duty of this subject. */
  readonly asked: boolean;
}

/** What a person calls a duty, for the sentences of the change log and of undo: `Restore testing, orders-db`. */
export const placeWords = ({ subject, duty }: Pick<Place, 'subject' | 'duty'>): string =>
  `${duty.name}, ${subject.label}`;

/** Whether the duty stands answered by a common control, and not by its own record. */
export const isHeldThere = ({
  recorded,
  bearing,
  parties,
}: Pick<Place, 'recorded' | 'bearing' | 'parties'>): boolean =>
  bearing !== null && isHeld(howHeld(recorded, bearing, kindsById(parties)));

/** Finds the assignment behind a ref. INVALID_INPUT for another shape, NOT_FOUND with the nearest name for an unknown one. */
export function locate({ session, db, catalogue }: QueryContext, ref: string): Place {
  const { subject: subjectRef, responsibility } = parseAssignmentRef(ref);
  const book = session.register();
  const subject = findSubject(db, catalogue, subjectRef, book.lookedUp.service);
  if (!subject) {
    const close = nearest(
      subjectRef,
      listSubjects(db, catalogue).map((entry) => entry.ref),
    );
    throw notFound(
      `service "${subjectRef}" in this workbook`,
      close ? `Did you mean "${assignmentRef(close, responsibility)}"?` : 'List them with "demarc services".',
    );
  }
  const recorded = readAssignment(db, subjectRef, responsibility);
  const asked = hasDuty(subject, catalogue, book.marks().get(subjectRef), responsibility);
  const duty =
    catalogue.responsibility(responsibility) ?? (asked ? unknownResponsibility(responsibility) : null);
  if (!duty) {
    const close = nearest(
      responsibility,
      catalogue.responsibilities.map((entry) => entry.id),
    );
    throw notFound(
      `responsibility "${responsibility}" in the catalogue`,
      close ? `Did you mean "${assignmentRef(subjectRef, close)}"?` : 'List them with "demarc catalogue".',
    );
  }
  return {
    ref,
    subject,
    duty,
    suggestion: bareSuggestion(duty, subject.entry, subject.service?.model ?? null),
    recorded,
    parties: book.lookedUp.parties(),
    bearing: subject.service && bearingOn(book.commons(), subject.service, responsibility),
    elsewhere: canBeInherited(subject)
      ? (inheritedAt(book.commons(), subject.ref).get(responsibility)?.inherited ?? null)
      : null,
    asked,
  };
}

/** Everything that a card says of the proposal, what is otherwise in a partition of AWS included. */
export function suggestionAt({ db, catalogue }: QueryContext, { subject, duty }: Place): Suggestion {
  const suggestion = suggest(duty, subject.entry, subject.service?.model ?? null, catalogue.contested);
  const partitions = partitionsOf(regionsOf(db, subject), catalogue.catalogue.partitions);
  return { ...suggestion, cautions: [...suggestion.cautions, ...partitionCautions(duty.id, partitions)] };
}

/** What is said of the Regions of a subject: a service's own and its environments'; for what is answered once, all environments'. */
function regionsOf(db: ReadDb, { service }: Subject): readonly (string | null)[] {
  const environments = listEnvironments(db);
  if (!service) return environments.map(({ regions }) => regions);
  const around = environments.filter(({ id }) => service.environments.includes(id));
  return [service.region, ...around.map(({ regions }) => regions)];
}

/** Refuses what must not be changed: a duty that is asked elsewhere, an accepted answer, a record changed meanwhile. */
export function checkChangeable(place: Place, baseRev?: number): void {
  const { subject, duty, recorded, parties } = place;
  const isAnswerable = subject.kind === 'service' || subject.kind === 'common';
  if (!place.asked && !(isAnswerable && duty.scope === 'service')) {
    if (duty.scope === 'organisation')
      throw answerRefused(
        'elsewhere',
        `"${duty.name}" is answered once for the whole workbook: use workbook/${duty.id}.`,
      );
    if (duty.scope === 'provider') {
      const provider = parties.find((party) => party.kind === 'provider')?.id ?? 'aws';
      throw answerRefused(
        'elsewhere',
        `"${duty.name}" is answered once for the provider: use ${provider}/${duty.id}.`,
      );
    }
    throw answerRefused(
      'elsewhere',
      `"${duty.name}" is asked of each service in use: name one of them in place of "${subject.ref}".`,
    );
  }
  if (recorded?.review === 'accepted')
    throw answerRefused(
      'locked',
      `${place.ref} has been accepted in review and is locked. Reopen it with a reason first.`,
    );
  if (recorded && baseRev !== undefined && recorded.rev > baseRev)
    throw new DemarcError(
      'CONFLICT',
      `${place.ref} was changed by ${recorded.answeredBy ?? 'somebody else'} since you opened it. Look at both and choose.`,
      {
        current: recorded,
      },
    );
}

/** A record with nothing in it yet. */
export const blankAssignment = (place: Pick<Place, 'subject' | 'duty'>, rev: number): Assignment =>
  untouched(place.subject.ref, place.duty.id, rev);

/**
 * The shares of the given parties, in the workbook's order of parties, with the texts and persons recorded before. A share that
 * is new brings the catalogue's text: the provider's half for the provider, the customer's for the first party on that side.
 */
export function sharesFor(place: Place, owners: readonly string[]): readonly Share[] {
  const { parties } = place;
  const chosen = parties.filter((party) => owners.includes(party.id));
  for (const owner of owners)
    if (!parties.some((party) => party.id === owner))
      throw notFound(`party "${owner}"`, `The workbook has ${parties.map((party) => party.id).join(', ')}.`);
  const firstCustomer = chosen.find((party) => party.kind !== 'provider');
  const { provider, customer } = place.suggestion.duties;
  return chosen.map((party) => {
    const before = place.recorded?.shares.find((share) => share.party === party.id);
    const text = party.kind === 'provider' ? provider : party === firstCustomer ? customer : null;
    return before ?? { party: party.id, text: text || null, person: null };
  });
}
