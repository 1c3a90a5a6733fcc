import { observeElementRect } from '@tanstack/react-virtual';

/**
 * The size of what a virtual list scrolls in, while it is shown. Hidden, as a whole screen is that waits for an answer, it has none, and the list
 * would take all its rows away, with the focus of one of them.
 */
export const observeShownRect: typeof observeElementRect = (instance, hear) =>
  observeElementRect(instance, (rect) => {
    if (instance.scrollElement?.checkVisibility()) hear(rect);
  });
