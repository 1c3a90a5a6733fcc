import { useLayoutEffect, useMemo, useRef } from 'react';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import type { Register, RegisterOrder } from './use-register.ts';

/** What is selected and still passes the filter: a change can take rows out of it, and then they are not to be changed again. */
export function usePresent(order: RegisterOrder, keys: ReadonlySet<string>): ReadonlySet<string> {
  const enabled = keys.size > 0 && Object.keys(order.filter).length > 0;
  const { data } = useDemarcQuery('assignments.refs', order, { enabled });
  return useMemo(
    () => (enabled && data ? new Set(data.filter((ref) => keys.has(ref))) : keys),
    [enabled, data, keys],
  );
}

/**
 * The selected rows in their order, at hand when they are copied: the browser does not wait. Null while they are read. They are those of the selection from
 * the moment in which it shows: a copy right after it would be of headings alone.
 */
export function useSelectedRows(register: Register, keys: ReadonlySet<string>) {
  const held = useRef<readonly RegisterRow[] | null>([]);
  const latest = useRef(register);
  useLayoutEffect(() => {
    latest.current = register;
  });
  const { total, stamp } = register;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read anew may say something else
  useLayoutEffect(() => {
    const { row, rows } = latest.current;
    const loaded: RegisterRow[] = [];
    for (let index = 0; keys.size > 0 && index < (total ?? 0) && loaded.length < keys.size; index += 1) {
      const entry = row(index);
      if (entry && keys.has(entry.ref)) loaded.push(entry);
    }
    if (loaded.length === keys.size) {
      held.current = loaded;
      return;
    }
    held.current = null;
    let current = true;
    void rows().then(
      (all) => {
        if (current) held.current = all.filter((entry) => keys.has(entry.ref));
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [keys, total, stamp]);
  return held;
}
