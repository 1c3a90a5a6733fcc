import type { SameResult } from '../../../main/contract/same-as.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './same-becomes.module.css';

/** More lines than this nobody reads before saying yes; how many there are stands with them. */
const MOST_SHOWN = 200;

/** What would become of each duty, and what would stay as it is, and why. */
export function SameBecomes({ result }: { readonly result: SameResult }) {
  const { changes, left, same } = result;
  const more = Math.max(changes.length - MOST_SHOWN, 0) + Math.max(left.length - MOST_SHOWN, 0);
  return (
    <ul className={styles.becomes}>
      {changes.slice(0, MOST_SHOWN).map((change) => (
        <li key={change.ref}>
          <strong dir="auto">{change.place}</strong>: {change.before} becomes {change.after}
        </li>
      ))}
      {left.slice(0, MOST_SHOWN).map((entry) => (
        <li key={entry.ref} className={styles.left}>
          <span dir="auto">{entry.place}</span> stays as it is: {entry.why}
        </li>
      ))}
      {more > 0 && <li className={styles.left}>{formatCount(more, 'duty', 'duties')} more.</li>}
      {same > 0 && (
        <li className={styles.left}>{formatCount(same, 'duty', 'duties')} say the same already.</li>
      )}
    </ul>
  );
}
