import type { OwnerClass } from '../../contract/catalogue.ts';
import { dateSchema } from '../../contract/methods/ids.ts';
import type { SheetField, UnplacedKind } from '../../contract/sheets.ts';
import { NO_OWNER, partiesForClass } from '../duties/ownership.ts';
import { namesIn, STATUS_LABELS, statusNamed } from '../sheets/cell-words.ts';
import { nearest } from '../words/near-miss.ts';
import { plainName, plainText } from '../words/plain-text.ts';
import { isNo, isYes } from '../words/yes-no.ts';
import { mayBeTwoDates, writtenDate } from './dates.ts';
import { evidenceKey, ownersKey, partOfField } from './fields.ts';
import type { SheetLookups } from './lookups.ts';

/** A cell as a reader of spreadsheets gives it; dates as ISO text. */
export interface SheetCell {
  /** From 0. */
  readonly column: number;
  readonly text: string;
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'error';
  /** Then the text is what the formula came to when the file was saved; empty when nothing ever worked it out. */
  readonly formula: boolean;
  /** Only where all of the text, or some of it, is struck through. */
  readonly struck?: 'whole' | 'part' | undefined;
}

/** A value as `valueOfField` writes it, or why the cell holds none. */
export type ParsedCell =
  | { readonly value: string }
  | {
      readonly kind: UnplacedKind;
      readonly why: string;
      readonly suggestion?: string | null;
      readonly written?: string;
      readonly party?: string;
    };

/** Marks the value of a person who is still to be added: `new:ana lima`. */
export const NEW_PERSON = 'new:';
/** As long as a text of an assignment may be. */
const MAX_TEXT = 10_000;
const invalid = (why: string, suggestion: string | null = null): ParsedCell => ({
  kind: 'invalid',
  why,
  suggestion,
});

/** Reads the text of one cell as the value of a field. An absent cell is an empty one; `subject` is what its duty is asked of. */
export function parseCell(
  field: SheetField,
  cell: SheetCell | undefined,
  lookups: SheetLookups,
  subject: string | null = null,
): ParsedCell {
  const text = plainText(cell?.text ?? '');
  if (cell?.type === 'error') return invalid(`The cell shows the error ${text}, not a value.`);
  switch (field) {
    case 'owners':
      return parseOwners(text, lookups, subject);
    case 'status': {
      if (text === '')
        return invalid('A status cannot be emptied. Write "Not started" to say that nothing was done yet.');
      const status = statusNamed(text);
      if (status) return { value: status };
      const labels = Object.values(STATUS_LABELS);
      return invalid(`"${text}" is no status. There are ${labels.join(', ')}.`, nearest(text, labels));
    }
    case 'dueOn':
      return parseDate(text, cell);
    case 'parked':
    case 'confirmLater':
      if (isYes(text)) return { value: 'yes' };
      return text === '' || isNo(text)
        ? { value: '' }
        : invalid(`"${text}" is neither Yes nor empty.`, 'Yes');
    case 'evidence':
      return parseEvidence(text, lookups);
    default: {
      const own = partOfField(field);
      if (own?.part === 'person') return parsePerson(text, own.party, lookups);
      // As written, signs included: only line ends and blanks at either end are a spreadsheet's own doing.
      const written = (cell?.text ?? '').replace(/\r\n?/g, '\n').trim();
      return written.length > MAX_TEXT
        ? invalid(`The text has ${written.length} characters; ${MAX_TEXT} can be kept. Shorten it.`)
        : { value: written };
    }
  }
}

function parseOwners(text: string, { parties }: SheetLookups, subject: string | null): ParsedCell {
  const lower = plainName(text);
  if (lower === '')
    return invalid('An empty cell does not take an answer back. Write "Unanswered" for that.');
  if (NO_OWNER.unanswered.includes(lower)) return { value: '' };
  if (NO_OWNER.notApplicable.includes(lower)) return { value: '-' };
  const named = namesIn(text, parties);
  const unknown = named.find(({ id }) => id === null);
  const known = [...new Set(parties.map(({ name }) => name))];
  const side = unknown ? suggestedParties(lower, parties, subject) : null;
  if (side) return { value: ownersKey(side) };
  if (unknown || named.length === 0)
    return invalid(
      `There is no party "${unknown?.written ?? text}". The workbook has ${known.join(', ')}.`,
      nearest(unknown?.written ?? text, [...known, ...parties.map(({ id }) => id)]),
    );
  return { value: ownersKey([...new Set(named.flatMap(({ id }) => id ?? []))]) };
}

/** The words of the column Suggested, which are copied from there: for whoever takes that side in the workbook. */
function suggestedParties(
  words: string,
  parties: SheetLookups['parties'],
  subject: string | null,
): readonly string[] | null {
  const owner = { provider: 'aws', aws: 'aws', customer: 'customer', shared: 'shared' }[words];
  if (owner === undefined) return null;
  const owners = partiesForClass(owner as OwnerClass, subject, parties);
  return owners.length === (owner === 'shared' ? 2 : 1) ? owners : null;
}

function parseDate(text: string, cell: SheetCell | undefined): ParsedCell {
  if (text === '') return { value: '' };
  const iso = writtenDate(text, cell?.type ?? 'text');
  if (iso !== null && dateSchema.safeParse(iso).success) return { value: iso };
  return invalid(
    mayBeTwoDates(text)
      ? `"${text}" may mean more than one date. Write it as year, month and day, such as 2026-11-25.`
      : `"${text}" is not a date. Write it as year, month and day, such as 2026-11-25.`,
  );
}

function parsePerson(text: string, party: string, lookups: SheetLookups): ParsedCell {
  if (text === '') return { value: '' };
  const meant = lookups.personMeant(text);
  if (meant) return { value: 'person' in meant.is ? meant.is.person : NEW_PERSON + plainName(text) };
  const found = lookups.peopleCalled(text);
  const ids = [...new Set(found.map(({ id }) => id))];
  const own = [...new Set(found.filter((person) => person.party === party).map(({ id }) => id))];
  const [first, second] = own.length > 0 ? own : ids;
  if (first !== undefined && second === undefined) return { value: first };
  if (first !== undefined)
    return {
      kind: 'person',
      why: `More than one person is called "${text}". Say which: ${(own.length > 0 ? own : ids).join(', ')}.`,
      suggestion: first,
      written: text,
      party,
    };
  const near = lookups.personNear(text);
  return {
    kind: 'person',
    why: `Nobody here is called "${text}".${near ? ` Did you mean "${near.name}"?` : ' Add the person, or name somebody who is listed.'}`,
    suggestion: near?.id ?? null,
    written: text,
    party,
  };
}

function parseEvidence(text: string, lookups: SheetLookups): ParsedCell {
  const numbers: number[] = [];
  for (const token of evidenceTokens(text, lookups)) {
    const digits = /^(?:e\s*(?:[-–]\s*)?)?(\d{1,9})$/i.exec(token)?.[1];
    const number = lookups.evidenceMeant(token) ?? (digits === undefined ? null : Number(digits));
    const found = number === null ? lookups.evidenceTitled(token) : lookups.evidenceNumber(number);
    if (!found) return unknownEvidence(token, digits === undefined ? lookups.evidenceNear(token) : null);
    numbers.push(found.number);
  }
  return { value: evidenceKey(numbers) };
}

/** A title may hold a comma itself: a cell that is one title is not taken apart. */
const evidenceTokens = (text: string, lookups: SheetLookups): readonly string[] =>
  lookups.evidenceTitled(text)
    ? [text]
    : text
        .split(/[,;\n]/)
        .map((token) => token.trim())
        .filter((token) => token !== '');

function unknownEvidence(token: string, near: ReturnType<SheetLookups['evidenceNear']>): ParsedCell {
  return {
    kind: 'evidence',
    why: `There is no evidence "${token}" here.${near ? ` Did you mean E-${near.number} "${near.title}"?` : ' Add it to the evidence register first, or choose a piece that is there.'}`,
    suggestion: near ? `E-${near.number}` : null,
    written: token,
  };
}
