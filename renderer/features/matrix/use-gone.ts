import { useMemo } from 'react';
import type { RegisterFilter } from '../../../main/contract/assignments.ts';
import { useDemarcQuery } from '../../host/queries.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * Which of the duties that were changed here are no longer among those looked for: register and grid keep them where they stood, and
 * say why. Read only once there is one.
 */
export function useGone(filter: RegisterFilter, kept: ReadonlySet<string>): ReadonlySet<string> {
  const enabled = kept.size > 0 && Object.keys(filter).length > 0;
  const { data } = useDemarcQuery('assignments.refs', { filter }, { enabled, keepPrevious: true });
  return useMemo(() => {
    if (!enabled || !data) return NONE;
    const found = new Set(data);
    return new Set([...kept].filter((ref) => !found.has(ref)));
  }, [enabled, data, kept]);
}
