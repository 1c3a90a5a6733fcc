import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Inner size of an element in CSS pixels, followed as it changes; 0 until it is laid out. What is hidden, as a whole screen is that waits for an
 * answer, keeps the size that it had: else it would be drawn anew when it is shown again, without its place and its focus.
 */
export function useSize<E extends HTMLElement>(): readonly [RefObject<E | null>, number, number] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<readonly [number, number]>([0, 0]);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      if (!element.checkVisibility()) return;
      setSize([Math.floor(width), Math.floor(height)]);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size[0], size[1]];
}
