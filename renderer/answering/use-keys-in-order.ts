import { type RefObject, useEffect, useRef } from 'react';
import { isDialogOpen } from '../components/dialog/open-dialogs.ts';
import type { KeyQueue } from './key-queue.ts';

type Queue = KeyQueue<() => unknown>;

/** While a field is about to open, what is typed is its text: nothing else gets to see it. */
export function useTypingAhead(queue: RefObject<Queue>, isAsking: () => boolean): void {
  const asking = useRef(isAsking);
  useEffect(() => {
    asking.current = isAsking;
  });
  useEffect(() => {
    const look = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!queue.current.typing && asking.current()) queue.current.asText(() => undefined);
      if (!queue.current.typing) return;
      if (isDialogOpen() || !queue.current.type(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('keydown', look, true);
    return () => document.removeEventListener('keydown', look, true);
  }, [queue]);
}

/** Keys by which a list beside the card leads elsewhere. */
const LEADS = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Enter',
];

/**
 * What is pressed after a key that waits for its card waits, too: a list beside the card would lead to another duty meanwhile, and
 * the key would be taken for that one. Whoever points elsewhere has gone, so what waits is not done at all.
 */
export function useListInOrder(
  queue: RefObject<Queue>,
  root: RefObject<HTMLElement | null>,
  onGone: () => void,
): void {
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    const inside = (target: EventTarget | null) =>
      target instanceof Node && root.current?.contains(target) === true;
    const look = (event: KeyboardEvent) => {
      const { target, key, shiftKey } = event;
      if (!queue.current.waits || queue.current.typing || !event.isTrusted) return;
      if (event.ctrlKey || event.metaKey || event.altKey || !LEADS.includes(key) || inside(target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      queue.current.push(
        () =>
          document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
          ),
        false,
      );
    };
    const point = (event: PointerEvent) => {
      if (!queue.current.waits || inside(event.target)) return;
      queue.current.clear();
      gone.current();
    };
    document.addEventListener('keydown', look, true);
    document.addEventListener('pointerdown', point, true);
    return () => {
      document.removeEventListener('keydown', look, true);
      document.removeEventListener('pointerdown', point, true);
    };
  }, [queue, root]);
}
