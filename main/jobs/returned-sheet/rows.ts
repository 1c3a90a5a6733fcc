import { hash } from 'node:crypto';
import { MAX_SHEET_CHANGES, type UnplacedCell } from '../../contract/sheets.ts';
import { fieldOfColumn } from '../../domain/answers/fields.ts';
import type { SheetComparison } from '../../domain/returned-sheet/compare-sheet.ts';
import { plainName, plainText } from '../../domain/words/plain-text.ts';
import type { RegisterSheetRow } from '../../importers/returned-sheet/read-register.ts';
import type { TaskControls } from '../tasks.ts';
import type { RowMatch } from './match-rows.ts';
import type { RowCounts } from './notes.ts';
import type { ReadableSheet } from './survey.ts';
import { placesOf, type Survey } from './survey.ts';

export interface ReadRows extends RowCounts {
  /** At most `MAX_SHEET_CHANGES`; `unplacedRows` counts them all. */
  readonly unplaced: readonly UnplacedCell[];
  readonly unplacedRows: number;
}

/** Compares the rows of a surveyed sheet; each is compared, counted or named. `expected` is how many there should be. */
export async function readRows(
  file: ReadableSheet,
  survey: Survey,
  comparison: SheetComparison,
  expected: number | null,
  { progress, signal }: TaskControls,
): Promise<ReadRows> {
  const places = placesOf(file);
  const first = file.columns[Math.max(0, places.ref)]?.column ?? 0;
  const unplaced: UnplacedCell[] = [];
  const gone = new Map<string, number>();
  const fields = file.columns.map(({ id }) => fieldOfColumn(id));
  const saysNothing = (cells: RegisterSheetRow['cells']) =>
    cells.every(
      (cell, at) =>
        cell === undefined ||
        fields[at] === null ||
        (fields[at] === 'owners' && plainName(cell.text) === 'unanswered'),
    );
  const printOf = (cells: RegisterSheetRow['cells']) =>
    hash('sha1', cells.map((cell) => cell?.text ?? '').join('\u0000'));
  const read = new Map<string, string>();
  const repeated: { readonly ref: string; readonly number: number; readonly print: string }[] = [];
  let unplacedRows = 0;
  let notAsked = 0;
  let byLabels = 0;
  let sameTwice = 0;
  let done = 0;
  const unplace = (number: number, value: string, why: string, more: Partial<UnplacedCell> = {}) => {
    unplacedRows += 1;
    if (unplaced.length === MAX_SHEET_CHANGES) return;
    unplaced.push({
      sheet: file.sheet,
      cell: file.address(number, first),
      value,
      why,
      kind: 'row',
      ref: null,
      field: null,
      suggestion: null,
      written: '',
      party: null,
      ...more,
    });
  };
  const unmatched = (number: number, cells: RegisterSheetRow['cells'], found: RowMatch) => {
    if ('explain' in found) {
      if (unplaced.length === MAX_SHEET_CHANGES) {
        unplacedRows += 1;
        return;
      }
      const { value, why, suggestion } = found.explain();
      // A row that names nothing is told by the first of its cells that says something.
      const at = value === '' ? cells.findIndex((cell) => cell !== undefined && cell.text !== '') : -1;
      const told = at < 0 ? {} : { cell: file.address(number, file.columns[at]?.column ?? first) };
      unplace(number, at < 0 ? value : plainText(cells[at]?.text ?? ''), why, { suggestion, ...told });
    } else if ('notAsked' in found) {
      if (saysNothing(cells)) notAsked += 1;
      else
        unplace(
          number,
          found.notAsked,
          `${found.notAsked} is not asked here any more, so the row was not read. Ask the duty again in the walk-through to take it in.`,
        );
    } else if ('gone' in found) {
      gone.set(found.gone, (gone.get(found.gone) ?? 0) + 1);
      const then = survey.goneRow(found.ref);
      if (then) comparison.goneRow(number, cells, then);
    }
  };
  for await (const batch of file.rows()) {
    signal.throwIfAborted();
    for (const { number, cells } of batch) {
      const found = survey.match(cells);
      const problem = survey.problems.get(number);
      if (!('row' in found)) unmatched(number, cells, found);
      else if (problem) unplace(number, found.row.ref, problem.why, { suggestion: problem.suggestion });
      else if (survey.chosen.get(found.row.ref) === number) {
        read.set(found.row.ref, printOf(cells));
        if (found.byLabels) byLabels += 1;
        comparison.row(number, cells, found.row);
      } else repeated.push({ ref: found.row.ref, number, print: printOf(cells) });
    }
    done += batch.length;
    progress(done, expected, 'rows read');
  }
  for (const { ref, number, print } of repeated) {
    const chosen = survey.chosen.get(ref);
    if (read.get(ref) === print) sameTwice += 1;
    else
      unplace(
        number,
        ref,
        `${ref} stands in row ${chosen} as well, and the two rows differ; only row ${chosen} was read. Keep one of them.`,
        { kind: 'duplicate', ref },
      );
  }
  return { matched: read.size, byLabels, sameTwice, notAsked, gone, unplaced, unplacedRows };
}
