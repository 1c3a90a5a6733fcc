import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../../main/exporters/pdf/fonts.ts';
import { Missing } from '../../main/exporters/pdf/missing.ts';
import { openDocument, pdfString } from '../../main/exporters/pdf/raw-document.ts';
import { breakLines, showable } from '../../main/exporters/pdf/text.ts';
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
const fonts = loadFonts(doc, new Missing());
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
    ['emoji', 'a 🔐 b 👩‍💻 👍🏽 1️⃣'],
    ['Hebrew', 'שלום'],
    ['Arabic, its joiners and its digits', 'می\u200cخواهد ٣٤٥'],
    ['scripts that need shaping', 'क्षेत्र'],
    ['Chinese, Japanese, Korean', '备份 プラットフォーム 플랫폼'],
    ['marks without a letter of their own', 'q\u0303 x\u0304'],
  ])('%s', (_, text) => {
    expect(show(text)).toEqual({ shown: text, missing: [] });
  });
  it.each([
    ['private use', 'a \ue000 b', 'a � b', 'here: “a � b” (private use: U+E000)'],
    ['what is not assigned', '\u0378', '�', 'here: “�” (not assigned by Unicode: U+0378)'],
    ['control characters', 'a\u0007b', 'a�b', 'here: “a�b” (control character: U+0007)'],
    ['a script without a font', '𓀀𓀁', '��', 'here: “��” (letter: U+13000, U+13001)'],
    ['what is tied to a letter that is shown', 'क\ue000', 'क�', 'here: “क�” (private use: U+E000)'],
  ])('marks and names %s', (_, text, shown, missing) => {
    expect(show(text)).toEqual({ shown, missing: [missing] });
  });
  it.each([
    ['a letter and its accent', 'e\u0301', 'é'],
    ['line ends of other systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['joiners and direction marks', 'a\u200db\ufe0f\u202ec', 'abc'],
    ['tabs and wide spaces', 'a\tb\u3000c', 'a b c'],
  ])('tidies %s', (_, text, shown) => {
    expect(show(text)).toEqual({ shown, missing: [] });
  });
  it('names what is missing in many places without an endless list', () => {
    const missing = new Missing();
    for (let n = 0; n < 500; n += 1) showable('\ue000', fonts, missing, `place-${n}`);
    expect(missing.lines()).toHaveLength(201);
    expect(missing.lines().at(-1)).toBe('and 300 more places');
    expect(missing.warnings()).toHaveLength(22);
    expect(missing.warnings().at(-1)).toMatch(/^and 480 more places/);
  });
});

it('who asked for a document is told what it cannot show, with the characters themselves', () => {
  expect(new Missing().warnings()).toEqual([]);
  const missing = new Missing();
  showable('𓀀𓀁\u0007', fonts, missing, 'a name');
  const [intro, ...rest] = missing.warnings();
  expect(intro).toContain('3 of the characters');
  expect(rest).toEqual(['a name: “���” (control character: U+0007; letter: 𓀀 U+13000, 𓀁 U+13001)']);
});

it('a text string is never longer than every reader takes, and is cut between two characters', () => {
  expect(pdfString('a (b) \\')).toBe('(a \\(b\\) \\\\)');
  for (const unit of ['a', '(', 'ä', '🔐', 'a🔐']) {
    const digits = /^<([\da-f]*)>$/.exec(pdfString(unit.repeat(30_000)))?.[1] ?? '';
    const bytes = Buffer.from(digits, 'hex');
    expect(bytes.length).toBeGreaterThan(30_000);
    expect(bytes.length).toBeLessThanOrEqual(32_767);
    const read = bytes.swap16().toString('utf16le').slice(1);
    expect(read).toMatch(/…$/);
    expect(unit.repeat(30_000)).toContain(read.slice(0, -1));
  }
});

describe('line breaking', () => {
  const width = 60;
  const lines = (text: string) => breakLines(text, face, 7.2, width);
  it('breaks at spaces, and keeps the breaks that were written', () => {
    expect(lines('one two three four five\nsix')).toEqual(['one two three ', 'four five ', 'six']);
    expect(lines('a\n\nb')).toEqual(['a ', '', 'b']);
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
