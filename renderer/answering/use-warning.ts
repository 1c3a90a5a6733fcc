import type { Card, MisconceptionWarning } from '../../main/contract/assignments.ts';
import { useToasts } from '../components/toast/toasts.tsx';
import { failureOf } from '../host/call-error.ts';
import { useClient, useWorkbookId } from '../host/context.tsx';

/** Says of an answer that nobody waits for at its card any more why it was not recorded, in a sentence. */
export function useNotRecorded({ responsibility, subject }: Card): (why: string) => void {
  const toasts = useToasts();
  return (why) =>
    toasts.show({
      tone: 'error',
      text: `Not recorded: ${responsibility.name}, ${subject.label}. ${why}`,
    });
}

/**
 * Asks whether owners of a duty are a known misconception; null where they are none. Where that cannot be asked it is not taken for none:
 * the reader is told, and nothing is to be recorded.
 */
export function useWarning(
  card: Card,
): (owners: string[]) => Promise<MisconceptionWarning | null | 'unknown'> {
  const client = useClient();
  const workbook = useWorkbookId();
  const notRecorded = useNotRecorded(card);
  return async (owners) => {
    try {
      return await client.call('assignments.check', { ref: card.ref, owners }, workbook);
    } catch (error) {
      notRecorded(`Whether it is a known misconception could not be asked: ${failureOf(error).message}`);
      return 'unknown';
    }
  };
}
