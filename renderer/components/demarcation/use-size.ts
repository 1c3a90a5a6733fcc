import { type RefObject, useEffect, useRef, useState } from 'react';

/** Inner size of an element in CSS pixels, followed as it changes; 0 until it is laid out. */
export function useSize<E extends HTMLElement>(): readonly [RefObject<E | null>, number, number] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<readonly [number, number]>([0, 0]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize([Math.floor(width), Math.floor(height)]);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size[0], size[1]];
}
