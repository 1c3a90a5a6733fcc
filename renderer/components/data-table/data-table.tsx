// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { PrintTable } from '../print/print-table.tsx';
import { usePrinting } from '../print/printing.ts';
import { type Column, leastWidth, type Sort, trackList } from './columns.ts';
import { DataHead } from './data-head.tsx';
import { DataRow } from './data-row.tsx';
import styles from './data-table.module.css';
import { type CellPosition, clampCell } from './grid-navigation.ts';
import { observeShownRect } from './observe-shown-rect.ts';
import type { Selecting } from './selection.ts';
import { useGridKeys } from './use-grid-keys.ts';

export interface DataTableProps<R> {
  /** Name of the table, read aloud. */
  readonly label: string;
  /** Its rows are duties: keys that write act on the one that has the focus. */
  readonly answers?: boolean | undefined;
  readonly columns: readonly Column<R>[];
  /** All rows there are, also those not loaded yet. */
  readonly count: number;
  /** Undefined while the row is on its way; its place is kept. */
  readonly row: (index: number) => R | undefined;
  readonly rowKey: (row: R) => string;
  /** The rows in view changed: load them. */
  readonly onRange?: (first: number, last: number) => void;
  readonly sort?: Sort | null | undefined;
  readonly onSort?: ((sort: Sort | null) => void) | undefined;
  /** Given, columns can be made wider and narrower: by their edges, or with Shift and arrows on their heads. */
  readonly onResize?: ((column: string, width: number) => void) | undefined;
  /** Pixels; every row has the same height, so that 100,000 of them scroll like ten. */
  readonly rowHeight?: number;
  /** Enter or double click on a row. */
  readonly onOpen?: ((row: R) => void) | undefined;
  /** Keys that the table itself does not use, pressed on a row. */
  readonly onRowKey?: ((event: KeyboardEvent, row: R) => void) | undefined;
  /** What is said of a row before its first column, whichever that is. */
  readonly mark?: ((row: R) => ReactNode) | undefined;
  /** The row that a panel beside the table speaks of. */
  readonly selected?: ((row: R) => boolean) | undefined;
  /** Given, rows can be selected: by their boxes, by Space, Shift with arrows or clicks, and all by Ctrl or Cmd with A. */
  readonly selecting?: Selecting<R> | undefined;
  /** Text of a row that heads those below it; null for every other row. */
  readonly heading?: (row: R) => string | null;
  /** The row that the pane beside the table has gone to: the table's own place follows, without taking the focus. */
  readonly current?: number | undefined;
  /** Arrow Right in the last column. */
  readonly onBeyond?: ((row: R) => void) | undefined;
  /** Where the focus stands when the table is shown again. */
  readonly initialRow?: number;
  readonly onFocusRow?: ((index: number) => void) | undefined;
  readonly onFocusCell?: (index: number, column: number) => void;
  readonly empty: ReactNode;
}

/** Row -1 is the head. */
const HEAD_ROW = -1;

/** Where the focus of a table stands, what is drawn of its rows, and its keys. */
function useTableFocus<R>(props: DataTableProps<R>, rowHeight: number) {
  const { columns, count, row, onRange } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<CellPosition>({ row: props.initialRow ?? 0, column: 0 });
  const place = clampCell(
    { row: at.row + 1, column: at.column },
    { rows: count + 1, columns: columns.length, page: 1 },
  );
  const focused = { row: (place?.row ?? 0) - 1, column: place?.column ?? 0 };

  const virtual = useVirtualizer({
    observeElementRect: observeShownRect,
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: rowHeight,
    initialOffset: Math.max(0, (props.initialRow ?? 0) - 4) * rowHeight,
    // The focused row stays in the page when it is scrolled away, so that the focus is never lost.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (focused.row < 0 || focused.row >= count || shown.includes(focused.row)) return shown;
      return [...shown, focused.row].sort((a, b) => a - b);
    },
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  useEffect(() => onRange?.(startIndex, endIndex), [onRange, startIndex, endIndex]);

  const { current } = props;
  const [followed, setFollowed] = useState(current);
  if (followed !== current) {
    setFollowed(current);
    if (current !== undefined) setAt({ row: current, column: at.column });
  }
  useEffect(() => {
    if (current !== undefined) virtual.scrollToIndex(current, { align: 'auto' });
  }, [virtual, current]);

  const cellId = (cell: CellPosition) => `${id}-${cell.row}-${cell.column}`;
  const { selecting } = props;
  const keys = useGridKeys({
    at: focused,
    rules: {
      rows: count,
      columns: columns.length,
      page: Math.max(1, endIndex - startIndex - 1),
      head: true,
    },
    selecting: selecting && {
      count: selecting.count,
      click: ({ row: index }) => selecting.click(index),
      toggle: ({ row: index }) => selecting.toggle(index),
      extend: (from, to) => selecting.extend(from.row, to.row),
      all: () => selecting.all(),
      clear: () => selecting.clear(),
      release: () => selecting.release(),
    },
    cellId,
    onGo: (next) => {
      setAt(next);
      if (next.row === HEAD_ROW) return;
      virtual.scrollToIndex(next.row, { align: 'auto' });
      props.onFocusRow?.(next.row);
    },
    onOpen:
      props.onOpen &&
      ((place) => {
        const there = row(place.row);
        if (there) props.onOpen?.(there);
      }),
    onBeyond:
      props.onBeyond &&
      ((place) => {
        const there = place.row > HEAD_ROW ? row(place.row) : undefined;
        if (there) props.onBeyond?.(there);
      }),
    onOther: (event, place) => {
      const there = place.row > HEAD_ROW ? row(place.row) : undefined;
      if (there) props.onRowKey?.(event, there);
    },
  });
  return { id, scroller, virtual, focused, setAt, keys, cellId };
}

/** The one table: virtual rows, a fixed head, ARIA grid with roving focus, sorting by the heads. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { columns, count, row, rowHeight = 34, selecting } = props;
  const printing = usePrinting();
  const { id, scroller, virtual, focused, setAt, keys, cellId } = useTableFocus(props, rowHeight);

  if (count === 0) return <div className={styles.empty}>{props.empty}</div>;
  if (printing) return <PrintTable {...props} />;
  return (
    <div
      ref={scroller}
      role="grid"
      data-answers={props.answers ? '' : undefined}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selecting ? true : undefined}
      className={styles.scroller}
      tabIndex={-1}
      onKeyDown={keys.onKeyDown}
    >
      <div className={styles.inner} style={{ minWidth: leastWidth(columns) }}>
        <DataHead
          columns={columns}
          sort={props.sort ?? null}
          onSort={props.onSort}
          onResize={props.onResize}
          tracks={trackList(columns)}
          focusedColumn={focused.row === HEAD_ROW ? focused.column : null}
          cellId={(column) => cellId({ row: HEAD_ROW, column })}
          onFocusColumn={(column) => setAt({ row: HEAD_ROW, column })}
        />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <DataRow
              key={item.key}
              index={item.index}
              top={item.start}
              height={rowHeight}
              columns={columns}
              row={row(item.index)}
              tracks={trackList(columns)}
              idPrefix={id}
              focusedColumn={item.index === focused.row ? focused.column : null}
              selected={props.selected}
              selecting={selecting}
              heading={props.heading}
              mark={props.mark}
              onPoint={(event, column) => keys.onPoint(event, { row: item.index, column })}
              onFocusCell={(column) => {
                setAt({ row: item.index, column });
                props.onFocusRow?.(item.index);
                props.onFocusCell?.(item.index, column);
              }}
              onOpen={props.onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
