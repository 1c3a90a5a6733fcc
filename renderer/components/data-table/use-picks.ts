import { useMemo, useState } from 'react';
import {
  allSelected,
  anchorOf,
  clickedAt,
  extended,
  nothingSelected,
  released,
  type Selection,
  toggled,
} from './selection.ts';

/** The selected refs of a view, and how they change; `P` is a place in it. */
export interface Picks<P> {
  readonly keys: ReadonlySet<string>;
  click(at: P): void;
  toggle(key: string, at: P): void;
  /** `between` names the refs from where the range began to `to`; it may have to read them first. */
  extend(from: P, to: P, between: (anchor: P, to: P) => readonly string[] | Promise<readonly string[]>): void;
  take(keys: Iterable<string>): void;
  clear(): void;
  release(): void;
}

/** What is selected is dropped when something else is shown: nobody should change what they do not see. */
export function usePicks<P>(shown: string): Picks<P> {
  const [held, setHeld] = useState(() => ({ shown, selection: nothingSelected<P>() }));
  const selection = held.shown === shown ? held.selection : nothingSelected<P>();
  return useMemo(() => {
    const set = (change: (now: Selection<P>) => Selection<P>) =>
      setHeld((now) => ({
        shown,
        selection: change(now.shown === shown ? now.selection : nothingSelected<P>()),
      }));
    return {
      keys: selection.keys,
      click: (at) => set(() => clickedAt(at)),
      toggle: (key, at) => set((now) => toggled(now, key, at)),
      extend: (from, to, between) => {
        const anchor = anchorOf(selection, from);
        const range = between(anchor, to);
        if (range instanceof Promise)
          void range.then(
            (keys) => set((now) => extended(now, anchor, keys)),
            () => undefined,
          );
        else set((now) => extended(now, anchor, range));
      },
      take: (keys) => set(() => allSelected(keys)),
      clear: () => set(() => nothingSelected()),
      release: () => set((now) => released(now)),
    };
  }, [selection, shown]);
}
