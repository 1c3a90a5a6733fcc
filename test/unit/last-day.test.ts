import { expect, it } from 'vitest';
import { lastDayIn } from '../../main/importers/findings/last-day.ts';

it.each([
  ['2026-12-01', '2026-12-01'],
  ['05/06/2026', '2026-06-05'],
  ['11/2026', '2026-11-31'],
  ['Q4/2026', '2026-12-31'],
  ['30-Jun-25', '2025-12-31'],
  ['never', null],
  // Of several quarters and days the last counts; a year beside them may be of something else.
  ['Q3 2026, extended to Q3 2099', '2099-09-31'],
  ['2027-03-31 (approved Q1 2026)', '2027-03-31'],
  ['2026-03-31 (Q1 2026)', '2026-03-31'],
  ['Q3 2026 (extended to 2027-03-31)', '2027-03-31'],
  ['Q3 2026 (accepted 2026-07-01)', '2026-09-31'],
  ['Q3 2026 (CVE-2026-12345)', '2026-09-31'],
  ['Q1 2026 (RISK-2031)', '2026-03-31'],
  ['Q3 2025 (next review 2027)', '2025-09-31'],
])('the last day that “%s” may mean', (text, day) => expect(lastDayIn(text)).toBe(day));
