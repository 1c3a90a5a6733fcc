import type { RefObject } from 'react';
import { isHeld } from '../../main/domain/answers/held.ts';
import type { AnswerAs } from '../components/ownership/answers.ts';
import { type CardAct, statusAfter } from './keys.ts';
import { focusCard } from './parts/focus-card.ts';
import { heldWords } from './parts/held-words.ts';
import { canBeSame } from './recording.ts';
import type { CardControl } from './use-card.ts';

export interface ActsOf {
  readonly control: CardControl;
  readonly root: RefObject<HTMLElement | null>;
  readonly onPickEvidence: () => void;
  readonly onAddLink: () => void;
  readonly neighbour?: (step: 1 | -1) => string | null;
  readonly onLeave?: () => void;
}
/** False: there was nothing to do. */
type Done = unknown;

/** What each key does on the card in view. */
export function cardActs(of: ActsOf): Record<CardAct, () => Done> & { pick(party: string): void } {
  const { control, root } = of;
  const { card, locked, readOnly, places, fields, panel, picked } = control;
  const open = card.ownership.kind === 'unanswered';
  /** The customer's half comes first: its text and its person are what a workshop is there to settle. */
  const fieldsOf = (key: string): HTMLElement[] => {
    const all = [...(root.current?.querySelectorAll<HTMLElement>(`[data-key="${key}"]`) ?? [])];
    const isCustomers = (field: HTMLElement) => field.closest('[data-side="customer"]') !== null;
    return [...all.filter(isCustomers), ...all.filter((field) => !isCustomers(field))];
  };
  const focusOn = (field: HTMLElement | undefined, otherwise: string): Done => {
    if (!field) {
      control.say(otherwise);
      return false;
    }
    return field.focus();
  };
  const focusIn = (key: string, otherwise: string): Done => focusOn(fieldsOf(key)[0], otherwise);
  const neighbour = (step: 1 | -1): Done => {
    const subject = of.neighbour?.(step) ?? null;
    return subject === null ? false : control.goToSubject(subject);
  };
  const go = (ref: string | null): Done => (ref === null ? false : control.goTo(ref));
  const LOCKED = readOnly ? 'This workbook is read only.' : 'The answer is accepted in review and locked.';
  /** Why nothing can be written in a part of the card; `otherwise` where it is neither locked nor held. */
  const whyNot = (otherwise: string): string => {
    if (locked) return LOCKED;
    const { common } = card;
    return common && (isHeld(common.how) || common.how === 'inherited')
      ? `${heldWords(common)}: it is changed there.`
      : otherwise;
  };

  const answerAs = (as: AnswerAs): Done => {
    if (!locked) return control.answerAs(as);
    control.say(LOCKED);
    return false;
  };

  return {
    'answer-provider': () => answerAs('provider'),
    'answer-customer': () => answerAs('customer'),
    'answer-shared': () => answerAs('shared'),
    'not-applicable': () => (locked ? false : control.open('not-applicable')),
    accept: () => control.accept('go'),
    'accept-stay': () => control.accept('stay'),
    'accept-domain': () => control.acceptAll({ domain: card.domain.id, confirmLater: false }),
    clear: () => (locked || open ? false : control.takeBack(card.ref)),
    next: () => go(places.next),
    previous: () => go(places.previous),
    'next-open': () => {
      if (places.nextOpen !== null) return control.goTo(places.nextOpen);
      control.say('No other duty is open.');
      return false;
    },
    'next-subject': () => neighbour(1),
    'previous-subject': () => neighbour(-1),
    person: () => {
      const all = fieldsOf('person');
      const last = root.current?.dataset.person ?? '';
      const before = last.startsWith(`${card.ref} `) ? Number(last.slice(card.ref.length + 1)) : -1;
      const at = (before + 1) % Math.max(1, all.length);
      // Whoever is named already is asked for again only by going round.
      if (root.current) root.current.dataset.person = `${card.ref} ${at}`;
      return focusOn(all[at], whyNot('No party has a part in this duty, so nobody is named for it.'));
    },
    'next-status': () => {
      if (fields.status.locked) {
        control.say(whyNot('The status is that of a part of your own.'));
        return false;
      }
      fields.status.set(statusAfter(fields.status.value));
      return fields.status.leave();
    },
    due: () => focusIn('due', whyNot('Only a part of your own can be due.')),
    note: () => focusIn('note', whyNot('')),
    reason: () => focusIn('reason', whyNot('The answer does not differ from the suggestion.')),
    'duty-text': () => focusIn('duty', whyNot('No party has a part in this duty.')),
    decide: () => (readOnly ? false : control.open('decision')),
    park: () => (locked ? false : card.assignment?.parked ? control.takeUp() : control.open('park')),
    'pick-evidence': () => (locked ? false : of.onPickEvidence()),
    'add-link': () => (locked ? false : of.onAddLink()),
    same: () => {
      if (canBeSame(card) && !readOnly) return control.open('same');
      control.say('Only an answer of a service can go to other services. Answer first.');
      return false;
    },
    changes: () => focusIn('changes', 'Nothing was changed here yet.'),
    pick: control.pick,
    leave: () => {
      const inside = document.activeElement;
      const article = root.current?.querySelector('article[tabindex="-1"]');
      const onCard = inside === article || inside === document.body;
      if (panel) control.closePanel();
      else if (onCard && picked.length > 0) control.unpick();
      else if (onCard && of.onLeave) return of.onLeave();
      return focusCard(root.current);
    },
  };
}
