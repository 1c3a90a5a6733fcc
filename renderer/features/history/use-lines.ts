import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HistoryLine } from '../../../main/contract/history.ts';
import type { HistoryFilter } from '../../../main/contract/methods/history.ts';
import { whyNothing } from '../../host/call-error.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';

const PAGE = 100;

export interface Lines {
  /** Null until the first page is there. */
  readonly total: number | null;
  /** Undefined while the line is on its way. */
  readonly line: (index: number) => HistoryLine | undefined;
  readonly onRange: (first: number, last: number) => void;
  readonly error: Error | null;
}

/** The lines under a filter as they scroll: pages of them, loaded as they come into view. `start` is the line that is shown first. */
export function useLines(filter: HistoryFilter, start: number): Lines {
  const client = useClient();
  const workbook = useWorkbookId();
  const [range, setRange] = useState<readonly [number, number]>([start, start + 30]);
  const [first, last] = range.map((index) => Math.floor(index / PAGE)) as [number, number];
  const pages = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const window = useQueries({
    queries: pages.map((page) => {
      const input = { filter, offset: page * PAGE, limit: PAGE };
      return {
        queryKey: keyOf(workbook, 'history.list', input),
        queryFn: () => client.call('history.list', input, workbook),
      };
    }),
  });
  // While another list is read, the table stays, as long as it was.
  const before = useRef<number | null>(null);
  const total = window.find((query) => query.data)?.data?.total ?? null;
  useEffect(() => {
    if (total !== null) before.current = total;
  }, [total]);
  const onRange = useCallback(
    (from: number, to: number) =>
      setRange((now) => (now[0] === from && now[1] === to ? now : [from, Math.max(from, to)])),
    [],
  );
  return {
    total: total ?? before.current,
    line: (index) => window[pages.indexOf(Math.floor(index / PAGE))]?.data?.lines[index % PAGE],
    onRange,
    error: window.map(whyNothing).find((error) => error !== null) ?? null,
  };
}
