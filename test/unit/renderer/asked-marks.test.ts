import { expect, test } from 'vitest';
import { NO_MARKS } from '../../../main/contract/audience.ts';
import { askedOf } from '../../../renderer/components/prepared/use-marks.ts';

test('of two states, a mark that was left as the workbook has it is not asked for, and one that was typed is', () => {
  const marks = (classification: string, distribution: string) =>
    ({ audience: 'client', classification, distribution }) as const;
  expect(askedOf(marks('', ''), { classification: null, distribution: null, marksFor: NO_MARKS })).toEqual({
    audience: 'client',
  });
  expect(
    askedOf(marks('', 'The board'), {
      classification: 'SECRET',
      distribution: 'The board',
      marksFor: NO_MARKS,
    }),
  ).toEqual({
    audience: 'client',
    classification: '',
  });
  expect(
    askedOf(marks('Public', ''), { classification: null, distribution: null, marksFor: NO_MARKS }),
  ).toEqual({
    audience: 'client',
    classification: 'Public',
  });
  const own = {
    classification: 'SECRET',
    distribution: null,
    marksFor: { ...NO_MARKS, client: { classification: 'TLP:AMBER', distribution: null } },
  };
  expect(askedOf(marks('TLP:AMBER', ''), own)).toEqual({ audience: 'client' });
  expect(askedOf(marks('SECRET', ''), own)).toEqual({ audience: 'client', classification: 'SECRET' });
});
