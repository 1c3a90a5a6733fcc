import { useDeferredValue, useId } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { formatMoment } from '../../lib/format.ts';
import styles from './decisions.module.css';
import part from './part.module.css';

/** What was decided about the duty, newest first, with when, in which meeting and by whom it was noted; nothing where nothing was. */
export function Decisions({ card }: { readonly card: Card }) {
  const { ref } = card;
  // Asked for when the card itself is drawn.
  const drawn = useDeferredValue(ref, null) === ref;
  const { data } = useDemarcQuery('workshop.decisions', { ref }, { enabled: drawn, keepPrevious: false });
  const id = useId();
  if (data === undefined || data.length === 0) return null;
  return (
    <section aria-labelledby={id} className={part.part}>
      <h3 id={id} className={part.title}>
        Decided
      </h3>
      <ul className={styles.list}>
        {data.map(({ number, text, decidedAt, meetingTitle, recordedBy }) => (
          <li key={number} className={styles.decision}>
            <span className={styles.text} dir="auto">
              {text}
            </span>
            <span className={part.soft}>
              {[formatMoment(decidedAt), meetingTitle, recordedBy === null ? null : `noted by ${recordedBy}`]
                .filter((words) => words !== null)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
