import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RegisterFilter, RegisterRow } from '../../../main/contract/assignments.ts';
import type { Grouping, RegisterGroup, RegisterSort } from '../../../main/contract/register.ts';
import { rowAt } from '../../components/data-table/group-lines.ts';
import { whyNothing } from '../../host/call-error.ts';
import type { Value } from '../../host/client.ts';
import { useClient, useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';
import { pagesFor } from './register-model.ts';

export const PAGE = 500;
const EVERYTHING = 100_000;
const NO_GROUPS: readonly RegisterGroup[] = [];

export interface RegisterOrder {
  readonly filter: RegisterFilter;
  readonly sort?: RegisterSort | undefined;
  readonly group?: Grouping | undefined;
  /** Listed although the filter does not let them pass. */
  readonly keep?: string[] | undefined;
}
export interface Register {
  /** Null until the first answer is there. */
  readonly total: number | null;
  readonly groups: readonly RegisterGroup[];
  readonly row: (index: number) => RegisterRow | undefined;
  /** Refs of the rows that are loaded, in their order: those in view, and what was read with them. */
  readonly loaded: () => readonly string[];
  /** The lines in view. */
  readonly onRange: (first: number, last: number) => void;
  readonly error: Error | null;
  /** Differs whenever what is loaded was read anew. */
  readonly stamp: number;
  /** Refs of all rows in their order, read when they are asked for. */
  refs(): Promise<readonly string[]>;
  /** All rows in their order, likewise. */
  rows(): Promise<readonly RegisterRow[]>;
}

interface Held {
  readonly order: RegisterOrder | null;
  readonly pages: ReadonlyMap<number, Value<'assignments.register'>>;
}

/** The register as it scrolls: pages of it in the order asked for, loaded as they come into view. */
export function useRegister(order: RegisterOrder): Register {
  const client = useClient();
  const workbook = useWorkbookId();
  const [range, setRange] = useState<readonly [number, number]>([0, 40]);
  const pages = pagesFor(range, PAGE);
  // While another order is read the rows of the last one stay, so that typing a search does not make the table blink.
  const held = useRef<Held>({ order: null, pages: new Map() });
  const window = useQueries({
    queries: pages.map((page) => {
      const input = { ...order, offset: page * PAGE, limit: PAGE };
      return {
        queryKey: keyOf(workbook, 'assignments.register', input),
        queryFn: () => client.call('assignments.register', input, workbook),
        placeholderData: () => held.current.pages.get(page),
      };
    }),
  });
  useEffect(() => {
    const fresh = window.flatMap(({ data, isPlaceholderData }, index) => {
      const page = pages[index];
      return data === undefined || isPlaceholderData || page === undefined ? [] : [[page, data] as const];
    });
    if (fresh.length === 0) return;
    const known = held.current.order === order ? held.current.pages : [];
    held.current = { order, pages: new Map([...known, ...fresh]) };
  });
  const loaded = window.find((query) => query.data)?.data;
  const groups = loaded?.groups ?? NO_GROUPS;
  const onRange = useCallback(
    (first: number, last: number) => {
      const rows = [rowAt(groups, first), rowAt(groups, last)] as const;
      setRange((now) => (now[0] === rows[0] && now[1] === rows[1] ? now : rows));
    },
    [groups],
  );
  return {
    total: loaded?.total ?? null,
    groups,
    row: (index) => {
      const page = Math.floor(index / PAGE);
      return window[pages.indexOf(page)]?.data?.rows[index - page * PAGE];
    },
    loaded: () => window.flatMap(({ data }) => data?.rows.map(({ ref }) => ref) ?? []),
    onRange,
    error: window.map(whyNothing).find((error) => error !== null) ?? null,
    stamp: Math.max(0, ...window.map((query) => query.dataUpdatedAt)),
    refs: () => client.call('assignments.refs', order, workbook),
    rows: async () =>
      (await client.call('assignments.register', { ...order, offset: 0, limit: EVERYTHING }, workbook)).rows,
  };
}
