import { useCallback } from 'react';
import type { BulkResult } from '../../../main/contract/cells.ts';
import { useToasts } from '../../components/toast/toasts.tsx';
import type { Input } from '../../host/client.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { type Attempt, useCommand } from '../../host/use-command.ts';
import { acceptedWords, bulkWords } from './bulk-words.ts';

export type BulkSet = Input<'assignments.bulk'>['set'];

/** Offers to undo the change just made. Once something else was changed after it, the toast's button no longer means it. */
export function useUndoOffer(): (text: string) => Promise<void> {
  const client = useClient();
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const undo = useCommand('workbook.undo');
  return useCallback(
    async (text) => {
      const { undo: made } = await client.call('workbook.history', {}, workbook);
      const run = async () => {
        const { undo: last } = await client.call('workbook.history', {}, workbook);
        if (last !== made) {
          toasts.show({ text: 'Something else was changed since. Undo step by step with the button above.' });
          return;
        }
        const done = await undo.run({});
        if (done.ok) toasts.show({ text: `Undone: ${done.value.undone}` });
      };
      toasts.show({ text, action: { label: 'Undo', run: () => void run() } });
    },
    [client, workbook, toasts, undo.run],
  );
}

/** Accepts what the catalogue suggests for the duties named, as one step, and says what came of it. */
export function useAcceptSuggestions(): (refs: readonly string[]) => Promise<void> {
  const accept = useCommand('assignments.acceptSuggestions');
  const offer = useUndoOffer();
  const toasts = useToasts();
  return async (refs) => {
    const done = await accept.run({ refs: [...refs] });
    if (!done.ok) return;
    const text = acceptedWords(done.value.accepted.length, refs.length);
    if (done.value.accepted.length === 0) toasts.show({ text });
    else await offer(text);
  };
}

/** Changes many assignments alike and says what came of it; what was refused for a cause stays selected. */
export function useBulk(
  keep: (refs: readonly string[]) => void,
): (refs: readonly string[], set: BulkSet) => Promise<Attempt<BulkResult>> {
  const bulk = useCommand('assignments.bulk');
  const offer = useUndoOffer();
  const toasts = useToasts();
  return async (refs, set) => {
    const done = await bulk.run({ refs: [...refs], set });
    if (!done.ok) return done;
    const { changed, skipped } = done.value;
    const refused = skipped.filter(({ kind }) => kind !== 'same').map(({ ref }) => ref);
    if (refused.length > 0) keep(refused);
    if (changed.length === 0) toasts.show({ text: bulkWords(done.value) });
    else await offer(bulkWords(done.value));
    return done;
  };
}
