import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { OWNER_KEYS } from '../../main/domain/duties/owner-class.ts';
import { OWNER_GROUPS } from '../../main/domain/report/duty-counts.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { countingOf } from '../../main/exporters/xlsx/counting.ts';
import { criteriaFor, criterionFor } from '../../main/exporters/xlsx/criteria.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { LAW_WORKBOOKS, SHORT, withFewControls, withLawReport } from '../support/law-workbooks.ts';
import { convert, profileWith } from '../support/office.ts';
import { unpack } from '../support/pack.ts';
import { findProgram } from '../support/programs.ts';
import fc from '../support/property.ts';
import { sampleReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/temp.ts';
import { makeZip } from '../support/zip.ts';

const office = findProgram('libreOffice');
/** Has LibreOffice compute every formula anew, which it otherwise trusts the file for. */
const RECALCULATE =
  '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>';

/** Of all tests here. */
const place = temporaryFolder();
const at = (name: string) => join(place, `${name}.xlsx`);
const INTO = join(place, 'recalculated');

/**
 * Writes a report, without what is repeated on each page of paper: no formula goes over that, and it takes LibreOffice as long as all
 * the rest.
 */
async function write(report: Report, name: string): Promise<void> {
  await writeXlsx(report, at(name));
  const parts = await unpack(at(name));
  const book = parts.get('xl/workbook.xml')?.toString('utf8') ?? '';
  const titles = /<definedName name="_xlnm\.Print_Titles"[^<>]*>[^<]*<\/definedName>/g;
  const entries = { ...Object.fromEntries(parts), 'xl/workbook.xml': book.replace(titles, '') };
  writeFileSync(at(name), await makeZip(entries));
}

/** Has LibreOffice compute what has these names, in one start. */
function recalculate(names: readonly string[]): void {
  const profile = join(place, 'profile');
  profileWith(profile, RECALCULATE);
  convert(office ?? '', names.map(at), 'xlsx', INTO, profile);
}
const recalculated = (name: string) => read(join(INTO, `${name}.xlsx`));

async function read(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

/** The value of each cell with a formula in `plan`, as `book` has it, by sheet and address. */
function valuesIn(book: ExcelJS.Workbook, plan = book): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const sheet of plan.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.type !== ExcelJS.ValueType.Formula) return;
        const value = book.getWorksheet(sheet.name)?.getCell(cell.address).result;
        values.set(
          `${sheet.name}!${cell.address}`,
          typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value,
        );
      }),
    );
  return values;
}

/** The same report with marks, which stand in a line above what is counted. */
const marked = (report: Report): Report => ({
  ...report,
  meta: {
    ...report.meta,
    prepared: { audience: 'internal', classification: 'TLP:AMBER', distribution: 'The board' },
  },
});

/** The same report with other names for its parties. */
const renamed = (report: Report, names: readonly string[]): Report => ({
  ...report,
  parties: report.parties.map((party, index) => ({ ...party, name: names[index] ?? party.name })),
});

describe.skipIf(office === null)('the formulas, computed by LibreOffice', () => {
  const sample = sampleReport({ services: 1, seed: 2 });
  const ODD_NAMES = ['A*', 'AWS', '<>x', '=y', '~z?', "O'Hara & Co", 'Aws Partner', '>5 people'];
  // What is converted is written first, so that one start of LibreOffice does for all tests.
  beforeAll(async () => {
    // Of the large one: services of every kind for its formulas to go over.
    for (const which of LAW_WORKBOOKS)
      await withLawReport(
        which,
        (report) => {
          const few = withFewControls(report);
          // In the large one, names of parties are patterns, comparisons and look alike.
          const named = which === 'large' ? renamed(few, ODD_NAMES) : few;
          if (which === 'large') expect(countingOf(named, 2).owned('shared')).not.toBeNull();
          return write(which === 'example' ? named : marked(named), which);
        },
        4,
        SHORT,
      );
    await write(marked(sample), 'sample');
    const row = [...sample.rows()].find(({ ownership }) => ownership.kind === 'unanswered');
    await editRegister(at('sample'), at('changed'), (sheet) => sheet.set(row?.ref ?? '', 'Ownership', 'AWS'));
    recalculate([...LAW_WORKBOOKS, 'changed']);
  });

  test.each(LAW_WORKBOOKS)('of the %s workbook give the numbers that stand beside them', async (which) => {
    const book = await read(at(which));
    const ours = valuesIn(book);
    expect(ours.size).toBeGreaterThan(30);
    const theirs = await recalculated(which);
    expect(valuesIn(theirs, book)).toEqual(ours);
    const sheets = ({ worksheets }: ExcelJS.Workbook) => worksheets.map(({ name, state }) => [name, state]);
    expect(sheets(theirs)).toEqual(sheets(book));
  });

  test('follow an owner that somebody changes in the register', async () => {
    const book = await read(at('sample'));
    const [before, after] = [valuesIn(book), valuesIn(await recalculated('changed'), book)];
    const first = 7;
    const cellOf = (key: (typeof OWNER_KEYS)[number]) => `Summary!B${first + 1 + OWNER_KEYS.indexOf(key)}`;
    const moved = (key: (typeof OWNER_KEYS)[number]) =>
      Number(after.get(cellOf(key))) - Number(before.get(cellOf(key)));
    expect(OWNER_KEYS.map(moved)).toEqual(
      OWNER_KEYS.map((key) => (key === 'provider' ? 1 : key === 'unanswered' ? -1 : 0)),
    );
  });
});

/** COUNTIF as the standard describes it, for criteria that begin with a sign of equality: any case, * and ? unless after ~. */
function finds(criterion: string, text: string): boolean {
  const pattern = criterion
    .slice(1)
    .replace(/~([~*?])|[*?]|[\\^$.|+()[\]{}/-]/g, (sign, plain: string | undefined) =>
      plain !== undefined
        ? plain.replace(/[*?]/, '\\$&')
        : sign === '*'
          ? '[^]*'
          : sign === '?'
            ? '[^]'
            : `\\${sign}`,
    );
  return new RegExp(`^${pattern}$`, 'iu').test(text);
}

describe('what formulas count by', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'B', '*', '?', '~', '=', '<', '>', '"', ' ', '.', '1'),
    maxLength: 6,
  });
  test('a criterion finds its own text and no other, or there is none', () => {
    fc.assert(
      fc.property(name, name, (text, other) => {
        const criterion = criterionFor(text);
        if (criterion === null) return;
        expect(finds(criterion, text)).toBe(true);
        expect(finds(criterion, other)).toBe(text.toLowerCase() === other.toLowerCase());
      }),
    );
  });

  test('texts that a spreadsheet takes for one, for numbers or for days have none, nor have overlong ones', () => {
    for (const text of ['12', '1e3', ' 4 %', '2026-11-28', 'TRUE', '3 May', 'Dec-24', ''])
      expect(criterionFor(text), text).toBeNull();
    expect(criteriaFor(['Acme', 'ACME'])).toBeNull();
    expect(criteriaFor(['x'.repeat(255)])).toBeNull();
    expect(criteriaFor(['Maya', '24 Karat', 'x'.repeat(254)])).toHaveLength(3);
  });

  test('where answers cannot be told apart the plain numbers stand in the file', async () => {
    const report = renamed(sampleReport({ services: 3, seed: 4 }), ['AWS', 'aws']);
    const counting = countingOf(report, 2);
    expect(OWNER_KEYS.map((key) => counting.owned(key))).toEqual(OWNER_KEYS.map(() => null));
    expect(
      OWNER_GROUPS.map((_, group) => counting.place(report.responsibilities[0]?.id ?? '', group)),
    ).toEqual(OWNER_GROUPS.map(() => null));
    const path = join(temporaryFolder(), 'book.xlsx');
    await writeXlsx(report, path);
    const book = await read(path);
    const cells: unknown[] = [];
    book.getWorksheet('Summary')?.eachRow((row) => {
      if (OWNER_KEYS.length > cells.length && row.getCell(1).text === 'Provider')
        cells.push(row.getCell(2).value);
    });
    expect(cells[0]).toBe(report.summary.ownership.find(({ key }) => key === 'provider')?.count ?? 0);
  });
});
