import { useEffect, useRef } from 'react';
import { whenThere } from '../../lib/when-there.ts';

/**
 * Brings the reader to the one entry of a screen that an address names: what is folded around it opens, it stands in view and has the
 * focus. Entries say who they are by `data-entry`. `arrived` is told afterwards, also where there is no such entry; it takes the name
 * out of the address, so that going there again is something new.
 */
export function useArrival(entry: string | undefined, arrived: () => void): void {
  const told = useRef(arrived);
  told.current = arrived;
  useEffect(() => {
    if (entry === undefined) return undefined;
    let callOff: (() => void) | undefined;
    // Whoever chose it did so in a dialog, which gives the focus back when it closes.
    const frame = requestAnimationFrame(() => {
      callOff = whenThere(
        () => {
          const found = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]`);
          // What is folded away counts as not drawn.
          if (found) unfold(found);
          return found;
        },
        (found) => {
          found.scrollIntoView({ block: 'center' });
          found.focus({ preventScroll: true });
          told.current();
        },
        () => told.current(),
      );
    });
    return () => {
      cancelAnimationFrame(frame);
      callOff?.();
    };
  }, [entry]);
}

function unfold(entry: HTMLElement): void {
  for (
    let around = entry.closest('details');
    around;
    around = around.parentElement?.closest('details') ?? null
  )
    around.open = true;
}
