import type { Assignment, assignments } from '../contract/assignments.ts';
import type { CellChange, CellField } from '../contract/cells.ts';
import { DemarcError, ruleViolation } from '../contract/errors.ts';
import { dateSchema } from '../contract/ids.ts';
import type { RegisterNames } from '../domain/cell-words.ts';
import { cellText, namesIn, STATUS_LABELS, statusNamed } from '../domain/cell-words.ts';
import { nearest } from '../domain/near-miss.ts';
import { namesById } from '../domain/ownership.ts';
import { listParties, listPeople } from '../workbook/tables/parties.ts';
import { blankAssignment, checkChangeable, locate, type Place, sharesFor } from './answer.ts';
import { writeRecord } from './basis.ts';
import type { CommandContext, Handlers } from './context.ts';
import { afterAnswer, afterClearing, saysTheSame } from './record-answer.ts';

type Method = Handlers<typeof assignments>['applyCells'];
type Given = ReadonlyMap<CellField, string>;

/** Owners come first, because shares are what persons and texts hang on. */
const ORDER: readonly CellField[] = ['owners', 'person', 'status', 'dueOn', 'note', 'reason'];
const rank = (field: CellField): number => {
  const at = ORDER.indexOf(field);
  return at < 0 ? ORDER.length : at;
};

/** Writes pasted cells row by row; a cell that is refused leaves the others of its row in force. */
export const applyCells: Method = (context, { changes, dryRun }) => {
  const names: RegisterNames = {
    parties: namesById(listParties(context.db)),
    people: new Map(listPeople(context.db).map(({ id, name }) => [id, name])),
  };
  const byRef = new Map<string, Map<CellField, string>>();
  for (const { ref, field, value } of changes) {
    const fields = byRef.get(ref) ?? new Map<CellField, string>();
    byRef.set(ref, fields.set(field, value));
  }
  const cells: CellChange[] = [];
  const changed: string[] = [];
  for (const [ref, given] of byRef) {
    const row = applyRow(context, ref, given, names);
    cells.push(...row.cells);
    if (!row.write) continue;
    changed.push(ref);
    if (!dryRun) writeRecord(context.db, row.write.place, row.write.after);
  }
  const written = cells.filter((cell) => cell.refusal === null && cell.before !== cell.after).length;
  context.describe(`Pasted ${written} cell(s) into ${changed.length} assignment(s)`);
  return { cells, changed };
};

interface AppliedRow {
  readonly cells: readonly CellChange[];
  readonly write: { readonly place: Place; readonly after: Assignment } | null;
}

function applyRow(context: CommandContext, ref: string, given: Given, names: RegisterNames): AppliedRow {
  const fields = [...given.keys()].sort((a, b) => rank(a) - rank(b));
  let place: Place;
  try {
    place = locate(context, ref);
  } catch (error) {
    const refusal = sentenceOf(error);
    return { cells: fields.map((field) => ({ ref, field, before: '', after: '', refusal })), write: null };
  }
  const before = place.recorded ?? blankAssignment(place, context.rev);
  let now = before;
  const cells = fields.map((field): CellChange => {
    const text = cellText(before, field, names);
    const value = (given.get(field) ?? '').trim();
    if (value === text.trim()) return { ref, field, before: text, after: text, refusal: null };
    try {
      checkChangeable(place, undefined, context.db);
      now = setCell(context, { ...place, recorded: now }, field, value, given);
      return { ref, field, before: text, after: cellText(now, field, names), refusal: null };
    } catch (error) {
      return { ref, field, before: text, after: text, refusal: sentenceOf(error) };
    }
  });
  if (saysTheSame(now, before)) return { cells, write: null };
  const after = { ...now, askedAnyway: now.askedAnyway || !place.asked, rev: context.rev };
  return { cells, write: { place, after } };
}

function sentenceOf(error: unknown): string {
  if (error instanceof DemarcError) return error.message;
  throw error;
}

/** The record with one cell set; `place.recorded` is the row as it stands so far. */
function setCell(
  context: CommandContext,
  place: Place,
  field: CellField,
  value: string,
  given: Given,
): Assignment {
  const now = place.recorded ?? blankAssignment(place, context.rev);
  switch (field) {
    case 'owners':
      return value === '' ? now : setOwners(context, place, value, given.get('reason')?.trim());
    case 'person':
      return { ...now, shares: setPersons(context, place, now, value) };
    case 'status': {
      if (value === '') return now;
      const status = statusNamed(value);
      if (!status)
        throw ruleViolation(`"${value}" is no status. There are ${Object.values(STATUS_LABELS).join(', ')}.`);
      return { ...now, status };
    }
    case 'dueOn':
      if (value !== '' && !dateSchema.safeParse(value).success)
        throw ruleViolation(`"${value}" is not a date. Write it as year, month and day, such as 2026-11-25.`);
      return { ...now, dueOn: value || null };
    case 'note':
      return { ...now, note: value || null };
    case 'reason':
      if (now.notApplicable === null) return { ...now, deviationReason: value || null };
      if (value === '') throw ruleViolation('"Not applicable" needs a reason: it cannot be emptied.');
      return { ...now, notApplicable: value };
    default:
      return { ...now, shares: setText(context, place, now, field.slice('text/'.length), value) };
  }
}

function setOwners(
  context: CommandContext,
  place: Place,
  value: string,
  reason: string | undefined,
): Assignment {
  const lower = value.toLowerCase();
  if (lower === 'unanswered') return afterClearing(context, place);
  if (lower === 'not applicable')
    return afterAnswer(context, place, { answer: { notApplicable: reason ?? '' } });
  const parties = listParties(context.db);
  const named = namesIn(value, parties);
  const unknown = named.find(({ id }) => id === null);
  if (unknown || named.length === 0)
    throw ruleViolation(
      `There is no party "${unknown?.written ?? value}". ${suggestion(unknown?.written ?? value, parties) ?? `The workbook has ${parties.map(({ name }) => name).join(', ')}.`}`,
    );
  const owners = [...new Set(named.flatMap(({ id }) => id ?? []))];
  return afterAnswer(context, place, { answer: { owners }, reason: reason || undefined });
}

/** Each person takes the share of the party they belong to; shares without one are left to nobody. */
function setPersons(
  { db }: CommandContext,
  place: Place,
  now: Assignment,
  value: string,
): Assignment['shares'] {
  const people = listPeople(db);
  const parties = namesById(listParties(db));
  const chosen: Record<string, string | null> = Object.fromEntries(
    now.shares.map((share) => [share.party, null]),
  );
  for (const { written, id } of namesIn(value, people)) {
    const person = people.find((entry) => entry.id === id);
    if (!person)
      throw ruleViolation(
        `There is no person "${written}". ${suggestion(written, people) ?? 'Add the person under Scope first.'}`,
      );
    const party = parties.get(person.party) ?? person.party;
    if (!(person.party in chosen))
      throw ruleViolation(`${person.name} is with ${party}, which has no part in this.`);
    if (chosen[person.party]) throw ruleViolation(`Only one person can stand for ${party} in this.`);
    chosen[person.party] = person.id;
  }
  return sharesFor(
    place,
    now.shares.map((share) => share.party),
    { people: chosen },
    db,
  );
}

function setText(
  { db }: CommandContext,
  place: Place,
  now: Assignment,
  party: string,
  value: string,
): Assignment['shares'] {
  if (!now.shares.some((share) => share.party === party))
    throw ruleViolation(`${namesById(listParties(db)).get(party) ?? party} has no part in this.`);
  return sharesFor(
    place,
    now.shares.map((share) => share.party),
    { duties: { [party]: value } },
    db,
  );
}

function suggestion(
  written: string,
  known: readonly { readonly id: string; readonly name: string }[],
): string | null {
  const close = nearest(
    written,
    known.flatMap(({ id, name }) => [name, id]),
  );
  const found = known.find(({ id, name }) => name === close || id === close);
  return found ? `Did you mean "${found.name}"?` : null;
}
