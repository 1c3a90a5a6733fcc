import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { cellAddress, openBook, type Row } from '../../main/importers/sheets/book.ts';
import { dateText, isDateFormat } from '../../main/importers/sheets/dates.ts';
import fc, { runs } from '../support/property.ts';
import { readWhole } from '../support/read-sheet.ts';
import { temporaryFolder } from '../support/temp.ts';
import { bookParts, makeZip } from '../support/zip.ts';

const folder = temporaryFolder();
let made = 0;
function place(bytes: Uint8Array, extension = 'xlsx'): string {
  made += 1;
  const path = join(folder, `book-${made}.${extension}`);
  writeFileSync(path, bytes);
  return path;
}

async function readAll(path: string) {
  const book = await openBook(path, 'a.xlsx');
  try {
    const sheets: Record<string, readonly Row[]> = {};
    for (const sheet of book.sheets) sheets[sheet.name] = (await readWhole(book, sheet.name)).rows;
    return { sheets, notes: book.notes };
  } finally {
    await book.close();
  }
}
const texts = (rows: readonly Row[] | undefined) =>
  Object.fromEntries(
    (rows ?? []).flatMap((row) => row.cells.map((cell) => [cellAddress(row.number, cell.column), cell.text])),
  );
const sheetOf = async (inside: string, more = {}) =>
  readAll(place(await makeZip(bookParts({ One: inside }, more))));

describe('cells', () => {
  it('come back as another writer wrote them', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Types');
    sheet.getCell('A1').value = ' text & <more> ';
    sheet.getCell('C1').value = 12.5;
    sheet.getCell('A3').value = new Date(Date.UTC(2026, 10, 25));
    sheet.getCell('A3').numFmt = 'dd/mm/yyyy';
    sheet.getCell('B3').value = new Date(Date.UTC(2026, 10, 25, 10, 15));
    sheet.getCell('B3').numFmt = 'yyyy-mm-dd hh:mm';
    sheet.getCell('C3').value = true;
    sheet.getCell('D3').value = { formula: 'C1*2', result: 25 };
    sheet.getCell('E3').value = { error: '#N/A' };
    sheet.getCell('F3').value = { richText: [{ text: 'rich ' }, { font: { bold: true }, text: 'text' }] };
    sheet.getCell('G3').value = { text: 'a link', hyperlink: 'https://example.org' };
    sheet.getCell('H3').value = '=not a formula';
    sheet.mergeCells('A5:C6');
    sheet.getCell('A5').value = 'merged';
    workbook.addWorksheet('Hidden', { state: 'veryHidden' });
    const path = place(new Uint8Array(await workbook.xlsx.writeBuffer()));
    const book = await openBook(path, 'a.xlsx');
    expect(book.sheets).toEqual([
      { name: 'Types', state: 'visible', kind: 'cells' },
      { name: 'Hidden', state: 'very-hidden', kind: 'cells' },
    ]);
    const { rows, merges } = await readWhole(book, 'Types');
    expect(texts(rows)).toMatchObject({
      A1: ' text & <more> ',
      C1: '12.5',
      A3: '2026-11-25',
      B3: '2026-11-25T10:15:00',
      C3: 'TRUE',
      D3: '25',
      E3: '#N/A',
      F3: 'rich text',
      G3: 'a link',
      H3: '=not a formula',
      A5: 'merged',
    });
    expect(rows[1]?.cells.map(({ type, formula }) => [type, formula])).toEqual([
      ['date', false],
      ['date', false],
      ['boolean', false],
      ['number', true],
      ['error', false],
      ['text', false],
      ['text', false],
      ['text', false],
    ]);
    expect(merges).toEqual([{ firstRow: 5, lastRow: 6, firstColumn: 0, lastColumn: 2 }]);
    await book.close();
  });

  it('need no address, may bear prefixes, and lose no CDATA and no escaped sign', async () => {
    const parts = bookParts({ One: '' });
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t><![CDATA[a <b>]]></x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row><x:row><x:c t="str"><x:v>tab_x0009_here_x005F_x0041_</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const { sheets } = await readAll(place(await makeZip(parts)));
    expect(texts(sheets.One)).toEqual({ A1: 'a <b>', B1: '7', A2: 'tab\there_x0041_' });
  });

  it('leave out reading aids, empty looks and what a stated size promises', async () => {
    const { sheets } = await sheetOf(
      `<dimension ref="A1:XFD1048576"/><sheetData>${'<row><c r="A1" s="0"/></row>'.repeat(3)}<row r="9"><c r="B9" t="s"><v>0</v></c></row></sheetData>`,
      { strings: '<sst><si><r><t>東京</t></r><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si></sst>' },
    );
    expect(sheets.One).toEqual([
      { number: 9, cells: [{ column: 1, text: '東京', type: 'text', formula: false }] },
    ]);
  });

  it('say so when a formula was never computed', async () => {
    const { sheets } = await sheetOf('<sheetData><row r="1"><c r="A1"><f>1+1</f></c></row></sheetData>');
    expect(sheets.One?.[0]?.cells).toEqual([{ column: 0, text: '', type: 'number', formula: true }]);
  });
});

describe('dates', () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, null],
    [61, false, '1900-03-01'],
    [46_351, false, '2026-11-25'],
    [46_351.427_083_333_3, false, '2026-11-25T10:15:00'],
    [0.25, false, '06:00:00'],
    [0, true, '1904-01-01'],
    [44_889, true, '2026-11-25'],
    [-1, false, null],
    [2_958_466, false, null],
  ])('day %d (from 1904: %s) is %s', (serial, from1904, text) => {
    expect(dateText(serial, from1904)).toBe(text);
  });

  it.each([
    [14, undefined, true],
    [9, undefined, false],
    [164, 'dd/mm/yyyy', true],
    [165, '[$-409]d\\-mmm\\-yy;@', true],
    [166, '0.00E+00', false],
    [167, '"day" 0', false],
    [168, '[h]:mm', false],
    [169, '#,##0.00 [$€-407]', false],
  ])('format %d %s shows a date: %s', (id, code, answer) => {
    expect(isDateFormat(id, code)).toBe(answer);
  });
});

describe('what is no spreadsheet', () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  it.each([
    ['empty', Buffer.alloc(0), /is empty/],
    ['text', Buffer.from('hello'), /no ZIP file/],
    ['old Excel', Buffer.concat([ole, Buffer.alloc(600)]), /old form of Excel/],
    ['a password', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), /password/],
  ])('%s is refused by name', async (_, bytes, words) => {
    await expect(openBook(place(bytes), 'a.xlsx')).rejects.toThrow(words);
    await expect(openBook(place(bytes), 'a.xlsx')).rejects.toThrow('a.xlsx');
  });

  it('is a ZIP file of something else, or a binary workbook', async () => {
    await expect(openBook(place(await makeZip({ 'a.txt': 'a' })), 'a.xlsx')).rejects.toThrow(
      /without a workbook/,
    );
    const binary = { ...bookParts({}), 'xl/workbook.bin': 'x' };
    await expect(openBook(place(await makeZip(binary)), 'a.xlsb')).rejects.toThrow(/binary workbook/);
  });

  const bomb = `<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`;
  it.each<[string, Parameters<typeof bookParts>, RegExp]>([
    [
      'entities that grow',
      [{ One: '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>' }, { strings: bomb }],
      /document type/,
    ],
    ['deep nesting', [{ One: `${'<a>'.repeat(100)}${'</a>'.repeat(100)}` }], /deeper than 64/],
    ['a row beyond the sheet', [{ One: '<row r="1048577"><c><v>1</v></c></row>' }], /no sheet can have/],
    ['a column beyond the sheet', [{ One: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }], /more columns/],
    ['one cell twice', [{ One: '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>' }], /twice/],
    [
      'a text that is not there',
      [{ One: '<row r="1"><c r="A1" t="s"><v>5</v></c></row>' }],
      /points at the text 5/,
    ],
    [
      'a text without end',
      [{ One: `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(1_100_000)}</v></c></row>` }],
      /longer than/,
    ],
    ['an attribute without end', [{ One: `<row r="1" x="${'x'.repeat(5_000_000)}"/>` }], /longer than any/],
    ['tags that cross', [{ One: '<row r="1"><c r="A1"></row></c>' }], /not well-formed/],
    [
      'an undeclared entity',
      [{ One: '<row r="1"><c r="A1" t="str"><v>&file;</v></c></row>' }],
      /not well-formed/,
    ],
  ])('%s: refused with the part named', async (_, parts, words) => {
    const path = place(await makeZip(bookParts(...parts)));
    const reading = readAll(path);
    await expect(reading).rejects.toThrow(words);
    await expect(reading).rejects.toThrow(/a\.xlsx: xl\//);
  });

  it('names a sheet that is listed but missing', async () => {
    const parts = bookParts({ One: '' });
    delete parts['xl/worksheets/sheet1.xml'];
    await expect(openBook(place(await makeZip(parts)), 'a.xlsx')).rejects.toThrow(/"One" is named but/);
  });

  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    const path = place(await makeZip(bookParts({ One: '<row><c><v>1</v></c></row>'.repeat(50_000) })));
    const book = await openBook(path, 'a.xlsx', { signal: abort.signal });
    abort.abort();
    await expect(readWhole(book, 'One')).rejects.toThrow();
    await book.close();
  });
});

describe('damaged bytes', () => {
  /** Reads it or refuses it in words; anything else is a bug. */
  async function readOrRefuse(path: string): Promise<void> {
    try {
      await readAll(path);
    } catch (error) {
      if (!(error instanceof DemarcError)) throw error;
      expect(error.code).toBe('INVALID_INPUT');
      expect(error.message).toContain('a.xlsx');
    }
  }

  it('in the package never do more than refuse it', async () => {
    const whole = await makeZip(
      bookParts(
        { One: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' },
        { strings: '<sst><si><t>a</t></si></sst>' },
      ),
    );
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(whole.length),
        async (changes, cut) => {
          const bytes = Buffer.from(whole);
          for (const { at, byte } of changes) bytes[at] = byte;
          await readOrRefuse(place(changes.length % 3 === 0 ? bytes.subarray(0, cut) : bytes));
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('in a sheet never do more than refuse it', async () => {
    const inside =
      '<sheetData><row r="1" spans="1:2"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row><row r="2"><c r="A2" t="b"><v>1</v></c><c r="C2"><f>A1</f><v>45000.5</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>';
    const pieces = [
      '<',
      '>',
      '/',
      '"',
      '&',
      'r="',
      't="s"',
      '</c>',
      '<v>',
      '9e999',
      '-1',
      '\u0000',
      '<!--',
      ']]>',
      '1048577',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(inside.length), fc.constantFrom(...pieces), fc.nat(4)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (changes) => {
          let text = inside;
          for (const [at, piece, drop] of changes) text = text.slice(0, at) + piece + text.slice(at + drop);
          const parts = bookParts(
            { One: text },
            {
              strings: '<sst><si><t>a</t></si></sst>',
              styles: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            },
          );
          await readOrRefuse(place(await makeZip(parts)));
        },
      ),
      { numRuns: runs(30) },
    );
  });
});

describe('recognising what comes in', () => {
  it.each([
    ['{"catalog": {"uuid": "x"}}', 'control-texts'],
    ['{"profile": {"metadata": {"oscal-version": "1.1.2"}}}', 'control-texts'],
    ['{"profile": {"name": "Ann"}}', 'other'],
    ['[{"finding_info": {}}]', 'findings'],
    ['AUTH_METHOD;CHECK_ID;STATUS\n', 'findings'],
    ['PROVIDER;REQUIREMENTS_ID;STATUS;CHECKID\naws;1.1;PASS;a\n', 'findings'],
    ['finding_info.uid,severity,compliance.status\nf-1,High,Failed\n', 'findings'],
    ['{"AggregateEvaluationResults": []}', 'findings'],
    ['{"ConformancePackRuleComplianceList": []}', 'findings'],
    ['{"class_uid": 2001, "finding": {}}', 'findings'],
    ['AWSTemplateFormatVersion: "2010-09-09"\n', 'templates'],
    ['{"terraform_version": "1.9"}', 'templates'],
    ['Ref,Service,Ownership\n', 'register'],
    ['Ref,Control,Ownership\nAC-2,Accounts,Customer\nPE-3,Doors,AWS\n', 'vendor-matrix'],
    ['Control ID;Can Be Inherited from CSP;Notes\nAC-1;Yes;\nAC-2(1);No;We, and you.\n', 'vendor-matrix'],
    ['Service,Control ID,Responsibility\nMail,AC-1,Shared\nMail,AC-2,Customer\n', 'vendor-matrix'],
    ['Colour,Shape\nred,round\nblue,square\n', 'vendor-matrix'],
    ['Service,2026-10-01,2026-11-01\nAmazon S3,1.5,2\nAWS Lambda,3,4\n', 'templates'],
    ['SQLite format 3\0 and more', 'workbook'],
    ['Dear all,', 'other'],
    ['Dear all,\nhere, at last, is the list, as agreed.\nRegards\nAnn\n', 'other'],
    ['', 'other'],
  ])('%j is %s', async (text, kind) => {
    expect(await recogniseFile(place(Buffer.from(text), 'any'), 'any')).toMatchObject({ file: 'any', kind });
  });

  it('looks into spreadsheets and packs', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = (...heads: string[]) => `<sheetData><row>${heads.map(cell).join('')}</row></sheetData>`;
    const kindOf = async (parts: Record<string, string>) =>
      (await recogniseFile(place(await makeZip(parts)), 'a.xlsx')).kind;
    expect(await kindOf(bookParts({ Intro: sheet('Hello'), List: sheet('Ownership', 'Ref') }))).toBe(
      'register',
    );
    expect(await kindOf(bookParts({ CRM: sheet('Control ID', 'Can Be Inherited from CSP') }))).toBe(
      'vendor-matrix',
    );
    expect(await kindOf({ 'manifest.json': '{}', SHA256SUMS: '' })).toBe('pack');
    expect(await kindOf({ 'a.txt': '' })).toBe('templates');
    await expect(kindOf({ 'a.png': '' })).rejects.toThrow(/without a workbook/);
  });
});
