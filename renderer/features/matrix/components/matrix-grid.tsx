// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import type { Matrix } from '../../../../main/contract/matrix.ts';
import { kindsById, namesById } from '../../../../main/domain/duties/ownership.ts';
import type { MatrixTable } from '../../../../main/domain/pictures/matrix.ts';
import { type CellPosition, clampCell } from '../../../components/data-table/grid-navigation.ts';
import { observeShownRect } from '../../../components/data-table/observe-shown-rect.ts';
import { useGridKeys } from '../../../components/data-table/use-grid-keys.ts';
import type { Picks } from '../../../components/data-table/use-picks.ts';
import { useSize } from '../../../components/demarcation/use-size.ts';
import { columnWidth, type GridView, refAt, refsBetween, withFocused } from '../model.ts';
import styles from './grid.module.css';
import { HeadRow } from './grid-head.tsx';
import { DomainRow, DutyRow } from './grid-rows.tsx';

const ROW = 28;
const FIRST = 264;
const NARROWEST = 40;
const WIDEST = 132;
/** Below this a service's name does not fit across its column, and is written upwards. */
const LEVEL = 96;
const HEAD_UPRIGHT = 132;
const HEAD_LEVEL = 56;

const cellId = (row: number, column: number) => `matrix-${row}-${column}`;

interface MatrixGridProps {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly parties: Matrix['parties'];
  readonly at: CellPosition;
  readonly onAt: (at: CellPosition) => void;
  readonly onOpen: (ref: string) => void;
  /** The duty in the pane beside the grid; null while there is none. */
  readonly inPane: string | null;
  readonly picks: Picks<CellPosition>;
  readonly found: ReadonlySet<string> | null;
  /** Of these, what stays although an answer took it out. */
  readonly gone: ReadonlySet<string>;
  /** Shown in the corner, where upright heads leave room for it. */
  readonly legend: ReactNode;
  /** Whether the heads stand upright, for want of room. */
  readonly onUpright: (upright: boolean) => void;
  /** Take the focus as the grid appears: one has come back to a cell. */
  readonly startFocused: boolean;
}

/** Responsibilities by services, virtual both ways, with fixed head and first column; the focus is never scrolled away. */
export function MatrixGrid(props: MatrixGridProps) {
  const { table, view, onAt, picks, inPane } = props;
  const { frame, room, upright, head, rows, columns, at, keys } = useMatrixFocus(props);
  const { onPoint: pointAt } = keys;
  const kinds = useMemo(() => kindsById(props.parties), [props.parties]);
  const names = useMemo(() => namesById(props.parties), [props.parties]);
  const onPoint = useCallback(
    (event: MouseEvent, row: number, column: number) => pointAt(event, { row, column }),
    [pointAt],
  );
  const shownColumns = columns.getVirtualItems();
  const total = columns.getTotalSize();
  const focusCell = useCallback((row: number, column: number) => onAt({ row, column }), [onAt]);
  return (
    <div
      ref={frame}
      role="grid"
      data-answers
      aria-label="Responsibilities by services"
      aria-rowcount={view.rows.length + 1}
      aria-colcount={view.columns.length + 1}
      aria-multiselectable
      className={styles.frame}
      onKeyDown={keys.onKeyDown}
    >
      {room > 0 && (
        <div className={styles.inner} style={{ width: total, height: rows.getTotalSize() }}>
          <HeadRow
            table={table}
            view={view}
            columns={shownColumns}
            height={head}
            first={FIRST}
            upright={upright}
            current={at.column}
            legend={props.legend}
          />
          {rows.getVirtualItems().map((item) => {
            const entry = view.rows[item.index];
            if (!entry) return null;
            if (entry.kind === 'domain')
              return (
                <DomainRow
                  key={entry.id}
                  name={entry.name}
                  duties={entry.duties}
                  index={item.index}
                  top={item.start}
                  height={ROW}
                />
              );
            return (
              <DutyRow
                key={table.rows[entry.row]?.id}
                table={table}
                view={view}
                row={entry.row}
                duty={entry.duty}
                index={item.index}
                top={item.start}
                height={ROW}
                first={FIRST}
                columns={shownColumns}
                focused={entry.duty === at.row ? at.column : null}
                marked={entry.duty === at.row && inPane !== null}
                kinds={kinds}
                names={names}
                cellId={cellId}
                selected={picks.keys}
                found={props.found}
                gone={props.gone}
                onFocusCell={focusCell}
                onPoint={onPoint}
                onOpen={props.onOpen}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

/**
 * Scrolls to a line or a column unless it is in view already, which is known without a look at the page: such a look would have it
 * laid out at once, for each key that moves.
 */
const leaving = new WeakMap<object, number | null>();
function bringIntoView(lines: Virtualizer<HTMLDivElement, Element>, index: number): void {
  const { measurementsCache, scrollOffset, scrollRect, options } = lines;
  const [line, extent] = [
    measurementsCache[index],
    options.horizontal ? scrollRect?.width : scrollRect?.height,
  ];
  const inView =
    line !== undefined &&
    scrollOffset !== null &&
    // Where it stood when it was last sent elsewhere: it may still be on its way.
    leaving.get(lines) !== scrollOffset &&
    extent !== undefined &&
    line.start >= scrollOffset + options.scrollPaddingStart &&
    line.end <= scrollOffset + extent;
  if (inView) return;
  leaving.set(lines, scrollOffset);
  lines.scrollToIndex(index, { align: 'auto' });
}

/** What of the grid is drawn: the rows and columns in view, and those of the cell in focus. */
function useDrawn(
  view: GridView,
  frame: RefObject<HTMLDivElement | null>,
  sizes: {
    readonly width: number;
    readonly head: number;
    /** The line and the column in focus. */
    readonly line: number;
    readonly column: number;
  },
) {
  const { width, head, line, column } = sizes;
  const rows = useVirtualizer({
    observeElementRect: observeShownRect,
    count: view.rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 4,
    paddingStart: head,
    scrollPaddingStart: head,
    rangeExtractor: useCallback((range: Range) => withFocused(defaultRangeExtractor(range), line), [line]),
  });
  const columns = useVirtualizer({
    observeElementRect: observeShownRect,
    horizontal: true,
    count: view.columns.length,
    getScrollElement: () => frame.current,
    estimateSize: () => width,
    overscan: 4,
    paddingStart: FIRST,
    scrollPaddingStart: FIRST,
    rangeExtractor: useCallback(
      (range: Range) => withFocused(defaultRangeExtractor(range), column),
      [column],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured again when they change
  useLayoutEffect(() => {
    columns.measure();
    rows.measure();
  }, [columns, rows, width, head]);
  return { rows, columns };
}

/** How large the grid is, what of it is drawn, where its focus stands, and its keys. */
function useMatrixFocus(props: MatrixGridProps) {
  const { table, view, onAt, startFocused, picks } = props;
  const [frame, room] = useSize<HTMLDivElement>();
  const width = columnWidth(room - FIRST - 2, view.columns.length, NARROWEST, WIDEST);
  const upright = width < LEVEL;
  const head = upright ? HEAD_UPRIGHT : HEAD_LEVEL;
  const { onUpright } = props;
  useLayoutEffect(() => onUpright(upright), [onUpright, upright]);
  const extent = { rows: view.duties.length, columns: view.columns.length, page: 1 };
  const at = clampCell(props.at, extent) ?? { row: 0, column: 0 };
  const line = view.lineOf[at.row] ?? 0;

  const { rows, columns } = useDrawn(view, frame, { width, head, line, column: at.column });
  // Of a rectangle only what is looked for is taken; a faint cell can still be taken by itself.
  const between = (from: CellPosition, to: CellPosition) =>
    refsBetween(table, view, from, to).filter((ref) => props.found?.has(ref) ?? true);
  const ref = (place: CellPosition) => refAt(table, view, place);
  const keys = useGridKeys({
    at,
    rules: { ...extent, page: rows.range ? rows.range.endIndex - rows.range.startIndex - 1 : 10 },
    selecting: {
      count: picks.keys.size,
      click: picks.click,
      toggle: (place) => {
        const there = ref(place);
        if (there !== null) picks.toggle(there, place);
      },
      extend: (from, to) => picks.extend(from, to, between),
      all: () =>
        picks.take(between({ row: 0, column: 0 }, { row: extent.rows - 1, column: extent.columns - 1 })),
      clear: picks.clear,
      release: picks.release,
    },
    cellId: (place) => cellId(place.row, place.column),
    onGo: (next) => {
      onAt(next);
      bringIntoView(rows, next.row === 0 ? 0 : (view.lineOf[next.row] ?? 0));
      bringIntoView(columns, next.column);
    },
    onOpen: (place) => {
      const there = ref(place);
      if (there !== null) props.onOpen(there);
    },
    onBeyond: (place) => {
      const there = ref(place);
      if (there !== null) props.onOpen(there);
    },
  });
  const { goTo } = keys;
  // The pane took room from the grid, or went on by itself: the cell comes into view, the focus stays in the pane.
  const { inPane } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the pane is now and what it leaves of the grid matters
  useEffect(() => {
    if (inPane === null) return;
    bringIntoView(rows, at.row === 0 ? 0 : line);
    bringIntoView(columns, at.column);
  }, [inPane, room]);
  // A question below took room: the cell that it is about stays in view, if it was.
  const height = rows.scrollRect?.height ?? 0;
  const before = useRef(height);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what room there is matters
  useEffect(() => {
    const { start = 0, end = 0 } = rows.measurementsCache[line] ?? {};
    const top = rows.scrollOffset ?? 0;
    const wasInView = start >= top + head && end <= top + before.current;
    if (height < before.current && wasInView) bringIntoView(rows, line);
    before.current = height;
  }, [height]);
  const started = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as there is room to scroll in
  useEffect(() => {
    if (room === 0 || started.current) return;
    started.current = true;
    if (startFocused) goTo(at);
  }, [room]);
  return { frame, room, upright, head, rows, columns, at, keys };
}
