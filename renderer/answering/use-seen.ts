import { useLayoutEffect, useRef } from 'react';
import { useRegistry } from '../components/shortcuts/shortcuts.tsx';
import { type LastAct, SEEN_MS } from '../components/shortcuts/typing.ts';

/**
 * Whether what was pressed can be meant for the card in view: the second half of a double click, or Enter pressed twice, finds a
 * card that nobody has read yet under it. Whoever came by another key saw where it leads, and whoever presses another one on it has
 * seen it. `shown` is the card drawn, `wanted` the one
 * named.
 */
export function useSeen(wanted: string, shown: string): () => boolean {
  const { typing } = useRegistry();
  const came = useRef<LastAct>('other');
  const since = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card that is gone to
  useLayoutEffect(() => {
    came.current = typing.lastAct;
  }, [typing, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card that is drawn
  useLayoutEffect(() => {
    since.current = performance.now();
  }, [shown]);
  return () =>
    came.current === 'other' ||
    typing.otherAt > since.current ||
    performance.now() - since.current >= SEEN_MS;
}
