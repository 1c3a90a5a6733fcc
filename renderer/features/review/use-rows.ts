import { useMemo, useState } from 'react';
import type { ReviewRow } from '../../../main/contract/review.ts';
import type { Selecting } from '../../components/data-table/selection.ts';
import {
  allSelected,
  anchorOf,
  clickedAt,
  extended,
  nothingSelected,
  released,
  type Selection,
  toggled,
} from '../../components/data-table/selection.ts';

/** Which rows are chosen: those selected, or else the one with the focus. Rows that left the list are not. */
export function useRows(rows: readonly ReviewRow[]) {
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const [focused, setFocused] = useState(0);
  const selected = useMemo(() => rows.filter((row) => selection.keys.has(row.ref)), [rows, selection]);
  const selecting: Selecting<ReviewRow> = {
    isSelected: (row) => selection.keys.has(row.ref),
    label: (row) => `Select ${row.subjectLabel}, ${row.responsibilityName}`,
    count: selected.length,
    click: (index) => setSelection(clickedAt(index)),
    toggle: (index) => {
      const row = rows[index];
      if (row) setSelection((now) => toggled(now, row.ref, index));
    },
    extend: (from, to) =>
      setSelection((now) => {
        const anchor = anchorOf(now, from);
        const range = rows.slice(Math.min(anchor, to), Math.max(anchor, to) + 1);
        return extended(
          now,
          anchor,
          range.map((row) => row.ref),
        );
      }),
    all: () => setSelection(allSelected(rows.map((row) => row.ref))),
    clear: () => setSelection(nothingSelected()),
    release: () => setSelection(released),
  };
  const current = rows[Math.min(focused, rows.length - 1)];
  return {
    selecting,
    selected: selected.length,
    chosen: selected.length > 0 ? selected : current ? [current] : [],
    onFocusRow: setFocused,
  };
}
