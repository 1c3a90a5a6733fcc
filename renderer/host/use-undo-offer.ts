import { useCallback } from 'react';
import { useToasts } from '../components/toast/toasts.tsx';
import { useCommand } from './use-command.ts';

/**
 * Says what was done, and offers to take it back: that change and no other. Once something else was changed after it, the message's button
 * says so instead. `change` as the reply named it; null offers nothing.
 */
export function useUndoOffer(): (text: string, change: number | null) => void {
  const toasts = useToasts();
  const { run } = useCommand('workbook.undo');
  return useCallback(
    (text, change) => {
      const takeBack = async (one: number) => {
        const done = await run({ change: one });
        if (done.ok) toasts.show({ text: `Undone: ${done.value.undone}` });
      };
      toasts.show(
        change === null ? { text } : { text, action: { label: 'Undo', run: () => void takeBack(change) } },
      );
    },
    [toasts, run],
  );
}
