import { describe, expect, it } from 'vitest';
import { placesIn } from '../../../renderer/answering/pane/order.ts';
import { NARROWEST, WIDEST, widthWithin } from '../../../renderer/answering/pane/use-pane-width.ts';

const list = ['db/a', 'db/b', 'db/c', 'db/d'];
const all = () => true;

describe('where the pane leads to', () => {
  it('goes through its list, and not beyond its ends', () => {
    expect(placesIn(list, 'db/b', 0, all)).toEqual({
      at: 1,
      previous: 'db/a',
      next: 'db/c',
      nextOpen: 'db/c',
    });
    expect(placesIn(list, 'db/d', 0, all).next).toBeNull();
    expect(placesIn(list, 'db/a', 0, all).previous).toBeNull();
  });
  it('finds the next open one, all the way round', () => {
    expect(placesIn(list, 'db/a', 0, (ref) => ref === 'db/d').nextOpen).toBe('db/d');
    expect(placesIn(list, 'db/c', 0, (ref) => ref === 'db/b').nextOpen).toBe('db/b');
    expect(placesIn(list, 'db/d', 0, all).nextOpen).toBe('db/a');
  });
  it('leads to no open one where the only one is in view, or none is', () => {
    expect(placesIn(list, 'db/b', 0, (ref) => ref === 'db/b').nextOpen).toBeNull();
    expect(placesIn(list, 'db/a', 0, () => false).nextOpen).toBeNull();
  });
  it('goes on from where a duty stood that an answer took out of the list', () => {
    const left = ['db/a', 'db/c', 'db/d'];
    expect(placesIn(left, 'db/b', 1, all)).toMatchObject({ at: 1, previous: 'db/a', next: 'db/c' });
    expect(placesIn([], 'db/b', 1, all)).toEqual({ at: 0, previous: null, next: null, nextOpen: null });
  });
});

it('the pane is never narrower or wider than a card can be read in', () => {
  expect([widthWithin(10), widthWithin(500.4), widthWithin(9000)]).toEqual([NARROWEST, 500, WIDEST]);
  expect(widthWithin(Number.NaN)).toBeGreaterThan(NARROWEST);
});
