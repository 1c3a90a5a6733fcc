import { useMemo } from 'react';
import type { Matrix } from '../../../../main/contract/assignments.ts';
import type { MatrixTable } from '../../../../main/domain/matrix.ts';
import { Legend } from '../../../components/ownership/legend.tsx';
import { cx } from '../../../lib/cx.ts';
import { formatNumber } from '../../../lib/format.ts';
import { countCells, type GridView } from '../model.ts';
import styles from './grid.module.css';

const MARKS = [
  { id: 'note', label: 'note' },
  { id: 'evidence', label: 'evidence' },
  { id: 'implemented', label: 'implemented' },
  { id: 'parked', label: 'parked' },
] as const;

/** Colours, marks and counts of what is shown. */
export function MatrixLegend(props: {
  readonly table: MatrixTable;
  readonly view: GridView;
  readonly parties: Matrix['parties'];
}) {
  const { table, view } = props;
  const counts = useMemo(() => countCells(table, view), [table, view]);
  return (
    <div className={styles.legend}>
      <Legend parties={props.parties} />
      <ul className={styles.marks} aria-label="Marks">
        {MARKS.map(({ id, label }) => (
          <li key={id} className={styles.markEntry}>
            <span className={styles.sample}>
              <span className={styles[id]} />
            </span>
            {label}
          </li>
        ))}
        <li className={styles.markEntry}>
          <span className={cx(styles.sample, styles.misconception)} />
          misconception
        </li>
      </ul>
      <span className={styles.counts}>
        {formatNumber(counts.answered)} of {formatNumber(counts.asked)} answered
        {counts.parked > 0 && `, ${formatNumber(counts.parked)} parked`}
      </span>
    </div>
  );
}
