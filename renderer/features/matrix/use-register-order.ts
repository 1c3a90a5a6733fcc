import { useMemo } from 'react';
import { useTouched } from '../../answering/pane/use-touched.ts';
import { filterOf, type MatrixSearch, registerSort, sortOf } from './search.ts';
import { useGone } from './use-gone.ts';
import type { RegisterOrder } from './use-register.ts';

/** Which rows the register lists, and in which order, by what the address says. */
export function useRegisterOrder(search: MatrixSearch) {
  const sort = useMemo(() => sortOf(search.sort), [search.sort]);
  const filter = useMemo(() => filterOf(search), [search]);
  const touched = useTouched(JSON.stringify(filter));
  const order = useMemo((): RegisterOrder => {
    const asked = registerSort(sort);
    return {
      filter,
      ...(asked ? { sort: asked } : {}),
      ...(search.group ? { group: search.group } : {}),
      // What an answer takes out of the filter stays where it was until the filter is another.
      ...(touched.size > 0 && Object.keys(filter).length > 0 ? { keep: [...touched] } : {}),
    };
  }, [filter, search.group, sort, touched]);
  return { filter, sort, order, gone: useGone(filter, touched) };
}
