import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../renderer/components/shortcuts/keys.ts';
import { type Action, ActionRegistry } from '../../../renderer/components/shortcuts/registry.ts';
import { REST_MS, Typing, WORD_MS } from '../../../renderer/components/shortcuts/typing.ts';
import fc from '../../support/property.ts';

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({ key, ...PLAIN, ...over });
const CARD = { inText: false, inDialog: false, onCard: true };

/** A card on a keyboard whose time is told: A, C, S and T record, J moves, O opens a field, Enter accepts. */
function card() {
  const waiting = new Set<{ readonly at: number; readonly act: () => void }>();
  let now = 10_000;
  const typing = new Typing((act, ms) => {
    const entry = { at: now + ms, act };
    waiting.add(entry);
    return () => waiting.delete(entry);
  });
  const registry = new ActionRegistry(typing);
  const said: string[] = [];
  const add = (key: string, what: string, over: Partial<Action> = {}) =>
    registry.add({
      id: what,
      label: what,
      group: 'Card',
      keys: [key],
      inText: false,
      hidden: false,
      guarded: true,
      once: true,
      run: () => said.push(what),
      ...over,
    });
  for (const key of ['a', 'c', 's', 't'])
    add(key, `records ${key}`, {
      alone: true,
      ahead: () => {
        said.push(`shows ${key}`);
        return () => said.push(`hides ${key}`);
      },
    });
  add('j', 'moves');
  add('o', 'opens');
  add('Enter', 'accepts');
  const wait = (ms: number) => {
    now += ms;
    for (const entry of [...waiting]) {
      if (entry.at > now) continue;
      waiting.delete(entry);
      entry.act();
    }
  };
  const tap = (key: string, over: Partial<KeyPress> = {}) => {
    const stroke = press(key, over);
    if (!typing.down(stroke, now)) registry.press(stroke, CARD, now);
    typing.up(stroke, now);
  };
  const type = (word: string, pause: number) => {
    for (const key of word) {
      tap(key);
      wait(pause);
    }
  };
  const told = () => said.splice(0);
  return {
    typing,
    tap,
    type,
    wait,
    told,
    records: () => told().filter((word) => word.startsWith('records')),
  };
}

describe('a letter that records', () => {
  it('is shown at once, and counts once no word has gone on with it', () => {
    const { tap, wait, told } = card();
    tap('c');
    expect(told()).toEqual(['shows c']);
    wait(WORD_MS - 1);
    expect(told()).toEqual([]);
    wait(1);
    expect(told()).toEqual(['records c']);
  });
  it('counts at once where a key that is no character ends it, and before what that key does', () => {
    for (const [key, over] of [
      ['ArrowDown', {}],
      ['Tab', {}],
      ['z', { ctrlKey: true }],
    ] as const) {
      const { tap, told } = card();
      tap('c');
      tap(key, over);
      expect(told()).toEqual(['shows c', 'records c']);
    }
    const { tap, told } = card();
    tap('c');
    tap('Enter');
    expect(told()).toEqual(['shows c', 'records c', 'accepts']);
  });
  it('counts where the reader points or goes to another window meanwhile', () => {
    for (const leave of ['pointed', 'away'] as const) {
      const { typing, tap, records } = card();
      tap('s');
      typing[leave](0);
      expect(records()).toEqual(['records s']);
    }
  });
  it('is taken back by Escape and Backspace, which then do nothing else', () => {
    for (const key of ['Escape', 'Backspace', 'Delete']) {
      const { tap, wait, told } = card();
      tap('s');
      tap(key);
      wait(1000);
      expect(told()).toEqual(['shows s', 'hides s']);
    }
  });
  it('is no answer as the head of a word, and neither is any other letter of it', () => {
    const { type, wait, told } = card();
    type('sacct', 60);
    wait(1000);
    expect(told()).toEqual(['shows s', 'hides s']);
  });
  it('is none as the tail of a word whose letters did something either', () => {
    const { type, wait, records } = card();
    for (const word of ['js', 'jac', 'xa']) {
      type(word, 60);
      wait(2 * REST_MS);
      expect(records(), word).toEqual([]);
    }
  });
  it('waits with the first where it is pressed again, each for itself', () => {
    const { type, wait, records } = card();
    type('ttt', 100);
    expect(records()).toEqual([]);
    wait(WORD_MS);
    expect(records()).toEqual(['records t', 'records t', 'records t']);
    type('ssm', 100);
    wait(2 * REST_MS);
    expect(records()).toEqual([]);
  });
  it('counts each time for whoever presses single keys, one after the other', () => {
    const { type, wait, records } = card();
    type('acs', WORD_MS);
    wait(WORD_MS);
    expect(records()).toEqual(['records a', 'records c', 'records s']);
  });
  it('is not taken for a word by a key that is held down', () => {
    const { tap, wait, records } = card();
    tap('c');
    tap('c', { repeat: true });
    wait(WORD_MS);
    expect(records()).toEqual(['records c']);
  });
});

it('no word records anything, however fast it is typed and whatever stands before it; a single key always does', () => {
  const letter = fc.constantFrom(...'acstjox ');
  const word = fc
    .array(letter, { minLength: 2, maxLength: 8 })
    .map((letters) => letters.join(''))
    .filter((text) => new Set(text).size > 1);
  const before = fc.constantFrom('j', 'ArrowDown', 'Escape', 'c', null);
  fc.assert(
    fc.property(before, word, fc.integer({ min: 0, max: WORD_MS - 1 }), (first, text, pause) => {
      const { tap, type, wait, records, told } = card();
      if (first !== null) tap(first);
      wait(2 * REST_MS);
      told();
      type(text, pause);
      wait(2 * REST_MS);
      // The same letter pressed again is meant each time, until another one makes it a word.
      expect(records(), text).toEqual([]);
      tap('c');
      wait(WORD_MS);
      expect(records()).toEqual(['records c']);
    }),
  );
});
