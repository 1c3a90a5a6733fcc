import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { MEANINGS } from '../../main/contract/claims.ts';
import { DemarcError } from '../../main/contract/errors.ts';
import type { GivenMapping } from '../../main/contract/methods/claims.ts';
import { ID_SCHEMES, parseControlIds } from '../../main/domain/controls/control-ids.ts';
import type { Area, Book, Cell, Row } from '../../main/importers/sheets/book.ts';
import { openBook } from '../../main/importers/sheets/book.ts';
import { openSheets } from '../../main/importers/sheets/open-sheets.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { temporaryFolder } from '../support/core.ts';
import fc, { runs } from '../support/property.ts';
import { CAIQ, FEDRAMP, writeBook } from '../support/vendor-books.ts';

/** A book of cells, without a file. */
function bookOf(grid: readonly (readonly string[])[], merges: readonly Area[] = []): Book {
  const rows: Row[] = grid.map((texts, index) => ({
    number: index + 1,
    cells: texts.flatMap((text, column): Cell[] =>
      text === '' ? [] : [{ column, text, type: 'text', formula: false }],
    ),
  }));
  return {
    sheets: [{ name: 'Sheet1', state: 'visible', kind: 'cells' }],
    notes: [],
    async *rows() {
      yield rows;
    },
    hidden: () => ({ rows: [], columns: [] }),
    merges: () => merges,
    links: async () => [],
    comments: async () => [],
    close: async () => undefined,
  };
}
/** Whatever is in a file: each cell has one fate, and each is told. */
function checkAccounts(
  { counts, unread, claims }: MatrixReading,
  grid: readonly (readonly string[])[],
): void {
  const cells = grid.flat().filter((text) => text !== '').length;
  expect(counts.cells).toBe(cells);
  expect(counts.read + unread.length).toBe(cells);
  expect(counts.unread).toBe(unread.filter(({ outside }) => !outside).length);
  expect(new Set(unread.map(({ cell }) => cell)).size).toBe(unread.length);
  expect(counts.claims).toBe(claims.length);
}

const HEADINGS = [
  'Control ID',
  'Requirement',
  'Question ID',
  'Responsibility',
  'Can Be Inherited from CSP',
  'Specific Inheritance and Customer Agency/CSP Responsibilities',
  'SSRM Control Ownership',
  'AWS Responsibility',
  'Hostwell Responsibility',
  'Customer',
  'Shared',
  'N/A',
  'Implemented',
  'Notes',
  'Whatever',
];
const VALUES = [
  'AC-2',
  'AC-02 (a)',
  'AC-2(1), AC-3',
  '1.2.1',
  'A&A-01.1',
  'CC6.1',
  'X',
  'Yes',
  'Partial',
  'No',
  'N/A',
  'Shared',
  'CSC-owned',
  'Customer, Vendor',
  'X - because it is so',
  'Q7',
  '--',
  '=1+1',
  ' ',
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', ...VALUES) },
  { weight: 2, arbitrary: fc.constantFrom(...HEADINGS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);
const grids = fc.array(fc.array(text, { maxLength: 7 }), { maxLength: 14 });
/** Often a title and headings of a matrix, as a file would have them. */
const headed = fc.constantFrom(
  [],
  [['Matrix'], ['Control ID', 'Responsibility', 'Notes']],
  [
    [
      'Requirement',
      'Requirement',
      'AWS Responsibility',
      'Hostwell Responsibility',
      'Customer',
      'Shared',
      'N/A',
    ],
  ],
  [
    [
      'Control ID',
      'Can Be Inherited from CSP',
      'Specific Inheritance and Customer Agency/CSP Responsibilities',
    ],
  ],
);
const areas = fc.array(
  fc
    .record({ firstRow: fc.nat(12), firstColumn: fc.nat(6), rows: fc.nat(3), columns: fc.nat(3) })
    .map(({ firstRow, firstColumn, rows, columns }) => ({
      firstRow: firstRow + 1,
      lastRow: firstRow + 1 + rows,
      firstColumn,
      lastColumn: firstColumn + columns,
    })),
  { maxLength: 4 },
);

test('any sheet: no cell is lost and none is told twice, whatever stands in it', async () => {
  let withClaims = 0;
  await fc.assert(
    fc.asyncProperty(headed, grids, areas, async (head, rows, merges) => {
      const grid = [...head, ...rows];
      const reading = await readMatrix(bookOf(grid, merges), 'any.xlsx');
      checkAccounts(reading, grid);
      if (reading.claims.length > 0) withClaims += 1;
    }),
    { numRuns: runs(150) },
  );
  // Were none of them a matrix, the property would say little.
  expect(withClaims).toBeGreaterThan(runs(40));
});

test('any sheet under any mapping: the same', async () => {
  const mappings = fc.record({
    headerRow: fc.nat(6),
    headerRows: fc.integer({ min: 1, max: 3 }),
    scheme: fc.constantFrom(null, 'pci-dss', 'nist-800-53', 'no-such-scheme'),
    matrix: fc.boolean(),
    columns: fc.array(fc.record({ column: fc.nat(9), meaning: fc.constantFrom(...MEANINGS) }), {
      maxLength: 8,
    }),
    words: fc.constantFrom<GivenMapping[number]['words'][]>([], [{ word: 'q7', means: 'not-applicable' }]),
  });
  await fc.assert(
    fc.asyncProperty(grids, areas, mappings, async (grid, merges, said) => {
      const mapping: GivenMapping = [{ sheet: 'Sheet1', ...said }];
      checkAccounts(await readMatrix(bookOf(grid, merges), 'any.xlsx', { mapping }), grid);
    }),
    { numRuns: runs(100) },
  );
});

test('a damaged or altered file is read or refused by name, never anything else', async () => {
  const folder = temporaryFolder();
  const whole = readFileSync(await writeBook(folder, 'whole.xlsx', [...FEDRAMP, ...CAIQ]));
  const path = join(folder, 'mutant.xlsx');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.option(fc.nat(whole.length - 1)),
      async (flips, cut) => {
        const bytes = Buffer.from(whole);
        for (const { at, byte } of flips) bytes[at] = byte;
        writeFileSync(path, cut === null ? bytes : bytes.subarray(0, cut));
        try {
          const book = await openBook(path, 'mutant.xlsx');
          try {
            const { counts, unread } = await readMatrix(book, 'mutant.xlsx');
            expect(counts.read + unread.length).toBe(counts.cells);
          } finally {
            await book.close();
          }
        } catch (error) {
          if (!(error instanceof DemarcError)) throw error;
          expect(error.message).toContain('mutant.xlsx');
        }
      },
    ),
    { numRuns: runs(30) },
  );
});

test('ids: no text makes a parser fail, and what it reads it reads again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 60 }), text), (id) => {
      for (const scheme of ID_SCHEMES) {
        for (const { control } of parseControlIds(id, scheme) ?? []) {
          // A PCI DSS chapter is an id only behind the word "requirement".
          const again = scheme.parse(control) ?? scheme.parse(`Requirement ${control}`);
          expect(again?.control).toBe(control);
        }
      }
    }),
    { numRuns: runs(1000) },
  );
});

test('a sheet of one merged area over millions of places, and headings of great length, take no time to speak of', async () => {
  const wide: Area = { firstRow: 1, lastRow: 1_048_576, firstColumn: 0, lastColumn: 16_383 };
  const grid = [
    ['Control ID', 'Responsibility', 'x'.repeat(30_000)],
    ['AC-2', 'Customer', 'y'.repeat(30_000)],
    ...Array.from({ length: 3000 }, (_, index) => [`AC-${(index % 30) + 1}`, 'a.'.repeat(2000), '((((((((']),
  ];
  const reading = await readMatrix(bookOf(grid, Array(50).fill(wide)), 'wide.xlsx');
  checkAccounts(reading, grid);
});

test('too many cells are refused, not waited for', async () => {
  const grid = Array.from({ length: 30_001 }, () => Array.from({ length: 10 }, () => 'x'));
  await expect(readMatrix(bookOf(grid), 'large.xlsx')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('large.xlsx'),
  });
});

test('mutated CSV is read with every cell accounted for, or refused in words', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mutated.csv');
  const sheet = FEDRAMP.find(({ name }) => name === 'CRM Worksheet');
  const whole = Buffer.from((sheet?.rows ?? []).map((row) => row.join(';')).join('\r\n'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      fc.nat(whole.length),
      async (changes, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        writeFileSync(path, bytes);
        try {
          const book = await openSheets(path, 'mutated.csv');
          const { counts, unread } = await readMatrix(book, 'mutated.csv').finally(() => book.close());
          expect(counts.read + unread.length).toBe(counts.cells);
        } catch (error) {
          expect(error).toBeInstanceOf(DemarcError);
          expect((error as Error).message).toContain('mutated.csv');
        }
      },
    ),
    { numRuns: runs(50) },
  );
});

test('a CSV with more fields or cells than any matrix is refused before it fills the memory', async () => {
  const path = join(temporaryFolder(), 'wide.csv');
  const reading = async (text: string) => {
    writeFileSync(path, text);
    const book = await openSheets(path, 'wide.csv');
    return readMatrix(book, 'wide.csv').finally(() => book.close());
  };
  await expect(reading(`Control ID,${'a,'.repeat(20_000)}\n`)).rejects.toThrow(
    /wide\.csv: line 1 has more than 16,384 fields/,
  );
  await expect(reading(`${'a,'.repeat(10_000)}\n`.repeat(40))).rejects.toThrow(/more than 300,000 cells/);
});
