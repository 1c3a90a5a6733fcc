import type { RegisterRow } from '../../contract/assignments.ts';
import { invalidInput } from '../../contract/errors.ts';
import {
  type Agreement,
  labelReader,
  type RowWords,
  strangeWords,
} from '../../domain/returned-sheet/labels.ts';
import { type MovedCells, movedCells } from '../../domain/returned-sheet/moved-cells.ts';
import type { RegisterColumnId } from '../../domain/sheets/register-cells.ts';
import { numeral } from '../../domain/words/counted.ts';
import { plainText } from '../../domain/words/plain-text.ts';
import type { RegisterSheetRow, ReturnedRegister } from '../../importers/returned-sheet/read-register.ts';
import type { TaskControls } from '../tasks.ts';
import type { RowMatch, rowMatcher } from './match-rows.ts';

/** A sheet that holds a register. */
export type ReadableSheet = Pick<ReturnedRegister, 'sheet' | 'columns' | 'rows' | 'address'>;
type Cells = RegisterSheetRow['cells'];

/** Which rows of a sheet may be read, found out before any of them is. */
export interface Survey {
  match(cells: Cells): RowMatch;
  matchIn(sheet: Pick<ReadableSheet, 'columns'>, cells: Cells): RowMatch;
  /** The row of a service that is gone, as it was exported; null where that is not known. */
  goneRow(ref: string): RegisterRow | null;
  /** The row that is read for each assignment. */
  readonly chosen: ReadonlyMap<string, number>;
  /** Rows whose ref and words mean different duties. */
  readonly problems: ReadonlyMap<number, { readonly why: string; readonly suggestion: string | null }>;
  /** Cells that hold what belongs to other rows, by place of their column. */
  readonly moved: MovedCells;
}

export interface SurveyInput {
  /** What messages call the file. */
  readonly name: string;
  readonly file: ReadableSheet;
  readonly rows: ReadonlyMap<string, RegisterRow>;
  readonly match: ReturnType<typeof rowMatcher>;
  readonly exported: ((now: RegisterRow) => RegisterRow) | null;
  readonly otherServices: Iterable<string>;
  readonly otherDuties: Iterable<string>;
  readonly sameCatalogue: boolean;
  /** The texts of a row as the register has them now, and had them when the sheet was exported. */
  textsOf(row: RegisterRow, when: 'now' | 'exported'): readonly string[];
  /** Whether what Demarc works out for a row is what it was at export. */
  isDerivedAlike(row: RegisterRow): boolean;
  goneRow(ref: string): RegisterRow | null;
}

/** So large a part of the rows, and at least two of them, and the sheet itself is out of order. */
const PART = 10;
const tooMany = (count: number, of: number): boolean => count >= 2 && count * PART >= of;
/** Rows for each of the register, and some more: a sheet with as many repeats everything several times. */
const ROWS_FOR_EACH = 3;
const ROWS_BESIDE = 2000;
/** Rows that are none of the register: as many as the largest workbooks have, in case that the sheet is from another one. */
const STRANGE_ROWS = 200_000;

export function placesOf({ columns }: Pick<ReadableSheet, 'columns'>) {
  const place = (id: RegisterColumnId) => columns.findIndex((column) => column.id === id);
  return { ref: place('ref'), service: place('service'), responsibility: place('responsibility') };
}

/**
 * Looks through all rows once. INVALID_INPUT for a sheet of which a tenth or more of the rows do not belong to their refs, or
 * hold what belongs to other rows: it was sorted in part, or cells were shifted, and nothing in it can be trusted.
 */
export async function surveyRows(
  input: SurveyInput,
  { signal }: Pick<TaskControls, 'signal'>,
): Promise<Survey> {
  const { file, rows } = input;
  const places = placesOf(file);
  const at = (cells: Cells, index: number) => (index < 0 ? undefined : cells[index]);
  const matchIn = (sheet: Pick<ReadableSheet, 'columns'>, cells: Cells) => {
    const { ref, service, responsibility } = sheet === file ? places : placesOf(sheet);
    return input.match({
      ref: at(cells, ref),
      service: at(cells, service),
      responsibility: at(cells, responsibility),
    });
  };
  const match = (cells: Cells) => matchIn(file, cells);
  const wordsOf = (cells: Cells): RowWords => ({
    service: plainText(at(cells, places.service)?.text ?? ''),
    responsibility: plainText(at(cells, places.responsibility)?.text ?? ''),
  });
  const agreementOf = labelReader({ ...input, rows: rows.values() });
  const strange = strangeWords();
  const order = orderOfCells(input);
  const found: {
    readonly number: number;
    readonly row: RegisterRow;
    readonly agreement: Agreement;
    readonly words: RowWords | null;
  }[] = [];
  let strangers = 0;
  for await (const batch of file.rows()) {
    signal.throwIfAborted();
    for (const { number, cells } of batch) {
      const matched = match(cells);
      if (!('row' in matched)) {
        if ('explain' in matched) strangers += 1;
        if (strangers > STRANGE_ROWS)
          throw invalidInput(
            `${input.name} was not read, and nothing of it was taken in: down to row ${numeral(number)} it has more than ${numeral(STRANGE_ROWS)} rows that are none of the ${numeral(rows.size)} of the register. Check that it belongs to this workbook, or delete the rows that do not, and bring it again.`,
          );
        continue;
      }
      if (found.length >= rows.size * ROWS_FOR_EACH + ROWS_BESIDE)
        throw invalidInput(
          `${input.name} was not read, and nothing of it was taken in: it has more than ${found.length} rows for the ${rows.size} of the register. Delete the rows that are there more than once, or export the register again and fill that in.`,
        );
      const words = wordsOf(cells);
      const agreement = matched.byLabels ? { is: 'agrees' as const } : agreementOf(words, matched.row);
      strange.note(words, matched.row);
      const isFine = agreement.is === 'agrees' || agreement.is === 'silent';
      found.push({ number, row: matched.row, agreement, words: isFine ? null : words });
      if (agreement.is !== 'disagrees') order.feed(number, cells, matched.row);
    }
  }
  const problems = new Map<number, { readonly why: string; readonly suggestion: string | null }>();
  const chosen = new Map<string, number>();
  const genuine = new Set<string>();
  for (const { number, row, agreement, words } of found) {
    const disagrees =
      agreement.is === 'disagrees' || (agreement.is === 'strange' && !strange.isName(agreement, row));
    if (disagrees) problems.set(number, mismatch(row, words, input));
    else if (!chosen.has(row.ref) || (agreement.is === 'agrees' && !genuine.has(row.ref))) {
      // The row whose words mean its ref is the genuine one, wherever it stands.
      chosen.set(row.ref, number);
      if (agreement.is === 'agrees') genuine.add(row.ref);
    }
  }
  if (tooMany(problems.size, found.length)) {
    const [first] = problems;
    throw invalidInput(
      `${input.name} was not read, and nothing of it was taken in: in ${problems.size} of ${found.length} rows the ref and the words beside it mean different duties. Was the sheet sorted without its column Ref, or were cells shifted? Row ${first?.[0]}: ${first?.[1].why ?? ''} Undo that in the spreadsheet program and bring the file again, or export the register again and fill that in.`,
    );
  }
  const moved = order.take();
  return { match, matchIn, goneRow: input.goneRow, chosen, problems, moved };
}

function mismatch(row: RegisterRow, words: RowWords | null, { match }: SurveyInput) {
  const cell = (text: string) => ({ column: 0, text, type: 'text' as const, formula: false });
  const { service = '', responsibility = '' } = words ?? {};
  const meant = match({ ref: undefined, service: cell(service), responsibility: cell(responsibility) });
  const suggestion = 'row' in meant ? meant.row.ref : null;
  const says = [service, responsibility].filter((text) => text !== '').join(', ');
  return {
    why: `${row.ref} means "${row.subjectLabel}, ${row.responsibilityName}", but the row says "${says}", so it was not read.${suggestion ? ` Should its ref be ${suggestion}?` : ' Put the ref and the words right.'}`,
    suggestion,
  };
}

/** Columns whose cells Demarc works out from what a row is, so that they tell which row its cells belong to. */
const TELLING: readonly RegisterColumnId[] = ['aws-service', 'scope', 'domain', 'suggested'];

/** Watches cells for what belongs to other rows. `take` throws INVALID_INPUT where a tenth of the rows or more hold such. */
function orderOfCells(input: SurveyInput) {
  const { file } = input;
  const survey = movedCells(file.columns);
  const telling = file.columns.flatMap(({ id }, index) => (TELLING.includes(id) ? [index] : []));
  const wrong = new Map<number, string>();
  let read = 0;
  return {
    feed(number: number, cells: Cells, row: RegisterRow): void {
      const texts = file.columns.map((_, index) => plainText(cells[index]?.text ?? ''));
      const [now, exported] = [input.textsOf(row, 'now'), input.textsOf(row, 'exported')];
      survey.feed({ number, texts, now, exported });
      read += 1;
      const tells = telling.find(
        (index) => texts[index] !== '' && texts[index] !== now[index] && texts[index] !== exported[index],
      );
      if (tells !== undefined && input.isDerivedAlike(row))
        wrong.set(number, file.address(number, file.columns[tells]?.column ?? 0));
    },
    take: () => inOrder(input, survey.take(), wrong, read),
  };
}

/** Least and greatest; of more numbers than can be handed to a function. */
function endsOf(numbers: Iterable<number>): readonly [number, number] {
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0];
  for (const number of numbers) [first, last] = [Math.min(first, number), Math.max(last, number)];
  return [first, last];
}

function inOrder(
  { file, name }: SurveyInput,
  moved: MovedCells,
  wrong: ReadonlyMap<number, string>,
  read: number,
): MovedCells {
  const movedRows = new Set([...moved.values()].flatMap((numbers) => [...numbers]));
  if (tooMany(movedRows.size, read)) {
    const where = [...moved].map(([index, numbers]) => {
      const column = file.columns[index];
      const [first, last] = endsOf(numbers);
      return `"${column?.title ?? ''}" (${file.address(first, column?.column ?? 0)} to ${file.address(last, column?.column ?? 0)})`;
    });
    throw invalidInput(
      `${name} was not read, and nothing of it was taken in: cells in ${movedRows.size} of ${read} rows hold what belongs to other rows, in ${where.join(', ')}. Were these columns sorted by themselves, or cells inserted or deleted there? Undo that in the spreadsheet program and bring the file again, or export the register again and fill that in.`,
    );
  }
  if (tooMany(wrong.size, read)) {
    const cells = [...wrong.values()];
    throw invalidInput(
      `${name} was not read, and nothing of it was taken in: in ${wrong.size} of ${read} rows the sheet says something else than it was exported with in columns that nobody fills in (${cells.slice(0, 5).join(', ')}${cells.length > 5 ? ' and more' : ''}), so that answers may stand in rows of other duties. Were cells shifted or sorted? Undo that in the spreadsheet program and bring the file again, or export the register again and fill that in.`,
    );
  }
  return moved;
}
