import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HistoryPart } from '../../../../main/contract/history.ts';
import type { EntryFilter } from '../../../../main/contract/methods/history.ts';
import { Button, buttonClass } from '../../../components/button/button.tsx';
import { ChangeList } from '../../../components/history/change-list.tsx';
import { byWords, wayWords } from '../../../components/history/words.ts';
import { SidePanel } from '../../../components/side-panel/side-panel.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { formatMoment, formatNumber } from '../../../lib/format.ts';
import styles from '../history.module.css';

const FIRST = 50;
const MOST = 500;

/** What one change did, record by record, with the way to each card. */
export function EntryPanel(props: {
  readonly rev: number;
  /** What the list is narrowed to. */
  readonly within: EntryFilter;
  readonly onDuty: (ref: string) => void;
  readonly onClose: () => void;
}) {
  const { rev, within } = props;
  const [limit, setLimit] = useState(FIRST);
  const { data } = useDemarcQuery('history.entry', { rev, limit, ...within }, { keepPrevious: true });
  const subjects = useDemarcQuery('assignments.subjects', {}).data;
  if (data === undefined) return null;
  const { line, total, parts } = data;
  const isThere = ({ ref }: HistoryPart) =>
    subjects?.some((each) => ref?.startsWith(`${each.ref}/`)) ?? false;
  return (
    <SidePanel
      title={line.what}
      detail={[formatMoment(line.at), line.who, wayWords(line), `change ${formatNumber(rev)}`]
        .filter((fact) => fact !== null)
        .join(', ')}
      onClose={props.onClose}
    >
      {line.why !== null && total > 1 && (
        <p className={styles.why}>
          <strong>Why</strong> {line.why}
        </p>
      )}
      {parts.length === 0 && (
        <p className={styles.quiet}>
          {Object.keys(within).length === 0
            ? 'Nothing that is read as a fact became different.'
            : 'This change did not touch what the list is narrowed to.'}
        </p>
      )}
      {parts.map((part, index) => (
        <section key={part.ref ?? `${part.name} ${index}`} className={styles.part}>
          <h3 dir="auto">
            {part.name}
            {part.subject !== null && <span className={styles.subject}>{part.subject}</span>}
          </h3>
          {part.ref === null && part.act !== 'changed' && (
            <p className={styles.quiet}>{part.act === 'added' ? 'Added' : 'Removed'}</p>
          )}
          {byWords(part).map((words) => (
            <p key={words} className={styles.quiet} dir="auto">
              {words}
            </p>
          ))}
          <ChangeList changes={part.changes} />
          {part.ref !== null && (
            <div className={styles.acts}>
              {isThere(part) ? (
                <CardLink duty={part.ref} />
              ) : (
                <span className={styles.quiet}>No longer in the workbook</span>
              )}
              {within.ref !== part.ref && (
                <Button kind="quiet" icon="history" onClick={() => props.onDuty(part.ref ?? '')}>
                  All history of this duty
                </Button>
              )}
            </div>
          )}
        </section>
      ))}
      {total > parts.length && limit < MOST && (
        <Button onClick={() => setLimit(MOST)}>
          Show {formatNumber(Math.min(total, MOST) - parts.length)} more
        </Button>
      )}
      {total > parts.length && limit === MOST && (
        <p className={styles.quiet}>
          {formatNumber(total - parts.length)} more are not listed here; demarc log and the Excel export list
          all of them.
        </p>
      )}
    </SidePanel>
  );
}

function CardLink({ duty }: { readonly duty: string }) {
  const workbook = useWorkbookId();
  const [subject = '', card = ''] = duty.split('/');
  return (
    <Link
      to="/w/$workbook/walk/{-$subject}"
      params={{ workbook, subject }}
      search={{ card }}
      className={buttonClass()}
      data-card=""
    >
      Open the card
    </Link>
  );
}
