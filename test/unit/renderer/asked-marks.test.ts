import { expect, test } from 'vitest';
import { askedOf } from '../../../renderer/components/prepared/use-marks.ts';

test('of two states, a mark that was left as the workbook has it is not asked for, and one that was typed is', () => {
  const marks = (classification: string, distribution: string) =>
    ({ audience: 'client', classification, distribution }) as const;
  expect(askedOf(marks('', ''), { classification: null, distribution: null })).toEqual({
    audience: 'client',
  });
  expect(askedOf(marks('', 'The board'), { classification: 'SECRET', distribution: 'The board' })).toEqual({
    audience: 'client',
    classification: '',
  });
  expect(askedOf(marks('Public', ''), { classification: null, distribution: null })).toEqual({
    audience: 'client',
    classification: 'Public',
  });
});
