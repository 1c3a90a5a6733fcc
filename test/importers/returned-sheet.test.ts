import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { COLUMN_HEADERS, partyHeader } from '../../main/domain/sheets/register-cells.ts';
import { readStamp, stampRows } from '../../main/domain/sheets/register-stamp.ts';
import { plainText } from '../../main/domain/words/plain-text.ts';
import { writeCsv } from '../../main/exporters/csv.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { knownColumns, matchColumns } from '../../main/importers/returned-sheet/columns.ts';
import { openRegister } from '../../main/importers/returned-sheet/read-register.ts';
import { convert } from '../support/office.ts';
import { findProgram } from '../support/programs.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('returned');
const report = sampleReport({ services: 3, seed: 5 });
const { parties } = report;
const xlsx = join(folder, 'register.xlsx');
beforeAll(async () => {
  await writeXlsx(report, xlsx);
});

async function readAll(path: string) {
  const file = await openRegister(path, 'register', { parties });
  try {
    const rows: (string | undefined)[][] = [];
    for await (const batch of file.rows())
      for (const { cells } of batch) rows.push(cells.map((cell) => cell?.text));
    return { file, rows };
  } finally {
    await file.close();
  }
}

describe('columns', () => {
  const known = knownColumns(null, parties);
  const match = (...headings: string[]) =>
    matchColumns(
      headings.map((text, column) => ({ text, column })),
      known,
    );

  it('are found by name, wherever they stand and whatever the case', () => {
    const { columns, others } = match('note', 'Extra', 'REF', ' Due ', 'ownership');
    expect(columns.map(({ id, column }) => [id, column])).toEqual([
      ['note', 0],
      ['ref', 2],
      ['due', 3],
      ['ownership', 4],
    ]);
    expect(others).toEqual([{ column: 1, heading: 'Extra', twice: false }]);
  });

  it.each([
    ['Statuss', 'status'],
    ['Status (please choose)', 'status'],
    ['Due date', 'due'],
    ['Notes', 'note'],
    ['Not applicable - because', 'not-applicable'],
    ['not-applicable', 'not-applicable'],
    ['Reason for deviaton', 'deviation'],
  ])('take a heading slightly renamed: %s', (heading, id) => {
    expect(match('Ref', heading).columns[1]?.id).toBe(id);
  });

  it('are not taken for each other: a title counts before a near miss, and no meaning is guessed', () => {
    expect(match('Notes', 'Note').columns.map(({ id, column }) => [id, column])).toEqual([['note', 1]]);
    expect(match('Comments', 'Owner contact', 'Cost').columns).toEqual([]);
  });

  it('of a party are known by its name then, its name now and its id', () => {
    const party = parties[1];
    if (!party) throw new Error('the sample has too few parties');
    const stamp = readStamp(
      stampRows({
        workbook: 'w',
        revision: 4,
        digest: 'a'.repeat(64),
        person: null,
        extract: null,
        audience: null,
        asOf: null,
        catalogue: null,
        rows: 1,
        columns: [{ id: `${party.id}:text`, header: 'Old name: what it does' }],
      }),
    );
    const columns = knownColumns(stamp, parties);
    for (const text of ['Old name: what it does', `${party.name}: what it does`, `${party.id}:text`])
      expect(matchColumns([{ column: 0, text }], columns).columns[0]?.id).toBe(`${party.id}:text`);
  });

  it('are each its own, however alike the parties are called', () => {
    const alike = fc.constantFrom(
      'Ops',
      'OPS',
      'ops.',
      'C++ team',
      'C# team',
      'C team',
      '*',
      '?',
      'AWS',
      'Équipe',
      'Equipe',
    );
    fc.assert(
      fc.property(fc.array(alike, { minLength: 2, maxLength: 6 }), fc.boolean(), (names, reversed) => {
        const own = names.map((name, at) => ({ id: `party-${at}`, name }));
        const written = own.flatMap(({ id, name }) =>
          (['text', 'person'] as const).map((part) => ({
            id: `${id}:${part}`,
            text: partyHeader(name, part),
          })),
        );
        // Columns may be moved about where each has words of its own.
        const moved = reversed && new Set(written.map(({ text }) => text)).size === written.length;
        const sheet = (moved ? written.toReversed() : written).map((cell, column) => ({ ...cell, column }));
        const { columns, others } = matchColumns(sheet, knownColumns(null, own));
        expect(columns.map(({ id, column }) => [id, column])).toEqual(
          sheet.map(({ id, column }) => [id, column]),
        );
        expect(others).toEqual([]);
      }),
    );
  });
  it('are left alone where neither of two parties is meant by its own words', () => {
    const two = knownColumns(null, [
      { id: 'one', name: 'C++ team' },
      { id: 'two', name: 'C# team' },
    ]);
    const text = partyHeader('C team', 'text');
    expect(matchColumns([{ column: 0, text }], two)).toEqual({
      columns: [],
      others: [{ column: 0, heading: text, twice: true }],
    });
  });
});

describe('a register', () => {
  it('is read from Excel and from CSV to the same cells, which are those written', async () => {
    const csv = join(folder, 'register.csv');
    await writeCsv(report, csv);
    const [one, two] = [await readAll(xlsx), await readAll(csv)];
    expect(one.rows).toHaveLength(report.counts.rows);
    const at = (file: typeof one.file, id: string) => file.columns.findIndex((column) => column.id === id);
    const rows = [...report.rows()];
    for (const [index, row] of rows.entries()) {
      for (const { file, rows: read } of [one, two]) {
        expect(read[index]?.[at(file, 'ref')]).toBe(row.ref);
        expect(read[index]?.[at(file, 'due')]).toBe(row.dueOn ?? undefined);
      }
      const note = (read: typeof one) => read.rows[index]?.[at(read.file, 'note')]?.trim();
      expect(note(two)).toBe(note(one));
    }
    expect(one.file.stamp).toMatchObject({
      workbook: report.meta.workbook,
      revision: report.meta.revision,
      digest: report.meta.digest,
      rows: report.counts.rows,
    });
    expect(two.file.stamp).toBeNull();
    expect(one.file.others).toEqual([]);
  });

  it('loses its hidden sheet and is still known by the sheet About', async () => {
    const path = join(folder, 'without-stamp.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(xlsx);
    book.removeWorksheet('Demarc');
    await book.xlsx.writeFile(path);
    expect((await readAll(path)).file.stamp).toMatchObject({
      workbook: null,
      revision: report.meta.revision,
      digest: report.meta.digest,
    });
  });

  it('holds no sheet that would be taken for one that somebody added', async () => {
    const file = await openRegister(xlsx, 'register', { parties });
    try {
      expect(await file.added()).toEqual([]);
    } finally {
      await file.close();
    }
  });

  it('is not taken for one of the lists beside it', async () => {
    const path = join(folder, 'lists-only.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(xlsx);
    book.removeWorksheet('Register');
    await book.xlsx.writeFile(path);
    await expect(readAll(path)).rejects.toThrow(/holds no register/);
  });

  it('is the same after another program opened and saved it, hard texts included', { tags: 'long' }, async ({
    skip,
  }) => {
    const office = findProgram('libreOffice');
    if (office === null) return skip('LibreOffice is not installed here.');
    const saved = join(folder, 'saved');
    convert(office, [xlsx], 'xlsx', saved);
    const [one, two] = [await readAll(xlsx), await readAll(join(saved, 'register.xlsx'))];
    expect(two.file.stamp).toEqual(one.file.stamp);
    expect(two.file.columns).toEqual(one.file.columns);
    const plain = (rows: typeof one.rows) =>
      rows.map((row) => row.map((cell, at) => (isInstant(at) ? cell?.slice(0, 16) : plainText(cell ?? ''))));
    const isInstant = (at: number) => one.file.columns[at]?.id === 'answered-at';
    expect(plain(two.rows)).toEqual(plain(one.rows));
  });

  it('has every heading once', () => {
    const headings = Object.values(COLUMN_HEADERS);
    expect(new Set(headings).size).toBe(headings.length);
  });
});

describe('damaged files', () => {
  it('are refused with a sentence that names them, or read; nothing else is thrown and nothing hangs', async () => {
    const whole = readFileSync(xlsx);
    const path = join(folder, 'mutated.xlsx');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.option(fc.nat(whole.length), { nil: undefined }),
        async (bytes, end) => {
          const file = Buffer.from(whole);
          for (const [at, byte] of bytes) file[at] = byte;
          writeFileSync(path, end === undefined ? file : file.subarray(0, end));
          await readAll(path).catch((error: unknown) => {
            if (!(error instanceof DemarcError)) throw error;
            expect(error.code).toBe('INVALID_INPUT');
            expect(error.message).toContain('register');
          });
        },
      ),
      { numRuns: runs(25) },
    );
  });

  it('of text are read as CSV or refused', async () => {
    const path = join(folder, 'mutated.csv');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 400 }), async (text) => {
        writeFileSync(path, `Ref,Ownership,Status,Note\r\n${text}`);
        await readAll(path).catch((error: unknown) => {
          if (!(error instanceof DemarcError)) throw error;
        });
      }),
      { numRuns: runs(25) },
    );
  });
});
