import { useState } from 'react';

/** A switch that this computer remembers; it says how one works, nothing about the workbook. */
export function useStored(name: string, initial: boolean): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    const stored = localStorage.getItem(name);
    return stored === null ? initial : stored === 'on';
  });
  return [
    on,
    (next) => {
      localStorage.setItem(name, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}
