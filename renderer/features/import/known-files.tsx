import styles from './import.module.css';
import { KNOWN_FILES } from './model.ts';

/** What can be given here. */
export function KnownFiles() {
  return (
    <dl className={styles.known}>
      {KNOWN_FILES.map(([what, from]) => [<dt key={what}>{what}</dt>, <dd key={`${what}-from`}>{from}</dd>])}
    </dl>
  );
}
