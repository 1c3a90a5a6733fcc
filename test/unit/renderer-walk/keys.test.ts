import { describe, expect, it } from 'vitest';
import { CARD_KEYS, keysAt, statusAfter } from '../../../renderer/answering/keys.ts';
import { keepsKey } from '../../../renderer/components/shortcuts/kept-keys.ts';
import type { KeyPress } from '../../../renderer/components/shortcuts/keys.ts';
import { ActionRegistry } from '../../../renderer/components/shortcuts/registry.ts';

/** The walk-through's keys in the program's own registry; says which act a press runs. */
function keyboard() {
  const registry = new ActionRegistry();
  let ran: string | null = null;
  for (const entry of CARD_KEYS)
    registry.add({
      id: entry.act,
      label: entry.label,
      group: 'Walk-through',
      keys: entry.keys,
      inText: entry.inText ?? false,
      hidden: false,
      guarded: true,
      once: !entry.held,
      run: () => {
        ran = entry.act;
      },
    });
  let now = 0;
  const press = (
    key: string,
    extra: Partial<KeyPress & { inText: boolean; inDialog: boolean; onCard: boolean; after: number }> = {},
  ) => {
    ran = null;
    const { inText = false, inDialog = false, onCard = true, after = 10_000, ...modifiers } = extra;
    now += after;
    registry.press(
      { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers },
      { inText, inDialog, onCard },
      now,
    );
    return ran;
  };
  return { registry, press };
}

describe('keys of the card', () => {
  it('answers with one key, with caps lock too', () => {
    const { press } = keyboard();
    expect(press('a')).toBe('answer-provider');
    expect(press('C')).toBe('answer-customer');
    expect(press('s')).toBe('answer-shared');
    expect(press('n')).toBe('not-applicable');
    expect(press('Enter')).toBe('accept');
  });
  it('moves by letters, arrows and brackets', () => {
    const { press } = keyboard();
    expect([press('j'), press('ArrowRight')]).toEqual(['next', 'next']);
    expect([press('k'), press('ArrowLeft')]).toEqual(['previous', 'previous']);
    expect([press(']'), press('['), press('u')]).toEqual(['next-subject', 'previous-subject', 'next-open']);
  });
  it('tells Shift+A from A, and takes no other letter with Shift as an answer', () => {
    const { press } = keyboard();
    expect(press('A', { shiftKey: true })).toBe('accept-domain');
    expect(press('C', { shiftKey: true })).toBeNull();
  });
  it('works on a card or a cell with the focus alone; arrows move and Escape leaves from anywhere', () => {
    const { press } = keyboard();
    for (const entry of CARD_KEYS)
      for (const key of entry.keys.filter((chord) => !chord.includes('+')))
        if (!key.startsWith('Arrow') && key !== 'Escape')
          expect(press(key, { onCard: false }), key).toBeNull();
    expect(press('ArrowRight', { onCard: false })).toBe('next');
    expect(press('Escape', { onCard: false })).toBe('leave');
  });
  it('takes the letters after one that means nothing for the rest of its word', () => {
    const { press } = keyboard();
    expect([press('z'), press('s', { after: 90 }), press('Enter', { after: 90 })]).toEqual([
      null,
      null,
      null,
    ]);
    expect(press('s', { after: 700 })).toBe('answer-shared');
  });
  it('lets an answer run once, however long its key is held, and moves on and on', () => {
    const { press } = keyboard();
    expect(press('a', { repeat: true })).toBeNull();
    expect(press('Enter', { repeat: true })).toBeNull();
    expect(press('j', { repeat: true })).toBe('next');
  });
  it('leaves every key to a field but Escape', () => {
    const { press } = keyboard();
    for (const entry of CARD_KEYS)
      for (const key of entry.keys.filter((chord) => chord !== 'Escape' && !chord.includes('+')))
        expect(press(key, { inText: true }), key).toBeNull();
    expect(press('Escape', { inText: true })).toBe('leave');
  });
  it('leaves chords with Ctrl, Cmd and Alt to the platform', () => {
    const { press } = keyboard();
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const)
      for (const key of ['a', 's', 'c', 'p', 'ArrowLeft', 'Enter'])
        expect(press(key, { [modifier]: true }), `${modifier} ${key}`).toBeNull();
  });
  it('rests behind a dialog, and lets single letters be switched off', () => {
    const { press, registry } = keyboard();
    expect(press('a', { inDialog: true })).toBeNull();
    registry.setSingleKeys(false);
    expect(press('a')).toBeNull();
    expect(press('Enter')).toBe('accept');
  });
  it('gives no key two meanings', () => {
    const all = CARD_KEYS.flatMap((entry) => entry.keys.map((key) => key.toLowerCase()));
    expect(new Set(all).size).toBe(all.length);
  });
  it('has every key at each size but those whose part a size lacks', () => {
    const lacking = (size: 'full' | 'pane' | 'wall') =>
      CARD_KEYS.filter((entry) => !keysAt(size).includes(entry)).map((entry) => entry.act);
    expect([lacking('full'), lacking('wall')]).toEqual([[], []]);
    expect(lacking('pane')).toEqual(['accept-domain', 'next-subject', 'previous-subject']);
  });
  it('lets no answer run on while its key is held', () => {
    expect(CARD_KEYS.filter((entry) => entry.held).map((entry) => entry.act)).toEqual(['next', 'previous']);
  });
});

it('a letter of another screen rests as well within a word that meant nothing; marks and chords do not', () => {
  const registry = new ActionRegistry();
  const ran: string[] = [];
  for (const keys of ['o', '?', 'Mod+K'])
    registry.add({
      id: keys,
      label: keys,
      group: 'Matrix',
      keys: [keys],
      inText: false,
      hidden: false,
      run: () => ran.push(keys),
    });
  const press = (key: string, now: number, ctrlKey = false) =>
    registry.press(
      { key, ctrlKey, metaKey: false, altKey: false, shiftKey: false },
      { inText: false, inDialog: false },
      now,
    );
  press('w', 0);
  press('o', 100);
  press('?', 200);
  press('k', 300, true);
  expect(ran).toEqual(['?', 'Mod+K']);
  press('o', 2000);
  expect(ran).toEqual(['?', 'Mod+K', 'o']);
});

describe('keys that the focused element keeps', () => {
  it('Enter and Space press buttons, links and check boxes; their letters stay free', () => {
    for (const element of [
      { tag: 'BUTTON' },
      { tag: 'A' },
      { tag: 'SUMMARY' },
      { tag: 'INPUT', inputType: 'checkbox' },
    ]) {
      expect(keepsKey(element, 'Enter')).toBe(true);
      expect(keepsKey(element, ' ')).toBe(true);
      expect(keepsKey(element, 's')).toBe(false);
      expect(keepsKey(element, 'ArrowRight')).toBe(false);
    }
  });
  it('arrows move within radio buttons', () => {
    expect(keepsKey({ tag: 'INPUT', inputType: 'radio' }, 'ArrowRight')).toBe(true);
    expect(keepsKey({ tag: 'INPUT', inputType: 'radio' }, 'j')).toBe(false);
  });
  it('the card itself keeps none', () => {
    for (const key of ['Enter', 'ArrowRight', 'a', ' '])
      expect(keepsKey({ tag: 'SECTION' }, key)).toBe(false);
  });
});

it('the status key goes round', () => {
  expect(statusAfter('not-started')).toBe('in-progress');
  expect(statusAfter('risk-accepted')).toBe('not-started');
});
