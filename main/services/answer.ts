import { dutiesOf, findSubject, listSubjects, type Subject } from '../assessment/subjects.ts';
import type { Assignment, Share, Suggestion } from '../contract/assignments.ts';
import type { OwnerClass, Responsibility } from '../contract/catalogue.ts';
import { DemarcError, notFound } from '../contract/errors.ts';
import { assignmentRef, parseAssignmentRef } from '../contract/ids.ts';
import type { Party } from '../contract/parties.ts';
import { answerRefused } from '../contract/refusals.ts';
import { nearest } from '../domain/near-miss.ts';
import { namesById } from '../domain/ownership.ts';
import { suggest } from '../domain/suggestion.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { readAssignment } from '../workbook/tables/assignments.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import type { QueryContext } from './context.ts';

/** One assignment with everything that a change of it has to look at. */
export interface Place {
  readonly ref: string;
  readonly subject: Subject;
  readonly duty: Responsibility;
  readonly suggestion: Suggestion;
  readonly recorded: Assignment | null;
  /** False where neither the catalogue nor the assessor asks the duty of this subject. */
  readonly asked: boolean;
}

/** Finds the assignment behind a ref. INVALID_INPUT for another shape, NOT_FOUND with the nearest name for an unknown one. */
export function locate({ session, db, catalogue }: QueryContext, ref: string): Place {
  const { subject: subjectRef, responsibility } = parseAssignmentRef(ref);
  const subject = findSubject(db, catalogue, subjectRef);
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
  const asked = dutiesOf(subject, catalogue, session.marks().get(subjectRef));
  const duty = asked.find((entry) => entry.id === responsibility) ?? catalogue.responsibility(responsibility);
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
    suggestion: suggest(duty, subject.entry, subject.service?.model ?? null, catalogue.contested),
    recorded,
    asked: asked.some((entry) => entry.id === responsibility),
  };
}

/** Refuses what must not be changed: a duty that is asked elsewhere, an accepted answer, a record changed meanwhile. */
export function checkChangeable(place: Place, baseRev: number | undefined, db: ReadDb): void {
  const { subject, duty, recorded } = place;
  if (!place.asked && !(subject.kind === 'service' && duty.scope === 'service')) {
    if (duty.scope === 'organisation')
      throw answerRefused(
        'elsewhere',
        `"${duty.name}" is answered once for the whole workbook: use workbook/${duty.id}.`,
      );
    if (duty.scope === 'provider') {
      const provider = listParties(db).find((party) => party.kind === 'provider')?.id ?? 'aws';
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
export function blankAssignment(place: Pick<Place, 'subject' | 'duty'>, rev: number): Assignment {
  return {
    subject: place.subject.ref,
    responsibility: place.duty.id,
    shares: [],
    notApplicable: null,
    deviationReason: null,
    status: 'not-started',
    dueOn: null,
    note: null,
    parked: false,
    waits: null,
    confirmLater: false,
    askedAnyway: false,
    review: 'draft',
    reviewText: null,
    answeredAt: null,
    answeredBy: null,
    rev,
  };
}

type Texts = Readonly<Record<string, string | null>> | undefined;
type Named = Readonly<Record<string, string | null>> | undefined;

/**
 * The shares of the given parties, in the workbook's order of parties. A text not given is the one recorded before, else
 * the catalogue's: the provider's half for the provider it speaks of, the customer's half for the first party on that side.
 */
export function sharesFor(
  place: Place,
  owners: readonly string[],
  given: { duties?: Texts; people?: Named },
  db: ReadDb,
): readonly Share[] {
  const parties = listParties(db);
  const chosen = parties.filter((party) => owners.includes(party.id));
  for (const owner of owners)
    if (!parties.some((party) => party.id === owner))
      throw notFound(`party "${owner}"`, `The workbook has ${parties.map((party) => party.id).join(', ')}.`);
  const names = namesById(parties);
  checkKeys(given.duties, chosen, names, 'text');
  checkKeys(given.people, chosen, names, 'person');
  const known = new Set(listPeople(db).map((person) => person.id));
  const firstCustomer = chosen.find((party) => party.kind !== 'provider');
  return chosen.map((party) => {
    const before = place.recorded?.shares.find((share) => share.party === party.id);
    const catalogueText =
      party.kind === 'provider'
        ? place.suggestion.duties.provider
        : party === firstCustomer
          ? place.suggestion.duties.customer
          : null;
    const person = given.people?.[party.id] === undefined ? (before?.person ?? null) : given.people[party.id];
    if (person && !known.has(person))
      throw notFound(`person "${person}"`, 'Add the person under Scope first.');
    const text =
      given.duties?.[party.id] === undefined
        ? before
          ? before.text
          : catalogueText
        : given.duties[party.id];
    return { party: party.id, text: text === '' ? null : (text ?? null), person: person ?? null };
  });
}

function checkKeys(
  given: Texts | Named,
  chosen: readonly Party[],
  names: ReadonlyMap<string, string>,
  what: string,
): void {
  for (const id of Object.keys(given ?? {}))
    if (!chosen.some((party) => party.id === id))
      throw answerRefused(
        'no-part',
        `A ${what} was given for ${names.get(id) ?? id}, which has no part in this duty. Name it as an owner, too.`,
      );
}

/** The parties that a suggestion means: the provider itself, and the organisation for the customer's side. */
export function partiesForClass(
  owner: OwnerClass,
  subject: Subject,
  parties: readonly Party[],
): readonly string[] {
  const provider =
    subject.kind === 'provider' ? subject.ref : parties.find((party) => party.kind === 'provider')?.id;
  const organisation = parties.find((party) => party.kind === 'organisation')?.id;
  const both = [provider, organisation].filter((id) => id !== undefined);
  if (owner === 'shared') return both;
  if (owner === 'aws') return provider === undefined ? [] : [provider];
  return owner === 'customer' && organisation !== undefined ? [organisation] : [];
}
