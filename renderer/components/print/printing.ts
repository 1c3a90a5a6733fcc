import { useEffect, useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

// Long lists and grids hold only what is in view. While a screen is printed they are drawn whole, as plain tables that the printer
// breaks between rows.

let printing = false;
const listeners = new Set<() => void>();
const set = (on: boolean) => {
  if (printing === on) return;
  printing = on;
  // The browser takes the page as it is when the last listener has returned.
  flushSync(() => {
    for (const listener of [...listeners]) listener();
  });
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Follows the browser's own print; called once, before the first render. */
export function followPrinting(): void {
  window.addEventListener('beforeprint', () => set(true));
  window.addEventListener('afterprint', () => set(false));
}

/** Whether the page is being printed right now. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing);

const preparations = new Set<() => Promise<unknown>>();

/** What a screen has to read before it can be printed whole. */
export function usePrintable(prepare: () => Promise<unknown>): void {
  const latest = useRef(prepare);
  useEffect(() => {
    latest.current = prepare;
  });
  useEffect(() => {
    const run = () => latest.current();
    preparations.add(run);
    return () => {
      preparations.delete(run);
    };
  }, []);
}

/** Prints the screen, after everything that belongs to it was read. */
export async function printScreen(): Promise<void> {
  await Promise.allSettled([...preparations].map((prepare) => prepare()));
  window.print();
}
