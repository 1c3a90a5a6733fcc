// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are taken by the grid around the cells
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import type { VirtualItem } from '@tanstack/react-virtual';
import { type MouseEvent, memo } from 'react';
import type { PartyKind } from '../../../../main/contract/parties.ts';
import type { MatrixCell, MatrixTable } from '../../../../main/domain/matrix.ts';
import { OWNERSHIP_STYLES } from '../../../../main/domain/ownership.ts';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { cx } from '../../../lib/cx.ts';
import { cellWords, drawnCell, type GridView } from '../model.ts';
import styles from './grid.module.css';

/** The services, across the top or written upwards where columns are narrow. */
export const HeadRow = memo(function HeadRow(props: {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly columns: readonly VirtualItem[];
  readonly height: number;
  readonly first: number;
  readonly upright: boolean;
  readonly current: number;
}) {
  const { table, view, height, first } = props;
  return (
    <div role="row" aria-rowindex={1} className={styles.head} style={{ height }}>
      <div role="columnheader" aria-colindex={1} className={styles.corner} style={{ width: first, height }}>
        Responsibility
      </div>
      {props.columns.map((item) => {
        const column = table.columns[view.columns[item.index] ?? -1];
        if (!column) return null;
        return (
          <div
            key={column.ref}
            role="columnheader"
            aria-colindex={item.index + 2}
            title={[column.label, column.detail, column.environment].filter(Boolean).join('\n')}
            className={cx(
              styles.service,
              props.upright && styles.upright,
              item.index === props.current && styles.currentHead,
            )}
            style={{ left: item.start, width: item.size, height }}
          >
            <span className={styles.serviceName}>{column.label}</span>
            {!props.upright && (
              <span className={styles.serviceDetail}>{column.environment ?? column.detail}</span>
            )}
          </div>
        );
      })}
    </div>
  );
});

export const DomainRow = memo(function DomainRow(props: {
  readonly name: string;
  readonly duties: number;
  readonly index: number;
  readonly top: number;
  readonly height: number;
}) {
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      className={styles.domain}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className={styles.domainName}>
        {props.name}
        <span className={styles.domainCount}>{props.duties}</span>
      </div>
    </div>
  );
});

interface DutyRowProps {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly row: number;
  readonly duty: number;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly first: number;
  readonly columns: readonly VirtualItem[];
  /** Column in focus, if this row has it. */
  readonly focused: number | null;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly names: ReadonlyMap<string, string>;
  readonly cellId: (row: number, column: number) => string;
  readonly selected: ReadonlySet<string>;
  /** Refs looked for; the others are drawn faint. Null while none are looked for. */
  readonly found: ReadonlySet<string> | null;
  readonly onFocusCell: (row: number, column: number) => void;
  readonly onPoint: (event: MouseEvent, row: number, column: number) => void;
  readonly onOpen: (ref: string) => void;
}

/** One responsibility across the services in view. Drawn again only when its own data or the columns in view change. */
export const DutyRow = memo(function DutyRow(props: DutyRowProps) {
  const { table, view, row, duty, first, height } = props;
  const entry = table.rows[row];
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      className={styles.row}
      style={{ height, transform: `translateY(${props.top}px)` }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        title={entry?.name}
        className={cx(styles.duty, props.focused !== null && styles.currentDuty)}
        style={{ width: first }}
      >
        {entry?.name}
      </div>
      {props.columns.map((item) => {
        const column = view.columns[item.index] ?? -1;
        const cell = table.cell(column, row);
        return (
          <Cell
            key={table.columns[column]?.ref}
            cell={cell}
            selected={cell !== undefined && props.selected.has(cell.ref)}
            faint={cell !== undefined && props.found !== null && !props.found.has(cell.ref)}
            id={props.cellId(duty, item.index)}
            duty={duty}
            column={item.index}
            left={item.start}
            width={item.size}
            focusable={props.focused === item.index}
            kinds={props.kinds}
            names={props.names}
            onFocusCell={props.onFocusCell}
            onPoint={props.onPoint}
            onOpen={props.onOpen}
          />
        );
      })}
    </div>
  );
});

/** Compared by its values, so that scrolling sideways draws only the columns that come into view. */
const Cell = memo(function Cell(props: {
  readonly cell: MatrixCell | undefined;
  readonly selected: boolean;
  readonly faint: boolean;
  readonly id: string;
  readonly duty: number;
  readonly column: number;
  readonly left: number;
  readonly width: number;
  readonly focusable: boolean;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly names: ReadonlyMap<string, string>;
  readonly onFocusCell: (row: number, column: number) => void;
  readonly onPoint: (event: MouseEvent, row: number, column: number) => void;
  readonly onOpen: (ref: string) => void;
}) {
  const { cell, duty, column } = props;
  return (
    <div
      id={props.id}
      role="gridcell"
      aria-colindex={column + 2}
      aria-label={cellWords(cell, props.names)}
      aria-selected={cell ? props.selected : undefined}
      tabIndex={props.focusable ? 0 : -1}
      className={cx(styles.cell, props.selected && styles.picked, props.faint && styles.faint)}
      style={{ left: props.left, width: props.width }}
      onFocus={() => props.onFocusCell(duty, column)}
      // Held with Shift a press would move the focus, and with it the place where the range began.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => props.onPoint(event, duty, column)}
      onDoubleClick={() => cell && props.onOpen(cell.ref)}
    >
      {cell && <CellContent ownership={cell.ownership} flags={cell.flags} kinds={props.kinds} />}
    </div>
  );
});

/** Parts with their letters, and the marks in the corners. */
function CellContent(props: {
  readonly ownership: string;
  readonly flags: number;
  readonly kinds: ReadonlyMap<string, PartyKind>;
}) {
  const drawn = drawnCell(props.ownership, props.flags, props.kinds);
  return (
    <span className={cx(styles.content, drawn.misconception && styles.misconception)}>
      {drawn.keys.map((key, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: two parties of one kind have the same key, and parts have no state
          key={index}
          data-letter={OWNERSHIP_STYLES[key].letter}
          className={cx(styles.part, ownClass(key), key === 'unanswered' && styles.open)}
        />
      ))}
      {drawn.note && <span className={styles.note} />}
      {drawn.evidence && <span className={styles.evidence} />}
      {drawn.parked && <span className={styles.parked} />}
      {drawn.implemented && <span className={styles.implemented} />}
    </span>
  );
}
