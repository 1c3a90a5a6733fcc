import { expect, it } from 'vitest';
import { isCrossedOut, withoutPictures } from '../../main/domain/words/pictures.ts';

it.each<[string, string]>([
  ['🔄 Planned', 'Planned'],
  ['Done ✅', 'Done'],
  ['🖥️ Amazon EC2 🖥️', 'Amazon EC2'],
  ['👷🏽‍♀️ In progress', 'In progress'],
  ['✅', '✅'],
  ['✔️', '✔'],
  ['  ', '  '],
  ['', ''],
  ['1️⃣ Live', '1️⃣ Live'],
  ['RDS ➡️ Aurora', 'RDS ➡️ Aurora'],
  ['Größe', 'Größe'],
  ['✓ yes', '✓ yes'],
])('%j is %j without pictures at its ends', (text, words) => expect(withoutPictures(text)).toBe(words));

it('a cross denies what stands beside it', () =>
  expect(['❌ Active', '🚫 Done', '⬜ Done', '⏳ Done', '✅ Done'].map(isCrossedOut)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]));
