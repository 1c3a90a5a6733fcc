import { namedParties } from '../../assessment/parties.ts';
import type { CellChange, CellField } from '../../contract/cells.ts';
import { DemarcError } from '../../contract/errors.ts';
import type { assignments } from '../../contract/methods/assignments.ts';
import { answerRefused } from '../../contract/refusals.ts';
import { type AnswerChange, changeOfValue } from '../../domain/answers/changes.ts';
import { indexLookups, type SheetLookups } from '../../domain/answers/lookups.ts';
import { parseCell } from '../../domain/answers/parse-cell.ts';
import { namesById } from '../../domain/duties/ownership.ts';
import { cellText, namesIn, type RegisterNames } from '../../domain/sheets/cell-words.ts';
import { counted } from '../../domain/words/counted.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { afterChanges, type Desk, type DutyState, deskAt, startOf } from './change.ts';
import { checkChangeable, locate, type Place } from './place.ts';
import { sameState, writeDuty } from './write.ts';

type Method = Handlers<typeof assignments>['applyCells'];
type Given = ReadonlyMap<CellField, string>;
interface Names extends RegisterNames {
  readonly lookups: SheetLookups;
}

/** Owners come first, because shares are what persons and texts hang on. */
const ORDER: readonly CellField[] = ['owners', 'person', 'status', 'dueOn', 'note', 'reason'];
const rank = (field: CellField): number => {
  const at = ORDER.indexOf(field);
  return at < 0 ? ORDER.length : at;
};

/** Writes pasted cells row by row; a cell that is refused leaves the others of its row in force. */
export const applyCells: Method = (context, { changes, dryRun }) => {
  const parties = namedParties(context.db);
  const people = listPeople(context.db);
  const names: Names = {
    parties: namesById(parties),
    people: namesById(people),
    lookups: indexLookups({ parties, people, evidence: [], resolutions: { people: [], evidence: [] } }),
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
    const { place, before, after } = row.write;
    if (!dryRun) writeDuty(context, place, before, after);
  }
  const written = cells.filter((cell) => cell.refusal === null && cell.before !== cell.after).length;
  context.describe(`Pasted ${counted(written, 'cell')} into ${counted(changed.length, 'duty', 'duties')}`);
  return { cells, changed };
};

interface AppliedRow {
  readonly cells: readonly CellChange[];
  readonly write: { readonly place: Place; readonly before: DutyState; readonly after: DutyState } | null;
}

function applyRow(context: CommandContext, ref: string, given: Given, names: Names): AppliedRow {
  const fields = [...given.keys()].sort((a, b) => rank(a) - rank(b));
  let place: Place;
  try {
    place = locate(context, ref);
  } catch (error) {
    const refusal = sentenceOf(error);
    return { cells: fields.map((field) => ({ ref, field, before: '', after: '', refusal })), write: null };
  }
  const desk = deskAt(context, place);
  const before = startOf(desk);
  let now = before;
  const cells = fields.map((field): CellChange => {
    const text = cellText(before.record, field, names);
    const value = (given.get(field) ?? '').trim();
    if (value === text.trim()) return { ref, field, before: text, after: text, refusal: null };
    try {
      checkChangeable(place);
      now = afterChanges(desk, now, changesOfCell(desk, now, field, value, given, names));
      return { ref, field, before: text, after: cellText(now.record, field, names), refusal: null };
    } catch (error) {
      return { ref, field, before: text, after: text, refusal: sentenceOf(error) };
    }
  });
  return { cells, write: sameState(now, before) ? null : { place, before, after: now } };
}

function sentenceOf(error: unknown): string {
  if (error instanceof DemarcError) return error.message;
  throw error;
}

/** What a pasted text asks for. Empty owners and status ask for nothing; the cell of persons names one for each party. */
function changesOfCell(
  desk: Desk,
  now: DutyState,
  field: CellField,
  value: string,
  given: Given,
  { lookups }: Names,
): readonly AnswerChange[] {
  if (value === '' && (field === 'owners' || field === 'status')) return [];
  if (field === 'person') return personsNamed(desk, now, value);
  if (field === 'reason') return [{ field, value }];
  const cell = { column: 0, text: value, type: 'text', formula: false } as const;
  const parsed = parseCell(field, cell, lookups, desk.place.subject.ref);
  if (!('value' in parsed))
    throw answerRefused(
      'value',
      parsed.suggestion ? `${parsed.why} Did you mean "${parsed.suggestion}"?` : parsed.why,
    );
  const reason = given.get('reason')?.trim() || null;
  return [changeOfValue(field, parsed.value, { deviation: reason, notApplicable: reason ?? '' })];
}

/** Each person takes the share of the party they belong to; shares without one are left to nobody. */
function personsNamed({ people, parties }: Desk, { record }: DutyState, value: string) {
  const names = namesById(parties);
  const chosen = new Map<string, string | null>(record.shares.map((share) => [share.party, null]));
  for (const { written, id } of namesIn(value, people)) {
    const person = people.find((entry) => entry.id === id);
    if (!person)
      throw answerRefused(
        'value',
        `There is no person "${written}". ${didYouMean(written, people) ?? 'Add the person under Scope first.'}`,
      );
    const party = names.get(person.party) ?? person.party;
    if (!chosen.has(person.party))
      throw answerRefused('no-part', `${person.name} is with ${party}, which has no part in this.`);
    if (chosen.get(person.party))
      throw answerRefused('value', `Only one person can stand for ${party} in this.`);
    chosen.set(person.party, person.id);
  }
  return [...chosen].map(([party, id]): AnswerChange => ({ field: 'person', party, value: id }));
}

function didYouMean(written: string, known: readonly { readonly id: string; readonly name: string }[]) {
  const close = nearest(
    written,
    known.flatMap(({ id, name }) => [name, id]),
  );
  const found = known.find(({ id, name }) => name === close || id === close);
  return found ? `Did you mean "${found.name}"?` : null;
}
