import type { Assignment } from '../../../contract/assignments.ts';
import { DemarcError, notFound } from '../../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../../contract/ids.ts';
import type { Resolutions } from '../../../contract/methods/sheets.ts';
import type { Person } from '../../../contract/parties.ts';
import { answerRefused } from '../../../contract/refusals.ts';
import type { SheetField } from '../../../contract/sheets.ts';
import { type AnswerChange, changeOfValue, writingRank } from '../../../domain/answers/changes.ts';
import { NEW_PERSON } from '../../../domain/answers/parse-cell.ts';
import { namesById } from '../../../domain/duties/ownership.ts';
import type { SheetDifference } from '../../../domain/returned-sheet/compare-sheet.ts';
import { COLUMN_HEADERS, partyHeader } from '../../../domain/sheets/register-cells.ts';
import { plainName } from '../../../domain/words/plain-text.ts';
import type { ReadDb } from '../../../workbook/connection.ts';
import { readEvidenceNumbersOf } from '../../../workbook/tables/evidence.ts';
import { listParties, listPeople } from '../../../workbook/tables/parties.ts';
import { afterChange, type Desk, type DutyState, deskAt, startOf } from '../../answers/change.ts';
import { checkChangeable, locate } from '../../answers/place.ts';
import type { Judging } from '../../answers/record.ts';
import { sameState, writeDuty } from '../../answers/write.ts';
import type { CommandContext } from '../../context.ts';

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
}

/** The same, with what is to be written where anything of it changes. */
export interface JudgedRow extends RowOutcome {
  readonly write: ((context: CommandContext) => void) | null;
}

/**
 * What becomes of one assignment when the chosen cells are taken in, one after the other; a cell that is refused leaves the
 * others in force. Nothing is written: that is for `write`.
 */
export function takeInRow(
  context: Judging,
  ref: string,
  differences: readonly SheetDifference[],
  options: TakeInOptions,
): JudgedRow {
  const outcomes: CellOutcome[] = [];
  let desk: Desk;
  let start: DutyState;
  let reopened = false;
  try {
    const found = locate(context, ref);
    reopened = found.recorded?.review === 'accepted' && options.reopen !== null;
    const place =
      reopened && found.recorded
        ? { ...found, recorded: { ...found.recorded, review: 'draft' as const, reviewText: options.reopen } }
        : found;
    checkChangeable(place);
    const answering = options.answeredBy === null ? context : { ...context, actor: options.answeredBy };
    desk = deskAt(answering, place, { people: options.people.all, keepsAside: true });
    start = startOf(desk, readEvidenceNumbersOf(context.db, place.subject.ref, place.duty.id));
  } catch (error) {
    const refusal = sentenceOf(error);
    const cells = differences.map((difference) => ({ difference, refusal }));
    return { cells, changed: false, reopened: false, brought: [], dropped: [], write: null };
  }
  let now = start;
  for (const difference of inWritingOrder(differences)) {
    try {
      const value = options.people.idOf(difference.value);
      const change = changeOfValue(difference.field, value, difference.reasons);
      checkParty(desk, now, change);
      now = afterChange(desk, now, change);
      outcomes.push({ difference, refusal: null });
    } catch (error) {
      outcomes.push({ difference, refusal: sentenceOf(error) });
    }
  }
  const also = options.answeredBy === null ? [] : [options.answeredBy];
  const changed = !sameState(now, start);
  const given = new Set(differences.map(({ field }) => field));
  const brought = now.record.shares.flatMap(({ party, text }) =>
    text === null || given.has(`text/${party}`) || start.record.shares.some((share) => share.party === party)
      ? []
      : [{ party, text }],
  );
  const dropped = lost(desk, start.record, now.record).filter(({ field }) => !given.has(field));
  return {
    cells: outcomes,
    changed,
    reopened: reopened && changed,
    brought,
    dropped,
    write: changed ? (writing) => writeDuty(writing, desk.place, start, now, also) : null,
  };
}

const inWritingOrder = (differences: readonly SheetDifference[]): readonly SheetDifference[] =>
  [...differences].sort((a, b) => writingRank(a.field) - writingRank(b.field));

/** A name in a cell of one party is that of somebody who is with it. */
function checkParty({ people, parties }: Desk, { record }: DutyState, change: AnswerChange): void {
  if (change.field !== 'person' || !record.shares.some(({ party }) => party === change.party)) return;
  const person = people.find(({ id }) => id === change.value);
  if (!person || person.party === change.party) return;
  const names = namesById(parties);
  const name = (id: string) => names.get(id) ?? id;
  throw answerRefused(
    'value',
    `${person.name} is with ${name(person.party)}, not with ${name(change.party)}.`,
  );
}

/** What of a record is gone after a change of its owners, field by field. */
function lost({ people, parties }: Desk, before: Assignment, after: Assignment) {
  const partyNames = namesById(parties);
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

function sentenceOf(error: unknown): string {
  if (error instanceof DemarcError) return error.message;
  throw error;
}
