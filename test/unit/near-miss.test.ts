import { describe, expect, it } from 'vitest';
import { nearest, nearestInFile } from '../../main/domain/words/near-miss.ts';

describe('the nearest word', () => {
  const known = ['implemented', 'not started', 'in progress', 'Kim Doe', 'Kim Dow'];
  it.each([
    ['implementd', 'implemented'],
    ['IMPLEMENTED', 'implemented'],
    ['inprogress', 'in progress'],
    ['impl', 'implemented'],
    ['Kim Dox', 'Kim Doe'],
    ['unlike any', null],
    ['', null],
  ])('to %j is %j', (word, wanted) => {
    expect(nearest(word, known)).toBe(wanted);
  });

  it('is found by the whole distance where that is small, and by nothing where it is not', () => {
    expect(nearest('abcdefghi', ['xbcdefghi', 'xxxdefghi', 'xxxxefghi'])).toBe('xbcdefghi');
    expect(nearest('abcdefghi', ['xxxdefghi', 'xxxxefghi'])).toBe('xxxdefghi');
    expect(nearest('abcdefghi', ['xxxxefghi'])).toBeNull();
  });
});

it('words of one file find no names any more after so many looks', () => {
  const near = nearestInFile(5);
  expect(near('orders', ['order', 'media'])).toBe('order');
  expect(near('mediaa', ['order', 'media'])).toBe('media');
  expect(near('orders', ['order', 'media'])).toBeNull();
});
