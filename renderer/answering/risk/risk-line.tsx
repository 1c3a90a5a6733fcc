import { useState } from 'react';
import { namesById } from '../../../main/domain/duties/ownership.ts';
import { hasEnded, lackingOf, riskWords } from '../../../main/domain/duties/risk-acceptance.ts';
import { Badge } from '../../components/badge/badge.tsx';
import { Button } from '../../components/button/button.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { today } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';
import styles from './risk.module.css';
import { RiskDialog } from './risk-dialog.tsx';

/** What stands behind an accepted risk, last on the card, so that nothing moves when the status becomes one. */
export function RiskLine({ control }: { readonly control: CardControl }) {
  const { card, fields } = control;
  const people = useDemarcQuery('people.list', {}).data ?? [];
  const [open, setOpen] = useState(false);
  const risk = card.assignment?.risk ?? null;
  if (card.assignment?.status !== 'risk-accepted' || fields.status.value !== 'risk-accepted') return null;
  const bad = hasEnded(risk, today());
  const words = riskWords(risk, today());
  const approver = risk?.approver == null ? undefined : namesById(people).get(risk.approver);
  return (
    <section className={styles.line} aria-label="Accepted risk">
      <Badge tone={bad ? 'bad' : lackingOf(risk).length > 0 ? 'warn' : 'good'} title={words}>
        {words}
      </Badge>
      {risk?.reason && (
        <span className={styles.reason} dir="auto" title={risk.reason}>
          {risk.reason}
        </span>
      )}
      {approver !== undefined && <span className={styles.soft}>Approved by {approver}</span>}
      {!fields.status.locked && (
        <Button size="small" onClick={() => setOpen(true)}>
          <span>
            {risk === null ? 'Say why' : 'Change'}
            <span className={styles.whole}>
              {risk === null ? ' the risk is accepted' : ' the acceptance'}
            </span>
            …
          </span>
        </Button>
      )}
      {open && (
        <RiskDialog
          ref={card.ref}
          place={`${card.subject.label}, ${card.responsibility.name}`}
          risk={risk}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  );
}
