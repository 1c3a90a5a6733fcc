const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-25` or an instant as `25 Nov 2026`; anything else as it is. Days are UTC days, as recorded. */
export function shortDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = MONTHS[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : iso;
}

/** An instant as `2026-11-25 10:05 UTC`. */
export const toTheMinute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
/** The same for a reader of prose: `25 Nov 2026, 10:05 UTC`. */
export const dayAndTime = (iso: string): string => `${shortDate(iso)}, ${iso.slice(11, 16)} UTC`;
/** An instant as `2026-11-25 10:05:31 UTC`. */
export const toTheSecond = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** `1 Jan 2026 to 31 Dec 2026`, `from 1 Jan 2026`, `until 31 Dec 2026`; null where neither end is known. */
export function period(from: string | null, to: string | null): string | null {
  if (from && from === to) return shortDate(from);
  if (from && to) return `${shortDate(from)} to ${shortDate(to)}`;
  if (from) return `from ${shortDate(from)}`;
  return to ? `until ${shortDate(to)}` : null;
}
