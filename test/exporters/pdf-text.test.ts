import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../../main/exporters/pdf/fonts.ts';
import { openDocument } from '../../main/exporters/pdf/raw-document.ts';
import { breakLines, Missing, showable } from '../../main/exporters/pdf/text.ts';
import fc from '../support/property.ts';

const folder = mkdtempSync(join(tmpdir(), 'demarc-pdf-text-'));
const { doc, file } = openDocument(join(folder, 'fonts.pdf'), {
  title: '',
  author: '',
  subject: '',
  language: 'en',
  createdAt: new Date(0),
  producer: '',
});
const fonts = loadFonts(doc);
const face = fonts.regular;
afterAll(() => {
  file.abandon();
  rmSync(folder, { recursive: true, force: true });
});
const show = (text: string) => {
  const missing = new Missing();
  return { shown: showable(text, fonts, missing, 'here'), missing: missing.lines() };
};

describe('what can be shown', () => {
  it.each([
    ['Latin', 'Łódź, Åse, naïve – “so” §4 ½ €'],
    ['Greek', 'Ελένη Παπαδοπούλου'],
    ['Cyrillic', 'Дмитрий Соколов, щ, ґ, ў'],
    ['signs from the second font', '→ ≤ ≥ ≠ ● ✓'],
  ])('%s', (_, text) => {
    expect(show(text)).toEqual({ shown: text, missing: [] });
  });
  it.each([
    ['emoji, once for the pair of units', 'a 🔐 b', 'a � b', ['U+1F510 in here']],
    ['Hebrew', 'שלום', '����', ['U+05DC in here', 'U+05D5 in here', 'U+05DD in here', 'U+05E9 in here']],
    ['scripts that need shaping', 'क', '�', ['U+0915 in here']],
    ['control characters', 'a\u0007b', 'a�b', ['U+0007 in here']],
  ])('marks and names %s', (_, text, shown, missing) => {
    expect(show(text).shown).toBe(shown);
    expect(show(text).missing.sort()).toEqual([...missing].sort());
  });
  it.each([
    ['a letter and its accent', 'e\u0301', 'é'],
    ['line ends of other systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['joiners and direction marks', 'a\u200db\ufe0f\u202ec', 'abc'],
    ['tabs and wide spaces', 'a\tb\u3000c', 'a b c'],
  ])('tidies %s', (_, text, shown) => {
    expect(show(text)).toEqual({ shown, missing: [] });
  });
  it('names a character in many places without an endless list', () => {
    const missing = new Missing();
    for (let n = 0; n < 500; n += 1) showable('🔐', fonts, missing, `place-${n}`);
    const [sentence = ''] = missing.lines();
    expect(sentence.split(', ')).toHaveLength(51);
    expect(sentence.endsWith('more places')).toBe(true);
  });
});

it('who asked for a document is told what it cannot show, with the characters themselves', () => {
  expect(new Missing().warnings()).toEqual([]);
  const missing = new Missing();
  showable('佐藤\u0007', fonts, missing, 'a name');
  const [intro, ...rest] = missing.warnings();
  expect(intro).toContain('3 of the characters');
  expect(rest).toEqual(['U+0007 in a name', '佐 (U+4F50) in a name', '藤 (U+85E4) in a name']);
});

describe('line breaking', () => {
  const width = 60;
  const lines = (text: string) => breakLines(text, face, 7.2, width);
  it('breaks at spaces, and keeps the breaks that were written', () => {
    expect(lines('one two three four five\nsix')).toEqual(['one two three', 'four five', 'six']);
    expect(lines('a\n\nb')).toEqual(['a', '', 'b']);
    expect(lines('')).toEqual(['']);
  });
  it('breaks a name that is too long after a hyphen or slash', () => {
    expect(lines('orders-database/guest-os-patching')[0]).toBe('orders-database/');
  });
  it('loses nothing, and is never wider than the column', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'W', 'i', ' ', '-', '/', 'é', 'Я', '\n'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, (written) => {
        const broken = lines(written);
        expect(broken.join('').replace(/\s/g, '')).toBe(written.replace(/\s/g, ''));
        for (const line of broken) expect(face.width(line.trimEnd(), 7.2)).toBeLessThanOrEqual(width + 0.01);
      }),
    );
  });
});
