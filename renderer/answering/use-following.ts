import { asElsewhere } from '../../main/domain/history/ways.ts';
import { followed } from './precedent.ts';
import { inOrder, keepsReason } from './recording.ts';
import type { Elsewhere } from './use-precedent.ts';
import type { Here, Recording } from './use-recording.ts';
import { useNotRecorded, useWarning } from './use-warning.ts';

/**
 * Records what most workbooks of the organisation say, with that as its source in the history, and as its reason where there is no
 * other. That many believe it makes it no less of a misconception: then it asks first, as every answer does.
 */
export function useFollowing(
  { card, parties, draft, going, setPanel, setSaid }: Here,
  { precedent, notAsked }: Elsewhere,
  write: Recording['write'],
): () => void {
  const warningOf = useWarning(card);
  const notRecorded = useNotRecorded(card);
  return () => {
    if (!precedent) return setSaid(notAsked ?? 'No published workbook answers this duty.');
    const found = followed(precedent, parties);
    if ('why' in found) return setSaid(found.why);
    const { words } = found;
    const answer = { owners: inOrder(found.owners, parties) };
    const given = (draft.now().reason ?? '').trim() !== '' || keepsReason(card, answer.owners);
    void going.alone(async () => {
      const warning = given ? null : await warningOf(answer.owners);
      if (warning === 'unknown') return;
      if (warning === null)
        return write(answer, 'as-set', {
          ...(given ? {} : { reason: asElsewhere(words) }),
          precedent: words,
        });
      if (going.isHere())
        setPanel({ kind: 'misconception', warning, answer, onward: 'as-set', precedent: words });
      else notRecorded('The answer is a known misconception and wants a reason.');
    });
  };
}
