import { numeral } from './counted.ts';
import { listed } from './listed.ts';

const NAMED = 8;

/** `row 7`, `rows 7, 9 and 12`, `rows 2, 3, 4 and 96 more`: where in a table something stands. */
export function rowWords(rows: readonly number[]): string {
  const named = rows.slice(0, NAMED).map((row) => numeral(row));
  const more = rows.length - named.length;
  return `${rows.length === 1 ? 'row' : 'rows'} ${listed(more > 0 ? [...named, `${numeral(more)} more`] : named)}`;
}
