import { useState } from 'react';
import { SAME_PARTS, type SamePart } from '../../../main/contract/same-as.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Checkbox } from '../../components/field/field.tsx';
import { SameBecomes } from '../../components/same/same-becomes.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { useUndoOffer } from '../../host/use-undo-offer.ts';
import { formatCount } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';
import styles from './same-dialog.module.css';
import { SameParts } from './same-parts.tsx';

/** Takes the answer as it stands to other services: which ones, what of it, and what would become of each before it is done. */
export function SameDialog({ control }: { readonly control: CardControl }) {
  const { card, closePanel } = control;
  const subjects = useDemarcQuery('assignments.subjects', {}).data ?? [];
  const [to, setTo] = useState<readonly string[]>([]);
  const [parts, setParts] = useState<readonly SamePart[]>(SAME_PARTS);
  const [openOnly, setOpenOnly] = useState(true);
  const same = useCommand('assignments.sameAs');
  const offerUndo = useUndoOffer();
  const ready = to.length > 0 && parts.length > 0;
  const input = { from: { ref: card.ref }, to: [...to], parts: [...parts], openOnly };
  const preview = useDemarcQuery('assignments.previewSame', input, { enabled: ready, keepPrevious: true });
  const changes = ready ? (preview.data?.changes.length ?? 0) : 0;
  // Other uses of the same service come first: what holds for one of them mostly holds for the next.
  const others = subjects
    .filter((subject) => subject.kind === 'service' && subject.ref !== card.subject.ref)
    .sort((a, b) => Number(b.detail === card.subject.detail) - Number(a.detail === card.subject.detail));
  const submit = async () => {
    const attempt = await same.run(input);
    if (!attempt.ok) return;
    offerUndo(
      `${formatCount(attempt.value.changes.length, 'duty', 'duties')} answered the same.`,
      attempt.change,
    );
    closePanel();
  };
  return (
    <Dialog
      title={`The same for other services: ${card.responsibility.name}`}
      wide
      onClose={closePanel}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={closePanel}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={changes === 0 || same.busy}>
            {changes === 0 ? 'Answer the same' : `Answer ${formatCount(changes, 'duty', 'duties')} the same`}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <fieldset className={styles.list}>
          <legend>Services</legend>
          {others.map((subject) => (
            <Checkbox
              key={subject.ref}
              label={`${subject.label} (${subject.detail})`}
              checked={to.includes(subject.ref)}
              onChecked={(on) => setTo(on ? [...to, subject.ref] : to.filter((ref) => ref !== subject.ref))}
            />
          ))}
        </fieldset>
        <div className={styles.list}>
          <SameParts parts={parts} onParts={setParts} />
          <Checkbox label="Only where nothing is answered yet" checked={openOnly} onChecked={setOpenOnly} />
        </div>
      </div>
      <div role="status">{ready && preview.data && <SameBecomes result={preview.data} />}</div>
    </Dialog>
  );
}
