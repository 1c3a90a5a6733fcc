import { useDeferredValue } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { formatCount } from '../../lib/format.ts';
import { positionWords, precedentFor, precedentWords } from '../precedent.ts';
import styles from './suggestion.module.css';

/**
 * How the workbooks that were published to the portfolio on this machine answer the duty, in a line whose reasons open below; nothing where
 * there are none. It asks no server. All duties of a service are asked for at once, so that the next card has its line when it comes.
 */
export function Precedent({ card }: { readonly card: Card }) {
  const { ref, subject, responsibility } = card;
  // Asked for when the card itself is drawn.
  const drawn = useDeferredValue(ref, null) === ref;
  const own = useDemarcQuery('workbook.info', {}).data?.uuid;
  const services = useDemarcQuery('services.list', {}, { enabled: drawn }).data;
  // What is answered once stands under its kind, as it is published.
  const service =
    subject.kind === 'service'
      ? services?.find((each) => each.ref === subject.ref)?.catalogueId
      : subject.kind;
  const { data } = useDemarcQuery(
    'portfolio.precedents',
    { service: service ?? '', except: own },
    { enabled: drawn && service !== undefined && own !== undefined },
  );
  const found = data && precedentFor(data, responsibility.id);
  if (!found) return null;
  const words = precedentWords(found);
  if (found.owners.every(({ reasons }) => reasons.length === 0))
    return (
      <p className={styles.elsewhere} title={words}>
        <Icon name="overview" size={14} />
        <span dir="auto">{words}</span>
      </p>
    );
  return (
    <details className={styles.caution}>
      <summary className={styles.elsewhere} title={words}>
        <Icon name="overview" size={14} />
        <span dir="auto">{words}</span>
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
