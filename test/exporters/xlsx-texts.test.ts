import { describe, expect, test } from 'vitest';
import { SheetReader } from '../../main/exporters/reconcile/sheet-reader.ts';
import { cleanText, splitText, startsLikeFormula } from '../../main/exporters/safe-text.ts';
import { columnLetters, excelDate, fitText, RowRenderer } from '../../main/exporters/xlsx/cells.ts';
import fc, { anyCharacter } from '../support/property.ts';

const anyText = fc.string({ unit: anyCharacter, maxLength: 200 });
const brokenText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0xd83d, 0xde00, 13, 10, 0x5f, 0x78)))
  .map((units) => String.fromCharCode(...units));

describe('text that goes into a cell', () => {
  test('is shown, never dropped: each forbidden character becomes one visible sign', () => {
    expect(cleanText('bell\u0007, escape\u001b, delete\u007f, half \ud83d pair, \uffff')).toEqual({
      text: 'bell␇, escape␛, delete␡, half � pair, �',
      replaced: 5,
    });
    expect(cleanText('one\r\ntwo\rthree\tfour 😀')).toEqual({
      text: 'one\ntwo\nthree\tfour 😀',
      replaced: 0,
    });
  });

  test('is well-formed and keeps its length whatever it was', () => {
    fc.assert(
      fc.property(brokenText, (text) => {
        const clean = cleanText(text);
        expect(clean.text.isWellFormed()).toBe(true);
        expect(clean.text.length).toBe(text.replace(/\r\n?/g, '\n').length);
        expect(cleanText(clean.text)).toEqual({ text: clean.text, replaced: 0 });
      }),
    );
  });

  test('comes out of the sheet as it went in, escapes of Excel and all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, brokenText, fc.constant('_x0041_ & <b> ]]>')), { maxLength: 6 }),
        (texts) => {
          const xml = new RowRenderer('Sheet', (style) => style + 1).render(texts, 1);
          const reader = new SheetReader();
          const rows = [
            ...reader.push('<worksheet><sheetData>'),
            ...reader.push(xml),
            ...reader.push('</sheetData></worksheet>'),
          ];
          reader.end();
          expect(rows[0]?.cells ?? []).toEqual(texts.map((text) => cleanText(text).text));
        },
      ),
    );
  });

  test('longer than a cell goes on in pieces that give it back', () => {
    const long = `${'ab😀'.repeat(20_000)}end`;
    const { head, rest } = fitText(long);
    expect(head.length).toBeLessThanOrEqual(32_767);
    expect(rest.every((piece) => piece.length <= 32_767 && piece.isWellFormed())).toBe(true);
    expect(head.slice(0, head.indexOf('\n[')) + rest.join('')).toBe(long);
    expect(splitText('a😀', 2)).toEqual(['a', '😀']);
  });

  test('is marked as text when a spreadsheet could take it for a formula', () => {
    for (const text of ['=1', '+1', '-x', '@x', '\tx', '\rx', '＝1'])
      expect(startsLikeFormula(text), text).toBe(true);
    for (const text of ['a=1', ' =1', '1-2', '']) expect(startsLikeFormula(text), text).toBe(false);
    const row = new RowRenderer('Sheet', (style) => style + 100).render(['=1+1', 'plain', "'quoted"], 7);
    expect(row).toContain('<c r="A1" s="107" t="inlineStr">');
    expect(row).toContain('<c r="B1" s="7" t="inlineStr">');
    expect(row).toContain('<c r="C1" s="107" t="inlineStr">');
  });
});

test('columns are lettered and dates counted as Excel does', () => {
  expect([1, 26, 27, 52, 53, 702, 703, 16_384].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
  expect(excelDate('1900-03-01')).toBe(61);
  expect(excelDate('2026-11-25')).toBe(46_351);
  expect(excelDate('2026-11-25T12:00:00.000Z')).toBe(46_351.5);
});

describe('the reader of sheets', () => {
  const read = (pieces: readonly string[]) => {
    const reader = new SheetReader();
    const rows = pieces.flatMap((piece) => reader.push(piece));
    reader.end();
    return rows;
  };
  test('reads the same whatever the pieces it is given', () => {
    const xml =
      '<?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1" s="2" t="inlineStr"><is><r><t>a&amp;</t></r><r><t xml:space="preserve"> b</t></r></is></c><c r="C1"><v>12.5</v></c></row></sheetData></worksheet>';
    const expected = [{ number: 1, cells: ['a& b', null, 12.5] }];
    expect(read([xml])).toEqual(expected);
    for (let cut = 1; cut < xml.length; cut += 1)
      expect(read([xml.slice(0, cut), xml.slice(cut)])).toEqual(expected);
  });
  test('refuses a sheet that stops or nests wrongly', () => {
    expect(() => read(['<worksheet><sheetData><row r="1">'])).toThrow('ends in the middle');
    expect(() => read(['<worksheet><row r="1"></worksheet>'])).toThrow('closes something else');
    expect(() => read(['<worksheet/><row/>'])).toThrow('goes on after its end');
  });
});
