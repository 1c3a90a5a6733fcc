import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { Failure } from '../../main/contract/errors.ts';
import { useSaves } from './context.tsx';
import type { SaveState, SaveSummary, SaveTarget } from './save-queue.ts';
import { useIdentity } from './use-identity.ts';

export interface Autosave<P extends object> {
  /** Typed and not yet saved: show `pending.title ?? record.title`. */
  readonly pending: Partial<P>;
  readonly state: SaveState | 'saved';
  readonly error: Failure | null;
  edit(patch: Partial<P>): void;
  /** Sends now; for when a field is left. */
  flush(): void;
  /** Drops what was typed: takes the saved record, theirs after a conflict. */
  discard(): void;
  /** After a conflict: saves what was typed over theirs. `currentRev` is the revision just read. */
  keepMine(currentRev: number | undefined): void;
}

/** Saves edits of one entity as they are typed. See SaveTarget for what `save` owes. */
export function useAutosave<P extends object>(given: SaveTarget<P>): Autosave<P> {
  const saves = useSaves();
  const workbook = useIdentity();
  const target = { ...given, workbook };
  const { key } = target;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each record, whatever its functions are made anew of
  useEffect(() => saves.restore(target), [saves, key, workbook]);
  const entry = useSyncExternalStore(
    saves.subscribe,
    useCallback(() => saves.entry(key), [saves, key]),
  );
  return {
    pending: (entry?.patch ?? {}) as Partial<P>,
    state: entry?.state ?? 'saved',
    error: entry?.error ?? null,
    edit: (patch) => saves.edit(target, patch),
    flush: () => void saves.flush(key),
    discard: () => saves.cancel(key),
    keepMine: (currentRev) => void saves.keepMine(key, currentRev),
  };
}

/** Save state of everything together, for the shell. */
export function useSaveSummary(): SaveSummary {
  const saves = useSaves();
  return useSyncExternalStore(saves.subscribe, saves.summary);
}

/** Whether an act on this key is held for undo: lists hide what is about to be removed. */
export function useHeldKeys(keys: readonly string[]): ReadonlySet<string> {
  const saves = useSaves();
  const text = useSyncExternalStore(saves.subscribe, () =>
    keys.filter((key) => saves.entry(key) !== null && saves.entry(key)?.state !== 'failed').join('\n'),
  );
  return new Set(text === '' ? [] : text.split('\n'));
}
