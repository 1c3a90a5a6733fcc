import type { RowStates } from '../../../domain/services/row-states.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { clip } from '../found.ts';
import { MAX_NAMED } from '../limits.ts';

/** A word of a column is cut to so many characters. */
const LONGEST_WORD = 30;
/** So many different words of a column are kept. */
const MOST = 1000;

/** Words of columns, each with what it stands beside. */
class BesideWords {
  readonly #beside = new Map<number, Map<string, Set<string>>>();

  add(column: number, word: string, beside: string): void {
    const words = this.#beside.get(column) ?? new Map<string, Set<string>>();
    this.#beside.set(column, words);
    const short = clip(word, LONGEST_WORD);
    const names = words.get(short) ?? new Set<string>();
    if (words.size < MOST) words.set(short, names);
    if (names.size <= MAX_NAMED) names.add(clip(beside, 60));
  }

  /** The heading of each column with its words. */
  told(headings: readonly string[]): readonly { readonly heading: string; readonly words: string }[] {
    return [...this.#beside].map(([column, words]) => {
      const told = [...words].slice(0, MAX_NAMED).map(([word, names]) => {
        const few = [...names].slice(0, 3).join(', ');
        return `${word === '' ? 'nothing' : `“${word}”`} (${few}${names.size > 3 ? ' and others' : ''})`;
      });
      const more = words.size - told.length;
      return {
        heading: clip(headings[column] || `column ${columnLetters(column)}`, 60),
        words: `${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      };
    });
  }
}

/** Words of columns that say what is in use, where they are not known as saying so, each with what it stands beside. */
export class UnknownStates {
  readonly #words = new BesideWords();

  add(column: number, word: string, beside: string): void {
    this.#words.add(column, word, beside);
  }

  notes(headings: readonly string[]): readonly string[] {
    return this.#words
      .told(headings)
      .map(
        ({ heading, words }) =>
          `Some of what “${heading}” says is not known here, so what stands beside it is proposed: ${words}. Leave out what is not in use.`,
      );
  }
}

/** What columns say of rows that are proposed, and that leaves it open whether they are in use; each with what it stands beside. */
export class OpenStates {
  readonly #unknown = new UnknownStates();
  readonly #doubtful = new BesideWords();
  readonly #elsewhere = new BesideWords();

  /** `beside`: what the row names. */
  add(states: Pick<RowStates, 'unknown' | 'doubtful' | 'elsewhere'>, row: readonly string[], beside: string) {
    const kinds = [
      [this.#unknown, states.unknown(row)],
      [this.#doubtful, states.doubtful(row)],
      [this.#elsewhere, states.elsewhere(row)],
    ] as const;
    for (const [words, columns] of kinds)
      for (const column of columns) words.add(column, (row[column] ?? '').trim(), beside);
  }

  notes(headings: readonly string[]): readonly string[] {
    return [
      ...this.#unknown.notes(headings),
      ...this.#doubtful
        .told(headings)
        .map(
          ({ heading, words }) =>
            `“${heading}” may say of a service that it is not in use, or of something else or a later day, so what stands beside it is proposed: ${words}. Leave out what is not in use.`,
        ),
      ...elsewhereIn(this.#elsewhere.told(headings)),
    ];
  }
}

const elsewhereIn = (told: ReturnType<BesideWords['told']>): readonly string[] =>
  told.length === 0
    ? []
    : [
        `Proposed though in none of the environments and accounts that are known here, since ${told.length === 1 ? 'another column may be one' : 'other columns may be some'}: ${told.map(({ heading, words }) => `“${heading}” ${words}`).join('; ')}. Leave out what is not in use.`,
      ];
