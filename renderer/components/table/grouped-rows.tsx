import { Fragment, type ReactNode } from 'react';
import type { Grouped } from '../../../main/domain/grouped.ts';
import styles from './table.module.css';

/** The rows of a small table, with a head over all columns before each group of them. */
export function GroupedRows<R>(props: {
  readonly grouped: Grouped<R>;
  readonly columns: number;
  readonly children: (row: R) => ReactNode;
}) {
  const { grouped, columns, children } = props;
  const { rows, groups } = grouped;
  if (groups.length === 0) return rows.map(children);
  return groups.map(({ label, start, count }) => (
    <Fragment key={start}>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={columns}>{`${label} (${count})`}</th>
      </tr>
      {rows.slice(start, start + count).map(children)}
    </Fragment>
  ));
}
