// Roadmaps and portfolios say of a service what it is, was and is to be, each in a column of its own. Only those of now say what is in use.

const AHEAD =
  /(?<!\p{L})(target|to[- ]be|future|planned|proposed|upcoming|next|desired|soll(?:-?zustand|-?status)?|ziel(?:-?zustand|-?status|-?bild)?|zukünftig\p{L}*|künftig\p{L}*|geplant\p{L}*|nächst\p{L}*|cible|futur[eoa]?|prévu\p{L}*|prochain\p{L}*|objetivo|próxim[oa]|previst[oa]|prossim[oa]|obiettivo|doel\p{L}*|toekomst\p{L}*|gepland\p{L}*|volgend\p{L}*|docelow\p{L}*|przyszł\p{L}*|planowan\p{L}*)(?!\p{L})/iu;
const BEFORE =
  /(?<!\p{L})(previous|prior|former|before|was|bisherig\p{L}*|vorherig\p{L}*|früher\p{L}*|précédente?|anterior|precedente|vorige?|poprzedni\p{L}*)(?!\p{L})/iu;
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
    const years = said.match(YEAR) ?? [];
    const year = years.sort().at(-1);
    if (BEFORE.test(said)) return '0000';
    return year === undefined ? thisYear : year > thisYear ? 'ahead' : year;
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
