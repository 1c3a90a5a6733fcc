import { describe, expect, test } from 'vitest';
import {
  daysBetween,
  formatBytes,
  formatCount,
  formatDate,
  today,
  writeDatesIn,
} from '../../../renderer/lib/format.ts';
import { lifecycleWords } from '../../../renderer/lib/lifecycle.ts';
import { withPending } from '../../../renderer/lib/with-pending.ts';

describe('format', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [14_400, '14 kB'],
    [999_600, '1.0 MB'],
    [3_200_000, '3.2 MB'],
    [5_000_000_000, '5.0 GB'],
    [5_000_000_000_000, '5000 GB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
  test('counts carry their word', () => {
    expect(formatCount(1, 'row')).toBe('1 row');
    expect(formatCount(2014, 'row')).toBe('2,014 rows');
    expect(formatCount(0, 'duty', 'duties')).toBe('0 duties');
  });
  test('dates do not move with the time zone, and odd ones are shown as they are', () => {
    expect(formatDate('2026-11-25')).toBe('25 Nov 2026');
    expect(formatDate('sometime')).toBe('sometime');
  });
  test.each([
    ['en-US', 'Nov 25, 2026'],
    ['de', '25. Nov. 2026'],
    ['fr', '25 nov. 2026'],
    ['en-GB', '25 Nov 2026'],
  ])('dates are written in %s, numbers as before', (language, words) => {
    writeDatesIn(language);
    expect(formatDate('2026-11-25')).toBe(words);
    expect(formatCount(2014, 'row')).toBe('2,014 rows');
  });
  test('today is the day where the reader is', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
  test('days between dates, over the change to summer time too', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-11-25', '2026-11-24')).toBe(-1);
  });
});

describe('lifecycleWords', () => {
  test('an active service needs no words', () => {
    expect(lifecycleWords({ state: 'active' })).toBeNull();
  });
  test('an announcement is not the closing itself', () => {
    const closed = lifecycleWords({ state: 'closed-to-new', date: '2026-04-30', dateKind: 'closed' });
    const announced = lifecycleWords({ state: 'closed-to-new', date: '2026-04-30', dateKind: 'announced' });
    expect(closed?.long).toBe('Closed to new customers since 30 Apr 2026.');
    expect(announced?.long).toBe('Closed to new customers, announced on 30 Apr 2026.');
  });
  test('the note of the catalogue follows', () => {
    expect(lifecycleWords({ state: 'end-of-support', note: 'Move to X.' })?.long).toBe(
      'AWS ends its support. Move to X.',
    );
  });
});

test('typed values stand over saved ones, an emptied one too', () => {
  expect(withPending({ title: 'a', note: 'b' as string | null }, { note: null })).toEqual({
    title: 'a',
    note: null,
  });
});
