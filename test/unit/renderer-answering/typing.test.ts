import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../renderer/components/shortcuts/keys.ts';
import { POINTER, REST_MS, Typing } from '../../../renderer/components/shortcuts/typing.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});

/** A keyboard: each key goes down and up; says whether it might write. */
function keyboard() {
  const typing = new Typing();
  const tap = (key: string, now: number, over: Partial<KeyPress> = {}): boolean => {
    const stroke = press(key, over);
    typing.down(stroke, now);
    const writes = !typing.rests(stroke, now);
    typing.up(stroke, now + 20);
    return writes;
  };
  const chord = (key: string, now: number, over: Partial<KeyPress> = { ctrlKey: true }) => {
    typing.down(press('Control', over), now);
    typing.down(press(key, over), now);
    // The modifier often goes up first, so the letter's way up looks like a key of its own.
    typing.up(press('Control'), now + 10);
    typing.up(press(key), now + 20);
  };
  return { typing, tap, chord };
}

describe('when a key may write', () => {
  it('any time, while nothing else was pressed', () => {
    const { tap } = keyboard();
    expect([tap('c', 0), tap('s', 50), tap('Enter', 90)]).toEqual([true, true, true]);
  });
  it('no letter of a word after a chord, however late its first comes', () => {
    for (const over of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      const { tap, chord } = keyboard();
      chord('f', 0, over);
      expect([tap('s', 5000), tap('q', 5100), tap('s', 5200)]).toEqual([false, false, false]);
    }
  });
  it('again once a key without one went up and 600 ms passed', () => {
    const { tap, chord } = keyboard();
    chord('z', 0);
    expect(tap('ArrowDown', 100)).toBe(false);
    expect(tap('c', 100 + 20 + REST_MS - 1)).toBe(false);
    expect(tap('c', 100 + 20 + REST_MS)).toBe(true);
  });
  it('Enter after a chord only waits for the time', () => {
    for (const [after, writes] of [
      [300, false],
      [REST_MS, true],
    ] as const) {
      const { tap, chord } = keyboard();
      chord('s', 0);
      expect(tap('Enter', after)).toBe(writes);
    }
  });
  it('no letter right after one that meant nothing, and none after the window was left', () => {
    const { typing, tap } = keyboard();
    typing.nothing(0);
    expect([tap('a', REST_MS - 1), tap('a', REST_MS)]).toEqual([false, true]);
    typing.chord(10_000);
    expect(tap('a', 20_000)).toBe(false);
  });
  it('at once where the reader has pointed', () => {
    const { typing, tap, chord } = keyboard();
    chord('c', 0);
    typing.pointed(5);
    expect(tap('a', 5)).toBe(true);
  });
});

describe('a space', () => {
  it('parts two words that are typed, and presses nothing then', () => {
    const { typing, tap } = keyboard();
    tap('t', 0);
    typing.down(press(' '), 100);
    expect(typing.isMereSpace(press(' '), 100)).toBe(true);
    typing.nothing(1000);
    typing.down(press(' '), 1000 + REST_MS - 1);
    expect(typing.isMereSpace(press(' '), 1000 + REST_MS - 1)).toBe(true);
  });
  it('is meant when it stands alone, or comes after a key that types nothing', () => {
    const { typing, tap } = keyboard();
    for (const before of ['x', 'Tab', 'ArrowDown']) {
      const now = before.length * 10_000;
      tap(before, now);
      const at = now + (before === 'x' ? REST_MS : 20);
      typing.down(press(' '), at);
      expect(typing.isMereSpace(press(' '), at), before).toBe(false);
    }
  });
});

describe('what was pressed', () => {
  it('is what a letter that waits is done for, whatever was pressed since', () => {
    const waiting: (() => void)[] = [];
    const typing = new Typing((act) => {
      waiting.push(act);
      return () => undefined;
    });
    const seen: unknown[] = [];
    const note = { act: () => seen.push(typing.pressed), back: () => undefined };
    typing.down(press('a'), 10);
    typing.hold('a', note);
    typing.down(press('a'), 60);
    typing.hold('a', note);
    typing.down(press('ArrowDown'), 90);
    expect(seen).toEqual([
      { key: 'a', at: 10, otherAt: 10 },
      { key: 'a', at: 60, otherAt: 10 },
    ]);
    expect(typing.pressed).toEqual({ key: 'ArrowDown', at: 90, otherAt: 90 });
    typing.pointed(120);
    typing.clicked(130);
    expect(typing.pressed).toEqual({ key: POINTER, at: 130, otherAt: 90 });
  });
});
