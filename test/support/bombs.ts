import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, createDeflateRaw } from 'node:zlib';
import { bookParts } from './zip.ts';

/** A piece of text and how often it stands there. */
export type Repeated = readonly (string | readonly [piece: string, times: number])[];
const PIECE = 1024 * 1024;

/** The text, never as a whole: what a bomb unpacks to may be larger than the memory. */
function* piecesOf(text: Repeated): Generator<Buffer> {
  for (const part of text) {
    if (typeof part === 'string') {
      yield Buffer.from(part);
      continue;
    }
    const [piece, times] = part;
    const each = Math.max(1, Math.min(times, Math.floor(PIECE / Math.max(1, Buffer.byteLength(piece)))));
    const block = Buffer.from(piece.repeat(each));
    const whole = Math.floor(times / each);
    for (let at = 0; at < whole; at += 1) yield block;
    yield Buffer.from(piece.repeat(times - whole * each));
  }
}

interface Packed {
  readonly bytes: Buffer;
  readonly crc: number;
  readonly size: number;
}

async function pack(text: Repeated): Promise<Packed> {
  const deflate = createDeflateRaw({ level: 6, chunkSize: PIECE });
  const out: Buffer[] = [];
  deflate.on('data', (bytes: Buffer) => out.push(bytes));
  let crc = 0;
  let size = 0;
  for (const piece of piecesOf(text)) {
    crc = crc32(piece, crc);
    size += piece.length;
    if (!deflate.write(piece)) await once(deflate, 'drain');
  }
  deflate.end();
  await once(deflate, 'end');
  return { bytes: Buffer.concat(out), crc, size };
}

/** Writes a ZIP file of parts that are packed while they are made. Returns its path. */
export async function writeZip(path: string, parts: Readonly<Record<string, Repeated>>): Promise<string> {
  const file = createWriteStream(path);
  const directory: Buffer[] = [];
  let offset = 0;
  const write = async (bytes: Buffer) => {
    offset += bytes.length;
    if (!file.write(bytes)) await once(file, 'drain');
  };
  for (const [name, text] of Object.entries(parts)) {
    const { bytes, crc, size } = await pack(text);
    const title = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(bytes.length, 18);
    header.writeUInt32LE(size, 22);
    header.writeUInt16LE(title.length, 26);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(20, 4);
    header.copy(line, 6, 4, 30);
    line.writeUInt32LE(offset, 42);
    directory.push(line, title);
    await write(Buffer.concat([header, title]));
    await write(bytes);
  }
  const start = offset;
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  const count = Object.keys(parts).length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(lines.length, 12);
  end.writeUInt32LE(start, 16);
  await write(Buffer.concat([lines, end]));
  file.end();
  await once(file, 'close');
  return path;
}

/** A smallest workbook of one sheet in which some parts are others. */
const bookOf = (
  sheet: Repeated,
  parts: Readonly<Record<string, Repeated>> = {},
  more = {},
): Record<string, Repeated> => ({
  ...Object.fromEntries(
    Object.entries(bookParts({ Register: '' }, more)).map(([name, text]) => [name, [text]]),
  ),
  'xl/worksheets/sheet1.xml': sheet,
  ...parts,
});
const row = (cells: readonly string[], number = 1): string =>
  `<row r="${number}">${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
const HEADINGS = row(['Ref', 'Service', 'Responsibility', 'Ownership', 'Status', 'Note']);
const sheetOf = (...body: Repeated): Repeated => [
  '<worksheet><sheetData>',
  HEADINGS,
  ...body,
  '</sheetData></worksheet>',
];
const RELATION = '<Relationship Id="a" Type="b/c" Target="d"/>';

/** Spreadsheets of at most a few megabytes that unpack to far more; `n` is how many of a thing there are. */
export const BOOK_BOMBS: Readonly<Record<string, (n: number) => Record<string, Repeated>>> = {
  'shared strings without text': (n) =>
    bookOf(sheetOf(), { 'xl/sharedStrings.xml': ['<sst>', ['<si/>', n], '</sst>'] }, { strings: '' }),
  'shared strings of one letter': (n) =>
    bookOf(
      sheetOf(),
      { 'xl/sharedStrings.xml': ['<sst>', ['<si><t>a</t></si>', n], '</sst>'] },
      { strings: '' },
    ),
  'relations of the file': (n) =>
    bookOf(sheetOf(), { '_rels/.rels': ['<Relationships>', [RELATION, n], '</Relationships>'] }),
  'relations of the workbook': (n) =>
    bookOf(sheetOf(), {
      'xl/_rels/workbook.xml.rels': ['<Relationships>', [RELATION, n], '</Relationships>'],
    }),
  'number formats': (n) =>
    bookOf(
      sheetOf(),
      { 'xl/styles.xml': ['<styleSheet><cellXfs>', ['<xf numFmtId="1"/>', n], '</cellXfs></styleSheet>'] },
      { styles: '' },
    ),
  'empty cells': (n) => bookOf(sheetOf('<row>', ['<c/>', n], '</row>')),
  'empty cells in rows': (n) =>
    bookOf(sheetOf(['<row><c/><c/><c/><c/><c/><c/><c/><c/></row>', Math.ceil(n / 9)])),
  'empty rows': (n) => bookOf(sheetOf(['<row/>', n])),
  'cells of one letter': (n) =>
    bookOf(sheetOf(['<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>', Math.ceil(n / 5)])),
  'formulas without a value': (n) => bookOf(sheetOf(['<row><c><f/></c></row>', Math.ceil(n / 3)])),
  'merged areas': (n) =>
    bookOf([
      `<worksheet><sheetData>${HEADINGS}</sheetData><mergeCells>`,
      ['<mergeCell ref="A1:B2"/>', n],
      '</mergeCells></worksheet>',
    ]),
  hyperlinks: (n) =>
    bookOf([
      `<worksheet><sheetData>${HEADINGS}</sheetData><hyperlinks>`,
      ['<hyperlink ref="A1"/>', n],
      '</hyperlinks></worksheet>',
    ]),
  'elements that mean nothing': (n) => bookOf(['<worksheet>', ['<a/>', n], '</worksheet>']),
  'defined names': (n) =>
    bookOf(sheetOf(), {
      'xl/workbook.xml': [
        '<workbook><definedNames>',
        ['<definedName name="a"/>', n],
        '</definedNames></workbook>',
      ],
    }),
  sheets: (n) =>
    bookOf(sheetOf(), {
      'xl/workbook.xml': ['<workbook><sheets>', ['<sheet name="a"/>', n], '</sheets></workbook>'],
    }),
  comments: (n) =>
    bookOf(sheetOf(), {
      'xl/worksheets/_rels/sheet1.xml.rels': [
        '<Relationships><Relationship Id="c" Type="x/comments" Target="../c.xml"/></Relationships>',
      ],
      'xl/c.xml': [
        '<comments>',
        ['<comment ref="A1"><text><t/></text></comment>', Math.ceil(n / 3)],
        '</comments>',
      ],
    }),
  'attributes of one element': (n) =>
    bookOf(['<worksheet ', ...Array.from({ length: Math.min(n, 400_000) }, (_, at) => `a${at}="" `), '/>']),
  'one text': (n) => bookOf(sheetOf('<row><c t="str"><v>', ['aaaaa', n], '</v></c></row>')),
  'one text in many cells': (n) =>
    bookOf(
      sheetOf(['<row><c t="s"><v>0</v></c></row>', n]),
      { 'xl/sharedStrings.xml': ['<sst><si><t>', ['a', 1_000_000], '</t></si></sst>'] },
      { strings: '' },
    ),
  'one comment of XML': (n) => bookOf(sheetOf('<!--', ['aaaaa', n], '-->')),
  'white space': (n) => bookOf(sheetOf(['     ', n])),
  'one attribute': (n) => bookOf(sheetOf('<row r="', ['11111', n], '"/>')),
  'one name': (n) => bookOf(sheetOf('<', ['aaaaa', n], '/>')),
  entities: (n) => bookOf(sheetOf('<row><c t="str"><v>', ['&amp;', n], '</v></c></row>')),
  'processing instructions': (n) => bookOf(sheetOf(['<?a?>', n])),
};

export async function writeBookBomb(folder: string, what: string, n: number): Promise<string> {
  const make = BOOK_BOMBS[what];
  if (!make) throw new Error(`There is no bomb of ${what}.`);
  return writeZip(join(folder, `${what.replaceAll(' ', '-')}.xlsx`), make(n));
}

const repeat = (piece: string, bytes: number, before = '', after = '') =>
  `${before}${piece.repeat(Math.max(0, Math.floor((bytes - before.length - after.length) / piece.length)))}${after}`;
const MB = 1024 * 1024;

/** Text files of at most that many bytes that make as much work as they can, by the name that a reader goes by. */
export const TEXT_BOMBS: Readonly<
  Record<string, { readonly name: string; readonly text: (bytes?: number) => string }>
> = {
  'CSV of empty fields': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat(',', bytes, 'Ref,Service,Responsibility,Ownership,Status\n'),
  },
  'CSV of empty rows': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat('\n', bytes, 'Ref,Service,Responsibility,Ownership,Status\n'),
  },
  'CSV of small rows': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat('a,b\n', bytes, 'Ref,Service,Responsibility,Ownership,Status\n'),
  },
  'CSV of rows of empty fields': {
    name: 'a.csv',
    text: (bytes = 5 * MB) =>
      repeat(`${','.repeat(1000)}\n`, bytes, 'Ref,Service,Responsibility,Ownership,Status\n'),
  },
  'CSV of rows of full fields': {
    name: 'a.csv',
    text: (bytes = 5 * MB) =>
      repeat(`${'a,'.repeat(1000)}\n`, bytes, 'Ref,Service,Responsibility,Ownership,Status\n'),
  },
  'CSV of quotes': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat('"",', bytes, 'Ref,Service,Responsibility,Ownership,Status\n'),
  },
  'CSV of headings': { name: 'a.csv', text: (bytes = 5 * MB) => repeat('Ref x,Servicf,Ownershop,', bytes) },
  'inventory of small rows': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat('i,b\n', bytes, 'Identifier,Resource type\n'),
  },
  'inventory of empty fields': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat(`${','.repeat(1000)}\n`, bytes, 'Identifier,Resource type\n'),
  },
  'costs of wide rows': {
    name: 'a.csv',
    text: (bytes = 5 * MB) =>
      repeat(`2026-01-01${',1'.repeat(900)}\n`, bytes, `Service${',A($)'.repeat(900)}\n`),
  },
  'findings of empty fields': {
    name: 'a.csv',
    text: (bytes = 5 * MB) =>
      repeat(`${';'.repeat(1000)}\n`, bytes, 'CHECK_ID;STATUS;RESOURCE_UID;ACCOUNT_UID;REGION\n'),
  },
  'findings of many columns': {
    name: 'a.csv',
    text: (bytes = 5 * MB) =>
      repeat(';\n', bytes, `CHECK_ID;STATUS;RESOURCE_UID;ACCOUNT_UID;REGION${';x'.repeat(20_000)}\n`),
  },
  'findings of small rows': {
    name: 'a.csv',
    text: (bytes = 5 * MB) => repeat('a;b\n', bytes, 'CHECK_ID;STATUS;RESOURCE_UID;ACCOUNT_UID;REGION\n'),
  },
  'JSON of empty lists': {
    name: 'a.json',
    text: (bytes = 5 * MB) => repeat('[],', bytes, '{"Resources":[', '[]]}'),
  },
  'JSON of empty objects': { name: 'a.json', text: (bytes = 5 * MB) => repeat('{},', bytes, '[', '{}]') },
  'JSON of numbers': {
    name: 'a.json',
    text: (bytes = 5 * MB) => repeat('1,', bytes, '{"Resources":[', '1]}'),
  },
  'JSON of brackets': { name: 'a.json', text: (bytes = 5 * MB) => repeat('[', bytes) },
  'JSON of many members': {
    name: 'a.json',
    text: (bytes = 5 * MB) =>
      `{"Resources":{${Array.from({ length: Math.floor(bytes / 14) }, (_, at) => `"${at}":{}`).join()}}}`.slice(
        0,
        bytes - 2,
      ),
  },
  'findings of empty objects': {
    name: 'a.json',
    text: (bytes = 5 * MB) => repeat('{},', bytes, '{"Findings":[', '{}]}'),
  },
  'findings of lines': { name: 'a.json', text: (bytes = 5 * MB) => repeat('{}\n', bytes) },
  'findings of one record': {
    name: 'a.json',
    text: (bytes = 4 * MB) => repeat('[1],', bytes - 10, '{"Findings":[{"a":[', '1]}]}'),
  },
  'an OSCAL catalogue of controls': {
    name: 'a.json',
    text: (bytes = 5 * MB) =>
      repeat(
        '{"id":"ac-1","title":"a"},',
        bytes,
        '{"catalog":{"uuid":"a","metadata":{"title":"a","oscal-version":"1.1.2"},"controls":[',
        '{"id":"z"}]}}',
      ),
  },
  'an OSCAL catalogue of empty parts': {
    name: 'a.json',
    text: (bytes = 5 * MB) =>
      repeat(
        '{},',
        bytes,
        '{"catalog":{"uuid":"a","metadata":{"title":"a","oscal-version":"1.1.2"},"controls":[{"id":"a","parts":[',
        '{}]}]}}',
      ),
  },
  'YAML of small lines': {
    name: 'a.yaml',
    text: (bytes = 2 * MB) => repeat('a: 1\n', bytes, 'Resources:\n'),
  },
  'YAML of list items': { name: 'a.yaml', text: (bytes = 2 * MB) => repeat(' - 1\n', bytes, 'Resources:\n') },
  'YAML of flow items': {
    name: 'a.yaml',
    text: (bytes = 2 * MB) => repeat('a,', bytes, 'Resources: [', ']'),
  },
  'YAML of anchors': { name: 'a.yaml', text: (bytes = 2 * MB) => repeat(' - &a 1\n', bytes, 'Resources:\n') },
  'YAML of aliases': {
    name: 'a.yaml',
    text: (bytes = 2 * MB) => repeat('*a,', bytes, 'x: &a [1]\nResources: [', ']'),
  },
  'YAML of one text': { name: 'a.yaml', text: (bytes = 2 * MB) => repeat('a ', bytes, 'Resources: "', '"') },
  'YAML of comments': { name: 'a.yaml', text: (bytes = 2 * MB) => repeat('#\n', bytes, 'Resources:\n') },
  'YAML of documents': { name: 'a.yaml', text: (bytes = 2 * MB) => repeat('---\n', bytes) },
};

export async function writeTextBomb(folder: string, what: string, bytes?: number): Promise<string> {
  const bomb = TEXT_BOMBS[what];
  if (!bomb) throw new Error(`There is no bomb of ${what}.`);
  const path = join(folder, bomb.name);
  await writeFile(path, bomb.text(bytes));
  return path;
}
