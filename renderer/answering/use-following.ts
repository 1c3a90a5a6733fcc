import type { Difference } from '../../main/contract/portfolio.ts';
import { useClient, useWorkbookId } from '../host/context.tsx';
import { followed, reasonElsewhere } from './precedent.ts';
import { inOrder } from './recording.ts';
import type { Here, Recording } from './use-recording.ts';

const NO_PRECEDENT = 'No published workbook answers this duty.';
const NO_PARTY = 'What most say elsewhere names no party of this workbook.';

/**
 * Records what most workbooks of the organisation say, with that as its source in the history, and as its reason where nobody typed
 * another. That many believe it makes it no less of a misconception: then it asks first, as every answer does.
 */
export function useFollowing(
  { card, parties, draft, going, setPanel, setSaid }: Here,
  precedent: Difference | null,
  write: Recording['write'],
): () => void {
  const client = useClient();
  const workbook = useWorkbookId();
  return () => {
    const found = precedent && followed(precedent, parties);
    if (!found) return setSaid(precedent ? NO_PARTY : NO_PRECEDENT);
    const answer = { owners: inOrder(found.owners, parties) };
    const given = (draft.now().reason ?? '').trim() !== '';
    void going.alone(async () => {
      const warning = given
        ? null
        : await client
            .call('assignments.check', { ref: card.ref, owners: answer.owners }, workbook)
            .catch(() => null);
      if (warning === null)
        return write(answer, 'as-set', {
          ...(given ? {} : { reason: reasonElsewhere(found.words) }),
          precedent: found.words,
        });
      if (going.isHere()) setPanel({ kind: 'misconception', warning, answer, onward: 'as-set' });
    });
  };
}
