import type { Finding, FindingsSummary } from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import type { FindingsOfOthers } from '../files/findings-of-others.ts';
import { type Book, openBook, type Row as SheetRow } from '../sheets/book.ts';
import { type Cells, MergedRows, mergedNotes } from '../sheets/merged-rows.ts';
import { distinctColumns, isHeading, isOfTable, type Row } from './csv-rows.ts';
import { isFailed, PeoplesColumns } from './peoples-columns.ts';
import { saysNone } from './sure-words.ts';
import { refusedTable, type TableForm, tableForm, unreadAmong } from './tables.ts';
import { Tally } from './tally.ts';
import type { Reading } from './words.ts';

const columnsOf = ({ cells }: SheetRow): readonly string[] => {
  const columns: string[] = [];
  for (const { column, text } of cells) columns[column] = text.trim().toLowerCase();
  return Array.from(columns, (name) => name ?? '');
};

/** Whether one of the rows has the headings of a table of findings. Titles and remarks may have been put above them. */
export const isFindingsSheet = (rows: readonly SheetRow[]): boolean =>
  rows.some((row) => tableForm(columnsOf(row)) !== undefined);

/** What a sheet of findings is that is not read, by its first rows, and what to give instead; null for any other sheet. */
export const unreadSheet = (rows: readonly SheetRow[]): FindingsOfOthers | null =>
  unreadAmong(rows.map(columnsOf));

/**
 * Reads the tables of findings of an Excel workbook, as somebody saved a scanner's CSV, by the readers of those: findings go to `emit`, what is
 * over to `close`. A sheet lies anywhere in its file, so all of its `bytes` are only passed by. INVALID_INPUT that names the file where no sheet is
 * one, or all of them are empty and something stands beside them.
 */
export async function readFindingsBook(
  file: string,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  emit: (finding: Finding) => void,
  signal: AbortSignal,
  close: (finding: Finding) => void,
  asOf: string | null = null,
): Promise<FindingsSummary> {
  for await (const _ of bytes) signal.throwIfAborted();
  const book = await openBook(path, file, { signal });
  try {
    const tally = new Tally(file, emit, close);
    const beside = new Set<string>();
    let format: TableForm['format'] | undefined;
    const tables: { readonly name: string; readonly rows: number }[] = [];
    let other: FindingsOfOthers | null = null;
    let shownFailed = 0;
    let hiddenFailed = 0;
    // What somebody hid counts only where nothing that is shown has findings.
    const shown = book.sheets.filter(({ state }) => state === 'visible');
    const hidden = book.sheets.filter(({ state }) => state !== 'visible');
    for (const { name, kind, state } of [...shown, ...hidden]) {
      if (kind !== 'cells') continue;
      const isAside = state !== 'visible' && tables.some(({ rows }) => rows > 0);
      const { form, above, merged, rows, failed, notes } = await readSheet(
        book,
        name,
        isAside ? null : tally,
        asOf,
        signal,
      );
      if (form && isAside) {
        if (rows > 0)
          beside.add(`the hidden sheet "${name}" (${counted(rows, 'finding')}, ${failed} failed)`);
        // The whole scan may lie there, and what is shown be what somebody picked out of it.
        hiddenFailed = Math.max(hiddenFailed, failed);
        continue;
      }
      shownFailed += failed;
      format ??= form?.format;
      if (form) {
        tables.push({ name, rows });
        for (const told of notes) tally.note(told);
        if (state !== 'visible' && rows > 0)
          tally.note(`Its findings are on the sheet "${name}", which is hidden.`);
        if (form.note !== undefined && !tally.isEmpty) tally.note(form.note);
        for (const note of mergedNotes(name, merged)) tally.note(note);
        if (above.some(isOfOtherTable)) beside.add(`the rows above the headings of the sheet "${name}"`);
      } else if (above.length > 0) {
        const unread = unreadSheet(above);
        other ??= unread;
        beside.add(unread ? `the sheet "${name}" (${unread.what})` : `the sheet "${name}"`);
      }
    }
    if (format === undefined) throw refusedTable(file, other);
    if (hiddenFailed > shownFailed)
      tally.note(
        `A hidden sheet has more failed findings (${hiddenFailed}) than all that are shown (${shownFailed}), so that what is shown may be part of a scan. Show it, or give it by itself, if it is the scan.`,
      );
    const filled = tables.filter(({ rows }) => rows > 0);
    if (filled.length > 1)
      tally.note(
        `Its findings are on several sheets, all of which are read: ${filled.map(({ name, rows }) => `"${name}" (${rows})`).join(', ')}.`,
      );
    tally.beside(beside);
    tally.empty(format);
    return tally.finish();
  } finally {
    await book.close();
  }
}

const isOfOtherTable = ({ cells }: SheetRow): boolean => isOfTable(cells.map(({ text }) => text));

/** How many rows above the headings, or of a sheet without any, are kept to say what they are. */
const MAX_KEPT = 1000;

/** Reads one sheet into the tally, where there is one; else only its form, how many rows it has and how many of them failed, whatever people say of them. */
async function readSheet(
  book: Book,
  sheet: string,
  tally: Tally | null,
  asOf: string | null,
  signal: AbortSignal,
) {
  let form: TableForm | undefined;
  let people: PeoplesColumns | undefined;
  let columns: readonly string[] = [];
  let named: readonly string[] = [];
  let headings = 0;
  let rows = 0;
  const above: SheetRow[] = [];
  const struck = new Set<Cells>();
  let partly = 0;
  const isOfNone = saysNone(sheet);
  let none = 0;
  let failed = 0;
  const held = new MergedRows((cells) => {
    rows += 1;
    if (!form || !people) return;
    const row = toRow(named, cells);
    const read = form.read(row);
    if (isFailed(read)) failed += 1;
    if (!tally) return;
    const judged = people.judge(row, read, isOfNone);
    if (isOfNone && judged !== read) none += 1;
    tally.add([form.format, struck.has(cells) ? undecided(judged) : judged]);
  });
  for await (const batch of book.rows(sheet)) {
    signal.throwIfAborted();
    for (const row of batch)
      if (form === undefined) {
        columns = columnsOf(row);
        form = tableForm(columns);
        headings = row.number;
        if (form) {
          named = distinctColumns(columns);
          people = new PeoplesColumns(form.format, named, asOf);
        } else if (above.length < MAX_KEPT) above.push(row);
      } else if (!row.cells.every(({ column, text }) => isHeading(columns, column, text))) {
        const cells = cellsOf(row);
        const texts = row.cells.filter(({ text }) => text.trim() !== '');
        if (texts.length > 0 && texts.every((cell) => cell.struck === 'whole')) struck.add(cells);
        else if (texts.some((cell) => cell.struck !== undefined)) partly += 1;
        held.add(row.number, cells);
      }
  }
  const merged = held.end(book.merges(sheet), headings, (column) => (columns[column] ?? '') !== '');
  const on = `the sheet "${sheet}"`;
  const notes = [
    ...(people?.notes(` of ${on}`) ?? []),
    ...(none > 0
      ? [
          `${counted(none, 'failed finding counts', 'failed findings count')} as suppressed, since ${on} says so by its name.`,
        ]
      : []),
    ...(struck.size > 0
      ? [
          `${counted(struck.size, 'row')} of ${on} ${struck.size === 1 ? 'is' : 'are'} struck through, which does not say why: what ${struck.size === 1 ? 'it says is' : 'they say is'} to be looked at by hand.`,
        ]
      : []),
    ...(partly > 0
      ? [
          `${counted(partly, 'row')} of ${on} with cells that are struck through ${partly === 1 ? 'counts' : 'count'} as if they were not.`,
        ]
      : []),
  ];
  return { form, above, merged, rows, failed, notes };
}

/** A finding that somebody struck through: it may be mended, false or accepted. */
const undecided = (reading: Reading): Reading =>
  'finding' in reading && !('skipped' in reading)
    ? { ...reading, finding: { ...reading.finding, result: 'manual' } }
    : reading;

function cellsOf({ cells }: SheetRow): Cells {
  const held: Cells = new Map();
  for (const { column, text } of cells) if (text.trim() !== '') held.set(column, text.trim());
  return held;
}

function toRow(columns: readonly string[], cells: Cells): Row {
  const row = new Map<string, string>();
  for (const [column, text] of cells) {
    const name = columns[column];
    if (name) row.set(name, text);
  }
  return row;
}
