import { expect, it } from 'vitest';
import { startOfDay } from '../../main/domain/history/days.ts';
import { filterOf, type HistorySearch } from '../../renderer/features/history/search.ts';

it('a day begins where the reader is, and one is counted in whole', () => {
  const local = (instant: string | null) => new Date(instant ?? '');
  expect(local(startOfDay('2026-11-25')).getTime()).toBe(new Date(2026, 10, 25).getTime());
  expect(local(startOfDay('2026-11-30', 1)).getTime()).toBe(new Date(2026, 11, 1).getTime());
  expect(local(startOfDay('0099-05-06')).getFullYear()).toBe(99);
});

it.each(['now', '1', '', 'undefined', '275760-12-31', '2026-1-1'])(
  '%j is no day, and nothing is asked by it',
  (text) => {
    expect(startOfDay(text)).toBeNull();
  },
);

it('what the address of another screen calls from and to narrows no history', () => {
  expect(filterOf({ from: 1, to: 'now' } as unknown as HistorySearch)).toEqual({});
  expect(filterOf({ to: '9999-12-31' })).toEqual({});
});
