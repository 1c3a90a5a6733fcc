import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import styles from './subject-list.module.css';

/** Duties that the catalogue would not ask of this service, with its reason; any of them can be asked all the same. */
export function NotAsked({ subject }: { readonly subject: string }) {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const toasts = useToasts();
  const ask = useCommand('assignments.ask');
  const [open, setOpen] = useState(false);
  const services = useDemarcQuery('services.list', {});
  const service = services.data?.find((row) => row.ref === subject);
  const walk = useDemarcQuery('assignments.walk', { subject });
  const detail = useDemarcQuery(
    'catalogue.service',
    { id: service?.catalogueId ?? '' },
    { enabled: open && service !== undefined },
  );
  if (!service) return null;
  const asked = new Set(walk.data?.items.map((item) => item.responsibility));
  const duties = detail.data?.duties.filter((duty) => !duty.asked && !asked.has(duty.responsibility)) ?? [];
  const askIt = async (responsibility: string, name: string) => {
    const attempt = await ask.run({ ref: `${subject}/${responsibility}`, asked: true });
    if (!attempt.ok) return;
    toasts.show({ text: `“${name}” is now asked of ${service.label}.` });
    void navigate({
      to: '/w/$workbook/walk/{-$subject}',
      params: { workbook, subject },
      search: { card: responsibility },
    });
  };
  return (
    <details className={styles.notAsked} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Not asked here</summary>
      {open && !detail.data && <p className={styles.hint}>Reading the catalogue</p>}
      {detail.data && duties.length === 0 && (
        <p className={styles.hint}>Every duty is asked of this service.</p>
      )}
      <ul>
        {duties.map((duty) => (
          <li key={duty.responsibility} className={styles.unasked}>
            <strong>{duty.name}</strong>
            <span>{duty.why}</span>
            <Button
              size="small"
              disabled={ask.busy}
              aria-label={`Ask anyway: ${duty.name}`}
              onClick={() => void askIt(duty.responsibility, duty.name)}
            >
              Ask anyway
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
