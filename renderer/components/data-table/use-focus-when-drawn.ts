import { useCallback, useRef } from 'react';
import { mayTakeFocus } from '../../lib/may-take-focus.ts';
import { whenThere } from '../../lib/when-there.ts';

/**
 * Gives the focus to a cell of a grid by its id, as soon as it is drawn: it may be far off, or the grid has just appeared. The last one
 * that was asked for is meant.
 */
export function useFocusWhenDrawn(): (id: string, preventScroll: boolean) => void {
  const callOff = useRef<() => void>(undefined);
  return useCallback((id, preventScroll) => {
    const asked = document.activeElement;
    callOff.current?.();
    callOff.current = whenThere(
      () => document.getElementById(id),
      (cell) => {
        if (mayTakeFocus(asked)) cell.focus({ preventScroll });
      },
    );
  }, []);
}
