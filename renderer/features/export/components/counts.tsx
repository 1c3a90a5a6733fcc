import type { ExportCounts } from '../../../../main/contract/exports.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from './export.module.css';

/** What a complete export holds, before it is made. */
export function Counts({ counts }: { readonly counts: ExportCounts }) {
  const entries: readonly (readonly [string, number])[] = [
    ['Services in use', counts.services],
    ['Register rows', counts.rows],
    ['Answered', counts.answered],
    ['Notes', counts.notes],
    ['Evidence', counts.evidence],
    ['Gaps', counts.gaps],
    ['People', counts.people],
  ];
  return (
    <dl className={styles.counts}>
      {entries.map(([name, value]) => (
        <div key={name} className={styles.count}>
          <dt>{name}</dt>
          <dd>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
