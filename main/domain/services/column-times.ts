import { AHEAD, BEFORE } from '../words/time-words.ts';

// Roadmaps and portfolios say of a service what it is, was and is to be, each in a column of its own. Only those of now say what is in use.

const YEAR = /(?<!\d)(20\d\d)(?!\d)/gu;
const LONGEST = 60;

/**
 * Tells which columns say what is now, by their headings: none of what is to be, and none of what was where another of `stating`, the columns that hold states,
 * is of now or of a later year. `today`: an ISO date.
 */
export function ofNow(
  headings: readonly string[],
  stating: readonly number[],
  today: string,
): (column: number) => boolean {
  const thisYear = today.slice(0, 4);
  const yearOf = (column: number): string => {
    const said = (headings[column] ?? '').slice(0, LONGEST);
    if (AHEAD.test(said)) return 'ahead';
    if (BEFORE.test(said)) return '0000';
    const year = said.match(YEAR)?.sort().at(-1) ?? thisYear;
    return year > thisYear ? 'ahead' : year;
  };
  const latest = stating
    .map(yearOf)
    .filter((year) => year !== 'ahead')
    .sort()
    .at(-1);
  return (column) => {
    const year = yearOf(column);
    return year !== 'ahead' && (latest === undefined || year >= latest);
  };
}
