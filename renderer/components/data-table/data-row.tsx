// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import { cx } from '../../lib/cx.ts';
import type { Column } from './columns.ts';
import styles from './data-table.module.css';

interface DataRowProps<R> {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<R>[];
  readonly row: R | undefined;
  readonly tracks: string;
  readonly idPrefix: string;
  readonly focusedColumn: number | null;
  readonly selected: ((row: R) => boolean) | undefined;
  readonly onFocusCell: (column: number) => void;
  readonly onOpen: ((row: R) => void) | undefined;
}

/** One row at its place; grey bars while it is not loaded. */
export function DataRow<R>(props: DataRowProps<R>) {
  const { row, columns, index } = props;
  const selected = row !== undefined && props.selected?.(row) === true;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected ? selected : undefined}
      className={cx(styles.row, styles.dataRow, selected && styles.selected)}
      style={{
        gridTemplateColumns: props.tracks,
        height: props.height,
        transform: `translateY(${props.top}px)`,
      }}
      onDoubleClick={() => row !== undefined && props.onOpen?.(row)}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          id={`${props.idPrefix}-${index}-${at}`}
          role="gridcell"
          aria-colindex={at + 1}
          tabIndex={props.focusedColumn === at ? 0 : -1}
          title={(row !== undefined && column.tip?.(row)) || undefined}
          className={cx(styles.cell, column.align === 'end' && styles.end)}
          onFocus={() => props.onFocusCell(at)}
        >
          {row === undefined ? <span className={styles.waiting} /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}
