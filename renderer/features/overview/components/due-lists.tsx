import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../../main/contract/overview.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { daysBetween, formatCount, formatDate } from '../../../lib/format.ts';
import styles from '../overview.module.css';

const SOON_DAYS = 90;

/** What is to be done next, and by whom. */
export function ActionsDue({ actions }: { readonly actions: Overview['actions'] }) {
  const workbook = useWorkbookId();
  return (
    <Section
      title="Actions due"
      hint={
        actions.live === 0
          ? 'Nobody has anything to do.'
          : `${formatCount(actions.live, 'action')} to be done${actions.overdue > 0 ? `, ${actions.overdue} overdue` : ''}`
      }
      actions={
        <Link to="/w/$workbook/gaps" params={{ workbook }} search={{ view: 'actions' }}>
          All actions
        </Link>
      }
    >
      {actions.next.length > 0 && (
        <Panel>
          <ul className={styles.list}>
            {actions.next.map((action) => (
              <li key={action.number}>
                <span className={styles.what}>{`A-${action.number} ${action.title}`}</span>
                <span className={styles.when}>
                  {[
                    action.personName ?? 'Nobody yet',
                    action.dueOn === null ? null : formatDate(action.dueOn),
                  ]
                    .filter(Boolean)
                    .join(', ')}{' '}
                  {action.overdue && <Badge tone="bad">Overdue</Badge>}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Section>
  );
}

/** What has expired, or expires next. */
export function Expiring(props: { readonly expiring: Overview['expiring']; readonly today: string }) {
  const workbook = useWorkbookId();
  const { expiring, today } = props;
  return (
    <Section
      title="Evidence expiring next"
      hint={expiring.count === 0 ? 'No piece of evidence says when it expires.' : undefined}
      actions={
        <Link to="/w/$workbook/evidence" params={{ workbook }} search={{}}>
          All evidence
        </Link>
      }
    >
      {expiring.next.length > 0 && (
        <Panel>
          <ul className={styles.list}>
            {expiring.next.map((piece) => {
              const days = daysBetween(today, piece.expires ?? today);
              return (
                <li key={piece.number}>
                  <Link
                    to="/w/$workbook/evidence"
                    params={{ workbook }}
                    search={{ open: piece.number }}
                    className={styles.what}
                  >
                    {`E-${piece.number} ${piece.title}`}
                  </Link>
                  <span className={styles.when}>
                    {formatDate(piece.expires ?? '')}{' '}
                    {days < 0 ? (
                      <Badge tone="bad">Expired</Badge>
                    ) : (
                      days <= SOON_DAYS && <Badge tone="warn">{`In ${formatCount(days, 'day')}`}</Badge>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        </Panel>
      )}
    </Section>
  );
}
