import { writtenDate } from '../../domain/answers/dates.ts';
import type { ColumnSaid } from '../../domain/trackers/unread.ts';
import { plainText } from '../../domain/words/plain-text.ts';
import type { Row } from '../sheets/book.ts';
import { dayOf } from './cells.ts';
import type { Columns } from './columns.ts';

/** Longer texts are descriptions, and a column of more words says something else of every row. */
const MAX_LENGTH = 60;
const MAX_WORDS = 200;
const MAX_COLUMNS = 200;

interface Tally {
  days: number;
  /** Null once it is known to hold texts of its own for every row. */
  words: Map<string, number> | null;
}

/** Counts what the columns that are not read hold, in the rows that are. */
export class OtherColumns {
  private readonly tallies = new Map<number, Tally>();

  add({ cells }: Row, { others }: Pick<Columns, 'others'>): void {
    for (const cell of cells) {
      const text = plainText(cell.text);
      if (text === '' || !others.has(cell.column)) continue;
      const tally = this.tallies.get(cell.column) ?? { days: 0, words: new Map() };
      if (!this.tallies.has(cell.column) && this.tallies.size >= MAX_COLUMNS) continue;
      this.tallies.set(cell.column, tally);
      const day = dayOf(cell);
      if (day && (day.type === 'date' || writtenDate(day.text, 'text') !== null)) tally.days += 1;
      else if (text.length > MAX_LENGTH || (tally.words?.size ?? 0) >= MAX_WORDS) tally.words = null;
      else tally.words?.set(text, (tally.words.get(text) ?? 0) + 1);
    }
  }

  /** Those of the columns with these headings that hold anything. */
  said(headings: ReadonlyMap<number, string>): readonly ColumnSaid[] {
    return [...headings].flatMap(([column, heading]) => {
      const tally = this.tallies.get(column);
      return tally
        ? [{ heading: plainText(heading), days: tally.days, words: [...(tally.words ?? [])] }]
        : [];
    });
  }
}
