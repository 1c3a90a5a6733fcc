import { describe, expect, test } from 'vitest';
import { addDays, addMonths } from '../../main/domain/days.ts';
import { lifecycleNotice } from '../../main/domain/services/lifecycle.ts';

const TODAY = '2026-11-25';

describe('calendar', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s plus %i days', (date, days, expected) => expect(addDays(date, days)).toBe(expected));

  test.each([
    ['2026-11-25', 12, '2027-11-25'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-11-30', 2, '2027-01-30'],
  ])('%s plus %i months', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));
});

describe('what is said of a service that is going', () => {
  const closed = { state: 'closed-to-new' } as const;
  const ending = { state: 'end-of-support' } as const;
  test.each([
    [
      { ...closed, date: '2026-04-30', dateKind: 'closed' },
      'has been closed to new customers since 2026-04-30',
    ],
    [{ ...closed, date: '2027-01-31', dateKind: 'closed' }, 'closes to new customers on 2027-01-31'],
    [
      { ...closed, date: '2025-06-20', dateKind: 'announced' },
      'is closed to new customers, as was announced on 2025-06-20',
    ],
    [closed, 'is closed to new customers'],
    [{ ...ending, date: '2026-09-30' }, 'reached its end of support on 2026-09-30'],
    [{ ...ending, date: '2027-03-31' }, 'reaches its end of support on 2027-03-31'],
    [
      { ...ending, date: '2026-01-10', dateKind: 'announced' },
      'is to lose support, as was announced on 2026-01-10',
    ],
    [ending, 'is to lose support; no date is known'],
  ] as const)('%o', (lifecycle, text) => expect(lifecycleNotice(lifecycle, TODAY)?.text).toBe(text));

  test('nothing while it is active or the end is far', () => {
    expect(lifecycleNotice({ state: 'active', date: '2026-01-01' }, TODAY)).toBeNull();
    expect(lifecycleNotice({ ...ending, date: '2029-01-01' }, TODAY)).toBeNull();
  });
});
