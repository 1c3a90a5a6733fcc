const NUMBERS = new Intl.NumberFormat('en-GB');

/** A number as our sentences write it: `2,345`. */
export const numeral = (n: number): string => NUMBERS.format(n);

/** A number with its noun in English: `1 service`, `2,345 services`; `many` where an "s" does not make the plural. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numeral(count)} ${count === 1 ? one : many}`;
