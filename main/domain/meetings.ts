/** A break of the room is shorter; whoever goes on after a longer one does so on their own. */
const PAUSE = 2 * 60 * 60 * 1000;

/** ISO instant at which a meeting that nobody ended was over: its last recorded change before the first long pause. `times` are ISO instants, oldest first. */
export function lastActivity(beganAt: string, times: readonly string[]): string {
  let last = beganAt;
  for (const time of times) {
    if (time <= last) continue;
    if (Date.parse(time) - Date.parse(last) > PAUSE) break;
    last = time;
  }
  return last;
}

/** A day later, as an ISO instant: no meeting goes on for longer. */
export const aDayAfter = (instant: string): string =>
  new Date(Date.parse(instant) + 24 * 60 * 60 * 1000).toISOString();

/** `10:05` on the clock of the room, which is `utcOffset` minutes ahead of UTC. */
export const clockOf = (instant: string, utcOffset: number): string =>
  new Date(Date.parse(instant) + utcOffset * 60_000).toISOString().slice(11, 16);

/** `UTC`, `UTC+1`, `UTC+5:30`. */
export function zoneWords(utcOffset: number): string {
  if (utcOffset === 0) return 'UTC';
  const minutes = Math.abs(utcOffset);
  const rest = minutes % 60;
  return `UTC${utcOffset < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Seconds as one says them: `under 1 min`, `12 min`, `1 h 5 min`; nothing for none. */
export function durationWords(seconds: number): string {
  if (seconds <= 0) return '';
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'under 1 min';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Those of the agenda first, in its order, then the others in theirs; `ref` says which is which. */
export function byAgenda<T extends { readonly ref: string }>(
  items: readonly T[],
  agenda: readonly string[],
): readonly T[] {
  if (agenda.length === 0) return items;
  const byRef = new Map(items.map((item) => [item.ref, item]));
  const chosen = agenda.flatMap((ref) => byRef.get(ref) ?? []);
  return [...chosen, ...items.filter((item) => !chosen.includes(item))];
}
