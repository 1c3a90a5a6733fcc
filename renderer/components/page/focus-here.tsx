import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page.module.css';

/**
 * What takes the place of something that had the focus takes the focus, too, so that a keyboard and a screen reader go on
 * from here and not from the top of the window. A focus that is elsewhere stays where it is.
 */
export function FocusHere({ children }: { readonly children: ReactNode }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={here} tabIndex={-1} className={styles.here}>
      {children}
    </div>
  );
}
