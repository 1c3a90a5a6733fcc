import { type RefObject, useMemo } from 'react';
import { useSize } from '../demarcation/use-size.ts';
import { usePrinting } from '../print/printing.ts';
import { type Column, columnsIn } from './columns.ts';

/** The columns that the room of their table has place for; on paper all of them. The ref is that of the room. */
export function useColumnsInRoom<R>(
  columns: readonly Column<R>[],
): readonly [RefObject<HTMLDivElement | null>, readonly Column<R>[]] {
  const [room, width] = useSize<HTMLDivElement>();
  const printing = usePrinting();
  // Before it is laid out, nothing is known of its room.
  const all = printing || width === 0;
  const shown = useMemo(() => (all ? columns : columnsIn(columns, width)), [columns, all, width]);
  return [room, shown];
}
