import { useMemo } from 'react';
import type { Party } from '../../../main/contract/parties.ts';
import { REGISTER_COLUMNS } from '../../../main/contract/register.ts';
import type { RegisterNames } from '../../../main/domain/sheets/cell-words.ts';
import { asChosen, columnsText, readColumns } from '../../components/columns-dialog/chosen-columns.ts';
import { type RegisterTableColumn, useRegisterColumns } from './components/register-columns.tsx';
import { type ChosenColumn, shownColumns } from './register-layout.ts';
import type { MatrixSearch, SearchPatch } from './search.ts';

/** Room that the scroll bar takes. */
const SCROLL_BAR = 16;

export interface ShownColumns {
  readonly all: readonly RegisterTableColumn[];
  readonly shown: readonly RegisterTableColumn[];
  readonly chosen: readonly ChosenColumn[];
  /** Whether somebody chose them; else they are what fits. */
  readonly own: boolean;
  resize(column: string, width: number): void;
  choose(columns: readonly ChosenColumn[] | null): void;
}

/** Which columns the register has, in which order and how wide: from the address, and so in a saved view, too. */
export function useShownColumns(
  search: MatrixSearch,
  onChange: (patch: SearchPatch) => void,
  room: number,
  parties: readonly Party[],
  names: RegisterNames,
  gone: ReadonlySet<string>,
): ShownColumns {
  const all = useRegisterColumns(parties, names, gone);
  const { cols, group } = search;
  return useMemo(() => {
    const own = readColumns(cols, REGISTER_COLUMNS);
    const chosen = shownColumns(all, own, room - SCROLL_BAR, group);
    const choose = (columns: readonly ChosenColumn[] | null) =>
      onChange({ cols: columns === null ? undefined : columnsText(columns) });
    return {
      all,
      own: own !== null,
      chosen,
      shown: asChosen(all, chosen),
      resize: (column, width) =>
        // A column that the grouping hides keeps its place among those that were chosen.
        choose((own ?? chosen).map((entry) => (entry.id === column ? { ...entry, width } : entry))),
      choose,
    };
  }, [all, cols, group, room, onChange]);
}
