const NUMBER = new Intl.NumberFormat('en-GB');
/** How dates are written: the formats for days and moments of one language. */
const datesIn = (language: string | undefined) => ({
  day: new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }),
  weekday: new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }),
  moment: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
});
let dates = datesIn('en-GB');

/** From now on dates are written in this language, such as `de`; null stands for the system's own. Numbers stay as they are. */
export function writeDatesIn(language: string | null): void {
  dates = datesIn(language ?? undefined);
}

/** 2,014 */
export const formatNumber = (value: number): string => NUMBER.format(value);

/** `1 row`, `2,014 rows`; the plural is the word with an s unless given. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${NUMBER.format(count)} ${count === 1 ? one : many}`;

/** Bytes as a reader says them: `812 bytes`, `14 kB`, `3.2 MB` (decimal units). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCount(bytes, 'byte');
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A calendar date, `2026-11-25`, as `25 Nov 2026`; other text is returned as it is. */
export function formatDate(date: string): string {
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? date : dates.day.format(time);
}

/** The day of the week of a calendar date, short: `Wed`. */
export const formatWeekday = (date: string): string => dates.weekday.format(Date.parse(date));

/** A moment in ISO form, in the reader's own time zone. */
export function formatMoment(moment: string): string {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? moment : dates.moment.format(time);
}

/** Today where the reader is, as an ISO date. */
export function today(now: Date = new Date()): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** Whole days from one ISO date to another; negative when it has passed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
