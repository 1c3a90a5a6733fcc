import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { RegisterFilter, RegisterRow } from '../../../main/contract/assignments.ts';
import type { Sort } from '../../components/data-table/columns.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { pagesFor, type RegisterSort, sortRows } from './register-model.ts';

export const PAGE = 500;
const EVERYTHING = 100_000;

export interface Register {
  /** Null until the first answer is there. */
  readonly total: number | null;
  readonly row: (index: number) => RegisterRow | undefined;
  readonly onRange: (first: number, last: number) => void;
  readonly error: Error | null;
}

/**
 * The register as it scrolls: pages of it in its own order, loaded as they come into view. Sorted by a column it is read
 * whole, because only the whole can be put in order.
 */
export function useRegister(filter: RegisterFilter, sort: Sort | null, context: RegisterSort): Register {
  const client = useClient();
  const workbook = useWorkbookId();
  const [range, setRange] = useState<readonly [number, number]>([0, 40]);
  const sorted = sort !== null;
  const pages = pagesFor(range, PAGE);
  const window = useQueries({
    queries: pages.map((page) => {
      const input = { filter, offset: page * PAGE, limit: PAGE };
      return {
        queryKey: keyOf(workbook, 'assignments.register', input),
        queryFn: () => client.call('assignments.register', input, workbook),
        enabled: !sorted,
      };
    }),
  });
  const all = useDemarcQuery(
    'assignments.register',
    { filter, offset: 0, limit: EVERYTHING },
    { enabled: sorted, keepPrevious: true },
  );
  const ordered = useMemo(
    () => (sort && all.data ? sortRows(all.data.rows, sort, context) : null),
    [sort, all.data, context],
  );
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((now) => (now[0] === first && now[1] === last ? now : [first, last])),
    [],
  );
  const loaded = window.find((query) => query.data)?.data;
  return {
    total: sorted ? (all.data?.total ?? null) : (loaded?.total ?? null),
    row: (index) => {
      if (ordered) return ordered[index];
      const page = Math.floor(index / PAGE);
      return window[pages.indexOf(page)]?.data?.rows[index - page * PAGE];
    },
    onRange,
    error: all.error ?? window.find((query) => query.error)?.error ?? null,
  };
}
