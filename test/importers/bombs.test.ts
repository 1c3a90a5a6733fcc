import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Book, openBook } from '../../main/importers/sheets/book.ts';
import { openCsv } from '../../main/importers/sheets/csv-book.ts';
import { ReadingBudget } from '../../main/importers/sheets/reading-budget.ts';
import { writeBookBomb } from '../support/bombs.ts';
import { temporaryFolder } from '../support/core.ts';

// A few hundred kilobytes that unpack to millions of small things. What is counted ends them long before they are read; one that was
// not counted would run into the time limit of the tests.
const MARKS = /more than 5,000,000 elements and attributes, which no spreadsheet of its size does/;

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

describe('spreadsheets of millions of small things are refused', { timeout: 120_000 }, () => {
  it.each([
    [
      'shared strings without text',
      2_050_000,
      /xl\/sharedStrings\.xml cannot be read: it holds more than 2000000 texts/,
    ],
    [
      'relations of the file',
      110_000,
      /_rels\/\.rels cannot be read: it refers to more than 100000 other parts/,
    ],
    ['relations of the workbook', 110_000, /it refers to more than 100000 other parts/],
    ['number formats', 110_000, /xl\/styles\.xml cannot be read: it holds more than 100000 formats/],
    ['merged areas', 210_000, /it merges more than 200000 areas/],
    ['processing instructions', 5_100_000, MARKS],
    ['sheets', 1100, /it has more than 1000 sheets/],
    ['comments', 61_000, /it holds more than 20000 comments/],
    ['empty cells', 20_000, /row 2 has more columns than a sheet can have/],
    ['one text', 300_000, /the text of a cell in row 2 is longer than any spreadsheet keeps/],
  ])('%s', async (what, n, refusal) => {
    const path = await writeBookBomb(temporaryFolder(), what, n);
    await expect(readThrough(path)).rejects.toThrow(refusal);
  });
});

it('a CSV of more lines than a sheet has is refused', { timeout: 120_000 }, async () => {
  const path = join(temporaryFolder(), 'a.csv');
  writeFileSync(path, '\n'.repeat(1_048_577));
  await expect(readThrough(path, openCsv)).rejects.toThrow(
    /bomb has more than 1,048,576 lines, which no sheet has/,
  );
});

describe('what is read of one spreadsheet', () => {
  async function spend(size: number, piece: string, pieces: number): Promise<number> {
    const bytes = Buffer.from(piece.repeat(65_536 / piece.length));
    async function* source() {
      for (let at = 0; at < pieces; at += 1) yield bytes;
    }
    let taken = 0;
    for await (const _ of new ReadingBudget(size).take(source())) taken += 1;
    return taken;
  }

  it.each(['<a/>', 'a=""', '&lt;'])('is bounded by how many %s there are', async (piece) => {
    await expect(spend(1000, piece, 306)).rejects.toThrow(MARKS);
    expect(await spend(1000, piece, 305)).toBe(305);
  });

  it('is bounded by how much there is', async () => {
    await expect(spend(1000, 'text', 3073)).rejects.toThrow(
      /unpacks to more than 192 MB, which no spreadsheet of its size does/,
    );
  });

  it('is more for a larger file', async () => {
    expect(await spend(20_000_000, '<a/>', 2000)).toBe(2000);
  });
});
