import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useQueryCache } from '../../host/queries.ts';
import type { CardAct } from '../keys.ts';
import { CardPane } from './card-pane.tsx';
import { OPEN_DUTIES } from './use-is-open.ts';
import { focusCardPane } from './use-pane-focus.ts';

export interface ListOfDuties {
  /** Refs in the list's order and filter. */
  readonly order: readonly string[];
  /** The pane goes to another duty: put the list's own mark there, without the focus. */
  readonly onGo: (ref: string) => void;
  /** Takes the focus back to the row of the duty in view. */
  readonly onLeave: () => void;
  /** Which are open, where the list has that at hand; else it is read. */
  readonly isOpen?: (ref: string) => boolean;
}
export interface CardBeside {
  /** For `WithPane`. */
  readonly pane: ReactNode | null;
  readonly open: boolean;
  /** The duty in the pane; null while it is closed. */
  readonly at: string | null;
  /** Opens the pane on a duty and takes the focus into it; `first` is what a key of its line opened it for. */
  enter(ref: string, first?: CardAct | null): void;
  /** The list's focus went to a duty: an open pane follows. */
  follow(ref: string): void;
  close(): void;
}

/** The card beside a list: the list stays and its arrow keys go on through it, Enter goes into the card, Escape comes back. */
export function useCardBeside(list: ListOfDuties): CardBeside {
  const [at, setAt] = useState<string | null>(null);
  const [first, setFirst] = useState<CardAct | null>(null);
  const enter = useCallback((ref: string, first: CardAct | null = null) => {
    setAt(ref);
    setFirst(first);
    focusCardPane();
  }, []);
  const follow = useCallback((ref: string) => setAt((now) => (now === null ? null : ref)), []);
  const close = useCallback(() => setAt(null), []);
  // There when the first card asks which duty is the next open one.
  const cache = useQueryCache();
  const read = list.isOpen === undefined;
  useEffect(() => {
    if (read) cache.prefetch('assignments.refs', OPEN_DUTIES);
  }, [cache, read]);
  return {
    open: at !== null,
    at,
    enter,
    follow,
    close,
    pane:
      at === null ? null : (
        <CardPane
          at={at}
          first={first}
          order={list.order}
          onGo={(ref) => {
            setAt(ref);
            list.onGo(ref);
          }}
          onClose={close}
          onLeave={list.onLeave}
          {...(list.isOpen ? { isOpen: list.isOpen } : {})}
        />
      ),
  };
}
