import type { Claim, MatrixReading, SheetMapping, SheetSample, UnreadCell } from '../../contract/claims.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import { areBareNumbers } from '../../domain/controls/control-ids.ts';
import { numeral } from '../../domain/words/counted.ts';
import type { Book, CellComment, Row, Sheet } from '../sheets/book.ts';
import type { HiddenParts } from '../sheets/worksheet.ts';

import type { IsService } from './ids/name-above.ts';
import { OWNING, QUESTIONNAIRE } from './layouts.ts';
import { readNothing } from './ledger.ts';
import { mapSheet, type SavedSheet } from './map-sheet.ts';
import { readSheet } from './read-sheet.ts';
import { saidDifferently } from './said-differently.ts';
import { amongSheets, type MappedGrid } from './tables/among-sheets.ts';
import { type Grid, gridOf } from './tables/grid.ts';
import { hiddenNote, withoutHiddenOwners } from './tables/hidden-parts.ts';
import { rowsWithIds } from './tables/other-tables.ts';
import { asideNote, type TableAlone, tableAlone } from './tables/table-alone.ts';
import { whyNone } from './why-none.ts';
import { clip, type PartyNames, type Rename, renamer } from './words.ts';

/** What a matrix of people's making never reaches: 300,000 cells are 10,000 controls with thirty columns. */
const MAX_CELLS = 300_000;
/** Nor rows that hold something: the largest catalogue has a few thousand controls, and a matrix of all its parts some ten thousand rows. */
const MAX_ROWS = 100_000;
const SAMPLE_ROWS_ABOVE = 2;
const SAMPLE_ROWS = 9;
const SAMPLE_COLUMNS = 60;
const TOLD_COMMENTS = 40;

export interface ReadOptions {
  /** As a person corrected it; sheets that it does not name are recognised. */
  readonly mapping?: GivenMapping | undefined;
  /** Mappings that were remembered, by fingerprint. */
  readonly saved?: ReadonlyMap<string, SavedSheet> | undefined;
  /** How the ids are written where they may be those of several frameworks and the file does not say of which: a spelling, or the vendor's own. */
  readonly framework?: string | undefined;
  /** Names by which the matrix may call the parties. */
  readonly names?: PartyNames | undefined;
  /** Which names are those of services; without it none are known. */
  readonly isService?: IsService | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Reads the responsibility matrix of a vendor from a workbook: what its sheets and columns mean, the claims, and every
 * cell that was not read. INVALID_INPUT for a file that is too large, and for a mapping of a sheet that is not there.
 */
export async function readMatrix(
  book: Book,
  name: string,
  options: ReadOptions = {},
): Promise<MatrixReading> {
  const given = new Map((options.mapping ?? []).map((entry) => [entry.sheet, entry]));
  for (const sheet of given.keys())
    if (!book.sheets.some((entry) => entry.name === sheet))
      throw invalidInput(
        `${name} has no sheet "${clip(sheet, 60)}", which the mapping names. It has ${book.sheets.map((entry) => entry.name).join(', ')}.`,
      );
  const rename = renamer(options.names);
  const mapping: SheetMapping[] = [];
  const samples: SheetSample[] = [];
  const claims: Claim[] = [];
  const unread: UnreadCell[] = [];
  const notes: string[] = [...book.notes];
  const passedOver: string[] = [];
  let isFrameworkUsed = false;
  let read = 0;
  const mapped = await mapSheets(book, name, given, rename, options);
  const among = amongSheets(mapped, options.isService ?? (() => false));
  for (const { sheet, grid, table, found, aside, hidden } of mapped) {
    const notNow = among.aside.get(sheet.name);
    const reading =
      found.controls === null
        ? readNothing(sheet.name, grid, found.why)
        : (found.asks ?? notNow) !== undefined
          ? readNothing(
              sheet.name,
              grid,
              found.unsaid ?? found.asks ?? notNow ?? '',
              found.mapping.headerRow + found.mapping.headerRows,
            )
          : readSheet(table, found.mapping, found.controls, rename, {
              isService: options.isService,
              aside,
              service: among.services.get(sheet.name),
            });
    if (notNow !== undefined) notes.push(`${sheet.name}: ${notNow}`);
    mapping.push(found.mapping);
    if (found.controls !== null && found.passedOver === undefined) isFrameworkUsed = true;
    else if (found.controls !== null) passedOver.push(`${sheet.name}: ${found.passedOver}`);
    if (found.controls !== null && found.asks !== undefined) notes.push(`${sheet.name}: ${found.asks}`);
    if (found.controls !== null && found.told !== undefined) notes.push(`${sheet.name}: ${found.told}`);
    const left = reading.claims.length > 0 ? asideNote(sheet.name, aside) : null;
    if (left !== null) notes.push(left);
    if (found.controls === null && found.tells !== undefined) notes.push(`${sheet.name}: ${found.tells}`);
    if (found.unknown && hasIds(grid))
      notes.push(
        `The sheet "${sheet.name}" has a column of ${areNumbers(grid) ? 'numbers as control ids have' : 'control ids'} but no headings of a matrix that are known, so nothing in it was read. Say in a mapping what its columns mean if it should be.`,
      );
    if (grid.cells.length > 0) samples.push(sampleOf(sheet, grid, found.mapping));
    if (sheet.state !== 'visible' && reading.claims.length > 0)
      notes.push(`The sheet "${sheet.name}" is hidden in the file; it was read like the others.`);
    const told = hiddenNote(sheet.name, found, reading, hidden);
    if (told !== null) notes.push(told);
    const comments = sheet.kind === 'cells' ? await book.comments(sheet.name) : [];
    if (comments.length > 0) notes.push(commentsNote(sheet.name, comments));
    for (const claim of reading.claims) claims.push(claim);
    for (const cell of reading.unread) unread.push(cell);
    read += reading.read;
  }
  notes.push(...whyNoMatrix(mapped, rename));
  if (!isFrameworkUsed) notes.push(...passedOver);
  notes.push(...saidOfClaims(claims, unread, mapping, options.names?.vendor[0]));
  const outside = unread.filter((cell) => cell.outside).length;
  return {
    mapping,
    samples,
    claims,
    unread,
    counts: {
      cells: mapped.reduce((sum, { grid }) => sum + grid.cells.length, 0),
      read,
      unread: unread.length - outside,
      outside,
      claims: claims.length,
      controls: new Set(claims.map(({ framework, control }) => `${framework} ${control}`)).size,
      silent: claims.filter(({ owners, notApplicable }) => owners.length === 0 && !notApplicable).length,
    },
    notes,
  };
}

/** What is to be said of the claims as a whole: nobody named, rows that differ, nothing of the vendor's, no framework that is known. */
function saidOfClaims(
  claims: readonly Claim[],
  unread: readonly UnreadCell[],
  mapping: readonly SheetMapping[],
  vendor: string | undefined,
): readonly string[] {
  const notes: string[] = [];
  if (claims.length === 0) return notes;
  if (claims.every(({ owners, notApplicable }) => owners.length === 0 && !notApplicable))
    notes.push(
      mapping.some(({ columns }) => columns.some(({ meaning }) => OWNING.has(meaning)))
        ? 'Below the headings that say who owns what, nothing was read that names an owner, so no claim does.'
        : 'No column says who owns what, so no claim names an owner.',
    );
  const callOwner = (owner: string): string =>
    owner === 'vendor' ? (vendor ?? 'the vendor') : owner === 'customer' ? 'the customer' : 'a third party';
  const differently = saidDifferently(claims, unread, callOwner);
  if (differently !== null) notes.push(differently);
  if (
    vendor !== undefined &&
    claims.some(namesOwner) &&
    !claims.some(({ owners }) => owners.includes('vendor'))
  )
    notes.push(`Nothing in it is done by ${vendor}: check that it is theirs.`);
  if (claims.every(({ framework }) => framework === null))
    notes.push(
      'It names no control of a framework that is known here: its claims are kept. A claim on a service that is in use is shown beside the duties of the service; nothing in the record is held against the others.',
    );
  return notes;
}

/** Why none of the sheets is a matrix; nothing where one is, beside which sheets of other things need no reason. */
function whyNoMatrix(mapped: readonly SheetToRead[], rename: Rename): readonly string[] {
  if (mapped.some(({ found }) => found.mapping.matrix)) return [];
  return mapped.flatMap(({ name, grid, found }) => {
    const why = found.controls === null && found.unknown && !hasIds(grid) ? whyNone(grid, rename) : null;
    return why === null ? [] : [`${name}: ${why}`];
  });
}
/** What each sheet of a book means, with its cells. */
async function mapSheets(
  book: Book,
  name: string,
  given: ReadonlyMap<string, GivenMapping[number]>,
  rename: Rename,
  { signal, progress, saved, framework }: ReadOptions,
): Promise<readonly SheetToRead[]> {
  const mapped: SheetToRead[] = [];
  let cells = 0;
  for (const [index, sheet] of book.sheets.entries()) {
    if (signal?.aborted) throw new DemarcError('CANCELLED', 'Reading was cancelled; nothing was changed.');
    progress?.(index, book.sheets.length);
    const grid = await readGrid(book, sheet, MAX_CELLS - cells, name);
    cells += grid.cells.length;
    const alone = tableAlone(grid);
    const said = given.get(sheet.name);
    const hidden = book.hidden(sheet.name);
    const mapping = mapSheet(alone.table, sheet.name, name, said, saved, rename, framework);
    const found = withoutHiddenOwners(mapping, hidden);
    const { table, aside } = found.mapping.layout === QUESTIONNAIRE ? tableAlone(grid, true) : alone;
    mapped.push({ name: sheet.name, sheet, grid, table, found, aside, hidden });
  }
  return mapped;
}
interface SheetToRead extends MappedGrid {
  readonly sheet: Sheet;
  readonly grid: Grid;
  readonly aside: TableAlone['aside'];
  readonly hidden: HiddenParts;
}

const namesOwner = ({ owners }: Claim): boolean => owners.length > 0;

const hasIds = (grid: Grid): boolean => rowsWithIds(grid, grid.lastRow + 1).size > 0;
/** Whether what looks like ids in a sheet are numbers alone, which versions are as well. */
const areNumbers = (grid: Grid): boolean =>
  rowsWithIds(grid, grid.lastRow + 1, (text) => !areBareNumbers([text])).size === 0;

function commentsNote(sheet: string, comments: readonly CellComment[]): string {
  const places = comments
    .slice(0, TOLD_COMMENTS)
    .map(({ cell, text }) => `${cell} ("${clip(text.replace(/\s+/g, ' ').trim(), 80)}")`);
  const more = comments.length - places.length;
  const list = `${places.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return comments.length === 1
    ? `The sheet "${sheet}" holds a comment beside a cell, which is no part of a claim: ${list}.`
    : `The sheet "${sheet}" holds ${comments.length} comments beside cells, which are no part of a claim: ${list}.`;
}

/** Stops at the first piece beyond what is left, so that a file of any size is refused before it fills the memory. */
async function readGrid(book: Book, sheet: Sheet, left: number, name: string): Promise<Grid> {
  const rows: Row[] = [];
  let cells = 0;
  if (sheet.kind === 'cells')
    for await (const batch of book.rows(sheet.name))
      for (const row of batch) {
        cells += row.cells.filter(({ text, formula }) => text !== '' || formula).length;
        if (cells > left)
          throw invalidInput(
            `${name} holds more than ${numeral(MAX_CELLS)} cells, which is no responsibility matrix. Delete the sheets that do not belong to it and try again.`,
          );
        rows.push(row);
        if (rows.length > MAX_ROWS)
          throw invalidInput(
            `${name}: the sheet "${sheet.name}" has more than ${numeral(MAX_ROWS)} rows, which is no responsibility matrix. Delete the rows that do not belong to it and try again.`,
          );
      }
  return gridOf({ rows, merges: book.merges(sheet.name) });
}

/** Some rows around the headings, for a person to judge the mapping by. */
function sampleOf(sheet: Sheet, grid: Grid, { headerRow, headerRows }: SheetMapping): SheetSample {
  const rows: SheetSample['rows'][number][] = [];
  const from = headerRow === 0 ? grid.firstRow : Math.max(grid.firstRow, headerRow - SAMPLE_ROWS_ABOVE);
  const wanted = SAMPLE_ROWS + headerRows + (headerRow === 0 ? SAMPLE_ROWS_ABOVE : 0);
  for (let number = from; number <= grid.lastRow && rows.length < wanted; number += 1) {
    const found = grid.rowCells(number).filter(({ column }) => column < SAMPLE_COLUMNS);
    if (found.length > 0)
      rows.push({ number, cells: found.map(({ column, text }) => ({ column, text: clip(text, 160) })) });
  }
  return { sheet: sheet.name, state: sheet.state, rows };
}
