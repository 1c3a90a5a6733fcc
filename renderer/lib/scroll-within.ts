/**
 * Brings an entry into view in the list around it (the nearest `data-scroller`), with the entry's own scroll margins, and moves nothing else:
 * `scrollIntoView` moves everything around the list as well, so that what one reads could leave the window.
 */
export function scrollWithin(entry: Element | null): void {
  const list = entry?.closest('[data-scroller]');
  if (!entry || !list) return;
  const [at, room] = [entry.getBoundingClientRect(), list.getBoundingClientRect()];
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(entry);
  const above = at.top - Number.parseFloat(scrollMarginTop) - room.top;
  const below = at.bottom + Number.parseFloat(scrollMarginBottom) - room.bottom;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += Math.min(below, above);
}

/**
 * As a `ref`: what has just come is seen whole, wherever it came up, so that a key is never answered below an edge: a refusal under its
 * field, a form at the foot of a list.
 */
export const bringIntoSight = (element: HTMLElement | null): void =>
  element?.scrollIntoView({ block: 'nearest' });
