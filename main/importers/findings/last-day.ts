import { writtenDate } from '../../domain/answers/dates.ts';

const DAY = /(?<!\d)20\d\d-\d\d-\d\d(?!\d)/g;
const YEAR = /(?<!\d)20\d\d(?!\d)/g;
/** `6/30/25`, `30.6.25`, `30-Jun-25`: as Excel writes days. */
const SHORT_YEAR = /^\d{1,2}[./-](?:\d{1,2}|\p{L}{3,9})[./-](\d\d)$/u;
const OF_TWO_WAYS = /^(\d{1,2})[./-](\d{1,2})[./-](20\d\d)$/;
const OF_MONTH = /^(?:(\d{1,2})[./-](20\d\d)|(20\d\d)-(\d\d))$/;
const OF_QUARTER = /(?<!\p{L})q([1-4])[ /-]?(20\d\d)(?!\d)/giu;
const two = (part: string): string => part.padStart(2, '0');

/** The last day that a text may mean, as an ISO date or one that sorts as such: of a month or a quarter its end, of a year its last day; null where it names none. */
export function lastDayIn(text: string): string | null {
  const written = text.trim();
  const day = writtenDate(written, 'text');
  if (day !== null) return day;
  const [, one = '', other = '', ofBoth] = OF_TWO_WAYS.exec(written) ?? [];
  const parts = [one, other].filter((month) => Number(month) >= 1 && Number(month) <= 12);
  if (ofBoth !== undefined && parts.length === 2)
    return (
      [`${ofBoth}-${two(one)}-${two(other)}`, `${ofBoth}-${two(other)}-${two(one)}`].toSorted().at(-1) ?? null
    );
  const [, month = '', ofMonth, year = ofMonth, isoMonth = month] = OF_MONTH.exec(written) ?? [];
  if (year !== undefined) return `${year}-${two(isoMonth)}-31`;
  const quarters = [...written.matchAll(OF_QUARTER)].map(
    ([, quarter, ofQuarter]) => `${ofQuarter}-${two(String(Number(quarter) * 3))}-31`,
  );
  // Beside a quarter a year by itself may be that of a review or of a number: `Q1 2026 (RISK-2031)`.
  if (quarters.length > 0) return [...quarters, ...(written.match(DAY) ?? [])].toSorted().at(-1) ?? null;
  const [, short] = SHORT_YEAR.exec(written) ?? [];
  const [whole] = /^20\d\d(?=\d{4}$)/.exec(written) ?? [];
  const years =
    short !== undefined ? [`20${short}`] : whole !== undefined ? [whole] : (written.match(YEAR) ?? []);
  const last = years.toSorted().at(-1);
  return last === undefined ? null : `${last}-12-31`;
}
