import { useMemo } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';
import { useDemarcQuery, useQueryCache } from '../../host/queries.ts';

/** Open as in the walk-through: nobody has answered it, and it is not put aside. */
export const OPEN_DUTIES = { filter: { ownership: 'unanswered' as const, parked: false } };

/**
 * Tells the open duties of the workbook for any list, whatever its rows know of them. A card that was read or answered later than
 * they were says it itself, so that whoever is quick is not led back to what they have just answered. Until they are read, a duty
 * that nothing is known of counts as open: going on does not wait.
 */
export function useIsOpen(enabled: boolean): (ref: string) => boolean {
  const { raw } = useQueryCache();
  const workbook = useWorkbookId();
  const { data, dataUpdatedAt } = useDemarcQuery('assignments.refs', OPEN_DUTIES, { enabled });
  const open = useMemo(() => data && new Set(data), [data]);
  return (ref) => {
    const card = raw.getQueryState<Card>(keyOf(workbook, 'assignments.card', { ref }));
    if (card?.data && card.dataUpdatedAt >= dataUpdatedAt)
      return card.data.ownership.kind === 'unanswered' && card.data.assignment?.parked !== true;
    return open?.has(ref) ?? true;
  };
}
