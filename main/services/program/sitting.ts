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
  /** Begins the sitting here: what came before stays in the change log and cannot be undone. */
  clear(): void;
}

export function createHistory(): SittingHistory {
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
    clear() {
      stacks.undo.length = 0;
      stacks.redo.length = 0;
    },
  };
}
