import { type RefObject, useEffect, useRef } from 'react';
import type { WalkSubject } from '../../../../main/contract/assignments.ts';
import { useHeldKey } from '../../../components/ownership/use-held-key.ts';
import { neighbourSubject } from '../../../components/ownership/walking.ts';
import { useKeptKeys } from '../../../components/shortcuts/kept-keys.ts';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { PRESENTER_KEYS, type PresenterAct, type PresenterKey } from './keys.ts';
import type { Presenter } from './use-presenter.ts';

/** Keys pressed while an answer is on its way wait for the card that follows; more than this is a stuck key. */
const MOST_WAITING = 8;

/** Registers the keys of the presenter view and carries them out, one after the other. */
export function PresenterKeys(props: {
  readonly control: Presenter;
  readonly article: RefObject<HTMLElement | null>;
  readonly subjects: readonly WalkSubject[];
  readonly onLeave: () => void;
}) {
  const { control, article, subjects } = props;
  const { card } = control;
  const waiting = useRef<PresenterAct[]>([]);
  const held = useHeldKey();
  useKeptKeys();
  const acts: Record<PresenterAct, () => void> = {
    'answer-provider': () => control.answerAs('provider'),
    'answer-customer': () => control.answerAs('customer'),
    'answer-shared': () => control.answerAs('shared'),
    'not-applicable': () => control.open('not-applicable'),
    accept: control.accept,
    clear: control.takeBack,
    park: control.park,
    decide: () => control.open('decision'),
    person: () => {
      const field =
        article.current?.querySelector<HTMLElement>('[data-side="customer"] [data-key="person"]') ??
        article.current?.querySelector<HTMLElement>('[data-key="person"]');
      if (field) field.focus();
      else control.say('Answer first; then people can be named.');
    },
    next: () => control.goTo(card.next),
    previous: () => control.goTo(card.previous),
    'next-open': () => (card.nextOpen ? control.goTo(card.nextOpen) : control.say('No other duty is open.')),
    'next-subject': () => control.goToSubject(neighbourSubject(subjects, card.subject.ref, 1)),
    'previous-subject': () => control.goToSubject(neighbourSubject(subjects, card.subject.ref, -1)),
    leave: () => {
      const inside = document.activeElement;
      const typing = inside instanceof HTMLInputElement && article.current?.contains(inside);
      if (control.panel) control.closePanel();
      else if (!typing) {
        props.onLeave();
        return;
      }
      article.current?.focus({ preventScroll: true });
    },
  };
  const perform = (entry: PresenterKey) => {
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
  return PRESENTER_KEYS.map((entry) => <Key key={entry.act} entry={entry} run={() => perform(entry)} />);
}

function Key({ entry, run }: { readonly entry: PresenterKey; readonly run: () => void }) {
  useShortcut(entry.keys, entry.label, run, { group: 'Presenter', inText: entry.inText ?? false });
  return null;
}
