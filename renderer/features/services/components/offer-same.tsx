import { useState } from 'react';
import type { SamePart } from '../../../../main/contract/same-as.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import type { SameOffer } from '../model.ts';
import styles from './services.module.css';

/** Who does what, and why: what is likely to be alike for another service of the kind. */
const ALIKE: readonly SamePart[] = ['owners', 'texts', 'persons', 'reason'];
/** How far one is, and by what it is proven, belongs to each service alone. */
const OWN: readonly SamePart[] = ['status', 'due', 'note', 'evidence'];

/** Offers a service that was just added the answers of one of its kind that was there before. */
export function OfferSame(props: { readonly offer: SameOffer; readonly onClose: () => void }) {
  const { from, to } = props.offer;
  const [all, setAll] = useState(false);
  const input = {
    from: { subject: from.ref },
    to: to.map((service) => service.ref),
    parts: all ? [...ALIKE, ...OWN] : [...ALIKE],
  };
  const { data } = useDemarcQuery('assignments.previewSame', input, { keepPrevious: true });
  const { run, busy } = useCommand('assignments.sameAs');
  const undo = useCommand('workbook.undo');
  const toasts = useToasts();
  const take = async () => {
    const done = await run(input);
    if (!done.ok) return;
    toasts.show({
      text: `Took ${formatCount(done.value.changes.length, 'answer')} from ${from.label}.`,
      action: { label: 'Undo', run: () => void undo.run({}) },
    });
    props.onClose();
  };
  const names = to.map((service) => service.label).join(', ');
  const count = data?.changes.length ?? 0;
  return (
    <Dialog
      title={`Answers of ${from.label} for ${names}?`}
      onClose={props.onClose}
      onSubmit={() => void take()}
      footer={
        <>
          <Button onClick={props.onClose}>Start with open duties</Button>
          <Button kind="primary" type="submit" disabled={busy || count === 0} data-autofocus>
            {data ? `Take ${formatCount(count, 'answer')}` : 'Take them'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          {from.label} runs {from.serviceName} too, and has {formatCount(from.answered, 'answer')}. They can
          be taken over as one step, which can be undone; each can be changed afterwards.
        </p>
        {(data?.left.length ?? 0) > 0 && (
          <p className={styles.small}>
            {formatCount(data?.left.length ?? 0, 'answer')} would be left: {data?.left[0]?.why}
          </p>
        )}
        <Checkbox
          label="With status, due dates, notes and evidence"
          hint="Left out, these begin anew: they mostly belong to one service alone."
          checked={all}
          onChecked={setAll}
        />
      </div>
    </Dialog>
  );
}
