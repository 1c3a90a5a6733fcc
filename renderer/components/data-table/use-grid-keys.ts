import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { type CellPosition, type GridRules, gridAct, pointerAct } from './grid-navigation.ts';
import { useFocusWhenDrawn } from './use-focus-when-drawn.ts';

/** What the keys and the pointer do to what is selected in a grid, by places in it. */
export interface GridSelecting {
  readonly count: number;
  click(at: CellPosition): void;
  toggle(at: CellPosition): void;
  /** From where a range began, or else from `from`, to `to`. */
  extend(from: CellPosition, to: CellPosition): void;
  all(): void;
  clear(): void;
  /** The focus went on without selecting. */
  release(): void;
}
export interface GridParts {
  readonly at: CellPosition;
  readonly rules: Omit<GridRules, 'selected'>;
  readonly selecting?: GridSelecting | undefined;
  readonly cellId: (at: CellPosition) => string;
  /** The focus goes to this cell: remember it, and scroll to it. */
  readonly onGo: (to: CellPosition) => void;
  /** Enter; undefined leaves the key to others. */
  readonly onOpen?: ((at: CellPosition) => void) | undefined;
  /** Arrow Right in the last column: into what stands beside the grid. */
  readonly onBeyond?: ((at: CellPosition) => void) | undefined;
  /** Keys that mean nothing to a grid. */
  readonly onOther?: ((event: KeyboardEvent, at: CellPosition) => void) | undefined;
}
export interface GridKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPoint: (event: MouseEvent, at: CellPosition) => void;
  /** Moves the focus to a cell, which may have to be drawn first. */
  readonly goTo: (to: CellPosition) => void;
}

const TEXT_FIELDS = 'input:not([type="checkbox"]), select, textarea';
/** Buttons in a cell are pressed by Enter themselves. */
const PRESSED = 'button, a[href]';

/** Keys, ranges and the pointer of every grid. What it returns stays the same while the grid is on screen. */
export function useGridKeys(parts: GridParts): GridKeys {
  const latest = useRef(parts);
  useLayoutEffect(() => {
    latest.current = parts;
  });
  useKeptFocus(latest);
  const focusWhenDrawn = useFocusWhenDrawn();
  const goTo = useCallback(
    (to: CellPosition) => {
      const seek = () => latest.current.onGo(to);
      seek();
      focusWhenDrawn(latest.current.cellId(to), to.row >= 0, seek);
    },
    [focusWhenDrawn],
  );
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.matches(TEXT_FIELDS)) return;
      const { at, rules, selecting, onOpen, onOther, onBeyond } = latest.current;
      const act = gridAct(at, event, { ...rules, selected: selecting?.count });
      const taken =
        act !== null &&
        (act.kind !== 'open' ||
          (onOpen !== undefined && !(target instanceof HTMLElement && target.matches(PRESSED))));
      if (!act || !taken) {
        onOther?.(event, at);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (act.kind === 'move') {
        const stays = act.to.row === at.row && act.to.column === at.column;
        if (stays && event.key === 'ArrowRight') onBeyond?.(at);
        selecting?.release();
        if (!stays || !onBeyond) goTo(act.to);
      } else if (act.kind === 'extend') {
        selecting?.extend(at, act.to);
        goTo(act.to);
      } else if (act.kind === 'open') onOpen?.(at);
      else if (act.kind === 'all') selecting?.all();
      else if (act.kind === 'clear') selecting?.clear();
      else if (at.row >= 0) selecting?.toggle(at);
    },
    [goTo],
  );
  const onPoint = useCallback(
    (event: MouseEvent, to: CellPosition) => {
      const { at, selecting } = latest.current;
      const act = pointerAct(event);
      if (act === 'extend') selecting?.extend(at, to);
      else if (act === 'toggle') selecting?.toggle(to);
      else selecting?.click(to);
      goTo(to);
    },
    [goTo],
  );
  return { onKeyDown, onPoint, goTo };
}

/** A cell that had the focus and is gone leaves it to the one that took its place, and not to the page. */
function useKeptFocus(latest: RefObject<GridParts>): void {
  const had = useRef(false);
  const cell = useCallback(() => document.getElementById(latest.current.cellId(latest.current.at)), [latest]);
  useEffect(() => {
    // An element that is taken away says nothing; whatever else takes the focus does.
    const look = ({ target }: FocusEvent) => {
      const grid = cell()?.closest('[role="grid"]');
      had.current = target instanceof Node && grid?.contains(target) === true;
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [cell]);
  useEffect(() => {
    if (had.current && document.activeElement === document.body) cell()?.focus({ preventScroll: true });
  });
}
