import { useState } from 'react';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import { SAME_PARTS, type SamePart } from '../../../main/contract/same-as.ts';
import { namesById, ownershipWords } from '../../../main/domain/duties/ownership.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { SameBecomes } from '../../components/same/same-becomes.tsx';
import { failureOf, whyNothing } from '../../host/call-error.ts';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { useUndoOffer } from '../../host/use-undo-offer.ts';
import type { CardControl } from '../card-control.ts';
import { canBeSame } from '../recording.ts';
import styles from './same-dialog.module.css';
import { SameParts } from './same-parts.tsx';

/** The row of a duty as the rules for cards read it. */
const asCard = ({ subjectKind, ownership, common }: RegisterRow) => ({
  subject: { kind: subjectKind },
  ownership,
  common: common ?? null,
});

/** Takes the answer that another service has to this open duty: whose, what of it, and what the duty becomes before it is done. */
export function SameAsDialog({ control }: { readonly control: CardControl }) {
  const { card, closePanel } = control;
  const { subject, responsibility, domain } = card;
  const [from, setFrom] = useState<string | null>(null);
  const [parts, setParts] = useState<readonly SamePart[]>(SAME_PARTS);
  const same = useCommand('assignments.sameAs');
  const offerUndo = useUndoOffer();
  const names = namesById(control.parties);
  const rows = useDemarcQuery('assignments.register', { filter: { domain: domain.id }, limit: 100_000 });
  const problem = whyNothing(rows);
  // Other uses of the same service come first: what holds for one of them mostly holds for the next.
  const others = (rows.data?.rows ?? [])
    .filter((row) => row.responsibility === responsibility.id && canBeSame(asCard(row)))
    .sort((a, b) => Number(b.serviceName === subject.detail) - Number(a.serviceName === subject.detail));
  const ready = from !== null && parts.length > 0;
  const input = { from: { ref: from ?? card.ref }, to: [subject.ref], parts: [...parts], openOnly: true };
  const preview = useDemarcQuery('assignments.previewSame', input, { enabled: ready, keepPrevious: true });
  const changes = ready ? (preview.data?.changes.length ?? 0) : 0;
  const submit = async () => {
    const attempt = await same.run(input);
    if (!attempt.ok) return;
    const label = others.find(({ ref }) => ref === from)?.subjectLabel ?? '';
    offerUndo(`${responsibility.name}, ${subject.label}: the same as ${label}.`, attempt.change);
    closePanel();
  };
  // Drawn with its choices, so that the first of them has the focus.
  if (!rows.data && !problem) return null;
  return (
    <Dialog
      title={`The same as another service: ${responsibility.name}`}
      wide
      onClose={closePanel}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={closePanel}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={changes === 0 || same.busy}>
            Take this answer
          </Button>
        </>
      }
    >
      {others.length === 0 ? (
        <p>
          {problem
            ? failureOf(problem).message
            : 'No other service has an answer of its own to this duty yet.'}
        </p>
      ) : (
        <div className={styles.columns}>
          <fieldset className={styles.list}>
            <legend>The answer of</legend>
            {others.map((row) => (
              <label key={row.ref} className={styles.choice}>
                <input
                  type="radio"
                  name="from"
                  checked={from === row.ref}
                  onChange={() => setFrom(row.ref)}
                />
                <span>
                  <strong dir="auto">{row.subjectLabel}</strong> ({row.serviceName}):{' '}
                  {ownershipWords(row.ownership, names)}
                </span>
              </label>
            ))}
          </fieldset>
          <div className={styles.list}>
            <SameParts parts={parts} onParts={setParts} />
          </div>
        </div>
      )}
      <div role="status">{ready && preview.data && <SameBecomes result={preview.data} />}</div>
    </Dialog>
  );
}
