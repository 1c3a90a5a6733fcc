import type { ReactNode } from 'react';
import { cx } from '../../lib/cx.ts';
import styles from './table.module.css';

/** Head of a column: its words, or words with what they need. */
export type Head =
  | string
  | {
      readonly text: string;
      /** Numbers stand at the end of their cells. */
      readonly end?: boolean;
      /** As wide as a choice needs, and no wider. */
      readonly narrow?: boolean;
      /** Read aloud only, where the cells speak for themselves. */
      readonly hidden?: boolean;
    };

/** A small table with all its rows in the page, which scrolls sideways when it must; long ones are a `DataTable`. */
export function Table(props: { readonly heads: readonly Head[]; readonly children: ReactNode }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {props.heads.map((head) => {
              const { text, end, narrow, hidden } = typeof head === 'string' ? { text: head } : head;
              return (
                <th key={text} scope="col" className={cx(end && styles.end, narrow && styles.narrow)}>
                  {hidden ? <span className="visually-hidden">{text}</span> : text}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
