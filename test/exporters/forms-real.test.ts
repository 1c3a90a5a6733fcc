import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { changedParts } from '../../main/exporters/forms/changed-parts.ts';
import { openTestWorkbook } from '../support/core.ts';
import { fill } from '../support/filled-form.ts';
import { textsOf } from '../support/form-files.ts';
import { convert } from '../support/office.ts';
import { findProgram } from '../support/programs.ts';

// The forms as FedRAMP gives them out, looked for in the folder that DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const APPENDIX_J = join(root, 'recipients', 'SSP-Appendix-J-CIS-CRM-Workbook.xlsx');
const POAM = join(root, 'recipients', 'FedRAMP-POAM-Template.xlsm');
const there = existsSync(APPENDIX_J) && existsSync(POAM);
if (!there) console.warn(`The forms of receivers are not at ${root}; the tests over them are skipped.`);

const LEVELS = ['High', 'Moderate', 'Low', 'LI-SaaS'];
const ROWS = [791, 688, 424, 424];

/** Every cell of a workbook as another reader sees it: its value and its look. */
async function cellsOf(path: string): Promise<ReadonlyMap<string, string>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const cells = new Map<string, string>();
  // The reader gives all cells of one look the same.
  const looks = new Map<object, string>();
  const lookOf = ({ style }: ExcelJS.Cell): string => {
    const { numFmt: _, ...look } = style;
    const known = looks.get(style) ?? JSON.stringify(look);
    looks.set(style, known);
    return known;
  };
  book.eachSheet((sheet) => {
    sheet.eachRow({ includeEmpty: false }, (row) => {
      row.eachCell({ includeEmpty: true }, (cell) => {
        // A larger cell has one value.
        if (cell.isMerged && cell.master !== cell) return;
        cells.set(`${sheet.name}!${cell.address}`, JSON.stringify([cell.value, lookOf(cell)]));
      });
    });
  });
  return cells;
}
let asGiven: Promise<ReadonlyMap<string, string>> | undefined;
/** Those of the form as it is given out: it takes long to read. */
const cellsGiven = () => (asGiven ??= cellsOf(APPENDIX_J));
const valueIn = (json: string | undefined): unknown => (json === undefined ? null : JSON.parse(json)[0]);

describe.skipIf(!there)('the forms of FedRAMP', () => {
  it.each(['as-customer', 'as-provider'])(
    'the CIS and CRM workbook is filled in %s, by part, for every baseline',
    { tags: 'long' },
    async (vantage) => {
      const world = await openTestWorkbook({ example: 'ecommerce' });
      const filled = await fill(world, APPENDIX_J, { vantage });
      for (const [index, level] of LEVELS.entries())
        for (const table of ['CIS', 'CRM']) {
          const count = filled.sheets.find(({ sheet }) => sheet === `${level} ${table} Worksheet`);
          expect((count?.filled ?? 0) + (count?.partly ?? 0) + (count?.left ?? 0), `${level} ${table}`).toBe(
            ROWS[index],
          );
          expect((count?.filled ?? 0) + (count?.partly ?? 0)).toBeGreaterThan(100);
        }
      const changed = changedParts(readFileSync(APPENDIX_J), readFileSync(filled.path));
      expect(changed.toSorted()).toEqual(
        [1, 10, 11, 3, 4, 5, 6, 7, 8].map((number) => `xl/worksheets/sheet${number}.xml`),
      );
      const [before, after] = [await cellsGiven(), await cellsOf(filled.path)];
      const differing = [...after].filter(([address, cell]) => before.get(address) !== cell);
      expect(differing).toHaveLength(filled.cells);
      expect([...before.keys()].filter((address) => !after.has(address))).toEqual([]);
      for (const [address, cell] of differing) {
        const said = valueIn(cell);
        if (address.startsWith('Instructions!')) expect(valueIn(before.get(address))).toMatch(/^<.+>$/);
        else {
          expect(valueIn(before.get(address)), address).toBeNull();
          if (/CRM Worksheet!B/.test(address)) expect(['No', 'Partial', 'Yes']).toContain(said);
          else if (/CRM Worksheet!C/.test(address))
            expect(String(said)).not.toMatch(/unverified|not decided|no answer yet/i);
          else {
            expect(said, address).toBe('X');
            expect(address).toMatch(
              vantage === 'as-customer' ? /CIS Worksheet![JL]\d/ : /CIS Worksheet![B-M]\d/,
            );
          }
        }
      }
    },
  );

  it('the POA&M is filled in, its example and formulas as they were, dates as days', {
    tags: 'long',
  }, async () => {
    const world = await openTestWorkbook({ example: 'ecommerce' });
    const filled = await fill(world, POAM, { out: 'ours.xlsm' });
    expect(changedParts(readFileSync(POAM), readFileSync(filled.path)).toSorted()).toEqual([
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(filled.left).toEqual([]);
    const [before, after] = [
      await textsOf(POAM, 'Open POA&M Items'),
      await textsOf(filled.path, 'Open POA&M Items'),
    ];
    for (const [address, text] of before)
      if (Number(/\d+/.exec(address)?.[0]) > 3) expect(after.get(address), address).toBe(text);
    expect([after.get('A8'), after.get('A9')]).toEqual(['V-1Example', 'A-1']);
    const rated = [...after].filter(([address]) => /^S\d+$/.test(address) && Number(address.slice(1)) > 8);
    expect(rated.length).toBeGreaterThan(5);
    for (const [address, text] of rated) {
      expect(['Low', 'Moderate', 'High']).toContain(text);
      expect(after.get(`K${address.slice(1)}`)).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    const office = findProgram('libreOffice');
    if (office === null) return;
    // Another program opens it, and works out the day of completion from the rating.
    const to = join(world.folder, 'by-office');
    expect(() => convert(office, [filled.path], 'xlsx', to)).not.toThrow();
    const computed = await textsOf(join(to, 'ours.xlsx'), 'Open POA&M Items');
    const days: Readonly<Record<string, number>> = { High: 30, Moderate: 90, Low: 180 };
    for (const [address, rating] of rated) {
      const row = address.slice(1);
      const detected = Date.parse(after.get(`K${row}`) ?? '');
      const due = new Date(detected + (days[rating] ?? 0) * 86_400_000).toISOString().slice(0, 10);
      expect(computed.get(`L${row}`), row).toBe(due);
    }
  });
});
