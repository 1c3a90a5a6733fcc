import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../../lib/cx.ts';
import { mayTakeFocus } from '../../lib/may-take-focus.ts';
import { IconButton } from '../button/button.tsx';
import styles from './side-panel.module.css';

/** A list with the details of one entry beside it; what is open is not modal, so the list stays usable. */
export function Split(props: { readonly children: ReactNode; readonly panel: ReactNode | null }) {
  return (
    <div className={cx(styles.split, props.panel !== null && styles.open)}>
      <div className={styles.list}>{props.children}</div>
      {props.panel}
    </div>
  );
}

/** Details beside a list. Takes the focus when opened, Escape closes it and gives the focus back. */
export function SidePanel(props: {
  readonly title: string;
  readonly detail?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const opened = document.activeElement;
    let before: Element | null = null;
    // A table moves its focus in the next frame, so the panel takes it after that, unless the reader is in it by then.
    const frame = requestAnimationFrame(() => {
      if (!mayTakeFocus(null)) return;
      const within = panel.current?.contains(document.activeElement);
      before = within ? opened : document.activeElement;
      if (!within) heading.current?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      ref={panel}
      className={styles.panel}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <div className={styles.head}>
        <div>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {props.title}
          </h2>
          {props.detail && <div className={styles.detail}>{props.detail}</div>}
        </div>
        <IconButton icon="close" label="Close details" onClick={props.onClose} />
      </div>
      <div className={styles.body}>{props.children}</div>
    </aside>
  );
}
