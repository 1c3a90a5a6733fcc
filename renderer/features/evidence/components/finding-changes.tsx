import type { FindingChange } from '../../../../main/contract/findings.ts';
import { formatCount } from '../../../lib/format.ts';
import { groupChanges } from '../finding-groups.ts';
import styles from './register.module.css';

/** Places and resources that are named in one line. */
const MAX_NAMED = 4;

/** What an import changed: a line for each check and way in which its results changed, with where that is. */
export function FindingChanges(props: {
  readonly changes: readonly FindingChange[];
  /** How many changes there are in all, of which these are the first. */
  readonly total: number;
  /** Nothing was recorded before: then nothing is different. */
  readonly first: boolean;
}) {
  const { changes, total, first } = props;
  if (changes.length === 0) return null;
  const title = first ? 'What came in' : 'What is different';
  return (
    <section className={styles.part}>
      <h3>{changes.length < total ? `${title}: the first ${changes.length} of ${total}` : title}</h3>
      <ul className={styles.refList}>
        {groupChanges(changes).map(({ key, title, before, after, findings, places, resources }) => (
          <li key={key} className={styles.duty}>
            <span>{title}</span>
            <span className={styles.small}>
              {[
                first ? (after ?? 'gone') : `${before ?? 'new'} → ${after ?? 'gone'}`,
                formatCount(findings, 'finding'),
                ...[places, resources].map(named).filter((words) => words !== ''),
              ].join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const named = (all: readonly string[]): string =>
  all.length > MAX_NAMED
    ? `${all.slice(0, MAX_NAMED).join(' · ')} and ${all.length - MAX_NAMED} more`
    : all.join(' · ');
