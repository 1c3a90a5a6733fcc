import type { QueryClient } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { FreshQueryClient } from './fresh-query-client.ts';
import { isMatrix, isStaleAfter, keyOf } from './invalidation.ts';
import { keepsMatrix } from './matrix-cells.ts';

/** A cache that never ages by the clock: only the host's own events make it read again. */
export function createQueryClient(client: Client): QueryClient {
  const queries = new FreshQueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60 * 1000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The host is on this machine: whether there is a network says nothing about it.
        networkMode: 'always',
      },
    },
  });
  const matrixChanged = keepsMatrix(client, queries);
  client.onEvent((event) => {
    if (event.type === 'changed') {
      const { workbook, entities } = event;
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => !isMatrix(queryKey) && isStaleAfter(queryKey, workbook, entities),
      });
      if (isStaleAfter(keyOf(workbook, 'assignments.matrix', {}), workbook, entities))
        matrixChanged(workbook);
    }
    if (event.type === 'settings') void queries.invalidateQueries({ queryKey: [null, 'app', 'settings'] });
    // Also who is known to have signed.
    if (event.type === 'keys')
      void queries.invalidateQueries({
        predicate: ({ queryKey: [, group, method] }) => group === 'keys' || method === 'signOffs',
      });
    if (event.type === 'portfolio')
      void queries.invalidateQueries({ queryKey: [null, 'portfolio', 'connection'] });
    if (event.type === 'room') void queries.invalidateQueries({ queryKey: [null, 'room'] });
    if (event.type === 'open-workbooks') void queries.invalidateQueries({ queryKey: [null, 'app'] });
  });
  client.onMissed(() => void queries.invalidateQueries());
  return queries;
}
