import { useCallback, useEffect, useRef } from 'react';
import { mayTakeFocus } from '../../lib/may-take-focus.ts';

interface Wanted {
  readonly id: string;
  readonly preventScroll: boolean;
  /** What had the focus when it was asked for. */
  readonly asked: Element | null;
}

/**
 * Gives the focus to a cell of a grid by its id in the next frame; to one that is not drawn yet (it is far off, or the grid has just
 * appeared) when a later render has drawn it, however many frames that takes. Whoever goes elsewhere meanwhile is not brought back.
 */
export function useFocusWhenDrawn(): (id: string, preventScroll: boolean) => void {
  const wanted = useRef<Wanted | null>(null);
  const late = useRef(false);
  const take = useCallback(() => {
    const now = wanted.current;
    if (!now) return;
    const cell = document.getElementById(now.id);
    late.current = cell === null;
    if (cell === null && mayTakeFocus(now.asked)) return;
    wanted.current = null;
    if (mayTakeFocus(now.asked)) cell?.focus({ preventScroll: now.preventScroll });
  }, []);
  // Each render of the grid may be the one that draws it.
  useEffect(() => {
    if (wanted.current && late.current) requestAnimationFrame(take);
  });
  useEffect(() => {
    const leave = (event: Event) => {
      if (late.current && (!(event instanceof KeyboardEvent) || event.key === 'Tab')) wanted.current = null;
    };
    document.addEventListener('pointerdown', leave, true);
    document.addEventListener('keydown', leave, true);
    return () => {
      document.removeEventListener('pointerdown', leave, true);
      document.removeEventListener('keydown', leave, true);
    };
  }, []);
  return useCallback(
    (id, preventScroll) => {
      wanted.current = { id, preventScroll, asked: document.activeElement };
      late.current = false;
      requestAnimationFrame(take);
    },
    [take],
  );
}
