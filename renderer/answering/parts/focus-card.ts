import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Gives the focus back to the card around an element, where its keys work. */
export function focusCard(within?: Element | null): void {
  const root =
    (within ?? document.activeElement)?.closest('[data-card]') ?? document.querySelector('[data-card]');
  root?.querySelector<HTMLElement>('article[tabindex="-1"]')?.focus({ preventScroll: true });
}

/** When something that was open in the card closes, the focus goes back to the card (or by `back`), instead of falling out of the page. */
export function useFocusBack(open: boolean, within: RefObject<Element | null>, back = focusCard): void {
  const before = useRef(open);
  // As soon as it is gone: on a busy machine a later effect may come after the focus was given to what stands beside it.
  useLayoutEffect(() => {
    const closed = before.current && !open;
    before.current = open;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (closed && lost) back(within.current);
  }, [open, within, back]);
}
