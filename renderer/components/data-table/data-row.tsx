// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are taken by the grid around the rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import type { MouseEvent, ReactNode } from 'react';
import { cx } from '../../lib/cx.ts';
import type { Column } from './columns.ts';
import styles from './data-table.module.css';
import type { Selecting } from './selection.ts';

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
  readonly selecting: Selecting<R> | undefined;
  readonly heading: ((row: R) => string | null) | undefined;
  readonly mark: ((row: R) => ReactNode) | undefined;
  readonly onPoint: (event: MouseEvent, column: number) => void;
  readonly onFocusCell: (column: number) => void;
  readonly onOpen: ((row: R) => void) | undefined;
}

/** One row at its place; grey bars while it is not loaded. */
export function DataRow<R>(props: DataRowProps<R>) {
  const { row, columns, index, selecting } = props;
  const isSelected = selecting?.isSelected ?? props.selected;
  const selected = row !== undefined && isSelected?.(row) === true;
  const spokenOf = row !== undefined && props.selected?.(row) === true;
  const heading = row === undefined ? null : (props.heading?.(row) ?? null);
  if (heading !== null) return <HeadingRow {...props} text={heading} />;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ? selected : undefined}
      aria-current={(selecting !== undefined && spokenOf) || undefined}
      className={cx(styles.row, styles.dataRow, selected && styles.selected, spokenOf && styles.inPane)}
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
          aria-selected={selecting ? selected : undefined}
          onFocus={() => props.onFocusCell(at)}
          // The browser would select the text between two clicks.
          onMouseDown={(event) => selecting && event.shiftKey && event.preventDefault()}
          onClick={(event) => selecting && props.onPoint(event, at)}
        >
          {at === 0 && selecting && row !== undefined && (
            <input
              type="checkbox"
              tabIndex={-1}
              className={styles.box}
              aria-label={selecting.label(row)}
              checked={selected}
              onClick={(event) => {
                event.stopPropagation();
                if (event.shiftKey) props.onPoint(event, at);
                else selecting.toggle(index);
              }}
              onChange={() => undefined}
            />
          )}
          {at === 0 && row !== undefined && props.mark?.(row)}
          {row === undefined ? <span className={styles.waiting} /> : inOneBox(column.cell(row))}
        </div>
      ))}
    </div>
  );
}

/** Names the group of rows below it, over all columns. */
function HeadingRow<R>(props: DataRowProps<R> & { readonly text: string }) {
  const at = props.focusedColumn ?? 0;
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      className={cx(styles.row, styles.dataRow, styles.heading)}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div
        id={`${props.idPrefix}-${props.index}-${at}`}
        role="gridcell"
        aria-colindex={1}
        aria-colspan={props.columns.length}
        tabIndex={props.focusedColumn === null ? -1 : 0}
        className={styles.cell}
        onFocus={() => props.onFocusCell(at)}
      >
        <span>{props.text}</span>
      </div>
    </div>
  );
}

/** Bare text is cut without a sign where it is too long; in a box of its own it ends in dots. */
const inOneBox = (content: ReactNode): ReactNode =>
  typeof content === 'string' ? <span dir="auto">{content}</span> : content;
