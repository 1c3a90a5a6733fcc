import { expect, test } from 'vitest';
import { holdsWords } from '../../../renderer/lib/has-words.ts';

test('every typed word has to stand somewhere, whatever its case, accents and order', () => {
  const holds = holdsWords('  MULLER restore ');
  expect(holds('Restore testing', 'Müller & Söhne')).toBe(true);
  expect(holds('Restore testing', null, undefined)).toBe(false);
  expect(holdsWords('')('')).toBe(true);
  expect(holdsWords('ＳＱＳ')('orders-sqs')).toBe(true);
  expect(holdsWords('佐藤')('佐藤 健')).toBe(true);
});
