import { useMemo } from 'react';
import { whyNothing } from '../../host/call-error.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { filterOf, looksForCells, type MatrixSearch } from './search.ts';

export interface Found {
  /** Null while no single cells are looked for, or they are not read yet. */
  readonly refs: ReadonlySet<string> | null;
  readonly error: Error | null;
}

/** The cells that the grid's filters look for: the very rows that the register would show, with those in `keep`. */
export function useFound(search: MatrixSearch, keep: ReadonlySet<string>): Found {
  const filter = filterOf(search);
  const enabled = looksForCells(filter);
  const input = { filter, ...(keep.size > 0 ? { keep: [...keep] } : {}) };
  const found = useDemarcQuery('assignments.refs', input, { enabled, keepPrevious: true });
  const { data } = found;
  const refs = useMemo(() => (enabled && data ? new Set(data) : null), [enabled, data]);
  return { refs, error: enabled ? whyNothing(found) : null };
}
