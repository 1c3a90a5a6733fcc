import type { HistoryLine } from '../../contract/history.ts';
import { type HistoryRow, historyRows } from '../../domain/history/rows.ts';
import { HISTORY_COLUMNS } from '../history-columns.ts';
import { columnLetters, excelDate } from '../xlsx/cells.ts';
import { HISTORY } from '../xlsx/sheets/history.ts';
import type { Problems } from './compare.ts';
import type { SheetRow } from './sheet-reader.ts';

function* rowsOf(lines: Iterable<HistoryLine>): Generator<HistoryRow> {
  for (const line of lines) yield* historyRows(line);
}

/** How a file that was read says a text, with what goes on elsewhere. */
interface Texts {
  readonly expected: (text: string) => string;
  readonly found: (cell: string, address: string) => string;
}

/** Compares the sheet of the history, row by row, with the change log itself. */
export class HistoryComparison {
  readonly #rows: Iterator<HistoryRow>;
  readonly #problems: Problems;
  readonly #texts: Texts;
  readonly #heading: number;
  #lost = false;

  /** The headings stand in row `heading`. */
  constructor(lines: Iterable<HistoryLine>, problems: Problems, texts: Texts, heading: number) {
    this.#heading = heading;
    this.#rows = rowsOf(lines);
    this.#problems = problems;
    this.#texts = texts;
  }

  row({ number, cells }: SheetRow): void {
    if (number <= this.#heading || this.#lost) return;
    const next = this.#rows.next();
    if (next.done || cells[0] !== next.value.rev) {
      // Once it is out of step, every further row would differ.
      this.#lost = true;
      this.#problems.add(
        `Change ${cells[0]} stands in row ${number} of the sheet ${HISTORY}, but not at this place of the change log.`,
      );
      return;
    }
    for (const [index, { header, kind, read }] of HISTORY_COLUMNS.entries()) {
      const value = read(next.value);
      const cell = cells[index] ?? null;
      const found =
        typeof cell === 'string'
          ? this.#texts.found(cell, `${HISTORY}!${columnLetters(index + 1)}${number}`)
          : cell;
      const expected =
        typeof value !== 'string' || value === ''
          ? value || null
          : kind === 'instant'
            ? excelDate(value)
            : this.#texts.expected(value);
      if (found !== expected)
        this.#problems.add(`Change ${next.value.rev}, ${header}, differs in the sheet ${HISTORY}.`);
    }
  }

  end(): void {
    if (this.#lost) return;
    const next = this.#rows.next();
    if (!next.done)
      this.#problems.add(`The sheet ${HISTORY} ends before change ${next.value.rev}, which is missing.`);
  }
}
