import { useState } from 'react';

export const NARROWEST = 380;
export const WIDEST = 640;
/** Half of what a window of 1280 leaves beside the menu, and as much of a smaller one. */
const usual = (): number => widthWithin(Math.min(540, 0.422 * window.innerWidth));
const NAME = 'demarc-pane-width';

export const widthWithin = (width: number): number =>
  Number.isFinite(width) ? Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) : 460;

/** How wide the pane is, in CSS pixels; this computer remembers it. */
export function usePaneWidth(): readonly [number, (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const stored = localStorage.getItem(NAME);
    return stored === null ? usual() : widthWithin(Number(stored));
  });
  return [
    width,
    (next) => {
      const within = widthWithin(next);
      localStorage.setItem(NAME, String(within));
      setWidth(within);
    },
  ];
}
