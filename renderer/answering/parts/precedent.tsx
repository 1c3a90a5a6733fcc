import { Icon } from '../../components/icon/icon.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { formatCount } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';
import { positionWords, precedentWords } from '../precedent.ts';
import styles from './suggestion.module.css';

/** How other workbooks of the organisation answer the duty, in a line whose reasons open below; nothing where there are none, and why where that is not known. */
export function Precedent({ control }: { readonly control: CardControl }) {
  const { precedent: found, notAsked, locked } = control;
  if (notAsked !== null)
    return (
      <p className={styles.elsewhere}>
        <Icon name="warning" size={14} />
        <span>How others answer is not known. {notAsked}</span>
      </p>
    );
  if (!found) return null;
  const words = precedentWords(found);
  if (found.owners.every(({ reasons }) => reasons.length === 0))
    return (
      <p className={styles.elsewhere} title={words}>
        <Icon name="overview" size={14} />
        <span dir="auto">{words}</span>
        {!locked && <Kbd keys="x" />}
      </p>
    );
  return (
    <details className={styles.caution}>
      <summary className={styles.elsewhere} title={words}>
        <Icon name="overview" size={14} />
        <span dir="auto">{words}</span>
        {!locked && <Kbd keys="x" />}
      </summary>
      <ul className={styles.reasons} aria-label="Reasons given elsewhere">
        {found.owners.flatMap((position) =>
          position.reasons.map(({ reason, workbooks }) => (
            <li key={`${position.owner} ${reason}`} dir="auto">
              {positionWords(position)}: “{reason}” ({formatCount(workbooks, 'workbook')})
            </li>
          )),
        )}
      </ul>
    </details>
  );
}
