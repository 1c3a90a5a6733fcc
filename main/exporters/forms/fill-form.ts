import type { FormPlan, FormValue, PlannedCell, PlannedRow } from '../../domain/forms/plan.ts';
import { cellAddress, columnLetters } from '../../domain/sheets/cell-address.ts';
import { numeral } from '../../domain/words/counted.ts';
import { cleanText, EXCEL_TEXT_LIMIT } from '../safe-text.ts';
import { excelDate } from '../xlsx/cells.ts';
import { lies } from './addresses.ts';
import { isAllowed, type ListLookUp, listFor, type Value } from './allowed.ts';
import { bareStyle, type CellWrite } from './edit-sheet.ts';
import type { Formats } from './formats.ts';
import type { SheetMap } from './sheet-map.ts';

/** A cell that is written, with what it says when it is read: a text, or a day (ISO date). */
export interface WrittenCell {
  readonly sheet: string;
  readonly address: string;
  readonly type: 'text' | 'date';
  readonly text: string;
}
/** What came of a row: whether all that was to be written was, some of it, or nothing, and why. */
export interface RowOutcome {
  readonly sheet: string;
  readonly row: number;
  readonly id: string;
  readonly outcome: 'filled' | 'partly' | 'left';
  readonly why: string | null;
  /** It is the head of the form, no row of its tables. */
  readonly head: boolean;
}
export interface FormEdits {
  readonly writes: ReadonlyMap<string, readonly CellWrite[]>;
  readonly written: readonly WrittenCell[];
  readonly outcomes: readonly RowOutcome[];
  /** Names of the parts of the package that were written. */
  readonly parts: readonly string[];
  /** Sheets that were written into and print a head of their own, which a mark would have taken the place of. */
  readonly unmarked: readonly string[];
}
/** The form that a plan is worked out for. Texts are those that the reader of its cells found, by row and column. */
export interface OpenForm {
  readonly sheets: ReadonlyMap<string, SheetMap>;
  readonly formats: Formats;
  readonly from1904: boolean;
  /** Of the lists that rules of a sheet refer to. */
  readonly lookUp: (sheet: string) => ListLookUp;
  readonly textAt: (sheet: string, row: number, column: number) => string;
}

const DAYS_BEFORE_1904 = 1462;

/**
 * Works out which cells of a form are written: those of the plan that are empty (all but formulas with `overwrite`), may be written
 * and may hold it by the form's own rules. Every row of the plan has an outcome, with the reason for what is left.
 */
export function workOut(
  form: OpenForm,
  { rows }: Pick<FormPlan, 'rows'>,
  overwrite: boolean,
): Omit<FormEdits, 'parts' | 'unmarked'> {
  const writes = new Map<string, CellWrite[]>();
  const written: WrittenCell[] = [];
  const outcomes: RowOutcome[] = [];
  for (const planned of rows) {
    const together = planned.cells.filter((cell) => cell.together);
    const parted = together.flatMap((cell) => whyNot(cellOf(form, planned, cell, overwrite)));
    const whys = new Set<string>(parted);
    let done = 0;
    // What explains the marks stands beside all of them, or nowhere.
    let marked = parted.length === 0;
    for (const cell of planned.cells) {
      if ((cell.explains && !marked) || (cell.together && parted.length > 0)) continue;
      const found = cellOf(form, planned, cell, overwrite);
      if ('why' in found) {
        whys.add(found.why);
        if (!cell.explains) marked = false;
        continue;
      }
      done += 1;
      if ('same' in found) continue;
      const list = writes.get(planned.sheet);
      if (list) list.push(found.write);
      else writes.set(planned.sheet, [found.write]);
      const { row, column, value } = found.write;
      written.push({
        sheet: planned.sheet,
        address: cellAddress(row, column),
        type: typeof value === 'string' ? 'text' : 'date',
        text: found.text,
      });
    }
    // Why not all of it was to be written matters where some of it was, or nothing was to be.
    if (planned.why !== null && (done > 0 || planned.cells.length === 0)) whys.add(planned.why);
    const { sheet, row, id } = planned;
    outcomes.push({
      sheet,
      row,
      id,
      outcome: whys.size === 0 ? 'filled' : done > 0 ? 'partly' : 'left',
      why: whys.size === 0 ? null : [...whys].join(' '),
      head: planned.head === true,
    });
  }
  return { writes, written, outcomes };
}

type Found =
  | { readonly write: CellWrite; readonly text: string }
  | { readonly same: true }
  | { readonly why: string };

const whyNot = (found: Found): readonly string[] => ('why' in found ? [found.why] : []);

function cellOf(form: OpenForm, { sheet, row }: PlannedRow, planned: PlannedCell, overwrite: boolean): Found {
  const { column } = planned;
  const map = form.sheets.get(sheet);
  if (!map) return { why: 'Its sheet is not there.' };
  const place = map.rows.get(row)?.cells.get(column);
  const heading = `column ${columnLetters(column)}`;
  if (place?.formula) return { why: `A formula of the form stands in ${heading}.` };
  const area = map.merges.find((each) => lies(each, row, column));
  if (area && (area.firstRow !== row || area.firstColumn !== column))
    return { why: `The cell in ${heading} is part of a larger one.` };
  const own = place?.style ?? bareStyle(map, row, column);
  if (map.isProtected && form.formats.isLocked(own)) return { why: `The form locks the cell in ${heading}.` };
  if (planned.unless?.some((each) => form.textAt(sheet, row, each).trim() !== ''))
    return { why: 'A mark of another hand stands beside it, which says something else.' };
  const held = form.textAt(sheet, row, column);
  const taken = place?.filled === true && held !== '' && !planned.placeholders?.includes(held.trim());
  const fitting = pick(form, map, row, planned, sheet);
  if ('why' in fitting) return taken && !overwrite ? { why: FILLED } : fitting;
  const { value, text } = fitting;
  if (taken && held === text) return { same: true };
  if (taken && !overwrite) return { why: FILLED };
  if (typeof value === 'string') return { write: { row, column, value }, text };
  const style = form.formats.isDate(own) ? own : form.formats.asDate(own);
  if (style === null) return { why: `The form has no format that shows a day in ${heading}.` };
  return { write: { row, column, value, ...(style === own ? {} : { style }) }, text };
}
const TOO_LONG = `Its text is longer than the ${numeral(EXCEL_TEXT_LIMIT)} characters that a cell holds.`;
const FILLED = 'It is filled in already, and nothing is overwritten unless that is asked for.';

/** The first value that the form lets the cell hold. */
function pick(
  form: OpenForm,
  map: SheetMap,
  row: number,
  { column, values, says }: PlannedCell,
  sheet: string,
): { readonly value: Value; readonly text: string } | { readonly why: string } {
  const lookUp = form.lookUp(sheet);
  const own = says === undefined ? undefined : listFor(map, row, column, lookUp)?.find(says);
  const offered: readonly FormValue[] = own === undefined ? values : [{ text: own }, ...values];
  let unknown = false;
  for (const each of offered) {
    const value = 'text' in each ? cleanText(each.text).text : dayOf(each.date, form.from1904);
    if (typeof value === 'string' && value.length > EXCEL_TEXT_LIMIT) return { why: TOO_LONG };
    const verdict = isAllowed(map, row, column, value, lookUp);
    if (verdict === 'yes')
      return { value, text: typeof value === 'string' ? value : 'date' in each ? each.date : '' };
    unknown ||= verdict === 'unknown';
  }
  const heading = `column ${columnLetters(column)}`;
  if (unknown)
    return { why: `What the form allows in ${heading} cannot be told without a spreadsheet program.` };
  const list = listFor(map, row, column, lookUp);
  return {
    why:
      list === null
        ? `The form does not allow it in ${heading}.`
        : `The form allows only ${list.slice(0, 8).join(', ')} in ${heading}, and none of these says it.`,
  };
}

const dayOf = (iso: string, from1904: boolean): number => excelDate(iso) - (from1904 ? DAYS_BEFORE_1904 : 0);
