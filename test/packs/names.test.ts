import { describe, expect, test } from 'vitest';
import { formatSums, parseSums } from '../../main/domain/pack/sums.ts';
import { evidenceFileName, folderName, isCompressible } from '../../main/exporters/pack/file-names.ts';
import { unsafeName } from '../../main/importers/pack/names.ts';
import fc, { anyCharacter } from '../support/property.ts';

describe('names in a pack', () => {
  test.each([
    ['restore test.pdf', 'E-4 restore test.pdf'],
    ['../../etc/passwd', 'E-4 passwd'],
    ['C:\\Users\\ann\\policy.docx', 'E-4 policy.docx'],
    ['con', 'E-4 con'],
    ['a<b>:"|?*.txt', 'E-4 a_b______.txt'],
    ['invoice\u202efdp.exe', 'E-4 invoice_fdp.exe'],
    ['Zoe\u0308.pdf', 'E-4 Zo\u00eb.pdf'],
    ['ends. . .', 'E-4 ends'],
    ['...', 'E-4 file'],
    ['', 'E-4 file'],
    [`${'n'.repeat(300)}.pdf`, `E-4 ${'n'.repeat(82)}.pdf`],
    ['half \ud800.txt', 'E-4 half _.txt'],
    ['two\nlines.txt', 'E-4 two_lines.txt'],
  ])('%j becomes %j', (given, wanted) => {
    expect(evidenceFileName(4, given)).toBe(wanted);
  });

  test('whatever it was called, our own reader finds the name safe, and two are never one', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 200 }),
        fc.integer({ min: 1, max: 99_999 }),
        (name, number) => {
          const made = evidenceFileName(number, name);
          expect(unsafeName(`evidence/a/b/${made}`)).toBeNull();
          expect(Buffer.byteLength(made)).toBeLessThanOrEqual(90);
          expect(made.toLowerCase()).not.toBe(evidenceFileName(number + 1, name).toLowerCase());
        },
      ),
    ));

  test('folders of devices are renamed, others are the slug itself', () => {
    expect(['con', 'com1', 'lpt9', 'aux', 'orders-db', 'console'].map(folderName)).toEqual([
      '_con',
      '_com1',
      '_lpt9',
      '_aux',
      'orders-db',
      'console',
    ]);
  });

  test('what is compressed already is stored', () => {
    expect(['a.pdf', 'b.PNG', 'c.xlsx', 'd.log', 'e'].map(isCompressible)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('SHA256SUMS', () => {
  const hash = 'ab'.repeat(32);

  test('names with a backslash or a line break are escaped as sha256sum does', () => {
    // What `sha256sum` prints for files of these names.
    expect(formatSums([{ path: 'a\\b\nc', sha256: hash }])).toBe(`\\${hash}  a\\\\b\\nc\n`);
    expect(formatSums([{ path: 'plain name', sha256: hash }])).toBe(`${hash}  plain name\n`);
  });

  test('what is written is read again', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.string({
            unit: fc.constantFrom('a', 'é', ' ', '\\', '\n', '\r', '*', 'n'),
            minLength: 1,
            maxLength: 8,
          }),
          { maxLength: 6 },
        ),
        (paths) => {
          const files = paths.map((path) => ({ path, sha256: hash }));
          expect([...(parseSums(formatSums(files)) ?? [])]).toEqual(paths.map((path) => [path, hash]));
        },
      ),
    ));

  test.each([
    ['no line end', `${hash}  a`],
    ['a short hash', `${hash.slice(1)}  a\n`],
    ['one blank', `${hash} a\n`],
    ['a name twice', `${hash}  a\n${hash}  a\n`],
    ['capitals', `${hash.toUpperCase()}  a\n`],
  ])('a list with %s is none', (_, text) => {
    expect(parseSums(text)).toBeNull();
  });
});
