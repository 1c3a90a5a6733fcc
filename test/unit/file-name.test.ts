import { posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { distinctStems, fileStem } from '../../main/domain/words/file-name.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';

it.each([
  ['Søren Łukasz-Weiß', 'Søren Łukasz-Weiß'],
  ['Ελένη Παπαδοπούλου', 'Ελένη Παπαδοπούλου'],
  ['Ольга Йорданова', 'Ольга Йорданова'],
  ['山田 太郎', '山田 太郎'],
  ['محمد علی‌زاده', 'محمد علی‌زاده'],
  ['Zoe\u0308 O’Brien & Co', 'Zoë O’Brien & Co'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['  ..Ann\u202e Lee.. ', 'Ann Lee'],
  ['Ann\n\u0000Lee', 'Ann Lee'],
  ['nul', '_nul'],
  ['COM1.Ann', '_COM1.Ann'],
  ['Connie', 'Connie'],
  ['...', 'person'],
  ['山'.repeat(200), '山'.repeat(53)],
])('%s is the file %s', (text, stem) => {
  expect(fileStem(text, 'person')).toBe(stem);
});

it('any text becomes a name that every file system holds', () => {
  const text = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 40 }),
    fc
      .array(fc.constantFrom('con', 'Ａ', 'ﬁ', 'e\u0301', ' ', '.', '/', '\ud800', '👩‍👩‍👧', '\u0301'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      const stem = fileStem(given, 'person');
      expect(stem).toBe(stem.normalize('NFC'));
      expect(stem.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(stem)).toBeLessThanOrEqual(161);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
      expect(stem).not.toMatch(/^$|[\u0000-\u001f\u007f-\u009f<>:"|?*\\/]|^[. ]|[. ]$|^(con|nul)(\.|$)/i);
      for (const path of [posix, win32]) expect(path.basename(stem)).toBe(stem);
    }),
    { numRuns: runs(1000) },
  );
});

it('no two persons have one file, where case or the form of letters does not count', () => {
  expect(
    distinctStems(
      ['Ann Lee', 'ann lee', 'ANN LEE', 'Weiß', 'WEISS', 'Zoe\u0308', 'Zoë', '?', '...'],
      'person',
    ),
  ).toEqual([
    ...['Ann Lee', 'ann lee 2', 'ANN LEE 3', 'Weiß', 'WEISS 2', 'Zoë', 'Zoë 2', 'person', 'person 2'],
  ]);
  // A name that looks like one that was counted on is counted on itself.
  expect(distinctStems(['Ann', 'Ann', 'Ann 2'], 'person')).toEqual(['Ann', 'Ann 2', 'Ann 2 2']);
});
