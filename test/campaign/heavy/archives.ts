import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { BOOK_BOMBS, type Repeated, writeZip } from '../../support/bombs.ts';
import { makeLargeWorkbook } from '../../support/large-workbook.ts';
import { repack, smallPack } from '../../support/pack.ts';
import { bookParts } from '../../support/zip.ts';
import type { ReaderName } from '../readers.ts';
import { type HeavyFile, MOST_BYTES } from './file.ts';

const BOOKS: readonly ReaderName[] = ['recognise', 'sheet', 'matrix'];

/** A ZIP file of so many stored parts that hold nothing, with these before them. */
function manyParts(count: number, first: Readonly<Record<string, string>> = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (name: string, text: string) => {
    const title = Buffer.from(name);
    const bytes = Buffer.from(text);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt32LE(crc32(bytes), 14);
    header.writeUInt32LE(bytes.length, 18);
    header.writeUInt32LE(bytes.length, 22);
    header.writeUInt16LE(title.length, 26);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(20, 4);
    header.copy(line, 6, 4, 30);
    line.writeUInt32LE(offset, 42);
    directory.push(line, title);
    pieces.push(header, title, bytes);
    offset += 30 + title.length + bytes.length;
  };
  for (const [name, text] of Object.entries(first)) add(name, text);
  const others = count - Object.keys(first).length;
  for (let n = 0; n < others; n += 1) add(n.toString(36), '');
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(lines.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, lines, end]);
}

const zip = (what: string, name: string, readers: readonly ReaderName[], bytes: () => Buffer): HeavyFile => ({
  what: `ZIP: ${what}`,
  name,
  readers: ['recognise', ...readers],
  write: (path) => writeFileSync(path, bytes()),
});

/** A book made larger than it packs: what may be read of a file goes by its size. */
const book = (what: string, parts: () => Record<string, Repeated>): HeavyFile => ({
  what: `XLSX: ${what}`,
  name: 'a.xlsx',
  readers: BOOKS,
  async write(path) {
    await writeZip(path, {
      ...parts(),
      'padding.txt': [randomBytes(MOST_BYTES - 700_000).toString('base64')],
    });
  },
});
const bomb = (what: string, n: number): HeavyFile => book(`${n} ${what}`, () => BOOK_BOMBS[what]?.(n) ?? {});

const HEADINGS = `<row>${['Ref', 'Service', 'Responsibility', 'Ownership', 'Status', 'Note']
  .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
  .join('')}</row>`;
const sheetsOf = (count: number, rows: string) =>
  bookParts(
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`S${n}`, `<sheetData>${rows}</sheetData>`])),
  );
const asRepeated = (parts: Readonly<Record<string, string>>): Record<string, Repeated> =>
  Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, [text]]));

/** What is packed: spreadsheets, evidence packs, and workbooks. */
export const ARCHIVES: readonly HeavyFile[] = [
  zip('60,000 parts', 'a.xlsx', ['sheet', 'matrix', 'pack', 'discover', 'findings'], () => manyParts(60_000)),
  zip('40,000 files without findings', 'a.zip', ['findings', 'discover'], () => {
    const names = Array.from({ length: 40_000 }, (_, n) => [`${n}.ocsf.json`, '{}']);
    return manyParts(40_000, Object.fromEntries(names));
  }),
  zip('500 files of findings', 'a.zip', ['findings'], () => {
    const table = `CHECK_ID;STATUS;RESOURCE_UID\n${'a;FAIL;b\n'.repeat(400)}`;
    const names = Array.from({ length: 500 }, (_, n) => [`prowler-output-${n}.csv`, table]);
    return manyParts(500, Object.fromEntries(names));
  }),
  zip('60,000 parts of a book', 'a.xlsx', ['sheet', 'matrix'], () =>
    manyParts(60_000, { '_rels/.rels': '<Relationships/>', 'xl/workbook.xml': '<workbook/>' }),
  ),
  zip('60,000 files of a pack', 'a.zip', ['pack', 'pack against'], () =>
    manyParts(60_000, { 'manifest.json': '{}', SHA256SUMS: '' }),
  ),
  {
    what: 'ZIP: a sound pack of 20,000 files',
    name: 'a.zip',
    readers: ['recognise', 'pack', 'pack against'],
    write: (path) =>
      repack(
        path,
        smallPack(
          Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`evidence/${n.toString(36)}`, 'a'])),
        ),
      ),
  },
  {
    what: 'a workbook with as many entries of its log as find room',
    name: 'a.demarc',
    readers: ['recognise', 'verify', 'merge'],
    write: (path) => makeLargeWorkbook(path, { services: 5, answered: 5, entries: 4000 }),
  },
  book('900 sheets of 300 rows', () =>
    asRepeated(sheetsOf(900, '<row><c t="inlineStr"><is><t>a</t></is></c></row>'.repeat(300))),
  ),
  book('900 sheets of registers', () => asRepeated(sheetsOf(900, HEADINGS))),
  bomb('shared strings without text', 990_000),
  bomb('shared strings of one letter', 990_000),
  bomb('relations of the file', 99_000),
  bomb('relations of the workbook', 99_000),
  bomb('number formats', 99_000),
  bomb('empty cells in rows', 6_800_000),
  bomb('empty rows', 7_300_000),
  bomb('cells of one letter', 7_300_000),
  bomb('formulas without a value', 7_300_000),
  bomb('merged areas', 99_000),
  bomb('hyperlinks', 99_000),
  bomb('elements that mean nothing', 7_300_000),
  bomb('defined names', 1_400_000),
  bomb('comments', 59_000),
  bomb('attributes of one element', 270_000),
  bomb('one comment of XML', 800_000),
  bomb('white space', 18_000_000),
  bomb('processing instructions', 7_300_000),
  bomb('entities', 190_000),
];
