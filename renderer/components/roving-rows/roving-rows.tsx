// biome-ignore-all lint/a11y/useSemanticElements: rows of links and buttons are no table of data
// biome-ignore-all lint/a11y/useFocusableInteractive: the links and buttons inside take the focus, one at a time
import { type FocusEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { gridAct } from '../data-table/grid-navigation.ts';

const STOPS = 'a[href], button:not([disabled])';
/** What Page Up and Page Down move by. */
const PAGE = 10;

const rowsIn = (grid: HTMLElement): readonly (readonly HTMLElement[])[] =>
  [...grid.querySelectorAll<HTMLElement>('[role="row"]')]
    .map((row) => [...row.querySelectorAll<HTMLElement>(STOPS)])
    .filter((stops) => stops.length > 0);

/** Leaves one link or button of the grid to Tab: the one that had the focus last, else the first. */
function settle(grid: HTMLElement, last: HTMLElement | null): void {
  const stops = rowsIn(grid).flat();
  const one = last && stops.includes(last) ? last : stops[0];
  for (const stop of stops) stop.tabIndex = stop === one ? 0 : -1;
}

/**
 * Rows of links and buttons that are one stop of Tab together, however many there are: arrows go from row to row and
 * within a row, Home and End to its ends, with Ctrl or Cmd to the first and last of all. Holds `RovingRow`s.
 */
export function RovingRows(props: {
  readonly id?: string;
  readonly labelledBy: string;
  readonly className?: string | undefined;
  readonly hidden?: boolean;
  readonly children: ReactNode;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement | null>(null);
  // Rows come and go with what is shown, and so do buttons in them.
  useLayoutEffect(() => {
    if (grid.current) settle(grid.current, last.current);
  });
  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    const stop = event.target.closest<HTMLElement>(STOPS);
    if (!stop) return;
    last.current = stop;
    settle(event.currentTarget, stop);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const rows = rowsIn(event.currentTarget);
    const row = rows.findIndex((stops) => stops.some((stop) => stop === event.target));
    const stops = rows[row];
    if (!stops) return;
    const column = stops.findIndex((stop) => stop === event.target);
    const extent = { rows: rows.length, columns: Math.max(...rows.map((each) => each.length)), page: PAGE };
    const act = gridAct({ row, column }, event, extent);
    if (act?.kind !== 'move') return;
    // In the last link or button of a row the arrow leads into what stands beside the list, which the list knows.
    if (event.key === 'ArrowRight' && column === stops.length - 1) return;
    event.preventDefault();
    event.stopPropagation();
    const target = rows[act.to.row];
    target?.[Math.min(act.to.column, target.length - 1)]?.focus();
  };
  return (
    <div
      ref={grid}
      id={props.id}
      role="grid"
      aria-labelledby={props.labelledBy}
      className={props.className}
      hidden={props.hidden}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </div>
  );
}

/** One row: what it says, and what can be done about it. */
export function RovingRow(props: {
  readonly className?: string | undefined;
  readonly mainClassName?: string | undefined;
  readonly main: ReactNode;
  readonly acts: ReactNode;
}) {
  return (
    <div role="row" className={props.className}>
      <div role="gridcell" className={props.mainClassName}>
        {props.main}
      </div>
      {props.acts && <div role="gridcell">{props.acts}</div>}
    </div>
  );
}
