import { expect, test } from 'vitest';
import { typedDate } from '../../renderer/lib/typed-date.ts';

test.each([
  ['03022027', ['month', 'day', 'year'], '2027-03-02'],
  ['03/02/2027', ['day', 'month', 'year'], '2027-02-03'],
  ['2.', ['day', 'month', 'year'], null],
  ['20270203', ['year', 'month', 'day'], '2027-02-03'],
  ['2027-02-03', ['month', 'day', 'year'], '2027-02-03'],
  ['02302027', ['month', 'day', 'year'], null],
  ['', ['month', 'day', 'year'], null],
])('%s in the order %j is %s', (text, order, date) => {
  expect(typedDate(text, order)).toBe(date);
});
