import { useState } from 'react';
import type { SamePart } from '../../../../main/contract/same-as.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { SameBecomes } from '../../../components/same/same-becomes.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount } from '../../../lib/format.ts';
import type { SameOffer } from '../model.ts';
import styles from './services.module.css';

/** Who does what, and why: what is likely to be alike for another service of the kind. */
const ALIKE: readonly SamePart[] = ['owners', 'texts', 'persons', 'reason'];
/** How far one is, and by what it is proven, belongs to each service alone. */
const OWN: readonly SamePart[] = ['status', 'due', 'note', 'evidence'];

/**
 * Offers services that were just added the answers of those of their kind that were there before: all kinds in one offer, with what
 * would become of each duty, as one step.
 */
export function OfferSame(props: { readonly offers: readonly SameOffer[]; readonly onClose: () => void }) {
  const { offers } = props;
  const [all, setAll] = useState(false);
  /** Refs of the services whose answers are not wanted. */
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const taken = offers.filter(({ from }) => !without.has(from.ref));
  const input = {
    from: { subjects: taken.map(({ from }) => from.ref) },
    to: taken.flatMap(({ to }) => to.map((service) => service.ref)),
    parts: all ? [...ALIKE, ...OWN] : [...ALIKE],
    openOnly: true,
  };
  const ready = taken.length > 0;
  const preview = useDemarcQuery('assignments.previewSame', input, { enabled: ready, keepPrevious: true });
  const { data } = preview;
  const { run, busy } = useCommand('assignments.sameAs');
  const offerUndo = useUndoOffer();
  const take = async () => {
    const done = await run(input);
    if (!done.ok) return;
    offerUndo(
      `Took ${formatCount(done.value.changes.length, 'answer')} from ${labels(taken.map(({ from }) => from))}.`,
      done.change,
    );
    props.onClose();
  };
  const [only] = offers;
  const count = ready ? (data?.changes.length ?? 0) : 0;
  // Drawn with what would become of the duties, which has the focus: Enter pressed twice shows it and takes nothing.
  if (!only || (preview.isPending && ready && !data)) return null;
  return (
    <Dialog
      title={
        offers.length === 1
          ? `Answers of ${only.from.label} for ${labels(only.to)}?`
          : 'Answers for the services that were added?'
      }
      onClose={props.onClose}
      onSubmit={() => void take()}
      footer={
        <>
          <Button onClick={props.onClose}>Start with open duties</Button>
          <Button kind="primary" type="submit" disabled={busy || count === 0}>
            {ready && data ? `Take ${formatCount(count, 'answer')}` : 'Take them'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          {offers.length === 1
            ? `${only.from.label} runs ${only.from.serviceName} too, and has ${formatCount(only.from.answered, 'answer')}. They `
            : 'Services of these kinds were in use before, and have answers. They '}
          can be taken over as one step, which can be undone; each can be changed afterwards.
        </p>
        {offers.length > 1 &&
          offers.map(({ from, to }) => (
            <Checkbox
              key={from.ref}
              label={`${from.label} for ${labels(to)}`}
              hint={`${from.serviceName}, ${formatCount(from.answered, 'answer')}`}
              checked={!without.has(from.ref)}
              onChecked={(on) =>
                setWithout(
                  (now) => new Set(on ? [...now].filter((ref) => ref !== from.ref) : [...now, from.ref]),
                )
              }
            />
          ))}
        <Checkbox
          label="With status, due dates, notes and evidence"
          hint="Left out, these begin anew: they mostly belong to one service alone."
          checked={all}
          onChecked={setAll}
        />
        {ready && data && (
          <details className={styles.becomes}>
            <summary data-autofocus>What becomes of each duty</summary>
            <SameBecomes result={data} />
          </details>
        )}
      </div>
    </Dialog>
  );
}

/** Names in a row; of many the first ones, and how many more. */
function labels(services: readonly { readonly label: string }[]): string {
  const names = services.slice(0, MOST_NAMED).map(({ label }) => label);
  const more = services.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
const MOST_NAMED = 4;
