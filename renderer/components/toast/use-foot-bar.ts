import { useEffect, useRef } from 'react';
import { useToasts } from './toasts.tsx';

const HEIGHT = '--foot-bar';

/**
 * For a bar at the foot of the window: messages come to stand above it, so that none of them covers what can be done there. Its height is
 * told to the messages alone: told to the whole page, it would have every cell of a grid styled anew whenever a bar comes or goes.
 */
export function useFootBar<E extends HTMLElement>() {
  const bar = useRef<E>(null);
  const { region } = useToasts();
  useEffect(() => {
    const [element, messages] = [bar.current, region.current];
    if (!element || !messages) return;
    const observer = new ResizeObserver(() =>
      messages.style.setProperty(HEIGHT, `${element.offsetHeight}px`),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      messages.style.removeProperty(HEIGHT);
    };
  }, [region]);
  return bar;
}
