import type { Clock } from '../../main/platform/clock.ts';

/** A clock that a test sets; `ahead` are the minutes by which its zone is ahead of UTC. */
export function settableClock(instant: string, ahead = 0): Clock & { at: string } {
  return {
    at: instant,
    now() {
      return this.at;
    },
    today() {
      return new Date(Date.parse(this.at) + ahead * 60_000).toISOString().slice(0, 10);
    },
    offset: () => ahead,
  };
}
