import type { Evidence } from '../../../main/contract/evidence.ts';

const DAY = 86_400_000;
const days = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);

/** First and last day of the picture, as days since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}
/** A year, or a quarter where there is room, with its place from 0 to 1. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}
/** One piece in the picture; places from 0 to 1. An open end reaches the expiry, or else the edge of the picture. */
export interface TimelineBar {
  readonly start: number | null;
  readonly end: number | null;
  readonly openStart: boolean;
  readonly openEnd: boolean;
  readonly expires: number | null;
}

const datesOf = (piece: Evidence): readonly string[] =>
  [piece.coversFrom, piece.coversTo, piece.expires].filter((date) => date !== null);
export const isDated = (piece: Evidence): boolean => datesOf(piece).length > 0;

/** From the earliest date to the latest, today and the period of the assessment among them, with a little room. */
export function spanOf(pieces: readonly Evidence[], others: readonly (string | null)[]): TimeSpan {
  const all = [...pieces.flatMap(datesOf), ...others.filter((date) => date !== null)].map(days);
  const from = Math.min(...all);
  const to = Math.max(...all);
  const room = Math.max(15, Math.round((to - from) * 0.03));
  return { from: from - room, to: to + room };
}

export const placeOf = (date: string, { from, to }: TimeSpan): number => (days(date) - from) / (to - from);

export function barOf(piece: Evidence, span: TimeSpan): TimelineBar {
  const covers = piece.coversFrom !== null || piece.coversTo !== null;
  // Nothing speaks beyond its own expiry.
  const until = piece.coversTo ?? piece.expires;
  return {
    start: covers ? (piece.coversFrom === null ? 0 : placeOf(piece.coversFrom, span)) : null,
    end: covers ? (until === null ? 1 : placeOf(until, span)) : null,
    openStart: covers && piece.coversFrom === null,
    openEnd: covers && until === null,
    expires: piece.expires === null ? null : placeOf(piece.expires, span),
  };
}

/** Every first of January in the picture; of long pictures every second, fifth or tenth; of short ones the quarters. */
export function ticksOf(span: TimeSpan): readonly Tick[] {
  const first = new Date(span.from * DAY).getUTCFullYear();
  const last = new Date(span.to * DAY).getUTCFullYear();
  const years = last - first + 1;
  const every = years <= 8 ? 1 : years <= 16 ? 2 : years <= 40 ? 5 : 10;
  const ticks: Tick[] = [];
  for (let year = first; year <= last; year += 1) {
    if (year % every !== 0) continue;
    for (const month of years <= 2 ? [1, 4, 7, 10] : [1]) {
      const at = placeOf(`${year}-${String(month).padStart(2, '0')}-01`, span);
      if (at < 0 || at > 1) continue;
      ticks.push({ at, label: years <= 2 ? `${MONTHS[month]} ${year}` : String(year) });
    }
  }
  return ticks;
}
const MONTHS: Readonly<Record<number, string>> = { 1: 'Jan', 4: 'Apr', 7: 'Jul', 10: 'Oct' };
