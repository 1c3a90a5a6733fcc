import { useState } from 'react';

export const NARROWEST = 380;
export const WIDEST = 640;
const USUAL = 540;
const NAME = 'demarc-pane-width';

export const widthWithin = (width: number): number =>
  Number.isFinite(width) ? Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) : USUAL;

/** How wide the pane is, in CSS pixels; this computer remembers it. */
export function usePaneWidth(): readonly [number, (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const stored = localStorage.getItem(NAME);
    return stored === null ? USUAL : widthWithin(Number(stored));
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
