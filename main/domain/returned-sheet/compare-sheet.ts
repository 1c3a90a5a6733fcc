import type { RegisterRow } from '../../contract/assignments.ts';
import {
  MAX_SHEET_CHANGES,
  type SheetChange,
  type SheetField,
  type UnplacedCell,
  type UnplacedKind,
} from '../../contract/sheets.ts';
import { instantOfSerial } from '../answers/dates.ts';
import { fieldOfColumn, partOfField, valueOfField } from '../answers/fields.ts';
import type { SheetLookups } from '../answers/lookups.ts';
import { NEW_PERSON, parseCell, type SheetCell } from '../answers/parse-cell.ts';
import { ownershipWords } from '../duties/ownership.ts';
import { STATUS_LABELS } from '../sheets/cell-words.ts';
import {
  cellReader,
  evidenceNumbers,
  type RegisterCellNames,
  type RegisterColumnId,
} from '../sheets/register-cells.ts';
import { plainName, plainText } from '../words/plain-text.ts';
import type { MovedCells } from './moved-cells.ts';

/** A change as the sheet asks for it, before the rules of the workbook have had their say. */
export interface SheetDifference extends Omit<SheetChange, 'refusal' | 'brings' | 'drops'> {
  /** The value asked for, in the form of `valueOfField`. */
  readonly value: string;
  /** Reasons that the same row of the sheet gives, for a change of owners; null where it has no such cell. */
  readonly reasons: { readonly deviation: string | null; readonly notApplicable: string | null };
}

/** A column found in the sheet: where it stands there (from 0), and the heading that the register gives it. */
export interface FoundColumn {
  readonly id: RegisterColumnId;
  readonly title: string;
  readonly column: number;
}

export interface ComparisonInput {
  readonly sheet: string;
  readonly columns: readonly FoundColumn[];
  readonly names: RegisterCellNames;
  /** The register as it was when the sheet was exported; null when that is not known. */
  readonly earlier: { readonly names: RegisterCellNames; row(now: RegisterRow): RegisterRow } | null;
  readonly lookups: SheetLookups;
  /** Cells that hold what belongs to other rows, by place of their column. */
  readonly moved: MovedCells;
  /** What the catalogue proposes as the text of a party that has a part in the row; null for nothing. */
  proposedText(row: RegisterRow, party: string): string | null;
  address(row: number, column: number): string;
}

/** What comes to light row by row. */
export interface SheetComparison {
  /** Compares one row with its assignment; `cells` stand in the order of the columns. */
  row(number: number, cells: readonly (SheetCell | undefined)[], now: RegisterRow): void;
  /** Names what was changed in a row of a service that is gone; `then` is the row as it was exported. */
  goneRow(number: number, cells: readonly (SheetCell | undefined)[], then: RegisterRow): void;
  /** At most `MAX_SHEET_CHANGES` of each; `counts` says how many there are. */
  readonly changes: readonly SheetDifference[];
  readonly unplaced: readonly UnplacedCell[];
  counts(): { readonly changes: number; readonly unplaced: number };
  /** Cells that say what stands here, or what stood here when the sheet was exported. */
  unchanged(): number;
  /** Cells of columns that Demarc works out itself and that say something else, by heading: their addresses. */
  readonly derived: ReadonlyMap<string, readonly string[]>;
}

const DECIDED: Readonly<Partial<Record<RegisterColumnId, string>>> = {
  service: 'A service is named under Services.',
  environment: 'The environment of a service is set under Services.',
  account: 'The accounts of a service are named under Services.',
  region: 'The Regions of a service are named under Services.',
  waits: 'What a parked duty waits for is said in Demarc, where it is parked.',
  review: 'Review is decided in Demarc, by whoever reviews.',
  'review-text': 'Review is decided in Demarc, by whoever reviews.',
  'answered-at': 'Demarc itself records when an answer was given.',
  'answered-by': 'Demarc itself records who gave an answer.',
};
const MINUTE = 60_000;

/** Compares a returned register with the workbook, each cell three ways where the state at export is known. */
export const compareSheet = (input: ComparisonInput): SheetComparison => new Comparison(input);

interface Column extends FoundColumn {
  /** Its place among the cells of a row. */
  readonly index: number;
  readonly field: SheetField | null;
  readonly now: (row: RegisterRow) => string | null;
  readonly earlier: ((row: RegisterRow) => string | null) | null;
}
/** One row of the sheet, with the duty that it is about as it is now and as it was exported. */
interface Row {
  readonly number: number;
  readonly cells: readonly (SheetCell | undefined)[];
  readonly now: RegisterRow;
  readonly before: RegisterRow;
}
/** One cell that says something else than the workbook. */
interface Differing {
  readonly row: Row;
  readonly column: Column;
  readonly cell: SheetCell | undefined;
  readonly text: string;
  readonly nowText: string | null;
  readonly thenText: string | null;
  /** Its address. */
  readonly at: string;
  unplace(kind: UnplacedKind, why: string, more?: Partial<UnplacedCell>): void;
}

class Comparison implements SheetComparison {
  readonly changes: SheetDifference[] = [];
  readonly unplaced: UnplacedCell[] = [];
  readonly derived = new Map<string, string[]>();
  readonly #input: ComparisonInput;
  readonly #columns: readonly Column[];
  readonly #reasons: { readonly deviation: number; readonly notApplicable: number };
  readonly #counts = { changes: 0, unplaced: 0 };
  #unchanged = 0;

  constructor(input: ComparisonInput) {
    this.#input = input;
    const { names, earlier } = input;
    this.#columns = input.columns.map((column, index) => ({
      ...column,
      index,
      field: fieldOfColumn(column.id),
      now: cellReader(column.id, names),
      earlier: earlier && cellReader(column.id, earlier.names),
    }));
    const place = (id: RegisterColumnId) => this.#columns.findIndex((column) => column.id === id);
    this.#reasons = { deviation: place('deviation'), notApplicable: place('not-applicable') };
  }

  unchanged(): number {
    return this.#unchanged;
  }
  counts(): { readonly changes: number; readonly unplaced: number } {
    return this.#counts;
  }
  row(number: number, cells: readonly (SheetCell | undefined)[], now: RegisterRow): void {
    const { earlier } = this.#input;
    const row: Row = { number, cells, now, before: earlier ? earlier.row(now) : now };
    this.#struck(row);
    for (const column of this.#columns) if (column.id !== 'ref') this.#cell(row, column);
  }
  goneRow(number: number, cells: readonly (SheetCell | undefined)[], then: RegisterRow): void {
    for (const column of this.#columns) {
      const text = plainText(cells[column.index]?.text ?? '');
      if (column.field === null || text === plainText((column.earlier ?? column.now)(then) ?? '')) continue;
      this.#name({
        cell: this.#input.address(number, column.column),
        value: text,
        why: `"${then.subjectLabel}" was taken out of the workbook since the export, so this has no place. Add the service again to take it in.`,
        kind: 'row',
        ref: then.ref,
        field: column.field,
      });
    }
  }

  #name(
    cell: Pick<UnplacedCell, 'cell' | 'value' | 'why' | 'kind' | 'ref' | 'field'>,
    more: Partial<UnplacedCell> = {},
  ): void {
    this.#counts.unplaced += 1;
    if (this.unplaced.length === MAX_SHEET_CHANGES) return;
    const { sheet } = this.#input;
    this.unplaced.push({ sheet, suggestion: null, written: '', party: null, ...cell, ...more });
  }

  #struck({ number, cells, now }: Row): void {
    const address = (row: number, column: number) => this.#input.address(row, column);
    const [first, ...more] = this.#columns.filter(({ index }) => cells[index]?.struck);
    if (!first) return;
    this.#name({
      cell: address(number, first.column),
      value: plainText(cells[first.index]?.text ?? ''),
      why: struckWords(
        cells[first.index]?.struck,
        more.map(({ column }) => address(number, column)),
      ),
      kind: 'invalid',
      ref: now.ref,
      field: first.field,
    });
  }

  #cell(row: Row, column: Column): void {
    const { number, cells, now, before } = row;
    const { field } = column;
    const cell = cells[column.index];
    const text = plainText(cell?.text ?? '');
    const unknown = text === '' && cell?.formula === true && field !== null;
    const nowText = column.now(now);
    const thenText = column.earlier ? column.earlier(before) : null;
    const same = text === plainText(nowText ?? '') || (column.earlier && text === plainText(thenText ?? ''));
    if (!unknown && same) {
      this.#unchanged += 1;
      return;
    }
    const at = this.#input.address(number, column.column);
    const unplace: Differing['unplace'] = (kind, why, more = {}) =>
      this.#name({ cell: at, value: unknown ? FORMULA : text, why, kind, ref: now.ref, field }, more);
    const differing: Differing = { row, column, cell, text, nowText, thenText, at, unplace };
    if (unknown) unplace('invalid', NEVER_COMPUTED);
    else if (this.#input.moved.get(column.index)?.has(number)) unplace('invalid', MOVED);
    else if (field === null) this.#fixed(differing);
    else this.#written(differing, field);
  }

  /** A cell of a column that is not filled in. */
  #fixed({ column, cell, text, nowText, thenText, at, unplace }: Differing): void {
    const { earlier } = this.#input;
    const recorded = column.id === 'answered-at' || column.id === 'answered-by';
    // Without a stamp, an earlier import of the same file may have made the difference.
    const why = !earlier && recorded ? undefined : DECIDED[column.id];
    const isName = column.id === 'service' || column.id === 'responsibility';
    if (isName && [nowText, thenText].some((name) => plainName(name ?? '') === plainName(text)))
      this.#unchanged += 1;
    else if (text === '' && !earlier) this.#unchanged += 1;
    else if (why === undefined)
      this.derived.set(column.title, [...(this.derived.get(column.title) ?? []), at]);
    else if (column.id === 'answered-at' && sameMinute(cell, [nowText, thenText])) this.#unchanged += 1;
    else unplace('read-only', `${why} This cell was not read; it says "${nowText ?? ''}" here.`);
  }

  /** A cell that asks for a change of a field. */
  #written(differing: Differing, field: SheetField): void {
    const { earlier, lookups } = this.#input;
    const { row, cell, text, unplace } = differing;
    const { now, before } = row;
    const valueNow = valueOfField(field, now);
    const part = text === '' && !earlier ? partOfField(field) : null;
    // A text that came from the catalogue with another owner is not what the sender wiped out.
    const isBrought =
      part?.part === 'text' && plainText(this.#input.proposedText(now, part.party) ?? '') === valueNow;
    if (text === '' && (isBrought || emptyMeansThis(field, valueNow))) {
      this.#unchanged += 1;
      return;
    }
    const parsed = parseCell(field, cell, lookups, now.subject);
    if (!('value' in parsed)) {
      const { kind, why, suggestion = null, written = '', party = null } = parsed;
      unplace(kind, why, { suggestion, written, party });
      return;
    }
    const { value } = parsed;
    const valueThen = earlier ? valueOfField(field, before) : valueNow;
    const compared = plainText(value);
    if (compared === valueNow || (earlier && compared === valueThen)) {
      this.#unchanged += 1;
      return;
    }
    this.#counts.changes += 1;
    if (this.changes.length < MAX_SHEET_CHANGES)
      this.changes.push(this.#change(differing, field, value, valueThen !== valueNow));
  }

  #change(
    { row, column, nowText, thenText, at }: Differing,
    field: SheetField,
    value: string,
    changedSince: boolean,
  ): SheetDifference {
    const { sheet, names, lookups } = this.#input;
    const { cells, now, before } = row;
    const reason = (index: number): string | null => {
      const found = index < 0 ? null : plainText(cells[index]?.text ?? '');
      return found === '' ? null : found;
    };
    return {
      ref: now.ref,
      place: `${now.subjectLabel}, ${now.responsibilityName}`,
      field,
      title: column.title,
      before: nowText ?? '',
      after: wordsOfValue(field, value, names, lookups),
      atExport: column.earlier ? (thenText ?? '') : null,
      changedHereSince: changedSince || (field === 'owners' && dropsWhatIsNew(value, now, before)),
      accepted: now.review === 'accepted',
      sheet,
      cell: at,
      value,
      reasons: {
        deviation: reason(this.#reasons.deviation),
        notApplicable: reason(this.#reasons.notApplicable),
      },
    };
  }
}

/** One line for a row: a stroke through the whole of it is one thing that somebody says. */
function struckWords(struck: SheetCell['struck'], more: readonly string[]): string {
  const what = struck === 'part' ? 'Some of the text is' : 'The text is';
  const others = more.length === 0 ? '' : `, and so are others of the row (${more.join(', ')})`;
  return `${what} struck through${others}, which is not read: it stands as if it were not. Empty the cell or change its text to say so.`;
}
const MOVED =
  'It holds what belongs to another row, as do other cells of its column, so it was not taken in: cells seem to have been shifted or sorted. Write it into the row that it belongs to, or undo the shifting.';
const FORMULA = '(a formula)';
/** Taken for empty, such a cell would wipe out what stands here. */
const NEVER_COMPUTED =
  'It holds a formula that no program ever worked out, so what it says is not known. Open the file in a spreadsheet program and save it, or write the text itself.';

/** The register leaves these empty where they say nothing. */
const emptyMeansThis = (field: SheetField, value: string): boolean =>
  (field === 'status' && value === 'not-started') || (field === 'owners' && value === '');

/** Whether other owners would take away a text, a person or a reason that was written here since the export. */
function dropsWhatIsNew(owners: string, now: RegisterRow, then: RegisterRow): boolean {
  const kept = new Set(owners.split('+'));
  const fields = now.shares
    .filter(({ party }) => !kept.has(party))
    .flatMap(({ party }): readonly SheetField[] => [`text/${party}`, `person/${party}`]);
  return [...fields, 'deviationReason' as const].some((field) => {
    const value = valueOfField(field, now);
    return value !== '' && value !== valueOfField(field, then);
  });
}

/**
 * A spreadsheet keeps an instant as a fraction of a day, without its seconds' last digits; one that lost its formats shows that
 * number itself.
 */
function sameMinute(cell: SheetCell | undefined, others: readonly (string | null)[]): boolean {
  const text = plainText(cell?.text ?? '');
  const parse = (iso: string) => Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}Z`);
  const instant =
    cell?.type === 'number'
      ? instantOfSerial(Number(text))
      : parse(text.length === 10 ? `${text}T00:00:00` : text);
  return others.some((other) => other !== null && Math.abs(parse(other) - instant) < MINUTE);
}

/** A value in the words of the register. */
function wordsOfValue(
  field: SheetField,
  value: string,
  names: RegisterCellNames,
  { resolutions }: SheetLookups,
): string {
  if (field === 'owners') {
    if (value === '-') return ownershipWords({ kind: 'not-applicable' }, names.parties);
    if (value === '') return ownershipWords({ kind: 'unanswered' }, names.parties);
    const owners = value.split('+');
    const ordered = [...names.parties.keys()].filter((id) => owners.includes(id));
    return ownershipWords({ kind: 'shared', parties: ordered }, names.parties);
  }
  if (field === 'status') return STATUS_LABELS[value as RegisterRow['status']];
  if (field === 'parked' || field === 'confirmLater') return value === 'yes' ? 'Yes' : '';
  if (field === 'evidence') return value === '' ? '' : (evidenceNumbers(value.split(',').map(Number)) ?? '');
  if (!field.startsWith('person/')) return value;
  if (!value.startsWith(NEW_PERSON)) return names.people.get(value) ?? value;
  const wanted = value.slice(NEW_PERSON.length);
  const written = resolutions.people.find((entry) => plainName(entry.written) === wanted)?.written;
  return (written ?? wanted).trim().replace(/\s+/g, ' ');
}
