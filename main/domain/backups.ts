/** Why a copy was made: a sitting ended that changed something, a workbook was opened whose state had no copy, or it was about to be brought up to date, or replaced by a merge. */
export const BACKUP_KINDS = ['sitting', 'opening', 'migration', 'merge'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** What the thinning looks at. */
export interface DatedBackup {
  readonly kind: BackupKind;
  /** `2026-11-25T09-14-03`, in UTC. */
  readonly stamp: string;
  /** Counts the copies from one second, of whatever kind, from 1. */
  readonly number: number;
}

interface Rule {
  readonly kinds: readonly BackupKind[];
  /** Of each of the last `count` periods that have a copy at all, one stays; `copy` is every single one. */
  readonly count: number;
  readonly period: 'copy' | 'day' | 'week' | 'month';
  readonly which: 'newest' | 'oldest';
}

/**
 * The promise: what each pruning leaves at least, and all that it leaves. It counts periods that have copies, not the time that
 * went by, so that a workbook which rests for a year keeps its copies. Of a day with merges the first copy stays: the
 * state before all of them.
 */
export const PROMISE: readonly Rule[] = [
  { kinds: ['sitting'], count: 5, period: 'copy', which: 'newest' },
  { kinds: ['opening'], count: 3, period: 'copy', which: 'newest' },
  { kinds: ['sitting', 'opening'], count: 14, period: 'day', which: 'newest' },
  { kinds: ['sitting', 'opening'], count: 8, period: 'week', which: 'newest' },
  { kinds: ['sitting', 'opening'], count: 12, period: 'month', which: 'newest' },
  { kinds: ['migration'], count: 5, period: 'copy', which: 'newest' },
  { kinds: ['merge'], count: 10, period: 'copy', which: 'newest' },
  { kinds: ['merge'], count: 14, period: 'day', which: 'oldest' },
];

/** The promise in words, for people. */
export const PROMISE_WORDS =
  'Kept are the last 5 sittings, the newest copy of each of 14 days, 8 weeks and 12 months, the last 5 copies made before an update of the file, and the last 10 made before a merge, with the first of each of 14 days.';

/** No pruning leaves more than this, unless the clock was ever ahead: then twice as many. */
export const MOST_BACKUPS = PROMISE.reduce((sum, rule) => sum + rule.count, 0);

/**
 * Splits the copies of one workbook by the promise. Those from the future (the clock was ahead when they were made, or is behind
 * now) are thinned apart by the same rules: they take the place of no others, and a wrong clock costs none of them.
 * `now` is an ISO instant or a stamp. Both lists come newest first.
 */
export function whichToKeep<T extends DatedBackup>(
  backups: readonly T[],
  now: string,
): { readonly keep: readonly T[]; readonly remove: readonly T[] } {
  const present = stampOf(now);
  const sorted = [...backups].sort(newestFirst);
  const kept = new Set<T>([
    ...keptOf(sorted.filter((backup) => backup.stamp <= present)),
    ...keptOf(sorted.filter((backup) => backup.stamp > present)),
  ]);
  return {
    keep: sorted.filter((backup) => kept.has(backup)),
    remove: sorted.filter((backup) => !kept.has(backup)),
  };
}

/** An instant as it stands in the name of a copy. */
export const stampOf = (instant: string): string => instant.slice(0, 19).replaceAll(':', '-');
/** And back, as an ISO instant. */
export const instantOf = (stamp: string): string =>
  `${stamp.slice(0, 10)}T${stamp.slice(11).replaceAll('-', ':')}Z`;

/** Sorts copies with the newest first; those of one second by their number. */
export const newestFirst = (a: DatedBackup, b: DatedBackup): number =>
  a.stamp < b.stamp ? 1 : a.stamp > b.stamp ? -1 : b.number - a.number;

function keptOf<T extends DatedBackup>(newestToOldest: readonly T[]): Set<T> {
  const kept = new Set<T>();
  for (const rule of PROMISE) {
    const chosen = new Map<unknown, T>();
    for (const backup of newestToOldest) {
      if (!rule.kinds.includes(backup.kind)) continue;
      const period = rule.period === 'copy' ? backup : periodOf(backup.stamp, rule.period);
      const known = chosen.has(period);
      if (!known && chosen.size === rule.count) break;
      if (!known || rule.which === 'oldest') chosen.set(period, backup);
    }
    for (const backup of chosen.values()) kept.add(backup);
  }
  return kept;
}

const DAY_MS = 86_400_000;
function periodOf(stamp: string, period: 'day' | 'week' | 'month'): string | number {
  if (period === 'month') return stamp.slice(0, 7);
  if (period === 'day') return stamp.slice(0, 10);
  // Weeks begin on Monday; day 0 of 1970 was a Thursday.
  return Math.floor((Date.parse(stamp.slice(0, 10)) / DAY_MS + 3) / 7);
}
