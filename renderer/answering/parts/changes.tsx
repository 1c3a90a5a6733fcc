import type { Card } from '../../../main/contract/assignments.ts';
import { DutyHistory } from '../../components/history/duty-history.tsx';
import { formatMoment } from '../../lib/format.ts';
import styles from './changes.module.css';

/** What became of this duty until now: its last three changes, and the way to all of them. The key I leads here. */
export function Changes({ card }: { readonly card: Card }) {
  const { assignment } = card;
  return (
    <section className={styles.changes} aria-label="What was changed here" data-key="changes" tabIndex={-1}>
      <p className={styles.facts}>
        <span>{card.ref}</span>
        {assignment?.answeredAt && (
          <span>
            Answered {formatMoment(assignment.answeredAt)}
            {assignment.answeredBy ? ` by ${assignment.answeredBy}` : ''}
          </span>
        )}
      </p>
      <DutyHistory duty={card.ref} />
    </section>
  );
}
