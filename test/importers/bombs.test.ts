import { randomBytes } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Book, openBook, type Row } from '../../main/importers/sheets/book.ts';
import { openCsv } from '../../main/importers/sheets/csv-book.ts';
import { KEPT_CELLS } from '../../main/importers/sheets/limits.ts';
import { ReadingBudget } from '../../main/importers/sheets/reading-budget.ts';
import { BOOK_BOMBS, writeBookBomb, writeZip } from '../support/bombs.ts';
import { temporaryFolder } from '../support/core.ts';

// A few hundred kilobytes that unpack to millions of small things. What is counted ends them long before they are read; one that was
// not counted would run into the time limit of the tests.
const MARKS = /more than 3,000,000 elements and attributes, which no spreadsheet of its size does/;

async function readThrough(
  path: string,
  open: (path: string, name: string) => Promise<Book> = openBook,
): Promise<void> {
  const book = await open(path, 'bomb');
  try {
    for (const { name } of book.sheets) {
      for await (const _ of book.rows(name));
      await book.comments(name);
    }
  } finally {
    await book.close();
  }
}

describe('spreadsheets of millions of small things are refused', () => {
  it.each([
    [
      'shared strings without text',
      1_010_000,
      /xl\/sharedStrings\.xml cannot be read: it holds more than 1000000 texts/,
    ],
    [
      'relations of the file',
      110_000,
      /_rels\/\.rels cannot be read: it refers to more than 100000 other parts/,
    ],
    ['relations of the workbook', 110_000, /it refers to more than 100000 other parts/],
    ['number formats', 110_000, /xl\/styles\.xml cannot be read: it holds more than 100000 formats/],
    ['merged areas', 110_000, /it merges more than 100000 areas/],
    ['processing instructions', 3_100_000, MARKS],
    ['sheets', 1100, /it has more than 1000 sheets/],
    ['comments', 61_000, /it holds more than 20000 comments/],
    ['empty cells', 20_000, /row 2 has more columns than a sheet can have/],
    ['one text', 300_000, /the text of a cell in row 2 is longer than any spreadsheet keeps/],
    ['one attribute', 1_000_000, /a tag or a text in it is longer than any spreadsheet keeps/],
    ['one text in many cells', 30, /its cells show more than 24 million characters/],
  ])('%s', async (what, n, refusal) => {
    const path = await writeBookBomb(temporaryFolder(), what, n);
    await expect(readThrough(path)).rejects.toThrow(refusal);
  });
});

it('a CSV of more lines than a sheet has is refused', async () => {
  const path = join(temporaryFolder(), 'a.csv');
  writeFileSync(path, '\n'.repeat(1_048_577));
  await expect(readThrough(path, openCsv)).rejects.toThrow(
    /bomb has more than 1,048,576 lines, which no sheet has/,
  );
});

it('two sheets that are one part of the file are refused', async () => {
  const path = await writeZip(join(temporaryFolder(), 'a.xlsx'), {
    ...BOOK_BOMBS['empty rows']?.(1),
    'xl/workbook.xml': [
      '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="s1"/><sheet name="b" r:id="s1"/></sheets></workbook>',
    ],
  });
  await expect(readThrough(path)).rejects.toThrow(/two of its sheets are one part of the file/);
});

describe('a sheet is read again', () => {
  /** Reads a sheet of so many cells, and of many that only have a look; then again, when the file is gone. */
  async function readTwice(cells: number): Promise<{ first: Row[]; again: Promise<Row[]> }> {
    const path = await writeZip(join(temporaryFolder(), 'a.xlsx'), {
      ...BOOK_BOMBS['empty rows']?.(1),
      'xl/worksheets/sheet1.xml': [
        // More than is read of a file at once.
        `<worksheet><!--${randomBytes(200_000).toString('hex')}--><sheetData>`,
        ['<row><c t="str"><v>a</v></c></row>', cells],
        ['<row><c/></row>', 200_000],
        '</sheetData></worksheet>',
      ],
    });
    const book = await openBook(path, 'book');
    onTestFinished(() => book.close());
    const readAll = async () => {
      const rows: Row[] = [];
      for await (const batch of book.rows(book.sheets[0]?.name ?? '')) rows.push(...batch);
      return rows;
    };
    const first = await readAll();
    truncateSync(path, 0);
    return { first, again: readAll() };
  }

  it('from memory where few cells of it hold something', async () => {
    const { first, again } = await readTwice(50);
    expect(first).toHaveLength(50);
    expect(await again).toEqual(first);
  });

  it('from the file where many do', async () => {
    const { first, again } = await readTwice(KEPT_CELLS + 1);
    expect(first).toHaveLength(KEPT_CELLS + 1);
    await expect(again).rejects.toThrow(/sheet1\.xml cannot be read/);
  });
});

describe('what is read of one spreadsheet', () => {
  async function spend(size: number, piece: string, pieces: number, parts = ['part']): Promise<number> {
    const bytes = Buffer.from(piece.repeat(65_536 / piece.length));
    async function* source() {
      for (let at = 0; at < pieces; at += 1) yield bytes;
    }
    const budget = new ReadingBudget(size);
    let taken = 0;
    for (const part of parts) for await (const _ of budget.take(part, source())) taken += 1;
    return taken;
  }

  it.each(['<a/>', '<a="', '<&lt'])('is bounded by how many marks as in %s there are', async (piece) => {
    const fits = piece === '<a/>' ? 183 : 91;
    expect(await spend(1000, piece, fits)).toBe(fits);
    await expect(spend(1000, piece, fits + 1)).rejects.toThrow(MARKS);
  });

  it('is bounded by how much there is', async () => {
    await expect(spend(1000, `<${'t'.repeat(4095)}`, 1537)).rejects.toThrow(
      /unpacks to more than 96 MB, which no spreadsheet of its size does/,
    );
  });

  it('is more for a larger file', async () => {
    expect(await spend(20_000_000, '<a/>', 2000)).toBe(2000);
  });

  it('counts a part that is read again once, and another part beside it', async () => {
    expect(await spend(1000, '<a/>', 100, ['one', 'one', 'one'])).toBe(300);
    await expect(spend(1000, '<a/>', 100, ['one', 'two'])).rejects.toThrow(MARKS);
  });
});
