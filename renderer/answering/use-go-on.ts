import { useSyncExternalStore } from 'react';

const NAME = 'demarc-go-on';
const listeners = new Set<() => void>();
const read = (): boolean => localStorage.getItem(NAME) !== 'off';
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Whether an answer given by its key leads on to the next open duty. This computer remembers it; it says how one works. */
export function useGoOn(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, read);
  return [
    on,
    (next) => {
      localStorage.setItem(NAME, next ? 'on' : 'off');
      for (const listener of [...listeners]) listener();
    },
  ];
}
