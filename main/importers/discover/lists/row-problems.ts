import {
  accountsWritten,
  regionsWritten,
  type WrittenPlaces,
} from '../../../domain/services/places-written.ts';
import { numeral } from '../../../domain/words/counted.ts';
import { rowWords } from '../../../domain/words/row-words.ts';
import { clip, type RowPlaces } from '../found.ts';
import { MAX_NAMED } from '../limits.ts';

/** What rows say that cannot be read, each text with the rows in which it stands. */
export class RowProblems {
  readonly #byWhat = new Map<string, Map<string | null, number[]>>();

  add(what: string, text: string | null, row: number): void {
    const texts = this.#byWhat.get(what) ?? new Map<string | null, number[]>();
    this.#byWhat.set(what, texts);
    const rows = texts.get(text) ?? [];
    texts.set(text, rows);
    rows.push(row);
  }

  /** The accounts and Regions that the cells of a row name; what of them is not read is kept to be told. */
  placesIn(cells: { readonly account: string; readonly region: string }, row: number): RowPlaces {
    const accounts = this.#told(accountsWritten(cells.account), 'account', row);
    const regions = this.#told(regionsWritten(cells.region), 'Region', row);
    return { accounts, regions };
  }

  #told({ known, unknown, unsure, padded }: WrittenPlaces, what: string, row: number): readonly string[] {
    for (const text of unknown) this.add(`No ${what} of AWS, so left aside`, text, row);
    for (const text of unsure) this.add(`Says more than ${what}s, and that is not read`, text, row);
    for (const text of padded)
      this.add(`Accounts to which zeros were added in front, up to twelve digits`, text, row);
    return known;
  }

  notes(): readonly string[] {
    return [...this.#byWhat].map(([what, texts]) => {
      const told = [...texts]
        .slice(0, MAX_NAMED)
        .map(([text, rows]) => (text === null ? rowWords(rows) : `“${clip(text, 60)}” in ${rowWords(rows)}`));
      const more = texts.size - told.length;
      return `${what}: ${[...told, ...(more > 0 ? [`${numeral(more)} more`] : [])].join('; ')}.`;
    });
  }
}
