import { type RefObject, useEffect, useRef } from 'react';

/** Whether something in the box stands out of what should hold it. */
const isTooHigh = (box: HTMLElement): boolean =>
  [box, ...box.querySelectorAll('[data-shrinks]')].some(
    ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1,
  );

/**
 * For the box of what is read and filled in to answer, which is held to the room that there is without scrolling. Where not even the
 * least of its texts would fit, as in a very low window, it takes the height that it needs, and the card scrolls.
 */
export function useFold(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    let asked = 0;
    const fit = () => {
      box.removeAttribute('data-whole');
      box.toggleAttribute('data-whole', isTooHigh(box));
    };
    // Asked once everything is laid out, so that nothing is laid out for it; changed with the next frame, or it would be told again.
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(asked);
      if (box.hasAttribute('data-whole') || isTooHigh(box)) asked = requestAnimationFrame(fit);
    });
    const scroller = box.closest('[data-scroller]');
    for (const part of [scroller, ...box.children]) if (part) observer.observe(part);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(asked);
    };
  }, []);
  return ref;
}
