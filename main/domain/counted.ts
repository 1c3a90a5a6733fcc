/** A number with its noun in English: `1 service`, `2,345 services`; `many` where an "s" does not make the plural. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
