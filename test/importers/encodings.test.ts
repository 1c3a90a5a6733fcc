import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { openCsv } from '../../main/importers/sheets/csv-book.ts';
import { temporaryFolder } from '../support/temp.ts';

/** As programs on Windows save a text that they call "Unicode", and as everybody else does. */
function encoded(text: string, encoding: string): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
const REGISTER =
  'Ref;Service;Responsibility;Owner;Status;Note\r\norders-db/restore-testing;orders-db;Restore testing;AWS;Implemented;Zoë “gone”\r\n';

describe.each(['utf-8', 'utf-16le', 'utf-16be'])('a file in %s with a mark', (encoding) => {
  const path = join(temporaryFolder(), 'sheet.csv');
  writeFileSync(path, encoded(REGISTER, encoding));

  it('is recognised', async () => {
    expect((await recogniseFile(path, 'sheet.csv')).kind).toBe('register');
  });

  it('gives the same cells', async () => {
    const book = await openCsv(path, 'sheet.csv');
    const rows: string[][] = [];
    for await (const batch of book.rows('sheet.csv'))
      for (const { cells } of batch) rows.push(cells.map(({ text }) => text));
    await book.close();
    expect(rows).toEqual([
      ['Ref', 'Service', 'Responsibility', 'Owner', 'Status', 'Note'],
      ['orders-db/restore-testing', 'orders-db', 'Restore testing', 'AWS', 'Implemented', 'Zoë “gone”'],
    ]);
  });

  it('is found out where it ends in half a letter', async () => {
    const half = join(temporaryFolder(), 'half.csv');
    const whole = encoded('Ref,Note\nWest,ë', encoding);
    writeFileSync(half, whole.subarray(0, whole.length - 1));
    const read = async () => {
      const book = await openCsv(half, 'half.csv');
      for await (const _ of book.rows('half.csv'));
    };
    await expect(read()).rejects.toThrow(/^half\.csv is (not in UTF-8|neither an Excel workbook nor a CSV)/);
  });

  it('is an inventory as well', () => {
    const text =
      '"Identifier";"Tag: Name";"Service";"Type";"Region";"Tags"\n"media";"";"S3";"Bucket";"eu-central-1";"0"\n';
    expect(readSource('list.csv', encoded(text, encoding))).toEqual(
      readSource('list.csv', Buffer.from(text)),
    );
  });
});
