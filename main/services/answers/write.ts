import type { Assignment } from '../../contract/assignments.ts';
import { evidenceKey } from '../../domain/answers/fields.ts';
import { saysTheSame } from '../../domain/answers/same-record.ts';
import { namesById, ownershipOf, ownershipWords } from '../../domain/duties/ownership.ts';
import { proposalOf } from '../../domain/duties/proposal.ts';
import { toldApart } from '../../domain/duties/told-apart.ts';
import { followingWords } from '../../domain/history/ways.ts';
import { authorsAfter, authorsBeside } from '../../domain/review/authors.ts';
import type { WriteDb } from '../../workbook/connection.ts';
import { readAssignment, writeAssignment } from '../../workbook/tables/assignments.ts';
import { basisHash, readBasisHash, writeBasis } from '../../workbook/tables/basis.ts';
import { linkEvidence, unlinkEvidence } from '../../workbook/tables/evidence.ts';
import type { CommandContext } from '../context.ts';
import type { DutyState } from './change.ts';
import { blankAssignment, type Place, placeWords } from './place.ts';

/** Whether a change of a duty changes anything of it. */
export const sameState = (a: DutyState, b: DutyState): boolean =>
  evidenceKey(a.evidence) === evidenceKey(b.evidence) && saysTheSame(a.record, b.record);

/**
 * Writes a record and returns it as it then stands; with an answer given now goes what the catalogue proposed for it, so
 * that a later catalogue can be told apart. A submitted answer that is edited is a draft again. What says what is recorded
 * already is not written, so that it is no change: unless the catalogue has come to propose something else, which the
 * answer then stands against, or somebody puts a name to what nobody was known to have written. `also`: who wrote it beside
 * whoever is working.
 */
export function writeRecord(
  { db, actor }: Pick<CommandContext, 'db' | 'actor'>,
  place: Omit<Place, 'asked'>,
  edited: Assignment,
  also: readonly string[] = [],
): Assignment {
  const { recorded, subject, duty } = place;
  const proposal = proposalOf(place.suggestion, subject.entry);
  const answeredNow = edited.answeredAt !== null && edited.answeredAt !== recorded?.answeredAt;
  const same = saysTheSame(edited, recorded ?? blankAssignment(place, edited.rev));
  const authors = authorsAfter(recorded, edited, [...also, actor]);
  const named = answeredNow && JSON.stringify(authors) !== JSON.stringify(recorded?.authors);
  if (same && !(answeredNow && readBasisHash(db, subject.ref, duty.id) !== basisHash(proposal)) && !named)
    return recorded ?? edited;
  const review = recorded?.review === 'submitted' && !same ? 'draft' : edited.review;
  const after: Assignment = { ...edited, review, authors };
  writeAssignment(db, after, recorded, answeredNow ? writeBasis(db, proposal) : null);
  return after;
}

/** Sees to it that there is a record, for what hangs on one. */
export function ensureRecord(db: WriteDb, place: Omit<Place, 'asked'>, rev: number): void {
  if (!place.recorded) writeAssignment(db, blankAssignment(place, rev), null);
}

/** Writes a record, puts it into the change log in words, with the precedent that it follows, and returns it as it then stands. */
export function save(
  context: CommandContext,
  place: Place,
  edited: Assignment,
  verb: string,
  precedent?: string,
): Assignment {
  const after = writeRecord(context, place, edited);
  const words = ownershipWords(ownershipOf(after), namesById(toldApart(place.parties)));
  const told = `${verb} ${placeWords(place)}: ${words}`;
  context.describe(precedent === undefined ? told : followingWords(told, precedent));
  return after;
}

/** Writes a duty with its links to evidence; `before` is what its change started from, `also` who wrote it beside whoever is working. */
export function writeDuty(
  context: CommandContext,
  place: Place,
  before: DutyState,
  after: DutyState,
  also: readonly string[] = [],
): void {
  const { db, rev } = context;
  const { subject, duty } = place;
  const recorded = readAssignment(db, subject.ref, duty.id);
  writeRecord(
    context,
    { ...place, recorded },
    { ...after.record, askedAnyway: after.record.askedAnyway || !place.asked, rev },
    also,
  );
  if (evidenceKey(before.evidence) === evidenceKey(after.evidence)) return;
  // A link hangs on a record, so one is written also where nothing but links changed.
  ensureRecord(db, { ...place, recorded: readAssignment(db, subject.ref, duty.id) }, rev);
  for (const number of before.evidence)
    if (!after.evidence.includes(number)) unlinkEvidence(db, number, subject.ref, duty.id);
  for (const number of after.evidence)
    if (!before.evidence.includes(number)) linkEvidence(db, number, subject.ref, duty.id);
}

/**
 * Whoever changed what stands beside a record and is accepted with it, such as where a common control holds, wrote it, too; and what
 * was submitted is a draft again.
 */
export function changedBeside(
  { db, actor, rev }: Pick<CommandContext, 'db' | 'actor' | 'rev'>,
  subject: string,
  responsibility: string,
): void {
  const recorded = readAssignment(db, subject, responsibility);
  if (!recorded) return;
  const review = recorded.review === 'submitted' ? 'draft' : recorded.review;
  const authors = authorsBeside(recorded, actor);
  if (review === recorded.review && authors.length === recorded.authors.length) return;
  writeAssignment(db, { ...recorded, review, authors, rev }, recorded);
}
