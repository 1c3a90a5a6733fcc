import { useCallback, useSyncExternalStore } from 'react';
import { useWorkbookId } from '../../host/context.tsx';

/** An answer that is shown before it is recorded, as the grid's cells write it. */
export interface ShownAhead {
  readonly workbook: string;
  readonly ref: string;
  readonly ownership: string;
}

/**
 * One for the page, since a letter is shown ahead one at a time. It stands beside the matrix and not in it, so that only the line
 * of the grid that shows the duty is drawn again when a key is pressed, and not all that is worked out from the matrix.
 */
let shown: ShownAhead | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Shows an answer in its cells of the grid; returns how the showing ends. */
export function showAhead(ahead: ShownAhead): () => void {
  const set = (next: ShownAhead | null) => {
    shown = next;
    for (const listener of [...listeners]) listener();
  };
  set(ahead);
  return () => {
    if (shown === ahead) set(null);
  };
}

/** What is shown ahead in the line of one responsibility; null while nothing is. */
export function useShownAhead(responsibility: string): ShownAhead | null {
  const workbook = useWorkbookId();
  return useSyncExternalStore(
    subscribe,
    useCallback(
      () => (shown?.workbook === workbook && shown.ref.endsWith(`/${responsibility}`) ? shown : null),
      [workbook, responsibility],
    ),
  );
}
