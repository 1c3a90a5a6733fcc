import type { RefObject } from 'react';
import { isHeld } from '../../main/domain/answers/held.ts';
import { leadingOf } from '../../main/domain/proposals.ts';
import type { AnswerAs } from '../components/ownership/answers.ts';
import { bringIntoSight } from '../lib/scroll-within.ts';
import type { CardControl } from './card-control.ts';
import { type CardAct, statusAfter } from './keys.ts';
import { focusCard } from './parts/focus-card.ts';
import { heldWords } from './parts/held-words.ts';
import { acceptRecords, canBeSame, canBeTakenBack, canTakeSame } from './recording.ts';
import { whenSeen } from './use-seen.ts';

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

const READ_ONLY = 'This workbook is read only.';
const LAST = 'This is the last duty here.';

/** How a key that does nothing says why. */
function refusals({ card, locked, readOnly, say }: CardControl) {
  const LOCKED = readOnly ? READ_ONLY : 'The answer is accepted in review and locked.';
  const refuse = (why: string): false => {
    say(why);
    return false;
  };
  return {
    LOCKED,
    refuse,
    unlessLocked: (act: () => Done): Done => (locked ? refuse(LOCKED) : act()),
    /** Why nothing can be written in a part of the card; `otherwise` where it is neither locked nor held. */
    whyNot: (otherwise: string): string => {
      if (locked) return LOCKED;
      const { common } = card;
      return common && (isHeld(common.how) || common.how === 'inherited')
        ? `${heldWords(common)}: it is changed there.`
        : otherwise;
    },
  };
}

/** Takes over what most propose, once it was seen. */
function takeLeading(control: CardControl, refuse: (why: string) => false): Done {
  const leading = leadingOf(control.voices);
  return leading === null
    ? refuse('Nothing was proposed here that could be taken over.')
    : whenSeen(control, () => control.taking.take(leading));
}

/** What each key does on the card in view. */
export function cardActs(of: ActsOf): Record<CardAct, () => Done> & { pick(party: string): void } {
  const { control, root } = of;
  const { card, locked, readOnly, places, fields, panel, picked } = control;
  const { LOCKED, refuse, unlessLocked, whyNot } = refusals(control);
  const open = card.ownership.kind === 'unanswered';
  /** The customer's half comes first: its text and its person are what a workshop is there to settle. */
  const fieldsOf = (key: string): HTMLElement[] => {
    const all = [...(root.current?.querySelectorAll<HTMLElement>(`[data-key="${key}"]`) ?? [])];
    const isCustomers = (field: HTMLElement) => field.closest('[data-side="customer"]') !== null;
    return [...all.filter(isCustomers), ...all.filter((field) => !isCustomers(field))];
  };
  const focusOn = (field: HTMLElement | undefined, otherwise: string): Done => {
    if (!field) return refuse(otherwise);
    field.focus();
    return bringIntoSight(field);
  };
  const focusIn = (key: string, otherwise: string): Done => focusOn(fieldsOf(key)[0], otherwise);
  /** The field of the first party; again: of the next one, and round. Whoever was gone to is remembered with the card. */
  const nextIn = (key: 'person' | 'duty', otherwise: string): Done => {
    const all = fieldsOf(key);
    const last = root.current?.dataset[key] ?? '';
    const before = last.startsWith(`${card.ref} `) ? Number(last.slice(card.ref.length + 1)) : -1;
    const at = (before + 1) % Math.max(1, all.length);
    if (root.current) root.current.dataset[key] = `${card.ref} ${at}`;
    return focusOn(all[at], whyNot(otherwise));
  };
  const neighbour = (step: 1 | -1): Done => {
    const subject = of.neighbour?.(step) ?? null;
    return subject === null
      ? refuse(`There is no service ${step === 1 ? 'after' : 'before'} this one.`)
      : control.goToSubject(subject);
  };
  const go = (ref: string | null, otherwise: string): Done =>
    ref === null ? refuse(otherwise) : control.goTo(ref);
  const answerAs = (as: AnswerAs): Done => unlessLocked(() => control.answerAs(as));
  const accept = (onward: 'go' | 'stay'): Done => {
    if (acceptRecords(card, picked))
      return unlessLocked(() => whenSeen(control, () => control.accept(onward)));
    if (onward === 'stay') return refuse(locked ? LOCKED : 'What stands is recorded already.');
    return places.next === null ? refuse(LAST) : control.accept(onward);
  };
  const takeBack = (): Done => {
    if (open) return refuse('Nothing is answered here yet.');
    return canBeTakenBack(card)
      ? control.takeBack(card.ref)
      : refuse(whyNot('Nothing of its own stands here.'));
  };

  return {
    'answer-provider': () => answerAs('provider'),
    'answer-customer': () => answerAs('customer'),
    'answer-shared': () => answerAs('shared'),
    'not-applicable': () => unlessLocked(() => control.open('not-applicable')),
    follow: () => unlessLocked(() => whenSeen(control, control.follow)),
    'take-proposal': () => unlessLocked(() => takeLeading(control, refuse)),
    accept: () => accept('go'),
    'accept-stay': () => accept('stay'),
    'accept-domain': () =>
      readOnly
        ? refuse(READ_ONLY)
        : whenSeen(control, () => control.acceptAll({ domain: card.domain.id, confirmLater: false })),
    clear: () => unlessLocked(takeBack),
    next: () => go(places.next, LAST),
    previous: () => go(places.previous, 'This is the first duty here.'),
    'next-open': () => go(places.nextOpen, 'No other duty is open.'),
    'next-subject': () => neighbour(1),
    'previous-subject': () => neighbour(-1),
    person: () => nextIn('person', 'No party has a part in this duty, so nobody is named for it.'),
    'next-status': () => {
      if (fields.status.locked) return refuse(whyNot('The status is that of a part of your own.'));
      fields.status.set(statusAfter(fields.status.value));
      return fields.status.leave();
    },
    due: () => focusIn('due', whyNot('Only a part of your own can be due.')),
    note: () => focusIn('note', whyNot('The note is not in view here.')),
    reason: () => focusIn('reason', whyNot('The answer does not differ from the suggestion.')),
    'duty-text': () => nextIn('duty', 'No party has a part in this duty.'),
    decide: () => (readOnly ? refuse(READ_ONLY) : control.open('decision')),
    park: () => unlessLocked(() => (card.assignment?.parked ? control.takeUp() : control.open('park'))),
    'pick-evidence': () => unlessLocked(of.onPickEvidence),
    'add-link': () => unlessLocked(of.onAddLink),
    same: () => {
      if (readOnly) return refuse(READ_ONLY);
      if (canBeSame(card)) return control.open('same');
      if (canTakeSame(card)) return unlessLocked(() => control.open('same'));
      return refuse(whyNot('Only services take answers from each other.'));
    },
    changes: () => focusIn('changes', 'The history of this duty is not in view here.'),
    pick: (party) => void unlessLocked(() => control.pick(party)),
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
