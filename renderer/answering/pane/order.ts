import { once } from '../../lib/once.ts';
import type { Places } from '../card-control.ts';

/**
 * Where the keys lead to in the order of a list; open duties are looked for all the way round, as in the walk-through. A duty that
 * has left the list, such as one that an answer took out of its filter, keeps its place: `before` is where it stood.
 */
export function placesIn(
  order: readonly string[],
  ref: string,
  before: number,
  isOpen: (ref: string) => boolean,
): Places & { readonly at: number } {
  const found = order.indexOf(ref);
  const gone = found < 0;
  const at = gone ? Math.min(before, order.length) : found;
  const after = gone ? at : at + 1;
  // The next open one may be far down a long list: looked for only when one goes there.
  const nextOpen = once(() => order.slice(after).find(isOpen) ?? order.slice(0, at).find(isOpen) ?? null);
  return {
    at,
    previous: order[at - 1] ?? null,
    next: order[after] ?? null,
    get nextOpen() {
      return nextOpen();
    },
  };
}
