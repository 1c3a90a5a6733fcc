import { useCallback } from 'react';
import { UNDO_MS, useToasts } from '../components/toast/toasts.tsx';
import { useSaves } from './context.tsx';

/** Key under which a removal waits; lists hide entries whose key is held. */
export const removalKey = (kind: string, id: string | number): string => `remove:${kind}:${id}`;

/**
 * Removes something in a while, and offers to undo it until then. Export, closing the workbook and leaving the page carry
 * it out at once.
 */
export function useRemoval(): (key: string, label: string, act: () => Promise<unknown>) => void {
  const saves = useSaves();
  const toasts = useToasts();
  return useCallback(
    (key, label, act) => {
      saves.hold(key, `removing ${label}`, UNDO_MS, async () => {
        await act();
      });
      toasts.show({
        text: `${label} removed`,
        action: { label: 'Undo', run: () => saves.cancel(key) },
      });
    },
    [saves, toasts],
  );
}
