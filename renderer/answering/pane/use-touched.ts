import { useEffect, useState } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { useWorkbookId } from '../../host/context.tsx';
import { useQueryCache } from '../../host/queries.ts';

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The duties that were changed since a list was opened, so that none of them is taken from under the reader when an answer takes
 * it out of the filter. `shown` names what is listed: another list, or another filter, begins anew.
 */
export function useTouched(shown: string): ReadonlySet<string> {
  const { raw } = useQueryCache();
  const workbook = useWorkbookId();
  const [held, setHeld] = useState({ shown, refs: NOTHING });
  useEffect(() => {
    const cards = raw.getQueryCache();
    const revs = new Map<string, string>();
    const look = ({
      queryKey,
      state,
    }: {
      readonly queryKey: readonly unknown[];
      readonly state: { readonly data: unknown };
    }) => {
      const [owner, group, method] = queryKey;
      if (owner !== workbook || group !== 'assignments' || method !== 'card' || !state.data) return;
      const { ref, assignment, evidence } = state.data as Card;
      // What proves a duty takes it out of lists as well as its answer does.
      const rev = [assignment?.rev ?? 0, ...evidence.map(({ number }) => number)].join(' ');
      const before = revs.get(ref);
      revs.set(ref, rev);
      if (before === undefined || before === rev) return;
      setHeld((now) => {
        const refs = now.shown === shown ? now.refs : NOTHING;
        return refs.has(ref) ? now : { shown, refs: new Set([...refs, ref]) };
      });
    };
    for (const query of cards.getAll()) look(query);
    return cards.subscribe((event) => {
      if (event.type === 'updated') look(event.query);
    });
  }, [raw, workbook, shown]);
  return held.shown === shown ? held.refs : NOTHING;
}
