import type { Assignment } from '../../contract/assignments.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { Person } from '../../contract/parties.ts';
import type { Resolutions, SheetField } from '../../contract/sheets.ts';
import { namesById } from '../../domain/ownership.ts';
import { COLUMN_HEADERS, partyHeader } from '../../domain/register-cells.ts';
import type { SheetDifference } from '../../domain/returned-sheet/compare-sheet.ts';
import { plainName } from '../../domain/returned-sheet/fields.ts';
import { NEW_PERSON } from '../../domain/returned-sheet/parse-cell.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { linkEvidence, readEvidenceNumbersOf, unlinkEvidence } from '../../workbook/tables/evidence.ts';
import { listParties, listPeople } from '../../workbook/tables/parties.ts';
import { checkChangeable, locate } from '../answer.ts';
import { ensureRecord, writeRecord } from '../basis.ts';
import type { CommandContext } from '../context.ts';
import { saysTheSame } from '../record-answer.ts';
import {
  afterCell,
  inWritingOrder,
  type RowContext,
  type RowState,
  sameEvidence,
  startOf,
} from './write-row.ts';

/** A cell of the sheet and why it stays as it is; null when it is taken in. */
export interface CellOutcome {
  readonly difference: SheetDifference;
  readonly refusal: string | null;
}
export interface RowOutcome {
  readonly cells: readonly CellOutcome[];
  /** Whether anything of the assignment is different afterwards. */
  readonly changed: boolean;
  readonly reopened: boolean;
  /** Texts that a new share brought along from the catalogue, by party. */
  readonly brought: readonly { readonly party: string; readonly text: string }[];
  /** What other owners took away, by the heading of its column; not what the sheet itself empties. */
  readonly dropped: readonly { readonly title: string; readonly text: string }[];
}

/** Who can be named while a sheet is taken in: everybody listed, and those that its reader wants to add. */
export interface SheetPeople {
  readonly all: readonly Person[];
  readonly added: readonly Person[];
  /** The id behind a value of a person's cell. */
  idOf(value: string): string;
}

/** The people of the workbook with those to be added, each under an id of its own. NOT_FOUND when a party or person is not there. */
export function peopleWith(db: ReadDb, resolutions: Resolutions): SheetPeople {
  const known = listPeople(db);
  const parties = listParties(db);
  const added: Person[] = [];
  const ids = new Map<string, string>();
  for (const { written, is } of resolutions.people) {
    if ('person' in is) {
      if (!known.some(({ id }) => id === is.person))
        throw notFound(`person "${is.person}"`, 'Choose somebody who is listed under Scope.');
      continue;
    }
    if (!parties.some(({ id }) => id === is.addTo))
      throw notFound(`party "${is.addTo}"`, 'Parties are listed under Scope.');
    const key = plainName(written);
    if (ids.has(key)) continue;
    const taken = new Set([...known, ...added].map(({ id }) => id));
    const id = uniqueSlug(slugify(written, 'person'), (slug) => taken.has(slug));
    ids.set(key, id);
    added.push({ id, name: written.trim().replace(/\s+/g, ' '), party: is.addTo, role: null, email: null });
  }
  return {
    all: [...known, ...added],
    added,
    idOf: (value) =>
      value.startsWith(NEW_PERSON) ? (ids.get(value.slice(NEW_PERSON.length)) ?? value) : value,
  };
}

export interface TakeInOptions {
  readonly people: SheetPeople;
  /** Reason for opening this answer again, where it is accepted and that was agreed to; null where it was not. */
  readonly reopen: string | null;
  /** Whoever is recorded as having answered. */
  readonly answeredBy: string | null;
  readonly write: boolean;
}

/** Takes the chosen cells of one assignment in, one after the other; a cell that is refused leaves the others in force. */
export function takeInRow(
  context: CommandContext,
  ref: string,
  differences: readonly SheetDifference[],
  options: TakeInOptions,
): RowOutcome {
  const outcomes: CellOutcome[] = [];
  const refuseAll = (refusal: string): RowOutcome => ({
    cells: differences.map((difference) => ({ difference, refusal })),
    changed: false,
    reopened: false,
    brought: [],
    dropped: [],
  });
  let row: RowContext;
  let start: RowState;
  let reopened = false;
  try {
    const found = locate(context, ref);
    reopened = found.recorded?.review === 'accepted' && options.reopen !== null;
    const place =
      reopened && found.recorded
        ? { ...found, recorded: { ...found.recorded, review: 'draft' as const, reviewText: options.reopen } }
        : found;
    checkChangeable(place, undefined, context.db);
    const answering = options.answeredBy === null ? context : { ...context, actor: options.answeredBy };
    const { subject, duty } = place;
    row = {
      context: answering,
      place,
      people: options.people.all,
      partyNames: namesById(listParties(context.db)),
    };
    start = startOf(row, readEvidenceNumbersOf(context.db, subject.ref, duty.id));
  } catch (error) {
    return refuseAll(sentenceOf(error));
  }
  let now = start;
  for (const difference of inWritingOrder(differences)) {
    try {
      now = afterCell(row, now, { ...difference, value: options.people.idOf(difference.value) });
      outcomes.push({ difference, refusal: null });
    } catch (error) {
      outcomes.push({ difference, refusal: sentenceOf(error) });
    }
  }
  const links = !sameEvidence(now.evidence, start.evidence);
  const changed = links || !saysTheSame(now.record, start.record);
  if (changed && options.write) writeRow(context, row, start, now);
  const given = new Set(differences.map(({ field }) => field));
  const brought = now.record.shares.flatMap(({ party, text }) =>
    text === null || given.has(`text/${party}`) || start.record.shares.some((share) => share.party === party)
      ? []
      : [{ party, text }],
  );
  const dropped = lost(row, start.record, now.record).filter(({ field }) => !given.has(field));
  return { cells: outcomes, changed, reopened: reopened && changed, brought, dropped };
}

/** What of a record is gone after a change of its owners, field by field. */
function lost({ people, partyNames }: RowContext, before: Assignment, after: Assignment) {
  const gone: { field: SheetField; title: string; text: string }[] = [];
  for (const { party, text, person } of before.shares) {
    if (after.shares.some((share) => share.party === party)) continue;
    const title = (part: 'text' | 'person') => partyHeader(partyNames.get(party) ?? party, part);
    if (text !== null) gone.push({ field: `text/${party}`, title: title('text'), text });
    if (person !== null)
      gone.push({
        field: `person/${party}`,
        title: title('person'),
        text: people.find(({ id }) => id === person)?.name ?? person,
      });
  }
  for (const [field, column] of [
    ['deviationReason', 'deviation'],
    ['notApplicable', 'not-applicable'],
  ] as const) {
    const text = before[field];
    if (text !== null && after[field] === null) gone.push({ field, title: COLUMN_HEADERS[column], text });
  }
  return gone;
}

function writeRow(context: CommandContext, { place }: RowContext, before: RowState, after: RowState): void {
  const { db, rev } = context;
  const { recorded } = locate(context, place.ref);
  writeRecord(
    db,
    { ...place, recorded },
    { ...after.record, askedAnyway: after.record.askedAnyway || !place.asked, rev },
  );
  ensureRecord(db, locate(context, place.ref), rev);
  const { subject, duty } = place;
  for (const number of before.evidence)
    if (!after.evidence.includes(number)) unlinkEvidence(db, number, subject.ref, duty.id);
  for (const number of after.evidence)
    if (!before.evidence.includes(number)) linkEvidence(db, number, subject.ref, duty.id);
}

function sentenceOf(error: unknown): string {
  if (error instanceof DemarcError) return error.message;
  throw error;
}
