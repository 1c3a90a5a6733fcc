import { expect, test } from 'vitest';
import { keepRows } from '../../../renderer/answering/pane/keep-rows.ts';
import fc from '../../support/property.ts';

const keep = (now: string, before: string, kept: string) =>
  keepRows(
    [...now],
    [...before],
    (row) => row,
    (row) => kept.includes(row),
  ).join('');

test('a row that has left stays where it stood, if it is to be kept', () => {
  expect(keep('acd', 'abcd', 'b')).toBe('abcd');
  expect(keep('acd', 'abcd', '')).toBe('acd');
  expect(keep('d', 'abcd', 'abc')).toBe('abcd');
  expect(keep('', 'abcd', 'ad')).toBe('ad');
  expect(keep('xacy', 'abc', 'b')).toBe('xabcy');
  expect(keep('ab', 'ab', 'ab')).toBe('ab');
});

test('nothing that is listed is lost, moved or doubled, whatever is kept', () => {
  const rows = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  fc.assert(
    fc.property(rows, rows, rows, (now, before, kept) => {
      const all = keepRows(
        now,
        before,
        (row) => row,
        (row) => kept.includes(row),
      );
      expect(new Set(all).size).toBe(all.length);
      expect(all.filter((row) => now.includes(row))).toEqual(now);
      const missing = before.filter((row) => !now.includes(row) && kept.includes(row));
      expect(all.filter((row) => !now.includes(row)).sort()).toEqual([...missing].sort());
    }),
  );
});
