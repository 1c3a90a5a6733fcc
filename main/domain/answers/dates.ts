/** Days between 1900's start and the first and last day that a date without its format is taken for. */
const SERIALS = { from: 36_526, to: 73_050 } as const;
const DAY_MS = 86_400_000;
/** The day number of 1970-01-01 in the day count that begins with 1900. */
const EPOCH = 25_569;

/** The instant of a spreadsheet's day number, in milliseconds; NaN for a number that is no date of this century. */
export const instantOfSerial = (serial: number): number =>
  serial >= SERIALS.from && serial < SERIALS.to + 1 ? Math.round((serial - EPOCH) * DAY_MS) : Number.NaN;

/** The spreadsheet's day number of an instant in milliseconds. */
export const serialOfInstant = (instant: number): number => instant / DAY_MS + EPOCH;

/** The months as the languages name them in which the app shows dates (contract/app.ts), in full and as they are cut short, without marks over letters. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jaenner', 'janner', 'janvier', 'janv'],
  ['february', 'feb', 'februar', 'feber', 'fevrier', 'fevr', 'fev'],
  ['march', 'mar', 'marz', 'maerz', 'mrz', 'mars'],
  ['april', 'apr', 'avril', 'avr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni', 'juin'],
  ['july', 'jul', 'juli', 'juillet', 'juil'],
  ['august', 'aug', 'aout'],
  ['september', 'sep', 'sept', 'septembre'],
  ['october', 'oct', 'oktober', 'okt', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'dezember', 'dez', 'decembre'],
];
const NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)),
);
/** The longest name has nine letters; its marks over letters may be letters of their own. */
const LONGEST = 20;

/** The number of a month, in full or cut short; null for any other word. */
export function monthNamed(word: string): number | null {
  if (word.length > LONGEST) return null;
  const lower = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\.$/, '');
  return NUMBERS.get(lower) ?? null;
}

type Parts = readonly [
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | undefined,
];
const joined = (parts: Parts): string => parts.map((part) => String(part ?? '').padStart(2, '0')).join('-');

/** Day, month and year by one sign, which may stand between blanks: dots, slashes, hyphens, or blanks alone. */
const NUMBERED = /^(\d{1,2})([./ -])(\d{1,2})\2(\d{2}|\d{4})\.?$/;
const YEAR_FIRST = /^(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})\.?$/;
const DAY_FIRST =
  /^(?<day>\d{1,2})(?:st|nd|rd|th|er)?[./ -]?(?<month>\p{L}[\p{L}\p{M}]*)(?:\.,? ?|,? |[/-])(?<year>\d{4})$/u;
const MONTH_FIRST =
  /^(?<month>\p{L}[\p{L}\p{M}]*)[./ -](?<day>\d{1,2})(?:st|nd|rd|th)?(?:, ?|[./ -])(?<year>\d{4})$/u;

/** Without the time of day, and without blanks around a sign. */
const bareOf = (text: string): string =>
  text
    .replace(/[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?Z?$/, '')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([./-]) ?/g, '$1');

/** What numbers may mean, of which the year is the last: none where they are no date, two where nothing says which one is the day. */
function datesOf(text: string): readonly string[] {
  const [, first = '', sign, second = '', year = ''] = NUMBERED.exec(bareOf(text)) ?? [];
  const isDay = (number: string) => Number(number) >= 1 && Number(number) <= 31;
  const isMonth = (number: string) => Number(number) >= 1 && Number(number) <= 12;
  const dates = [
    ...(isDay(first) && isMonth(second) ? [joined([year, second, first])] : []),
    ...(isDay(second) && isMonth(first) ? [joined([year, first, second])] : []),
  ];
  // Where dots are written, the day comes first if it can.
  return sign === '.' ? dates.slice(0, 1) : [...new Set(dates)];
}

/** Whether a text is a date, but may be more than one: `5/6/2026`, and any with two digits for the year. */
export const mayBeTwoDates = (text: string): boolean => {
  const dates = datesOf(text);
  return dates.length > 1 || (dates.length === 1 && !/^\d{4}-/.test(dates[0] ?? ''));
};

/**
 * A date as somebody wrote it, as `2026-11-25`; null where it is none, or may be two. Year first, day and month with dots, and
 * months in words (English, German or French) cannot be misread; else only a number above 12 says which one is the day.
 */
export function writtenDate(
  text: string,
  type: 'text' | 'number' | 'boolean' | 'date' | 'error',
): string | null {
  if (type === 'date') return text.slice(0, 10);
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const instant = instantOfSerial(Number(text));
    return Number.isNaN(instant) ? null : new Date(instant).toISOString().slice(0, 10);
  }
  const bare = bareOf(text);
  const yearFirst = YEAR_FIRST.exec(bare);
  if (yearFirst) return joined([yearFirst[1], yearFirst[2], yearFirst[3]]);
  const worded = DAY_FIRST.exec(bare) ?? MONTH_FIRST.exec(bare);
  const month = monthNamed(worded?.groups?.month ?? '');
  if (worded?.groups && month !== null) return joined([worded.groups.year, month, worded.groups.day]);
  const [date] = datesOf(text);
  return date === undefined || mayBeTwoDates(text) ? null : date;
}
