import type { Card } from '../../../main/contract/assignments.ts';
import { formatMoment } from '../../lib/format.ts';
import styles from './changes.module.css';

/** What became of this duty until now; the key I leads here. */
export function Changes({ card }: { readonly card: Card }) {
  const { assignment } = card;
  return (
    <section className={styles.changes} aria-label="What was changed here" data-key="changes" tabIndex={-1}>
      <span>{card.ref}</span>
      {assignment?.answeredAt && (
        <span>
          Answered {formatMoment(assignment.answeredAt)}
          {assignment.answeredBy ? ` by ${assignment.answeredBy}` : ''}
        </span>
      )}
    </section>
  );
}
