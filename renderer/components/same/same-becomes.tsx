import type { SameChange, SameResult } from '../../../main/contract/same-as.ts';
import { listed } from '../../../main/domain/words/listed.ts';
import { formatCount } from '../../lib/format.ts';
import { PART_WORDS } from './part-words.ts';
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
          <strong dir="auto">{change.place}</strong>: {changeWords(change)}
        </li>
      ))}
      {left.slice(0, MOST_SHOWN).map((entry) => (
        <li key={entry.ref} className={styles.left}>
          <span dir="auto">{entry.place}</span> stays as it is: {entry.why}
        </li>
      ))}
      {more > 0 && <li className={styles.left}>{formatCount(more, 'duty', 'duties')} more.</li>}
      {same > 0 && (
        <li className={styles.left}>Nothing changes for {formatCount(same, 'duty', 'duties')}.</li>
      )}
    </ul>
  );
}

/** `Unanswered becomes AWS, with texts and note`; `AWS as before, with note`. */
function changeWords({ before, after, parts }: SameChange): string {
  const others = parts.filter((part) => part !== 'owners').map((part) => PART_WORDS[part].toLowerCase());
  const along = others.length > 0 ? `, with ${listed(others)}` : '';
  return parts.includes('owners') ? `${before} becomes ${after}${along}` : `${before} as before${along}`;
}
