import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bidiFactory from 'bidi-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowMarked } from '../../main/exporters/pdf/blocks.ts';
import { Book } from '../../main/exporters/pdf/book.ts';
import { directionsOf, visualOrder } from '../../main/exporters/pdf/scripts/direction.ts';
import { STYLES, type TextStyle } from '../../main/exporters/pdf/styles.ts';
import { ours } from '../../main/exporters/pdf/words.ts';
import { PdfFile } from '../../main/exporters/reconcile/pdf-file.ts';
import { markedTexts } from '../../main/exporters/reconcile/pdf-marks.ts';
import { sameText } from '../../main/exporters/reconcile/same-text.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import fc, { runs } from '../support/property.ts';
import { anyOrderOfOneScript, bareText, SCRIPT_TEXTS, textOfAnyScript } from '../support/scripts.ts';
import { type PageLook, pageLooks, TEXTS_BESIDE, writeBeside } from '../support/scripts-beside.ts';

const folder = mkdtempSync(join(tmpdir(), 'demarc-pdf-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'scripts.pdf');

function openBook(title = 'Scripts', file = path): Book {
  const info = { title, author: '', subject: '', language: 'en', createdAt: new Date(0), producer: '' };
  const book = new Book(file, info, { title, digest: 'Digest 0' });
  book.newPage('portrait');
  book.part(title);
  return book;
}
/** Draws each text as a paragraph of its own and gives what a reading back finds. */
function drawn(texts: readonly string[], style: TextStyle): { found: string[]; content: string } {
  const book = openBook();
  for (const text of texts) flowMarked(book, text, style, text);
  book.finish();
  const file = new PdfFile(path);
  try {
    const content = file
      .pages()
      .map((page) => file.stream(file.reference(file.object(page), 'Contents')).toString('latin1'))
      .join('\n');
    const found: string[] = [];
    for (const { mark, text } of markedTexts(file, 'Demarc'))
      if (mark.endsWith('More')) found.push(`${found.pop()} ${text}`);
      else found.push(text);
    return { found, content };
  } finally {
    file.close();
  }
}
/** What should be read back: the text with a mark for each character that was named as missing. */
function expected(text: string, missing: ReadonlySet<string>): string {
  return Array.from(bareText(text), (char) => (missing.has(char) ? '\ufffd' : char)).join('');
}
/** No font has these; all other pieces are printed. */
const LACKING = new Set(['\ue000', '\u0378', '\u{13000}', '\ud800', '\u0007', '\u{10ffff}', '\u{20000}']);
const STYLE_NAMES = ['body', 'bodyBold', 'cellItalic', 'h1'] as const;

describe('text of every script', () => {
  it('is read back as it was written, in every style, whatever stands beside what', () => {
    fc.assert(
      fc.property(
        fc.array(textOfAnyScript, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...STYLE_NAMES),
        (texts, name) => {
          const { found } = drawn(texts, STYLES[name]);
          expect(found.map(bareText)).toEqual(texts.map((text) => expected(text, LACKING)));
          for (const [index, text] of texts.entries()) expect(sameText(found[index] ?? '', text)).toBe(true);
        },
      ),
      { numRuns: runs(6) },
    );
  });
  it('is printed in whatever order its characters come, without an error of the font', () => {
    fc.assert(
      fc.property(fc.array(anyOrderOfOneScript, { minLength: 60, maxLength: 60 }), (texts) => {
        const { found } = drawn(texts, STYLES.cellBold);
        for (const [index, text] of texts.entries()) expect(sameText(found[index] ?? '', text)).toBe(true);
      }),
      { numRuns: runs(1) },
    );
  });
  it('names each character that no font has, with the text in which it stands, and no other', () => {
    fc.assert(
      fc.property(textOfAnyScript, (text) => {
        const book = openBook();
        flowMarked(book, text, STYLES.body, text);
        book.abandon();
        const lacking = Array.from(text).filter((char) => LACKING.has(char));
        expect(book.missing.lines().length).toBe(lacking.length > 0 ? 1 : 0);
        const [intro = ''] = book.missing.warnings();
        const count = new Set(lacking).size;
        if (count > 1) expect(intro).toContain(`${count} of the characters`);
        if (count === 1) expect(intro).toContain('one of the characters');
      }),
      { numRuns: runs(6) },
    );
  });
  it('that nobody looked at before it was drawn shows its marks as well, and is named', () => {
    const book = openBook();
    book.structure.leaf(book.content, 'P', {}, () => book.content.lines(['a \ue000 b'], STYLES.body, 50, 50));
    book.finish();
    expect(book.missing.lines()).toEqual(['elsewhere: “�” (private use: U+E000)']);
    if (findProgram('poppler') !== null) expect(bareText(pdfText(path))).toContain('a�b');
  });
  it('is never drawn as the box of a font that lacks it', () => {
    const { content } = drawn(Object.values(SCRIPT_TEXTS), STYLES.bodyBold);
    expect(content).not.toContain('<0000>');
    expect(content).toContain('<0001>');
  });
  it('fits into its column, and a line loses nothing at its end', () => {
    const book = openBook();
    fc.assert(
      fc.property(textOfAnyScript, fc.integer({ min: 40, max: 300 }), (text, width) => {
        const shown = book.show(text, 'here');
        const lines = book.wrap(shown, STYLES.cell, width);
        const texts = lines.map((line) => (typeof line === 'string' ? line : line.text));
        expect(bareText(texts.join(''))).toBe(bareText(shown));
        for (const [index, line] of lines.entries()) {
          // A line may hold one character that is wider than the column, with what is tied to it, and nothing else.
          const clusters = [...new Intl.Segmenter('en').segment((texts[index] ?? '').trim())].length;
          if (clusters > 1) expect(book.widthOf(line, STYLES.cell)).toBeLessThanOrEqual(width + 0.01);
        }
      }),
      { numRuns: runs(20) },
    );
    book.abandon();
  });
});

describe('directions', () => {
  it('put runs in the order that the bidirectional algorithm gives', () => {
    const bidi = bidiFactory();
    fc.assert(
      fc.property(textOfAnyScript, (text) => {
        const line = text.replace(/\n/g, ' ').trim();
        fc.pre(line.length > 0);
        const levels = bidi.getEmbeddingLevels(line, 'auto');
        expect(visualOrder([...levels.levels])).toEqual(bidi.getReorderedIndices(line, levels));
      }),
      { numRuns: runs(200) },
    );
  });
  it('of a paragraph are those of its first letter', () => {
    expect(directionsOf('14 (يوم) days').rightToLeft).toBe(true);
    expect(directionsOf('14 days (يوم)').rightToLeft).toBe(false);
  });
  it('of a sentence of ours are ours, whatever name begins it', () => {
    const book = openBook();
    const sentence = book.show(ours('شركة كاليوبي: none of its 38 duties has an answer yet.'), 'here');
    const [line] = book.wrap(sentence, STYLES.body, 400);
    if (line === undefined || typeof line === 'string') throw new Error('a line with Arabic is shaped');
    expect(line.indent).toBe(0);
    expect(line.runs.findIndex(({ reversed }) => reversed)).toBe(0);
    expect(Math.max(...line.runs.map(({ x }) => x))).toBe(line.runs.at(-1)?.x);
    const [counted] = book.wrap(book.show(ours('Of شركة كاليوبي: 138 duties.'), 'here'), STYLES.body, 400);
    if (counted === undefined || typeof counted === 'string') throw new Error('a line with Arabic is shaped');
    const places = counted.runs.map(({ x }) => x);
    // The number stands behind the name, not before it.
    expect(Math.max(...places)).toBe(places.at(-1));
    expect(
      counted.runs
        .at(-1)
        ?.glyphs.map(({ text }) => text)
        .join(''),
    ).toContain('138 duties');
    expect(book.show(ours('Plain names stay what they are.'), 'here')).toBe(
      'Plain names stay what they are.',
    );
    book.abandon();
  });
  it('bring lines that run right to left to the right edge of their column', () => {
    const book = openBook();
    const width = 200;
    for (const line of book.wrap(SCRIPT_TEXTS['Hebrew with Latin'] ?? '', STYLES.body, width)) {
      if (typeof line === 'string') throw new Error('a line of Hebrew is shaped');
      expect(line.indent + book.widthOf(line, STYLES.body)).toBeCloseTo(width, 1);
    }
    for (const line of book.wrap(SCRIPT_TEXTS['Latin with Arabic inside'] ?? '', STYLES.body, width))
      expect(typeof line === 'string' ? 0 : line.indent).toBe(0);
    book.abandon();
  });
});

describe('lines of scripts without spaces', () => {
  const book = openBook();
  afterAll(() => book.abandon());
  const lines = (text: string, width: number) =>
    book.wrap(text, STYLES.body, width).map((line) => (typeof line === 'string' ? line : line.text));
  it('end between words of Thai', () => {
    const words = new Set(
      Array.from(
        new Intl.Segmenter('th', { granularity: 'word' }).segment(SCRIPT_TEXTS.Thai ?? ''),
        ({ index }) => index,
      ),
    );
    let at = 0;
    for (const line of lines(SCRIPT_TEXTS.Thai ?? '', 120)) {
      expect(words.has((SCRIPT_TEXTS.Thai ?? '').indexOf(line, at))).toBe(true);
      at += line.length;
    }
  });
  it('begin with no closing sign and end with no opening one', () => {
    for (let width = 60; width < 140; width += 7)
      for (const text of [SCRIPT_TEXTS.Japanese, SCRIPT_TEXTS.Chinese])
        for (const line of lines(text ?? '', width)) {
          expect(line).not.toMatch(/^[、。，）」ー]/);
          expect(line).not.toMatch(/[（「]$/);
        }
  });
});

describe('the title', () => {
  it('stands in its own script at the foot of each page, and what it lacks is named', () => {
    const title = 'كتاب العمل 2026 (مثال) \ue000';
    const book = openBook(title);
    book.newPage('portrait');
    expect(book.missing.lines()).toEqual([
      `title: “${title.replace('\ue000', '\ufffd')}” (private use: U+E000)`,
    ]);
    book.finish();
    if (findProgram('poppler') === null) return;
    for (const page of pdfText(path, '-raw').split('\f').slice(0, -1))
      expect(bareText(page)).toContain(bareText(title.replace('\ue000', '\ufffd')));
  });
});

describe.skipIf(findProgram('poppler') === null)('another reader', () => {
  const texts = Object.entries(SCRIPT_TEXTS);
  /** What it finds on the pages of a document in each style, where each text has a page of its own. */
  let read: readonly (readonly string[])[] = [];
  beforeAll(() => {
    read = [STYLES.body, STYLES.cellBold].map((style) => {
      const book = openBook();
      for (const [at, [, text]] of texts.entries()) {
        if (at > 0) book.newPage('portrait');
        flowMarked(book, text, style, text);
      }
      book.finish();
      return pdfText(path, '-raw').split('\f');
    });
  });
  it.each(texts.map(([name, text], at) => [name, text, at] as const))(
    'gets the letters back as they were written: %s',
    (_, text, at) => {
      for (const pages of read) expect(bareText(pages[at] ?? '')).toContain(bareText(text));
    },
  );
});

const office = findProgram('libreOfficeWriter');
describe.skipIf(office === null || findProgram('poppler') === null)('beside LibreOffice', () => {
  /** Our ink is not quite black, as theirs is. */
  const TONE = 0.88;
  let [ours, theirs]: (readonly PageLook[])[] = [];
  beforeAll(() => {
    const files = writeBeside(office ?? '', mkdtempSync(join(folder, 'beside-')));
    [ours, theirs] = [pageLooks(files.ours), pageLooks(files.theirs)];
  });
  const lettersOf = (text: string) => [...bareText(text)].sort().join('');

  it.each(TEXTS_BESIDE.map(([name, text], at) => [name, text, at] as const))(
    'the same letters take the same room and the same ink: %s',
    (_, text, at) => {
      const [own, other] = [ours?.[at], theirs?.[at]];
      if (!own || !other) throw new Error('a page each');
      // Which order another program's pages are read in is not ours to say.
      expect(lettersOf(other.text)).toBe(lettersOf(text));
      expect(bareText(own.text)).toContain(bareText(text));
      expect(own.ink).toBeGreaterThan(text.length);
      // A script's spaces may be another font's, and LibreOffice puts some between ideographs and digits.
      expect(Math.abs(own.width / other.width - 1)).toBeLessThan(0.07);
      expect(Math.abs(own.ink / other.ink / TONE - 1)).toBeLessThan(0.03);
    },
  );
});
