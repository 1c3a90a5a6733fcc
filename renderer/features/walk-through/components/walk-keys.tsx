import { type RefObject, useEffect, useRef } from 'react';
import type { WalkSubject } from '../../../../main/contract/assignments.ts';
import { useHeldKey } from '../../../components/ownership/use-held-key.ts';
import { neighbourSubject } from '../../../components/ownership/walking.ts';
import { useKeptKeys } from '../../../components/shortcuts/kept-keys.ts';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { statusAfter, WALK_KEYS, type WalkAct, type WalkKey } from '../keys.ts';
import { useEdit } from '../use-edit.ts';
import type { WalkControl } from '../use-walk.ts';

interface WalkKeysProps {
  readonly wanted: string;
  readonly control: WalkControl;
  readonly article: RefObject<HTMLElement | null>;
  readonly subjects: readonly WalkSubject[];
  readonly onPickEvidence: () => void;
  readonly onAddLink: () => void;
}

/** Keys pressed while an answer is on its way wait for the card that follows; more than this is a stuck key. */
const MOST_WAITING = 8;

/** Registers the keys of the walk-through and carries them out, one after the other. */
export function WalkKeys(props: WalkKeysProps) {
  const { control, article, subjects } = props;
  const { card, locked } = control;
  const edit = useEdit(card.ref, cardLabel(control), card.assignment?.rev);
  const waiting = useRef<WalkAct[]>([]);
  const held = useHeldKey();
  useKeptKeys();

  const focusIn = (field: string, otherwise: string) => {
    const key = `[data-key="${field}"]`;
    // The customer's half comes first: its text and its person are what a workshop is there to settle.
    const found =
      article.current?.querySelector<HTMLElement>(`[data-side="customer"] ${key}`) ??
      article.current?.querySelector<HTMLElement>(key);
    if (found) found.focus();
    else control.say(otherwise);
  };
  const acts: Record<WalkAct, () => void> = {
    'answer-provider': () => control.answerAs('provider'),
    'answer-customer': () => control.answerAs('customer'),
    'answer-shared': () => control.answerAs('shared'),
    'not-applicable': control.askNotApplicable,
    accept: control.accept,
    'accept-domain': () => control.acceptAll({ domain: card.domain.id, confirmLater: false }),
    clear: () => {
      if (!locked && card.ownership.kind !== 'unanswered') control.takeBack(card.ref);
    },
    next: () => control.goTo(card.next),
    previous: () => control.goTo(card.previous),
    'next-open': () => (card.nextOpen ? control.goTo(card.nextOpen) : control.say('No other duty is open.')),
    'next-subject': () => control.goToSubject(neighbourSubject(subjects, card.subject.ref, 1)),
    'previous-subject': () => control.goToSubject(neighbourSubject(subjects, card.subject.ref, -1)),
    'duty-text': () => focusIn('duty', 'Answer first; then both halves can be edited.'),
    person: () => focusIn('person', 'Answer first; then people can be named.'),
    'next-status': () => {
      const status = edit.pending.status ?? card.assignment?.status ?? 'not-started';
      if (locked) return;
      edit.edit({ status: statusAfter(status) });
      edit.flush();
    },
    note: () => focusIn('note', 'There is no note here.'),
    park: () => {
      if (locked) return;
      const parked = !(edit.pending.parked ?? card.assignment?.parked ?? false);
      edit.edit({ parked });
      edit.flush();
      control.say(parked ? 'Parked.' : 'Taken up again.');
      if (parked && card.ownership.kind === 'unanswered') control.goTo(card.nextOpen);
    },
    'pick-evidence': () => !locked && props.onPickEvidence(),
    'add-link': () => !locked && props.onAddLink(),
    reason: () => {
      const strip = document.querySelector<HTMLElement>('[data-key="last-reason"]');
      if (strip) strip.focus();
      else focusIn('reason', 'The answer does not differ from the suggestion.');
    },
    leave: () => {
      if (control.panel) control.closePanel();
      else if (control.picked.length > 0) for (const party of control.picked) control.pick(party);
      article.current?.focus({ preventScroll: true });
    },
  };
  const perform = (entry: WalkKey) => {
    if (held.current && !entry.held) return;
    if (entry.act === 'leave') acts.leave();
    else if (!control.isBusy()) acts[entry.act]();
    else if (!held.current && waiting.current.length < MOST_WAITING) waiting.current.push(entry.act);
  };
  useEffect(() => {
    if (control.isBusy()) return;
    const act = waiting.current.shift();
    if (act) acts[act]();
  });

  return (
    <>
      {WALK_KEYS.map((entry) => (
        <Key key={entry.act} entry={entry} run={() => perform(entry)} />
      ))}
      {control.parties.slice(0, 9).map((party, index) => (
        <PartyKey
          key={party.id}
          digit={String(index + 1)}
          name={party.name}
          run={() => !control.isBusy() && control.pick(party.id)}
        />
      ))}
    </>
  );
}

const GROUP = 'Walk-through';
function Key({ entry, run }: { readonly entry: WalkKey; readonly run: () => void }) {
  useShortcut(entry.keys, entry.label, run, {
    group: GROUP,
    inText: entry.inText ?? false,
    hidden: entry.act === 'leave',
  });
  return null;
}
function PartyKey(props: { readonly digit: string; readonly name: string; readonly run: () => void }) {
  useShortcut(props.digit, `Choose ${props.name}, then Enter`, props.run, { group: GROUP, hidden: true });
  return null;
}

/** What a reader calls the card, for "Not saved: ...". */
export const cardLabel = ({ card }: WalkControl): string =>
  `${card.responsibility.name}, ${card.subject.label}`;
