import { fieldOfColumn } from '../../domain/answers/fields.ts';
import type { RegisterColumnId } from '../../domain/sheets/register-cells.ts';
import type { ReturnedRegister } from '../../importers/returned-sheet/read-register.ts';

/** What became of the rows of a sheet. */
export interface RowCounts {
  readonly matched: number;
  readonly byLabels: number;
  /** Rows that say nothing, of duties that are not asked any more. */
  readonly notAsked: number;
  /** Rows that repeat another one cell for cell. */
  readonly sameTwice: number;
  /** Rows of services that were taken out here since the export, by service. */
  readonly gone: ReadonlyMap<string, number>;
}

const rows = (count: number): string => (count === 1 ? 'One row' : `${count} rows`);

/** Addresses of cells; of many the first ones, and how many more there are. */
const listed = (cells: readonly string[]): string =>
  cells.length <= LISTED
    ? cells.join(', ')
    : `${cells.slice(0, LISTED).join(', ')} and ${cells.length - LISTED} more`;
const LISTED = 20;

/** What a sender or reader should know of a sheet beside its changes, each as a sentence. `derived` counts cells by heading. */
export function notesOn(
  file: ReturnedRegister,
  counts: RowCounts,
  derived: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const notes: string[] = [];
  const { stamp } = file;
  const gone = [...counts.gone.values()].reduce((sum, count) => sum + count, 0);
  const missing = (stamp?.rows ?? 0) - counts.matched - gone - counts.notAsked;
  const what = stamp?.extract && stamp.person === null ? 'extract' : 'export';
  if (missing > 0)
    notes.push(
      missing === 1
        ? `One row of the ${what} is not in the sheet. What it says here stays as it is.`
        : `${missing} rows of the ${what} are not in the sheet. What they say here stays as it is.`,
    );
  const there = new Set<string>(file.columns.map(({ id }) => id));
  const left = (stamp?.columns ?? []).filter(
    ({ id }) => !there.has(id) && fieldOfColumn(id as RegisterColumnId) !== null,
  );
  if (left.length > 0)
    notes.push(
      `Columns that are not in the sheet: ${left.map(({ header }) => header).join(', ')}. What they say here stays as it is.`,
    );
  for (const [service, count] of counts.gone)
    notes.push(
      `"${service}" was taken out of the workbook since the export. ${rows(count)} of it ${count === 1 ? 'was' : 'were'} not read; what somebody changed there is named.`,
    );
  if (counts.notAsked > 0)
    notes.push(`${rows(counts.notAsked)} of duties that are not asked here any more, without an answer.`);
  if (counts.byLabels > 0)
    notes.push(`${rows(counts.byLabels)} without a ref matched by service and responsibility.`);
  const above = file.rowsAbove();
  if (above > 0)
    notes.push(
      `${rows(above)} found above the headings and read as well: the sheet was sorted with its headings.`,
    );
  if (counts.sameTwice > 0)
    notes.push(`${rows(counts.sameTwice)} found twice in the sheet, with the same cells.`);
  if (file.formulas() > 0)
    notes.push(
      `Cells with a formula: ${file.formulas()}. The value saved with each was taken; no formula was run.`,
    );
  for (const [title, cells] of derived)
    notes.push(
      `"${title}" is worked out here and not read from a sheet. Cells that say something else: ${listed(cells)}.`,
    );
  if (file.besideOthers)
    notes.push(
      `Only "${file.sheet}" is read back. What somebody changed on the other sheets of the file is not taken in.`,
    );
  return notes;
}
