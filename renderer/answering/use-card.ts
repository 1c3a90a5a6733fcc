import { useEffect, useState } from 'react';
import type { Card } from '../../main/contract/assignments.ts';
import { sidesOf } from '../components/ownership/answers.ts';
import { useClient, useWorkbookId } from '../host/context.tsx';
import { afterPaint } from '../lib/after-paint.ts';
import type { CardControl, CardOptions, Last, Panel } from './card-control.ts';
import { isEmptyDraft } from './draft/draft.ts';
import { useDraft } from './draft/use-draft.ts';
import { pickedAfter } from './recording.ts';
import { useBeside } from './use-beside.ts';
import { useFields } from './use-fields.ts';
import { useFollowing } from './use-following.ts';
import { useGoing } from './use-going.ts';
import { usePrecedent } from './use-precedent.ts';
import { useProposed } from './use-proposed.ts';
import { useRecording } from './use-recording.ts';
import { useSeen } from './use-seen.ts';

/** Everything one does with the card in view, by key or by mouse, wherever it stands. `card` may still be the one before `wanted`. */
export function useCard(wanted: string, card: Card, options: CardOptions): CardControl {
  const { parties, places } = options;
  const client = useClient();
  const workbook = useWorkbookId();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [said, setSaid] = useState('');
  const [last, setLast] = useState<Last | null>(null);
  const draft = useDraft(card.ref);
  const sides = sidesOf(parties, card.subject.ref);
  const locked = options.readOnly || card.assignment?.review === 'accepted';
  const going = useGoing(wanted, card.ref, options.go);
  const fields = useFields(card, parties, draft, locked);
  const picked = locked ? [] : (draft.draft.owners ?? []);

  // What was open belongs to the card that was left.
  const [shown, setShown] = useState(wanted);
  if (shown !== wanted) {
    setShown(wanted);
    setPanel(null);
  }
  const remembered = !options.readOnly && !options.line;
  useEffect(() => {
    if (remembered)
      afterPaint(
        () => void client.call('assignments.setPosition', { ref: wanted }, workbook).catch(() => undefined),
      );
  }, [client, workbook, wanted, remembered]);

  const isSeen = useSeen(wanted, card.ref);
  const show = (next: Panel | null) => {
    // Done, or given up by whoever saw it; a card that is only left keeps it.
    if (next === null && panel !== null && draft.now().asked) draft.change({ asked: undefined });
    setPanel(next);
  };
  const here = { card, sides, locked, draft, going, setPanel: show, setSaid, setLast, ...options };
  const elsewhere = usePrecedent(card, !options.line);
  const proposed = useProposed(card.ref, parties, locked, !options.line);
  const recording = useRecording(here);
  const follow = useFollowing(here, elsewhere, recording.write);
  const beside = useBeside(here);

  return {
    card,
    parties,
    sides,
    places,
    readOnly: options.readOnly,
    locked,
    panel,
    draft,
    drafted: !locked && !isEmptyDraft(draft.draft),
    picked,
    fields,
    last,
    said,
    isBusy: going.isBusy,
    isSeen,
    ...elsewhere,
    follow,
    ...proposed,
    ...recording,
    ...beside,
    recordWith: (reason) => {
      if (panel?.kind === 'misconception')
        void recording.record(panel.answer, panel.onward, { reason, precedent: panel.precedent });
      else if (panel?.kind === 'differs') void recording.record(panel.answer, panel.onward, { reason });
      else if (panel?.kind === 'everywhere' && panel.answer !== null)
        void recording.record(panel.answer, panel.onward, { reason });
      else if (panel?.kind === 'everywhere') beside.takeBack(card.ref);
    },
    recordNotApplicable: (reason) =>
      void recording.record(
        { notApplicable: reason },
        panel?.kind === 'not-applicable' ? panel.onward : 'as-set',
      ),
    open: (kind) => {
      // A decision and the way to other services leave the answer itself as it is.
      const stopped = kind === 'decision' || kind === 'same' ? options.readOnly : locked;
      if (!stopped) setPanel(kind === 'not-applicable' ? { kind, onward: 'as-set' } : { kind });
    },
    takeBack: (ref) => {
      if (options.line && card.foundation && ref === card.ref && !options.readOnly)
        setPanel({ kind: 'everywhere', answer: null, onward: 'stay' });
      else beside.takeBack(ref);
    },
    closePanel: () => show(null),
    pick: (party) => {
      if (!locked) draft.change({ owners: pickedAfter(draft.draft.owners, card, party, parties) });
    },
    unpick: () => draft.change({ owners: undefined }),
    goTo: going.goTo,
    goToSubject: (subject) => {
      if (subject !== null) options.goToSubject?.(subject);
    },
    say: setSaid,
  };
}
