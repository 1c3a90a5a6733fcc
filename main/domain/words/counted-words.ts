import { numeral } from './counted.ts';
/** Words of a column that is not read, each with how often it stands there, the most frequent first: `“Active” 3, “EOL” 1, 2 other words`. `most` are named. */
export function countedWords(counts: Iterable<readonly [word: string, times: number]>, most: number): string {
  const all = [...counts].toSorted(([, one], [, other]) => other - one);
  const told = all.slice(0, most).map(([word, times]) => `“${word}” ${numeral(times)}`);
  const more = all.length - told.length;
  if (more > 0) told.push(more === 1 ? '1 other word' : `${more} other words`);
  return told.join(', ');
}
