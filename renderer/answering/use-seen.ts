import { useEffect, useLayoutEffect, useRef } from 'react';
import { useRegistry } from '../components/shortcuts/shortcuts.tsx';
import { POINTER, SEEN_MS } from '../components/shortcuts/typing.ts';
import type { CardControl } from './card-control.ts';

/**
 * Whether what was pressed can be meant for the card in view: the second half of a double click, Enter pressed twice, or the key once
 * more that brought it, finds a card that nobody has read yet under it. Whoever came by another key saw where it leads, and whoever
 * presses another one on it has seen it. `shown` is the card drawn, `wanted` the one named.
 */
export function useSeen(wanted: string, shown: string): () => boolean {
  const { typing } = useRegistry();
  const came = useRef('');
  const since = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card that is gone to
  useLayoutEffect(() => {
    came.current = typing.pressed.key;
  }, [typing, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card that is drawn
  useLayoutEffect(() => {
    since.current = performance.now();
  }, [shown]);
  // Enter on a row leads into a card that stood there already: the same press once more is not meant for it either.
  useEffect(() => {
    const enter = ({ target, relatedTarget }: FocusEvent) => {
      const card = target instanceof Element ? target.closest('[data-card]') : null;
      if (!card || !(relatedTarget instanceof Element) || card.contains(relatedTarget)) return;
      if (typing.pressed.key !== 'Enter') return;
      came.current = 'Enter';
      since.current = performance.now();
    };
    document.addEventListener('focusin', enter);
    return () => document.removeEventListener('focusin', enter);
  }, [typing]);
  // Judged by when it was pressed: what waits, as a letter does for its word to go on, was not meant for what came meanwhile.
  return () => {
    const { key, at, otherAt } = typing.pressed;
    return (
      ![POINTER, 'Enter', key].includes(came.current) ||
      otherAt > since.current ||
      at - since.current >= SEEN_MS
    );
  };
}

/** Does what was pressed on a card that was seen; else says why not, and is false. */
export const whenSeen = (
  { isSeen, say }: Pick<CardControl, 'isSeen' | 'say'>,
  act: () => unknown,
): unknown => {
  if (isSeen()) return act();
  say('Not recorded: this duty was there only just now. Press once more when you have read it.');
  return false;
};
