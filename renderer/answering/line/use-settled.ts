import { useEffect, useRef, useState } from 'react';

const SETTLE_MS = 90;

/** A value that does not follow others faster than one can look: the first after a pause at once, the last of a run when it has ended. */
export function useSettled<V>(value: V): V {
  const [settled, setSettled] = useState(value);
  const changed = useRef(0);
  useEffect(() => {
    const now = performance.now();
    const alone = now - changed.current > SETTLE_MS;
    changed.current = now;
    if (alone) {
      setSettled(value);
      return;
    }
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
