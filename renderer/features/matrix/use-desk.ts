import type { BulkResult } from '../../../main/contract/cells.ts';
import type { Input } from '../../host/client.ts';
import { type Attempt, useCommand } from '../../host/use-command.ts';
import { useUndoOffer } from '../../host/use-undo-offer.ts';
import { acceptedWords, bulkWords } from './bulk-words.ts';

export type BulkSet = Input<'assignments.bulk'>['set'];

/** Accepts what the catalogue suggests for the duties named, as one step, and says what came of it. */
export function useAcceptSuggestions(): (refs: readonly string[]) => Promise<void> {
  const accept = useCommand('assignments.acceptSuggestions');
  const offer = useUndoOffer();
  return async (refs) => {
    const done = await accept.run({ refs: [...refs] });
    if (!done.ok) return;
    offer(acceptedWords(done.value.accepted.length, refs.length), done.change);
  };
}

/** Changes many assignments alike and says what came of it; what was refused for a cause stays selected. */
export function useBulk(
  keep: (refs: readonly string[]) => void,
): (refs: readonly string[], set: BulkSet) => Promise<Attempt<BulkResult>> {
  const bulk = useCommand('assignments.bulk');
  const offer = useUndoOffer();
  return async (refs, set) => {
    const done = await bulk.run({ refs: [...refs], set });
    if (!done.ok) return done;
    const { skipped } = done.value;
    const refused = skipped.filter(({ kind }) => kind !== 'same').map(({ ref }) => ref);
    if (refused.length > 0) keep(refused);
    offer(bulkWords(done.value), done.change);
    return done;
  };
}
