import { basename, posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { safeFileName } from '../../main/hosts/safe-file-name.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';

const part = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    'C:',
    'con',
    'NUL',
    'lpt1',
    '.txt',
    '\u202e',
    '\0',
    '\n',
    ' ',
    '%2e%2e',
    '~',
  ),
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.constantFrom('é'.repeat(150), '𝄞'.repeat(80), 'x'.repeat(400), '\ud800'),
);
const hostile = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));

it('any name becomes the name of a file in the folder where it is put, on every system', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const safe = safeFileName(name);
      expect(safe).not.toBe('');
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
      expect(safe.isWellFormed()).toBe(true);
      for (const path of [posix, win32]) {
        expect(path.basename(safe)).toBe(safe);
        expect(path.dirname(path.join('folder', safe))).toBe('folder');
        expect(path.isAbsolute(safe)).toBe(false);
      }
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
      expect(safe).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069<>:"|?*]|^\.|[. ]$/);
      expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      // Taking it in again changes nothing.
      expect(safeFileName(safe)).toBe(safe);
    }),
    { numRuns: runs(3000) },
  );
});

it.each([
  ['../../etc/Plan für A.json', 'Plan für A.json'],
  ['C:\\temp\\nul.txt', '_nul.txt'],
  ['', 'file'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(196)}.pdf`],
])('%s', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
  expect(basename(safe)).toBe(safe);
});
