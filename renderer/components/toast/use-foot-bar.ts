import { useEffect, useRef } from 'react';

const HEIGHT = '--foot-bar';

/** For a bar at the foot of the window: messages come to stand above it, so that none of them covers what can be done there. */
export function useFootBar<E extends HTMLElement>() {
  const bar = useRef<E>(null);
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty(HEIGHT, `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty(HEIGHT);
    };
  }, []);
  return bar;
}
