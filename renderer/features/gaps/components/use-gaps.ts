import { useMemo } from 'react';
import { useDemarcData } from '../../../host/queries.ts';

/** Gaps and actions as every part of the screen reads them. */
export function useGaps() {
  const gaps = useDemarcData('gaps.list', {});
  const actions = useDemarcData('actions.list', {});
  const overdue = useMemo(
    () => new Set(actions.filter((action) => action.overdue).map(({ number }) => number)),
    [actions],
  );
  return { gaps, actions, overdue };
}
