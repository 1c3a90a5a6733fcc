import { z } from 'zod';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface WindowState {
  readonly bounds: Bounds | null;
  readonly maximised: boolean;
}
export const DEFAULT_WINDOW_STATE: WindowState = { bounds: null, maximised: false };
export const windowStateSchema: z.ZodType<WindowState> = z.object({
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
    .nullable()
    .catch(null),
  maximised: z.boolean().catch(false),
});

export const MINIMUM_SIZE = { width: 900, height: 600 } as const;
const PREFERRED_SIZE = { width: 1440, height: 900 } as const;
/** So much of the title bar must be on a screen that the window can be taken hold of. */
const GRIP = 100;

const STEP = 28;
/** Moved down and to the right by a title bar for each window that stands there already. */
export const cascade = ({ bounds, maximised }: WindowState, already: number): WindowState => ({
  bounds: bounds && { ...bounds, x: bounds.x + already * STEP, y: bounds.y + already * STEP },
  maximised,
});

/** Where the window opens: where it was, unless that screen is gone or smaller now; else in the middle, by the system. */
export function placeWindow(state: WindowState, screens: readonly Bounds[]): Partial<Bounds> {
  const { bounds } = state;
  const first = screens[0];
  const shrink = (size: { width: number; height: number }, screen: Bounds | undefined) => ({
    width: Math.max(Math.min(size.width, screen?.width ?? size.width), MINIMUM_SIZE.width),
    height: Math.max(Math.min(size.height, screen?.height ?? size.height), MINIMUM_SIZE.height),
  });
  if (bounds === null) return shrink(PREFERRED_SIZE, first);
  const home = screens.find(
    (screen) =>
      overlap(bounds.x, bounds.width, screen.x, screen.width) >= GRIP &&
      bounds.y >= screen.y &&
      bounds.y <= screen.y + screen.height - GRIP,
  );
  return home === undefined ? shrink(bounds, first) : { x: bounds.x, y: bounds.y, ...shrink(bounds, home) };
}

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
