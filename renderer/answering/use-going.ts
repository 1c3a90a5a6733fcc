import { useEffect, useRef, useState } from 'react';

/** How long one waits for a card that was gone to; then the one in view is the one that keys mean again. */
const ARRIVAL_MS = 2000;

export interface Going {
  /** A change is on its way, or the card that one is going to is not there yet. */
  isBusy(): boolean;
  /** False once the reader is at another card, or has left: a late reply must not call them back. */
  isHere(): boolean;
  goTo(ref: string | null): void;
  /** One change at a time; null when another is on its way. */
  alone<T>(change: () => Promise<T>): Promise<T | null>;
}

/** Where the reader is, where they are going, and what is on its way. `shown` is the card drawn, `wanted` the one named. */
export function useGoing(wanted: string, shown: string, go: (ref: string) => boolean): Going {
  const here = useRef<string | null>(wanted);
  const heading = useRef<string | null>(null);
  const busy = useRef(false);
  // Whatever waits for the end of a change is looked at again after it, whether or not anything else is drawn anew.
  const [, again] = useState(0);
  useEffect(() => {
    here.current = wanted;
    heading.current = null;
    return () => {
      here.current = null;
    };
  }, [wanted]);
  return {
    isBusy: () =>
      busy.current || (heading.current !== null && heading.current !== wanted) || shown !== wanted,
    isHere: () => here.current === wanted,
    goTo: (ref) => {
      if (ref === null || ref === wanted || here.current !== wanted || !go(ref)) return;
      heading.current = ref;
      setTimeout(() => {
        if (heading.current !== ref) return;
        heading.current = null;
        again((count) => count + 1);
      }, ARRIVAL_MS);
    },
    alone: async (change) => {
      if (busy.current) return null;
      busy.current = true;
      try {
        return await change();
      } finally {
        busy.current = false;
        again((count) => count + 1);
      }
    },
  };
}
