import { AUDIENCES, type AudienceId, type Part } from '../../../../main/contract/audience.ts';
import type { ExportCounts } from '../../../../main/contract/exports.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from './export.module.css';

/** What a complete export holds, before it is made; what its audience is not told has no count. */
export function Counts({
  counts,
  audience,
}: {
  readonly counts: ExportCounts;
  readonly audience: AudienceId;
}) {
  const { without } = AUDIENCES[audience];
  const entries: readonly (readonly [string, number, Part?])[] = [
    ['Services in use', counts.services],
    ['Register rows', counts.rows],
    ['Answered', counts.answered, 'status'],
    ['Notes', counts.notes, 'notes'],
    ['Evidence', counts.evidence, 'evidence'],
    ['Gaps', counts.gaps, 'gaps'],
    ['People', counts.people, 'names'],
  ];
  return (
    <dl className={styles.counts}>
      {entries.map(([name, value, part]) => (
        <div key={name} className={styles.count}>
          <dt>{name}</dt>
          <dd>{part !== undefined && without.includes(part) ? 'Left out' : formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
