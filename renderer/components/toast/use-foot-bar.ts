import { useEffect, useRef } from 'react';
import { useToasts } from './toasts.tsx';

const HEIGHT = '--foot-bar';

/**
 * For a bar at the foot of the window: messages come to stand above it, so that none of them covers what can be done there. How far it rises is
 * told to the messages alone: told to the whole page, it would have every cell of a grid styled anew whenever a bar comes or goes.
 */
export function useFootBar<E extends HTMLElement>() {
  const bar = useRef<E>(null);
  const { region } = useToasts();
  useEffect(() => {
    const [element, messages] = [bar.current, region.current];
    if (!element || !messages) return;
    const tell = () => {
      const rise = window.innerHeight - element.getBoundingClientRect().top;
      // Where the page is so low that the bar goes with what is above it, it is no bar at the foot.
      const isFoot = rise > 0 && rise < window.innerHeight * 0.6;
      messages.style.setProperty(HEIGHT, `${isFoot ? rise : 0}px`);
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    window.addEventListener('resize', tell);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', tell);
      messages.style.removeProperty(HEIGHT);
    };
  }, [region]);
  return bar;
}
