import { type RefObject, useEffect, useRef } from 'react';

/** Whether the key being handled is held down and repeats: an answer must not run on by itself. */
export function useHeldKey(): RefObject<boolean> {
  const held = useRef(false);
  useEffect(() => {
    const look = (event: KeyboardEvent) => {
      held.current = event.repeat;
    };
    document.addEventListener('keydown', look, true);
    return () => document.removeEventListener('keydown', look, true);
  }, []);
  return held;
}
