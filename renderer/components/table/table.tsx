import type { CSSProperties, ReactNode } from 'react';
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
      /** Its share of the width, where that is not to follow from what the rows hold. */
      readonly width?: string;
      /** Read aloud only, where the cells speak for themselves. */
      readonly hidden?: boolean;
    };

/**
 * A small table with all its rows in the page, which scrolls sideways when it must; long ones are a `DataTable`. `folds`: it has a
 * card beside it, where each row takes several lines instead.
 */
export function Table(props: {
  readonly heads: readonly Head[];
  readonly folds?: boolean;
  readonly children: ReactNode;
}) {
  const { folds } = props;
  return (
    <div className={cx(styles.scroll, folds && styles.room)}>
      <table
        className={cx(styles.table, props.heads.some(isShared) && styles.shared, folds && styles.folding)}
      >
        <thead>
          <tr>
            {props.heads.map((head) => {
              const { text, end, narrow, width, hidden } = typeof head === 'string' ? { text: head } : head;
              return (
                <th
                  key={text}
                  scope="col"
                  className={cx(end && styles.end, narrow && styles.narrow)}
                  style={width === undefined ? undefined : ({ '--width': width } as CSSProperties)}
                >
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

const isShared = (head: Head): boolean => typeof head !== 'string' && head.width !== undefined;
