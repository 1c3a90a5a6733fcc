import type { HistoryChange } from '../../../main/contract/history.ts';
import styles from './history.module.css';

/** What was before and what after, field by field. */
export function ChangeList({ changes }: { readonly changes: readonly HistoryChange[] }) {
  return (
    <dl className={styles.changes}>
      {changes.map(({ field, label, before, after }) => (
        <div key={field} className={styles.change}>
          <dt>{label}</dt>
          <dd>
            {before !== null && (
              <del className={styles.before} dir="auto">
                {before}
              </del>
            )}
            {after === null ? (
              <span className={styles.nothing}>{before === null ? 'nothing' : 'taken away'}</span>
            ) : (
              <ins className={styles.after} dir="auto">
                {after}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
