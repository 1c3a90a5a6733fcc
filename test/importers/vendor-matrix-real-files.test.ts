import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { DemarcError } from '../../main/contract/errors.ts';
import { openBook } from '../../main/importers/sheets/book.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';

// Real workbooks from public repositories, among them a provider's CIS and CRM and matrices of controls; see
// real-files.test.ts for where they are looked for.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const folder = join(root, 'xlsx');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.xls[xmb]$/.test(name)) : [];
if (files.length === 0) console.warn(`The real files are not at ${root}; the tests over them are skipped.`);

/** How many cells with a text the manifest counts in a file, over all its sheets. */
function expectedCells(file: string): number | null {
  const line = readFileSync(join(root, 'MANIFEST.tsv'), 'utf8')
    .split(/\r?\n/)
    .find((entry) => entry.startsWith(`xlsx/${file}\t`));
  const counts = [...(line?.split('\t')[4] ?? '').matchAll(/cells=(\d+)/g)].map((match) => Number(match[1]));
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}
async function read(file: string): Promise<MatrixReading> {
  const book = await openBook(join(folder, file), file);
  try {
    return await readMatrix(book, file);
  } finally {
    await book.close();
  }
}

describe.skipIf(files.length === 0)('real workbooks', () => {
  it.each(files)('%s: every cell is read or named, or the file is refused in words', async (file) => {
    let reading: MatrixReading;
    try {
      reading = await read(file);
    } catch (error) {
      expect(error).toBeInstanceOf(DemarcError);
      expect(String((error as DemarcError).message)).toContain(file);
      return;
    }
    expect(reading.counts.read + reading.unread.length).toBe(reading.counts.cells);
    expect(reading.counts.unread + reading.counts.outside).toBe(reading.unread.length);
    expect(new Set(reading.unread.map(({ sheet, cell }) => `${sheet}!${cell}`)).size).toBe(
      reading.unread.length,
    );
  });

  it('a published CIS and CRM: all 616 rows of both, none of their cells lost', async () => {
    const file = 'cloud.gov-CIS-CRM-Worksheet.scrubbed.xlsx';
    const { counts, claims, unread } = await read(file);
    expect(counts.cells).toBe(expectedCells(file));
    expect(counts).toMatchObject({ claims: 1232, controls: 325, unread: 0, silent: 0 });
    const of = (sheet: string) => claims.filter((claim) => claim.sheet === sheet);
    expect(of('CIS Worksheet')).toHaveLength(616);
    const crm = of('PaaS CRM');
    const owners = Map.groupBy(crm, ({ owners: each }) => each.join('+'));
    expect(Object.fromEntries([...owners].map(([key, rows]) => [key, rows.length]))).toEqual({
      customer: 350,
      'vendor+customer': 142,
      vendor: 124,
    });
    expect(crm[0]).toMatchObject({
      cell: 'A4',
      control: 'AC-1',
      part: 'a',
      label: 'AC-01 (a)',
      owners: ['customer'],
    });
    expect(unread.every(({ sheet, outside }) => outside && sheet !== '')).toBe(true);
  });

  it.each([
    ['control_matrix_good.xlsx', 33, 9],
    ['control_matrix_blank_rows.xlsx', 33, 9],
    ['control_matrix_missing_heading.xlsx', 1, 1],
  ])('%s: a matrix of controls', async (file, claims, unread) => {
    const reading = await read(file);
    expect(reading.counts).toMatchObject({ cells: expectedCells(file), claims, unread });
    expect(
      reading.claims.every(({ framework }) => framework === 'nist-800-53-r5' || framework === null),
    ).toBe(true);
    expect(reading.claims[0]).toMatchObject({ control: 'CM-2', label: '3000036: CM-2' });
  });
});
