import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Client, Input, QueryName, Value } from './client.ts';
import { useClient, useWorkbookIdOrNull } from './context.tsx';
import { concernsWorkbook, keyOf } from './invalidation.ts';

/** Actions concern no workbook and are cached under none. */
const ownerOf = (name: QueryName, workbook: string | null) => (concernsWorkbook(name) ? workbook : null);

function optionsOf<N extends QueryName>(client: Client, workbook: string | null, name: N, input: Input<N>) {
  const owner = ownerOf(name, workbook);
  return {
    queryKey: keyOf(owner, name, input),
    queryFn: (): Promise<Value<N>> => client.call(name, input, owner ?? undefined),
  };
}

/** Reads a query of the current workbook (or of the program); the result says whether it is there yet. */
export function useDemarcQuery<N extends QueryName>(
  name: N,
  input: Input<N>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): UseQueryResult<Value<N>, Error> {
  const client = useClient();
  const workbook = useWorkbookIdOrNull();
  return useQuery<Value<N>, Error>({
    ...optionsOf(client, workbook, name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery<Value<N>, Error>>[0]);
}

/** The same, for screens that have nothing to show without it: waits, and hands errors to the area's error boundary. */
export function useDemarcData<N extends QueryName>(name: N, input: Input<N>): Value<N> {
  const client = useClient();
  const workbook = useWorkbookIdOrNull();
  return useSuspenseQuery(optionsOf(client, workbook, name, input)).data as Value<N>;
}

export interface QueryCache {
  /** Puts a reply where the next render reads it; does nothing while the query was never asked. */
  patch<N extends QueryName>(name: N, input: Input<N>, change: (old: Value<N>) => Value<N>): void;
  /** Asks ahead, so that the next screen is there at once. */
  prefetch<N extends QueryName>(name: N, input: Input<N>): void;
  /** Reads again what the host's events cannot know of. */
  refresh<N extends QueryName>(name: N, input: Input<N>): Promise<void>;
  readonly raw: QueryClient;
}

/** Writes into the query cache of the current workbook. */
export function useQueryCache(): QueryCache {
  const client = useClient();
  const workbook = useWorkbookIdOrNull();
  const raw = useQueryClient();
  return useMemo(
    () => ({
      patch: (name, input, change) => {
        raw.setQueryData(keyOf(ownerOf(name, workbook), name, input), (old: unknown) =>
          old === undefined ? undefined : change(old as never),
        );
      },
      prefetch: (name, input) => {
        void raw.prefetchQuery(optionsOf(client, workbook, name, input));
      },
      refresh: (name, input) =>
        raw.invalidateQueries({ queryKey: keyOf(ownerOf(name, workbook), name, input), exact: true }),
      raw,
    }),
    [client, workbook, raw],
  );
}
