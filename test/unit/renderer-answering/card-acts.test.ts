import { expect, test } from 'vitest';
import { cardActs } from '../../../renderer/answering/card-acts.ts';
import type { CardControl } from '../../../renderer/answering/card-control.ts';
import { CARD_KEYS } from '../../../renderer/answering/keys.ts';

/** Presses every key of a card that stands alone and of which nothing is drawn; what each said, or what it did. */
function pressAll(card: object, more: Partial<CardControl>): Map<string, string> {
  const outcome = new Map<string, string>();
  let pressed = '';
  const control = {
    card: { ref: 'orders-db/restore-testing', domain: { id: 'resilience' }, common: null, ...card },
    locked: false,
    readOnly: false,
    places: { previous: null, next: null, nextOpen: null },
    fields: { status: { locked: true, value: 'not-started' } },
    panel: null,
    picked: [],
    voices: [PROPOSED],
    taking: { take: () => outcome.set(pressed, 'does: take') },
    say: (text: string) => outcome.set(pressed, text),
    ...more,
  } as unknown as CardControl;
  // Whatever a key does with the card beside saying something is named by what it calls.
  const watched = new Proxy(control, {
    get: (of, name) =>
      name in of ? Reflect.get(of, name) : () => outcome.set(pressed, `does: ${String(name)}`),
  });
  const acts = cardActs({
    control: watched,
    root: { current: null },
    onPickEvidence: () => outcome.set(pressed, 'does: pick'),
    onAddLink: () => outcome.set(pressed, 'does: link'),
  });
  for (const { act } of CARD_KEYS) {
    if (act === 'leave') continue;
    pressed = act;
    acts[act]();
  }
  pressed = 'pick';
  acts.pick('aws');
  return outcome;
}

/** What somebody in a room said of the duty. */
const PROPOSED = { number: 1, kind: 'owners', owners: ['aws'], status: null, text: null, outcome: 'open' };

const answered = {
  subject: { kind: 'service' },
  ownership: { kind: 'single', party: 'aws' },
  assignment: { confirmLater: false, parked: false },
};
const WRITES = [
  'answer-provider',
  'answer-customer',
  'answer-shared',
  'not-applicable',
  'take-proposal',
  'accept-stay',
  'clear',
  'person',
  'next-status',
  'due',
  'note',
  'reason',
  'park',
  'pick-evidence',
  'add-link',
  'duty-text',
  'pick',
];

test.each([
  ['accepted in review', { locked: true }, 'The answer is accepted in review and locked.'],
  ['of a workbook that is read only', { locked: true, readOnly: true }, 'This workbook is read only.'],
])('no key of a card %s does anything to it, and each says why', (_, more, why) => {
  const outcome = pressAll(answered, more);
  for (const act of WRITES) expect(outcome.get(act), act).toBe(why);
  for (const { act } of CARD_KEYS) if (act !== 'leave') expect(outcome.get(act), act).toMatch(/^\S.+[.\w]$/);
});

test('a key that finds nothing to do says so, on an open card as well', () => {
  const outcome = pressAll({ ...answered, ownership: { kind: 'unanswered' } }, {});
  for (const { act } of CARD_KEYS) if (act !== 'leave') expect(outcome.get(act), act).toMatch(/^\S.+[.\w]$/);
  const silent = pressAll({ ...answered, ownership: { kind: 'unanswered' } }, { voices: [] });
  expect(silent.get('take-proposal')).toBe('Nothing was proposed here that could be taken over.');
  expect(outcome.get('clear')).toBe('Nothing is answered here yet.');
  expect(outcome.get('next')).toBe('This is the last duty here.');
});

test('what records what stands on a card waits until it was seen: accepting, and taking over what most say', () => {
  const open = { ...answered, ownership: { kind: 'unanswered' }, assignment: null };
  const unseen = pressAll(open, { isSeen: () => false });
  const seen = pressAll(open, { isSeen: () => true });
  for (const act of ['accept', 'accept-stay', 'accept-domain', 'follow', 'take-proposal']) {
    expect(unseen.get(act), act).toMatch(/^Not recorded: this duty was there only just now\./);
    expect(seen.get(act), act).toMatch(/^does: /);
  }
});
