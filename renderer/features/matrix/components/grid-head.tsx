// biome-ignore-all lint/a11y/useSemanticElements: heads of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo, type ReactNode, useMemo } from 'react';
import type { MatrixTable } from '../../../../main/domain/pictures/matrix.ts';
import { cx } from '../../../lib/cx.ts';
import { columnHeads } from '../heads.ts';
import type { GridView } from '../model.ts';
import styles from './grid.module.css';

/** The services, across the top or written upwards where columns are narrow. */
export const HeadRow = memo(function HeadRow(props: {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly columns: readonly VirtualItem[];
  readonly height: number;
  readonly first: number;
  readonly upright: boolean;
  readonly current: number;
  readonly legend: ReactNode;
}) {
  const { table, view, height, first } = props;
  const heads = useMemo(() => columnHeads(table.columns), [table.columns]);
  return (
    <div role="row" aria-rowindex={1} className={styles.head} style={{ height }}>
      <div role="columnheader" aria-colindex={1} className={styles.corner} style={{ width: first, height }}>
        <span className={props.upright ? 'visually-hidden' : undefined}>Responsibility</span>
        {props.upright && props.legend}
      </div>
      {props.columns.map((item) => {
        const at = view.columns[item.index] ?? -1;
        const [column, head] = [table.columns[at], heads[at]];
        if (!column || !head) return null;
        return (
          <div
            key={column.ref}
            role="columnheader"
            aria-colindex={item.index + 2}
            title={[column.label, column.detail, column.environments?.join(', ')].filter(Boolean).join('\n')}
            className={cx(
              styles.service,
              props.upright && styles.upright,
              head.stacked && styles.stacked,
              item.index === props.current && styles.currentHead,
            )}
            style={{ left: item.start, width: item.size, height }}
          >
            <span dir="auto" className={cx(styles.serviceName, head.tail !== '' && styles.parted)}>
              <span className={styles.lead}>{head.lead}</span>
              {head.tail !== '' && <span className={styles.tail}>{head.tail}</span>}
            </span>
            {!props.upright && head.detail !== '' && (
              <span dir="auto" className={styles.serviceDetail}>
                {head.detail}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});
