import type { ReactNode } from 'react';
import { IconButton } from '../button/button.tsx';
import { useFootBar } from '../toast/use-foot-bar.ts';
import styles from './bulk-frame.module.css';

/** The bar under a table that acts on what is selected in it. Escape drops the selection. */
export function BulkFrame(props: {
  /** `3 services` */
  readonly many: string;
  /** What else is to be known of them. */
  readonly note?: string | undefined;
  /** False while a dialog of the bar is open, whose Escape is its own. */
  readonly escapes: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}) {
  const bar = useFootBar<HTMLElement>();
  return (
    <section
      ref={bar}
      className={styles.bar}
      aria-label="Change what is selected"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !props.escapes) return;
        event.stopPropagation();
        props.onClear();
      }}
    >
      <span className={styles.count} role="status">
        {props.many} selected
        {props.note && <span className={styles.note}>{props.note}</span>}
      </span>
      {props.children}
      <span className={styles.end}>
        <IconButton icon="close" label="Clear selection" size="small" onClick={props.onClear} />
      </span>
    </section>
  );
}
