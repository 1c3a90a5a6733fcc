import { useEffect, useState } from 'react';
import type { Card, MisconceptionWarning, Ownership } from '../../main/contract/assignments.ts';
import type { Party } from '../../main/contract/parties.ts';
import { type Answer, type AnswerAs, type Sides, sidesOf } from '../components/ownership/answers.ts';
import type { Input } from '../host/client.ts';
import { useClient, useWorkbookId } from '../host/context.tsx';
import { afterPaint } from '../lib/after-paint.ts';
import { isEmptyDraft } from './draft/draft.ts';
import { type DraftControl, useDraft } from './draft/use-draft.ts';
import { pickedAfter, type Then } from './recording.ts';
import { useBeside } from './use-beside.ts';
import { type CardFields, useFields } from './use-fields.ts';
import { useGoing } from './use-going.ts';
import { useRecording } from './use-recording.ts';
import { useSeen } from './use-seen.ts';

/** What is open above the answers. */
export type Panel =
  | { readonly kind: 'not-applicable'; readonly onward: Then }
  | {
      readonly kind: 'misconception';
      readonly warning: MisconceptionWarning;
      readonly answer: Answer;
      readonly onward: Then;
    }
  /** Nothing is recorded yet: the answer differs from the suggestion, and says why or leaves a gap. */
  | { readonly kind: 'differs'; readonly answer: Answer; readonly onward: Then }
  /** Nothing is recorded yet: it shows in many columns. Without an answer it is the one recorded that is taken back. */
  | { readonly kind: 'everywhere'; readonly answer: Answer | null; readonly onward: Then }
  | { readonly kind: 'decision' }
  | { readonly kind: 'park' }
  /** The answer goes to other services as well. */
  | { readonly kind: 'same' };

/** What was recorded last, so that it can be explained or taken back from the next card. */
export type Last = LastAnswer | LastBulk;
export interface LastBulk {
  readonly kind: 'bulk';
  readonly text: string;
  readonly refs: readonly string[];
}
export interface LastAnswer {
  readonly kind: 'answer';
  readonly ref: string;
  readonly name: string;
  readonly ownership: Ownership;
}

/** Where the keys that move lead to, in the order of the screen around the card. */
export interface Places {
  readonly previous: string | null;
  readonly next: string | null;
  readonly nextOpen: string | null;
}

export interface CardOptions {
  readonly parties: readonly Party[];
  readonly readOnly: boolean;
  /** An answer given by its key goes on by itself. */
  readonly goOn: boolean;
  readonly places: Places;
  /** Shows another card; false where the screen is being left, and nothing was gone to. */
  readonly go: (ref: string) => boolean;
  readonly goToSubject?: (subject: string) => void;
  /** One line among many: in how many columns an answer shows is in no view, so it asks first; and the workbook does not remember the place. */
  readonly line?: boolean;
}

export interface CardControl {
  readonly card: Card;
  readonly parties: readonly Party[];
  readonly sides: Sides;
  readonly places: Places;
  readonly readOnly: boolean;
  /** Nothing can be changed: read-only file, or an answer accepted in review. */
  readonly locked: boolean;
  readonly panel: Panel | null;
  readonly draft: DraftControl;
  /** Something was chosen or typed that is not recorded. */
  readonly drafted: boolean;
  /** Parties chosen one by one, not recorded. */
  readonly picked: readonly string[];
  readonly fields: CardFields;
  readonly last: Last | null;
  /** For the live region. */
  readonly said: string;
  isBusy(): boolean;
  /** False where the card came this moment by the same press: a second click, or Enter once more. */
  isSeen(): boolean;
  /** A question about the answer just given is about to open: what is typed is meant for it. */
  isAsking(): boolean;
  answerAs(as: AnswerAs): void;
  /** Shows what `answerAs` will record, if it asks nothing first; returns how the showing goes again. */
  showAhead(as: AnswerAs): (() => void) | undefined;
  accept(onward: Then): void;
  recordNotApplicable(reason: string): void;
  takeSuggestion(): void;
  /** Records what a panel waits with; without a reason it is a gap. */
  recordWith(reason: string | null): void;
  /** Records the draft over what somebody else recorded meanwhile. */
  recordDraft(): void;
  open(kind: 'not-applicable' | 'decision' | 'park' | 'same'): void;
  closePanel(): void;
  pick(party: string): void;
  unpick(): void;
  takeBack(ref: string): void;
  takeBackAll(refs: readonly string[]): void;
  acceptAll(scope: { readonly domain?: string; readonly confirmLater: boolean }): void;
  /** Puts the duty aside, with what it waits for and whom; null says neither. */
  park(waits: Input<'assignments.update'>['waits']): void;
  takeUp(): void;
  decide(text: string): void;
  goTo(ref: string | null): void;
  goToSubject(subject: string | null): void;
  say(text: string): void;
}

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
  const recording = useRecording(here);
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
    ...recording,
    ...beside,
    recordWith: (reason) => {
      if (panel?.kind === 'misconception' || panel?.kind === 'differs')
        void recording.record(panel.answer, panel.onward, reason);
      else if (panel?.kind === 'everywhere' && panel.answer !== null)
        void recording.record(panel.answer, panel.onward, reason);
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
