// biome-ignore-all lint/a11y/useSemanticElements: the head of a virtual grid is placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the heads take the focus, one at a time
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon/icon.tsx';
import { type Column, clampWidth, nextSort, type Sort } from './columns.ts';
import styles from './data-table.module.css';

/** Pixels by which a key changes a width. */
const STEP = 16;

/** The heads of a table's columns: they sort, and their edges size. */
export function DataHead<R>(props: {
  readonly columns: readonly Column<R>[];
  readonly sort: Sort | null;
  readonly onSort: ((sort: Sort | null) => void) | undefined;
  readonly onResize: ((column: string, width: number) => void) | undefined;
  readonly tracks: string;
  readonly focusedColumn: number | null;
  readonly cellId: (column: number) => string;
  readonly onFocusColumn: (column: number) => void;
}) {
  const { sort, onSort, onResize } = props;
  const widthOf = (index: number) =>
    document.getElementById(props.cellId(index))?.getBoundingClientRect().width ?? 0;
  const onKeyDown = (event: KeyboardEvent, column: Column<R>, index: number) => {
    const { key } = event;
    if (onResize && event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight'))
      onResize(column.id, clampWidth(widthOf(index) + (key === 'ArrowLeft' ? -STEP : STEP)));
    else if (column.sortable && (key === 'Enter' || key === ' ')) onSort?.(nextSort(sort, column.id));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
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
              title={column.header}
              className={cx(
                styles.headCell,
                column.align === 'end' && styles.end,
                column.sortable && styles.sortable,
              )}
              onFocus={() => props.onFocusColumn(index)}
              onClick={() => column.sortable && onSort?.(nextSort(sort, column.id))}
              onKeyDown={(event) => onKeyDown(event, column, index)}
            >
              <span className={styles.headText}>{column.header}</span>
              {sorted !== 'none' && (
                <Icon name="chevron" size={12} className={sorted === 'ascending' ? styles.up : undefined} />
              )}
              {onResize && (
                <Edge width={() => widthOf(index)} onWidth={(width) => onResize(column.id, width)} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The edge of a column, to be drawn; the keyboard sizes on the head itself. */
function Edge(props: { readonly width: () => number; readonly onWidth: (width: number) => void }) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const onMove = (event: PointerEvent) => {
    const from = start.current;
    if (from) props.onWidth(clampWidth(from.width + event.clientX - from.x));
  };
  return (
    <span
      aria-hidden="true"
      className={styles.edge}
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: props.width() };
      }}
      onPointerMove={onMove}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
