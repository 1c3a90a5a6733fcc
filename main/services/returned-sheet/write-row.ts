import type { Assignment, Status } from '../../contract/assignments.ts';
import { ruleViolation } from '../../contract/errors.ts';
import type { Person } from '../../contract/parties.ts';
import type { SheetField } from '../../contract/sheets.ts';
import type { SheetDifference } from '../../domain/returned-sheet/compare-sheet.ts';
import { evidenceKey, partOfField } from '../../domain/returned-sheet/fields.ts';
import { readEvidence } from '../../workbook/tables/evidence.ts';
import { blankAssignment, type Place } from '../answer.ts';
import type { CommandContext } from '../context.ts';
import { afterAnswer, afterClearing } from '../record-answer.ts';

/** An assignment as it is being changed: its record, and the evidence linked to it. */
export interface RowState {
  readonly record: Assignment;
  readonly evidence: readonly number[];
}
export interface RowContext {
  readonly context: CommandContext;
  readonly place: Place;
  /** Everybody who can be named, those included who are about to be added. */
  readonly people: readonly Pick<Person, 'id' | 'name' | 'party'>[];
  readonly partyNames: ReadonlyMap<string, string>;
}

/** Owners come first, because shares are what texts and people hang on; a reason counts as given with its answer. */
const ORDER: readonly SheetField[] = ['owners', 'notApplicable', 'deviationReason'];
const rank = (field: SheetField): number => {
  const at = ORDER.indexOf(field);
  return at < 0 ? ORDER.length : at;
};
export const inWritingOrder = (differences: readonly SheetDifference[]): readonly SheetDifference[] =>
  [...differences].sort((a, b) => rank(a.field) - rank(b.field));

/** The assignment with one cell of the sheet taken in; nothing is written here. RULE_VIOLATION says why it cannot be. */
export function afterCell(row: RowContext, now: RowState, difference: SheetDifference): RowState {
  const { field, value } = difference;
  const { record } = now;
  const set = (change: Partial<Assignment>): RowState => ({ ...now, record: { ...record, ...change } });
  switch (field) {
    case 'owners':
      return { ...now, record: withOwners(row, record, difference) };
    case 'status':
      return set({ status: value as Status });
    case 'dueOn':
      return set({ dueOn: value || null });
    case 'note':
      return set({ note: value || null });
    case 'deviationReason':
      return set({ deviationReason: value || null });
    case 'notApplicable':
      return set(withoutNeed(record, value));
    case 'parked':
      return set({ parked: value === 'yes' });
    case 'confirmLater':
      return set({ confirmLater: value === 'yes' });
    case 'evidence':
      return { ...now, evidence: linked(row, now.evidence, value) };
    default:
      return set({ shares: withPart(row, record, field, value) });
  }
}

function withOwners(
  { context, place }: RowContext,
  record: Assignment,
  { value, reasons }: SheetDifference,
): Assignment {
  const at = { ...place, recorded: record };
  // What the sheet says of parking and confirming stands in cells of its own.
  const { parked, confirmLater } = record;
  if (value === '') return { ...afterClearing(context, at), parked, confirmLater };
  if (value === '-') {
    const answer = { notApplicable: reasons.notApplicable ?? record.notApplicable ?? '' };
    return { ...afterAnswer(context, at, { answer, reason: reasons.deviation }), parked, confirmLater };
  }
  const answer = { owners: value.split('+') };
  return {
    ...afterAnswer(context, at, { answer, reason: reasons.deviation ?? undefined }),
    parked,
    confirmLater,
  };
}

function withoutNeed(record: Assignment, value: string): Partial<Assignment> {
  if (record.notApplicable === null) {
    if (value === '') return {};
    throw ruleViolation(
      'The duty is answered with an owner. Write "Not applicable" in its column Ownership to use this reason.',
    );
  }
  if (value === '') throw ruleViolation('"Not applicable" needs a reason: it cannot be emptied.');
  return { notApplicable: value };
}

function withPart(
  { people, partyNames }: RowContext,
  record: Assignment,
  field: SheetField,
  value: string,
): Assignment['shares'] {
  const { party, part } = partOfField(field) ?? { party: '', part: 'text' };
  const name = partyNames.get(party) ?? party;
  const share = record.shares.find((entry) => entry.party === party);
  if (!share) {
    // An emptied cell of a party that has no part (any more) says what is so.
    if (value === '') return record.shares;
    throw ruleViolation(`${name} has no part in this. Name ${name} in the column Ownership, too.`);
  }
  if (part === 'person' && value !== '') {
    const person = people.find(({ id }) => id === value);
    if (person && person.party !== party)
      throw ruleViolation(
        `${person.name} is with ${partyNames.get(person.party) ?? person.party}, not with ${name}.`,
      );
  }
  return record.shares.map((entry) =>
    entry === share
      ? part === 'person'
        ? { ...entry, person: value || null }
        : { ...entry, text: value || null }
      : entry,
  );
}

function linked({ context }: RowContext, now: readonly number[], value: string): readonly number[] {
  const wanted = value === '' ? [] : value.split(',').map(Number);
  for (const number of wanted) {
    if (now.includes(number)) continue;
    const piece = readEvidence(context.db, number);
    if (!piece) throw ruleViolation(`There is no evidence E-${number} any more.`);
    if (piece.replacedBy !== null)
      throw ruleViolation(
        `E-${number} "${piece.title}" was replaced by E-${piece.replacedBy}. Use that one instead.`,
      );
  }
  return wanted;
}

/** The state that a change of the assignment starts from. */
export const startOf = ({ context, place }: RowContext, evidence: readonly number[]): RowState => ({
  record: place.recorded ?? blankAssignment(place, context.rev),
  evidence,
});
export const sameEvidence = (a: readonly number[], b: readonly number[]): boolean =>
  evidenceKey(a) === evidenceKey(b);
