import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { mayTakeFocus } from '../../lib/may-take-focus.ts';
import { asSoonAsThere } from '../../lib/when-there.ts';

/** Takes the focus into the pane, where the keys of the card work, as soon as it is there. For Enter in the list beside it. */
export function focusCardPane(): void {
  const asked = document.activeElement;
  asSoonAsThere(
    () => document.querySelector<HTMLElement>('[data-pane] article[tabindex="-1"]'),
    (article) => {
      if (mayTakeFocus(asked)) article.focus({ preventScroll: true });
    },
  );
}

export interface PaneFocus {
  /** Back to where the focus came from into the pane. */
  leave(): void;
}

/**
 * Keeps the focus where it belongs: a new card takes it only if it was in the pane, and whoever leaves the pane is where they
 * came from.
 */
export function usePaneFocus(
  root: RefObject<HTMLElement | null>,
  shown: string,
  back: (() => void) | undefined,
): PaneFocus {
  const inside = useRef(false);
  const cameFrom = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const look = (event: FocusEvent) => {
      if (!(event.target instanceof HTMLElement)) return;
      inside.current = root.current?.contains(event.target) ?? false;
      if (!inside.current && event.target !== document.body) cameFrom.current = event.target;
    };
    const before = document.activeElement;
    if (before instanceof HTMLElement && before !== document.body) cameFrom.current = before;
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [root]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card
  useLayoutEffect(() => {
    const article = root.current?.querySelector<HTMLElement>('article[tabindex="-1"]');
    const lost = document.activeElement === document.body;
    if (inside.current && lost) article?.focus({ preventScroll: true });
    // With the frame that lays the card out anyway: at once it would be laid out twice.
    const frame = requestAnimationFrame(() => article?.closest('[data-scroller]')?.scrollTo({ top: 0 }));
    return () => cancelAnimationFrame(frame);
  }, [root, shown]);
  return {
    leave: () => {
      inside.current = false;
      if (back) back();
      else if (cameFrom.current?.isConnected) cameFrom.current.focus();
    },
  };
}
