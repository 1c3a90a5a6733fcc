// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon/icon.tsx';
import { type Column, leastWidth, nextSort, type Sort, trackList } from './columns.ts';
import { DataRow } from './data-row.tsx';
import styles from './data-table.module.css';
import { type CellPosition, clampCell, moveCell, selectionStroke, strokeOf } from './grid-navigation.ts';
import type { Selecting } from './selection.ts';

export interface DataTableProps<R> {
  /** Name of the table, read aloud. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  /** All rows there are, also those not loaded yet. */
  readonly count: number;
  /** Undefined while the row is on its way; its place is kept. */
  readonly row: (index: number) => R | undefined;
  readonly rowKey: (row: R) => string;
  /** The rows in view changed: load them. */
  readonly onRange?: (first: number, last: number) => void;
  readonly sort?: Sort | null;
  readonly onSort?: (sort: Sort | null) => void;
  /** Pixels; every row has the same height, so that 100,000 of them scroll like ten. */
  readonly rowHeight?: number;
  /** Enter or double click on a row. */
  readonly onOpen?: (row: R) => void;
  /** Keys that the table itself does not use, pressed on a row. */
  readonly onRowKey?: (event: KeyboardEvent, row: R) => void;
  /** The row that a panel beside the table speaks of. */
  readonly selected?: (row: R) => boolean;
  /** Given, rows can be selected: by their boxes, by Space, Shift with arrows or clicks, and all by Ctrl or Cmd with A. */
  readonly selecting?: Selecting<R>;
  /** Text of a row that heads those below it; null for every other row. */
  readonly heading?: (row: R) => string | null;
  /** Where the focus stands when the table is shown again. */
  readonly initialRow?: number;
  readonly onFocusRow?: (index: number) => void;
  readonly onFocusCell?: (index: number, column: number) => void;
  readonly empty: ReactNode;
}

/** Row -1 is the head. */
const HEAD_ROW = -1;
const TEXT_FIELDS = 'input:not([type="checkbox"]), select, textarea';

/** The one table: virtual rows, a fixed head, ARIA grid with roving focus, sorting by the heads. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { columns, count, row, rowHeight = 34, onRange } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<CellPosition>({ row: props.initialRow ?? 0, column: 0 });
  const place = clampCell(
    { row: at.row + 1, column: at.column },
    { rows: count + 1, columns: columns.length, page: 1 },
  );
  const focused = { row: (place?.row ?? 0) - 1, column: place?.column ?? 0 };

  const virtual = useVirtualizer({
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

  const cellId = (cell: CellPosition) => `${id}-${cell.row}-${cell.column}`;
  const focusCell = (next: CellPosition) => {
    setAt(next);
    if (next.row > HEAD_ROW) {
      virtual.scrollToIndex(next.row, { align: 'auto' });
      props.onFocusRow?.(next.row);
    }
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      document.getElementById(cellId(next))?.focus({ preventScroll: next.row > HEAD_ROW }),
    );
  };
  const { selecting } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.matches(TEXT_FIELDS)) return;
    const page = Math.max(1, endIndex - startIndex - 1);
    const from = { row: focused.row + 1, column: focused.column };
    const extent = { rows: count + 1, columns: columns.length, page };
    const drawn =
      selecting && event.shiftKey ? moveCell(from, { ...strokeOf(event), shiftKey: false }, extent) : null;
    const moved = moveCell(from, event, extent);
    const stroke = selecting && selectionStroke(event, selecting.count);
    if (moved || stroke || (drawn && drawn.row > 0 && focused.row > HEAD_ROW)) {
      event.preventDefault();
      event.stopPropagation();
      if (moved) {
        selecting?.release();
        focusCell({ row: moved.row - 1, column: moved.column });
      } else if (stroke === 'all') selecting?.all();
      else if (stroke === 'clear') selecting?.clear();
      else if (stroke === 'toggle') {
        if (focused.row > HEAD_ROW) selecting?.toggle(focused.row);
      } else if (drawn) {
        selecting?.extend(focused.row, drawn.row - 1);
        focusCell({ row: drawn.row - 1, column: drawn.column });
      }
      return;
    }
    const current = focused.row > HEAD_ROW ? row(focused.row) : undefined;
    if (!current) return;
    if (event.key === 'Enter' && props.onOpen && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      event.stopPropagation();
      props.onOpen(current);
    } else props.onRowKey?.(event, current);
  };

  if (count === 0) return <div className={styles.empty}>{props.empty}</div>;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selecting ? true : undefined}
      className={styles.scroller}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className={styles.inner} style={{ minWidth: leastWidth(columns) }}>
        <Head
          {...props}
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
              onPoint={(event, column) => {
                if (event.shiftKey) selecting?.extend(focused.row, item.index);
                else if (event.ctrlKey || event.metaKey) selecting?.toggle(item.index);
                else selecting?.click(item.index);
                focusCell({ row: item.index, column });
              }}
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

function Head<R>(
  props: DataTableProps<R> & {
    readonly tracks: string;
    readonly focusedColumn: number | null;
    readonly cellId: (column: number) => string;
    readonly onFocusColumn: (column: number) => void;
  },
) {
  const { sort = null, onSort } = props;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: props.tracks }}>
        {props.columns.map((column, index) => {
          const sorted = sort?.by === column.id ? sort.direction : 'none';
          return (
            <div
              key={column.id}
              id={props.cellId(index)}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={column.sortable ? sorted : undefined}
              tabIndex={props.focusedColumn === index ? 0 : -1}
              className={cx(
                styles.headCell,
                column.align === 'end' && styles.end,
                column.sortable && styles.sortable,
              )}
              onFocus={() => props.onFocusColumn(index)}
              onClick={() => column.sortable && onSort?.(nextSort(sort, column.id))}
              onKeyDown={(event) => {
                if (!column.sortable || (event.key !== 'Enter' && event.key !== ' ')) return;
                event.preventDefault();
                event.stopPropagation();
                onSort?.(nextSort(sort, column.id));
              }}
            >
              <span className={styles.headText}>{column.header}</span>
              {sorted !== 'none' && (
                <Icon name="chevron" size={12} className={sorted === 'ascending' ? styles.up : undefined} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
