import { useEffect, useRef } from 'react';

/** Keys that write nothing by themselves and lead elsewhere: they are not for a card that is still to come. */
const LEAVES = ['Tab', 'Escape', 'Shift'];

/**
 * Stands where a card will stand that is being read: what is pressed meanwhile for it waits, and is pressed again once it is there.
 * Whoever points at something else, or leaves, takes it back.
 */
export function KeysBeforeCard() {
  const kept = useRef<string[]>([]);
  useEffect(() => {
    let from: Element | null = null;
    const look = (event: KeyboardEvent) => {
      const { key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || !event.isTrusted) return;
      if (LEAVES.includes(key) || key.startsWith('Arrow')) {
        kept.current = [];
        return;
      }
      const at = document.activeElement;
      if (document.querySelector('dialog[open]') !== null || !at?.closest('[data-answers]')) return;
      if (at !== from) kept.current = [];
      from = at;
      kept.current.push(key);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const drop = () => {
      kept.current = [];
    };
    document.addEventListener('keydown', look, true);
    document.addEventListener('pointerdown', drop, true);
    return () => {
      document.removeEventListener('keydown', look, true);
      document.removeEventListener('pointerdown', drop, true);
      const keys = kept.current;
      kept.current = [];
      // The keys of the card are registered in the same turn.
      queueMicrotask(() => {
        if (document.activeElement !== from) return;
        for (const key of keys)
          from?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      });
    };
  }, []);
  return null;
}
