import { counted } from '../words/counted.ts';
import { countedWords } from '../words/counted-words.ts';
import { peopleWords } from './people-words.ts';
import { saysEnded } from './reason-words.ts';
import { isStateWord } from './state-words.ts';

/** A column that is not read, by what it holds in the rows of actions. */
export interface ColumnSaid {
  readonly heading: string;
  /** How many cells hold a day. */
  readonly days: number;
  /** Its short texts, each with how often; none where it holds long ones. */
  readonly words: readonly (readonly [text: string, times: number])[];
}
/** A table of issues, by what of it is not read. */
export interface TableSaid {
  readonly sheet: string | null;
  /** What no column of it is known to say. */
  readonly missing: readonly ('status' | 'due' | 'assignee')[];
  readonly unread: readonly ColumnSaid[];
  /** Whether cells of what is read are merged over several rows. */
  readonly isMerged: boolean;
}

/** More words than a tracker has states are something else. */
const MAX_STATES = 12;
const HAS_LETTERS = /\p{L}/u;
const MAX_COLUMNS = 8;
const MAX_WORDS = 4;

/**
 * What is to be told of tables, so that nobody takes silence for agreement: that no state, day or person was read of them, with the columns that may say it
 * by their words; and columns beside one that is read which say states as well. `isKnown`: whether a text names somebody of the workbook.
 */
export function unreadNotes(
  tables: readonly TableSaid[],
  isKnown: (text: string) => boolean,
): readonly string[] {
  return tables.flatMap(({ sheet, missing, unread, isMerged }) => {
    const where = sheet === null ? '' : `On the sheet "${sheet}": `;
    const isMissing = (field: TableSaid['missing'][number]) => missing.includes(field);
    const states = unread.filter(
      ({ days, words }) =>
        days === 0 &&
        words.some(([word]) => HAS_LETTERS.test(word)) &&
        (isMissing('status')
          ? words.length <= MAX_STATES
          : words.some(([word]) => isStateWord(word) || saysEnded(word))),
    );
    const days = isMissing('due') ? unread.filter((column) => column.days > 0) : [];
    const people = isMissing('assignee')
      ? unread.filter(({ words }) => words.some(([text]) => peopleWords(text).some(isKnown)))
      : [];
    return [
      ...(isMerged
        ? [
            `${where}Cells are merged over several rows, and only the first of these has what is in them. Unmerge them, fill the rows below, and give it again.`,
          ]
        : []),
      ...(isMissing('status')
        ? [`${where}No column is known to say the state, so no state is read.${notRead(states)}`]
        : states.length > 0
          ? [`${where}Beside the state that is read, these say states as well.${notRead(states)}`]
          : []),
      ...(days.length > 0
        ? [`${where}No column is known to say by when, so no due date is read.${notRead(days)}`]
        : []),
      ...(people.length > 0
        ? [`${where}No column is known to say who does it, so no person is read.${notRead(people)}`]
        : []),
    ];
  });
}

function notRead(columns: readonly ColumnSaid[]): string {
  if (columns.length === 0) return '';
  const shown = columns.slice(0, MAX_COLUMNS).map(({ heading, days, words }) => {
    const said = [
      ...(days > 0 ? [counted(days, 'day')] : []),
      ...(words.length > 0 ? [countedWords(words, MAX_WORDS)] : []),
    ];
    return `${heading} (${said.join(', ')})`;
  });
  const more = columns.length - shown.length;
  return ` Not read: ${[...shown, ...(more > 0 ? [`${more} more columns`] : [])].join(', ')}.`;
}
