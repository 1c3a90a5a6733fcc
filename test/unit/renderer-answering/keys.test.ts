import { expect, it } from 'vitest';
import { CARD_KEYS, keysAt } from '../../../renderer/answering/keys.ts';

it('nothing but going through duties runs on while its key is held down', () => {
  expect(CARD_KEYS.filter(({ held }) => held).map(({ act }) => act)).toEqual(['next', 'previous']);
});

it('no key of a card means two things, at no size', () => {
  for (const size of ['full', 'pane', 'wall', 'line'] as const) {
    const keys = keysAt(size).flatMap((entry) => entry.keys);
    expect(new Set(keys).size, size).toBe(keys.length);
  }
});
