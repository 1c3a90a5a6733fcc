import { nameColumns } from '../../../domain/services/row-states.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { numeral } from '../../../domain/words/counted.ts';
import { countedWords } from '../../../domain/words/counted-words.ts';
import { clip } from '../found.ts';
import { MAX_NAMED } from '../limits.ts';

// What stands in columns beside services and is not read is told with its words: whatever they say of use, somebody sees it.

/** So many different words are told of a column; one with more of them says something of its own in each row. */
const FEW = 8;
const LONGEST_WORD = 30;
/** Columns that say where something stands in its life, whatever words they have for that. */
const OF_STATES =
  /^(\p{L}+ )?(status|state|stage|phase|life ?cycle( (status|state|stage|phase))?|disposition|statut|état|estado|stato|stan|zustand)$/iu;

interface Cells {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Columns by their headings, and by their letter where they have none, each with its few short words and how often they stand in it:
 * `Status (“Active” 3, “EOL” 1, blank 2)`.
 */
export function columnsWithWords(table: Cells, columns: readonly number[]): string {
  const names = new Set(nameColumns(table.headers));
  const told = columns.slice(0, MAX_NAMED).map((column) => {
    const heading = clip(table.headers[column] || `column ${columnLetters(column)}`, 80);
    const words = names.has(column) ? '' : wordsOf(table, column);
    return words === '' ? heading : `${heading} (${words})`;
  });
  const more = columns.length - told.length;
  return more > 0 ? `${told.join(', ')} and ${more} more` : told.join(', ');
}

/** Whether a column is headed as one that says where something stands in its life. */
export const saysOfStates = (heading: string): boolean =>
  OF_STATES.test(
    heading
      .slice(0, LONGEST_WORD * 2)
      .replace(/_+|(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
      .trim(),
  );

/** The words of a column with their counts, the most frequent first; empty where it has many, or long ones. */
export function wordsOf({ headers, rows }: Cells, column: number): string {
  const isOfStates = saysOfStates(headers[column] ?? '');
  const counts = new Map<string, number>();
  let blank = 0;
  for (const row of rows) {
    const word = (row[column] ?? '').trim();
    if (word === '') {
      blank += 1;
      continue;
    }
    if ((word.length > LONGEST_WORD && !isOfStates) || word.includes('@')) return '';
    const short = clip(word, LONGEST_WORD);
    counts.set(short, (counts.get(short) ?? 0) + 1);
    if (counts.size > (isOfStates ? MOST : FEW)) return '';
  }
  const words = [...counts.keys()];
  if (words.every((word) => IS_NUMBER.test(word)) && !words.some((word) => IS_NONE.test(word))) return '';
  if (counts.size === 0) return '';
  return countedWords(counts, FEW) + (blank > 0 ? `, blank ${numeral(blank)}` : '');
}
const MOST = 1000;
/** Numbers are no words, but that there is none of something. */
const IS_NUMBER = /^[\d.,%€$£ -]+$/;
const IS_NONE = /^[€$£ ]*0+([.,]0+)?[%€$£ ]*$/;
