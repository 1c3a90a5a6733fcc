import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { formatMoment } from '../../lib/format.ts';
import styles from './history.module.css';
import { useLogRead } from './use-log-read.ts';
import { partWords, wayWords } from './words.ts';

const LAST = 3;

/** The last three changes of a duty, and the way to all of them. `ref` is that of the duty. */
export function DutyHistory({ duty }: { readonly duty: string }) {
  const workbook = useWorkbookId();
  const isRead = useLogRead();
  // Asked for when the card itself is drawn.
  const drawn = useDeferredValue(duty, null) === duty;
  const { data } = useDemarcQuery(
    'history.list',
    { filter: { ref: duty }, limit: LAST },
    { enabled: isRead && drawn, keepPrevious: false },
  );
  if (data === undefined) return null;
  if (data.total === 0) return <p className={styles.none}>Nothing was recorded here yet.</p>;
  return (
    <div className={styles.last}>
      <ol className={styles.lines}>
        {data.lines.map(({ rev, at, who, parts, ...line }) => (
          <li key={rev} className={styles.line}>
            <span className={styles.facts}>
              <time dateTime={at}>{formatMoment(at)}</time>, {who ?? 'somebody'}
              {line.way === 'hand' ? '' : `, ${wayWords(line).toLowerCase()}`}
            </span>
            <span className={styles.said} dir="auto">
              {parts.map(partWords).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
      <Link to="/w/$workbook/history" params={{ workbook }} search={{ ref: duty }}>
        {data.total > data.lines.length ? `All history: ${data.total} changes` : 'All history'}
      </Link>
    </div>
  );
}
