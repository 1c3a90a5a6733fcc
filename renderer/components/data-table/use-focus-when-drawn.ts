import { useCallback, useRef } from 'react';
import { mayTakeFocus } from '../../lib/may-take-focus.ts';
import { whenThere } from '../../lib/when-there.ts';

/**
 * Gives the focus to a cell of a grid by its id, as soon as it is drawn: it may be far off, or the grid has just appeared. `seek` scrolls
 * there, and again where the cell comes late: what waits for the rest of its screen has no size to scroll in. The last one that was asked
 * for is meant.
 */
export function useFocusWhenDrawn(): (id: string, preventScroll: boolean, seek: () => void) => void {
  const callOff = useRef<() => void>(undefined);
  return useCallback((id, preventScroll, seek) => {
    const asked = document.activeElement;
    callOff.current?.();
    callOff.current = whenThere(
      () => {
        const cell = document.getElementById(id);
        if (!cell) seek();
        return cell;
      },
      (cell, late) => {
        if (late) seek();
        if (mayTakeFocus(asked)) cell.focus({ preventScroll });
      },
    );
  }, []);
}
