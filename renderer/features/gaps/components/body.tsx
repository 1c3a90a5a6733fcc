import type { ReactNode } from 'react';
import styles from '../gaps.module.css';

/** What scrolls of a view. It stands inside the list that has a card beside it, so that the card stays where it is. */
export function Body(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.body} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
