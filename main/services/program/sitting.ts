/** One change of this sitting. */
export interface HistoryEntry {
  readonly rev: number;
  readonly summary: string;
}
/** What can be undone and redone: a stack of each, for as long as the workbook stays open. */
export interface SittingHistory {
  next(step: 'undo' | 'redo'): HistoryEntry | null;
  /** Whether the change with this revision was made in this sitting and stands. */
  stands(rev: number): boolean;
  /** Takes note of a committed change: a new one, or the one that an undo or a redo made. */
  record(entry: HistoryEntry, step: 'undo' | 'redo' | undefined): void;
  /** Begins the sitting here: what came before stays in the change log and cannot be undone. `because` says why, where that is more than that it came before. */
  begin(because?: string): void;
  /** Why nothing can be undone, where there is more to be said than that nothing was done. */
  readonly because: string | null;
}

export function createHistory(): SittingHistory {
  let because: string | null = null;
  const stacks = { undo: [] as HistoryEntry[], redo: [] as HistoryEntry[] };
  return {
    next: (step) => stacks[step].at(-1) ?? null,
    stands: (rev) => stacks.undo.some((entry) => entry.rev === rev),
    record(entry, step) {
      if (step === undefined) {
        stacks.undo.push(entry);
        stacks.redo.length = 0;
        return;
      }
      // The change that an undo made is what a redo takes back, and the other way round.
      stacks[step].pop();
      stacks[step === 'undo' ? 'redo' : 'undo'].push(entry);
    },
    get because() {
      return because;
    },
    begin(why) {
      because = why ?? null;
      stacks.undo.length = 0;
      stacks.redo.length = 0;
    },
  };
}
