import { type CSSProperties, type PointerEvent, type ReactNode, useDeferredValue, useRef } from 'react';
import { cx } from '../../lib/cx.ts';
import styles from './pane.module.css';
import { NARROWEST, usePaneWidth, WIDEST } from './use-pane-width.ts';

const STEP = 20;

/**
 * A list with a card beside it; without a card the list has all the room. Where there is none for both, the card lies over the list.
 * So it does while it is drawn first: the list gives its room when the card is there, so that nobody waits for both.
 */
export function WithPane(props: { readonly children: ReactNode; readonly pane: ReactNode | null }) {
  const [width, setWidth] = usePaneWidth();
  const frame = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = frame.current?.getBoundingClientRect().right ?? 0;
    setWidth(right - event.clientX);
  };
  const pane = { '--pane': `${width}px` } as CSSProperties;
  const open = props.pane !== null && props.pane !== undefined && props.pane !== false;
  const drawn = useDeferredValue(open);
  return (
    <div
      ref={frame}
      className={cx(styles.frame, open && (drawn ? styles.open : styles.opening))}
      style={open ? pane : undefined}
    >
      <div className={styles.list}>{props.children}</div>
      {open && (
        <div className={styles.side} style={pane}>
          {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged or moved by keys */}
          <div
            role="separator"
            aria-orientation="vertical"
            aria-label="Width of the card"
            aria-valuenow={width}
            aria-valuemin={NARROWEST}
            aria-valuemax={WIDEST}
            tabIndex={0}
            className={styles.grip}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
              event.preventDefault();
              setWidth(width + (event.key === 'ArrowLeft' ? STEP : -STEP));
            }}
          />
          {props.pane}
        </div>
      )}
    </div>
  );
}
