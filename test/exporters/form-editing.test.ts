import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bareStyle, type CellWrite, editSheet } from '../../main/exporters/forms/edit-sheet.ts';
import { recalculated } from '../../main/exporters/forms/recalculated.ts';
import { mapSheet } from '../../main/exporters/forms/sheet-map.ts';
import { cellAddress, openBook } from '../../main/importers/sheets/book.ts';
import { patchZip, rawEntries } from '../../main/platform/zip-patch.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { temporaryFolder } from '../support/core.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';
import { bookParts, makeZip } from '../support/zip.ts';

// Sheets as programs write them: rows and cells with holes, with formats and attributes of all kinds, formulas, and a prefix or none.

const cell = fc.record({
  column: fc.nat(12),
  content: fc.constantFrom(
    '',
    '<v>7</v>',
    ' t="str"|<f>A1&amp;"x"</f><v>old</v>',
    ' t="inlineStr"|<is><t>a &lt; b</t></is>',
    ' t="b"|<v>1</v>',
    '<f t="shared" ref="A1:A9" si="0">B1</f><v>3</v>',
  ),
  style: fc.constantFrom('', ' s="3"', ' s="4" cm="1"'),
});
const sheet = fc
  .record({
    prefix: fc.constantFrom('', 'x:'),
    rows: fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 3 }),
        attributes: fc.constantFrom(
          '',
          ' spans="1:9" ht="15.75" customHeight="1"',
          ' s="5" customFormat="1"',
        ),
        cells: fc.array(cell, { maxLength: 5 }),
      }),
      { maxLength: 6 },
    ),
    empty: fc.boolean(),
  })
  .map(({ prefix, rows, empty }) => {
    const p = prefix;
    let number = 0;
    const body = rows.map(({ gap, attributes, cells }) => {
      number += gap;
      const byColumn = new Map(cells.map((each) => [each.column, each]));
      const inside = [...byColumn.values()]
        .sort((a, b) => a.column - b.column)
        .map(({ column, content, style }) => {
          const [type = '', value = ''] = content.includes('|') ? content.split('|') : ['', content];
          const tags = value.replace(/<(\/?)(\w)/g, `<$1${p}$2`);
          const start = `<${p}c r="${cellAddress(number, column)}"${style}${type}`;
          return tags === '' ? `${start}/>` : `${start}>${tags}</${p}c>`;
        })
        .join('');
      return inside === '' && attributes.length % 2 === 0
        ? `<${p}row r="${number}"${attributes}/>`
        : `<${p}row r="${number}"${attributes}>\n${inside}</${p}row>`;
    });
    const data =
      body.length === 0 && empty ? `<${p}sheetData/>` : `<${p}sheetData>${body.join(' ')}</${p}sheetData>`;
    return `<?xml version="1.0" encoding="UTF-8"?>\r\n<${p}worksheet xmlns${p === '' ? '' : ':x'}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!-- é 😀 --><${p}cols><${p}col min="2" max="4" style="6"/></${p}cols>${data}<${p}headerFooter><${p}oddFooter>&amp;L000000Controlled</${p}oddFooter></${p}headerFooter></${p}worksheet>`;
  });
const write = fc.record({
  row: fc.integer({ min: 1, max: 22 }),
  column: fc.nat(14),
  value: fc.oneof(
    fc.string({ minLength: 1, unit: anyCharacter }),
    fc.constantFrom('=1+1', ' a\nb ', '_x0041_ & <b>', ']]>', '😀'),
    fc.integer({ min: 1, max: 60_000 }),
  ),
});
const writes = fc.uniqueArray(write, { maxLength: 12, selector: ({ row, column }) => `${row} ${column}` });

const textOfCells = (xml: string) => {
  const { rows } = mapSheet(xml);
  return new Map(
    [...rows.values()].flatMap(({ number, cells }) =>
      [...cells].map(
        ([column, { start, end }]) => [cellAddress(number, column), xml.slice(start, end)] as const,
      ),
    ),
  );
};

it('an edited sheet is the sheet as it was but for the cells that were written', () => {
  fc.assert(
    fc.property(sheet, writes, (xml, list) => {
      const map = mapSheet(xml);
      const edited = editSheet(map, list as readonly CellWrite[]);
      if (list.length === 0) expect(edited).toBe(xml);
      const ours = new Set(list.map(({ row, column }) => cellAddress(row, column)));
      const [was, is] = [textOfCells(xml), textOfCells(edited)];
      for (const address of ours) expect(is.has(address)).toBe(true);
      for (const [address, text] of is) if (!ours.has(address)) expect(text).toBe(was.get(address));
      expect([...was.keys()].filter((address) => !is.has(address))).toEqual([]);
      const now = mapSheet(edited);
      for (const [number, { attributes }] of map.rows)
        expect(now.rows.get(number)?.attributes).toEqual(attributes);
      expect(edited.slice(0, map.data.start)).toBe(xml.slice(0, map.data.start));
      expect(edited.slice(now.data.end)).toBe(xml.slice(map.data.end));
    }),
    { numRuns: runs(300) },
  );
});

it('the area that a sheet says it takes up holds what is written, and is as it was where it does already', () => {
  const around = (ref: string, data: string) =>
    `<x:worksheet><x:dimension ref="${ref}"/><x:sheetData>${data}</x:sheetData></x:worksheet>`;
  const map = mapSheet(around('B2:C3', ''));
  expect(editSheet(map, [{ row: 3, column: 2, value: 7 }])).toBe(
    around('B2:C3', '<x:row r="3"><x:c r="C3"><x:v>7</x:v></x:c></x:row>'),
  );
  const outside = [
    { row: 30, column: 27, value: 7 },
    { row: 2, column: 0, value: 8 },
  ];
  expect(editSheet(map, outside)).toBe(
    around(
      'A2:AB30',
      '<x:row r="2"><x:c r="A2"><x:v>8</x:v></x:c></x:row><x:row r="30"><x:c r="AB30"><x:v>7</x:v></x:c></x:row>',
    ),
  );
});

it('a picture in a cell goes with the value that it was', () => {
  const around = (cell: string) => `<worksheet><sheetData><row r="1">${cell}</row></sheetData></worksheet>`;
  const map = mapSheet(around('<c r="A1" s="2" t="e" vm="1"><v>#VALUE!</v></c>'));
  expect(editSheet(map, [{ row: 1, column: 0, value: 7 }])).toBe(around('<c r="A1" s="2"><v>7</v></c>'));
});

it('a reader of spreadsheets finds in it what was written, in the formats that were there', async () => {
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(sheet, writes, async (xml, list) => {
      const map = mapSheet(xml);
      const parts = {
        ...bookParts({ S: '' }),
        'xl/worksheets/sheet1.xml': editSheet(map, list as readonly CellWrite[]),
      };
      const path = join(folder, 'edited.xlsx');
      writeFileSync(path, await makeZip(parts));
      const book = await openBook(path, 'edited.xlsx');
      const found = new Map<string, string>();
      for await (const batch of book.rows('S'))
        for (const { number, cells } of batch)
          for (const { column, text } of cells) found.set(cellAddress(number, column), text);
      await book.close();
      const now = mapSheet(parts['xl/worksheets/sheet1.xml'] ?? '');
      for (const { row, column, value } of list) {
        const text = String(value);
        // What XML cannot hold has a sign of its own.
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters.
        if (!/[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]/.test(text))
          expect(found.get(cellAddress(row, column))).toBe(text);
        const before = map.rows.get(row)?.cells.get(column);
        expect(now.rows.get(row)?.cells.get(column)?.style).toBe(
          before?.style ?? bareStyle(map, row, column),
        );
      }
    }),
    { numRuns: runs(30) },
  );
});

it.each([
  [
    'rows out of order',
    '<sheetData><row r="2"/><row r="1"/></sheetData>',
    /rows do not say their numbers in order/,
  ],
  ['a row without a number', '<sheetData><row/></sheetData>', /rows do not say their numbers/],
  ['a cell without a place', '<sheetData><row r="1"><c/></row></sheetData>', /cells of its row 1 do not say/],
  [
    'a cell in another row',
    '<sheetData><row r="1"><c r="A2"/></row></sheetData>',
    /cells of its row 1 do not say/,
  ],
  ['no data', '<cols/>', /has no cells/],
  ['what is not closed', '<sheetData>', /not well-formed/],
])('a sheet with %s is refused', (_, inside, words) => {
  expect(() => mapSheet(`<worksheet>${inside}</worksheet>`)).toThrow(words);
});

it('a sheet that declares a document type, or nests without end, is refused', () => {
  expect(() => mapSheet('<!DOCTYPE a [<!ENTITY e "x">]><worksheet><sheetData/></worksheet>')).toThrow(
    /document type/,
  );
  expect(() => mapSheet(`<worksheet>${'<a>'.repeat(100)}`)).toThrow(/nests deeper/);
});

it('the workbook part has its formulas worked out at the next opening, and is otherwise as it was', () => {
  const around = (calculation: string) =>
    `<workbook><bookViews><workbookView><extLst/></workbookView></bookViews><sheets/>${calculation}<extLst/></workbook>`;
  expect(recalculated(around('<calcPr calcId="191029"/>'))).toBe(
    around('<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
  );
  expect(recalculated(around('<calcPr fullCalcOnLoad="1"/>'))).toBe(around('<calcPr fullCalcOnLoad="1"/>'));
  expect(recalculated(around(''))).toBe(around('<calcPr fullCalcOnLoad="1"/>'));
  expect(recalculated('<x:workbook><x:sheets/></x:workbook>')).toBe(
    '<x:workbook><x:sheets/><x:calcPr fullCalcOnLoad="1"/></x:workbook>',
  );
});

/** A ZIP file with sizes behind the content, extra fields, bytes before the first entry and a comment. */
function oddZip(contents: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [Buffer.from('before')];
  const lines: Buffer[] = [];
  let at = 6;
  for (const [index, content] of contents.entries()) {
    const name = Buffer.from(`part-${index}.xml`);
    const packed = deflateRawSync(content);
    const behind = index % 2 === 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(behind ? 8 : 0, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(4, 28);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crcOf(content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(content.length, 8);
    if (!behind) sizes.copy(local, 14);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(behind ? 8 : 0, 8);
    line.writeUInt16LE(8, 10);
    sizes.copy(line, 16);
    line.writeUInt16LE(name.length, 28);
    line.writeUInt32LE(at, 42);
    lines.push(Buffer.concat([line, name]));
    const mark = Buffer.from([0x50, 0x4b, 7, 8]);
    const entry = [local, name, Buffer.from([1, 2, 0, 0]), packed, ...(behind ? [mark, sizes] : [])];
    pieces.push(...entry);
    at += entry.reduce((sum, piece) => sum + piece.length, 0);
  }
  const directory = Buffer.concat(lines);
  const comment = Buffer.from('a comment');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(contents.length, 8);
  end.writeUInt16LE(contents.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...pieces, directory, end, comment]);
}
const crcOf = (content: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};

it('a patched ZIP file keeps the bytes of every entry that was not replaced', async () => {
  const folder = temporaryFolder();
  const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each));
  await fc.assert(
    fc.asyncProperty(
      fc.array(bytes, { minLength: 1, maxLength: 6 }),
      fc.array(fc.option(bytes, { nil: null }), { minLength: 6, maxLength: 6 }),
      async (contents, others) => {
        const file = oddZip(contents);
        const replaced = new Map<string, Buffer>(
          contents.flatMap((_, index) => {
            const other = others[index];
            return other ? [[`part-${index}.xml`, other] as const] : [];
          }),
        );
        const patched = patchZip(file, replaced);
        if (replaced.size === 0) expect(patched.equals(file)).toBe(true);
        const [was, is] = [rawEntries(file), rawEntries(patched)];
        expect([...is.keys()]).toEqual([...was.keys()]);
        for (const [name, entry] of is)
          if (!replaced.has(name)) expect(entry.equals(was.get(name) ?? Buffer.alloc(0))).toBe(true);
        expect(patched.subarray(0, 6).toString()).toBe('before');
        expect(patched.subarray(-9).toString()).toBe('a comment');
        const path = join(folder, 'patched.zip');
        writeFileSync(path, patched);
        const zip = await ZipReader.open(path);
        for (const [index, content] of contents.entries()) {
          const name = `part-${index}.xml`;
          const pieces: Buffer[] = [];
          for await (const piece of zip.read(name)) pieces.push(Buffer.from(piece));
          expect(Buffer.concat(pieces).equals(replaced.get(name) ?? content)).toBe(true);
        }
        await zip.close();
      },
    ),
    { numRuns: runs(50) },
  );
});

it('a ZIP file that is damaged is refused in words', async () => {
  const whole = await makeZip({ 'a.xml': 'a', 'b.xml': 'b' });
  const name = new Map([['c.xml', Buffer.from('c')]]);
  expect(() => patchZip(whole, name)).toThrow(/part c.xml is missing/);
  expect(() => patchZip(whole.subarray(0, -5), new Map())).toThrow(/no ZIP file, or its end is missing/);
  const overlapping = Buffer.from(oddZip([Buffer.from('one'), Buffer.from('two')]));
  const second = overlapping.indexOf(
    Buffer.from([0x50, 0x4b, 1, 2]),
    overlapping.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 4,
  );
  overlapping.writeUInt32LE(6, second + 42);
  expect(() => patchZip(overlapping, new Map())).toThrow(/overlap|no header/);
  const large = Buffer.from(whole);
  large.writeUInt32LE(0xffffffff, large.length - 6);
  expect(() => patchZip(large, new Map())).toThrow(/large form/);
});
