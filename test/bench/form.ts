import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { formControls } from '../../main/catalogue/form-controls.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { appendixJ } from '../support/form-files.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { seedWorkbook } from './seed-workbook.ts';

const SERVICES = 500;
const MEGABYTES = 700;
/** How long a person waits for the largest workbook there is. */
const SECONDS = 30;
const LEVELS = ['High', 'Moderate', 'Low'];
/** Cells that only have a look, in each row of the official form. */
const STYLED = 30;

/**
 * Filling in a CIS and CRM workbook of three baselines from the report of 20,000 rows, against exceljs reading and writing that form; and
 * the time and memory of all of it, with the record checked and the report gathered. It may take twice as long: the form is read for
 * what it says, for the places of its cells, and once more when it is filled in.
 */
export async function benchForm(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-form-'));
  try {
    const workbook = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, workbook, SERVICES);
    const form = join(folder, 'form.xlsx');
    await writeOfficialSize(form);
    const child = fileURLToPath(new URL('./form-child.ts', import.meta.url));
    const printed = execFileSync(process.execPath, [child, workbook, form, folder], { encoding: 'utf8' });
    const found = JSON.parse(printed) as {
      readonly whole: number[];
      readonly filled: number[];
      readonly theirs: number[];
      readonly cells: number;
      readonly megabytes: number;
    };
    if (found.cells < 1000) throw new Error(`Only ${found.cells} cells were filled in.`);
    return [
      benchRow('form-filled-from-20000', median(found.filled), median(found.theirs), 2, 's'),
      benchRow('form-whole-from-20000', median(found.whole), SECONDS, 1, 's'),
      benchRow('form-filled-memory-20000', found.megabytes, MEGABYTES, 1, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A form of the size of the official one, by a writer whose files that library reads. */
async function writeOfficialSize(path: string): Promise<void> {
  const ids = formControls(indexCatalogue(loadCatalogue()), 'nist-800-53-r5').all.map(({ id }) => id);
  const book = new ExcelJS.Workbook();
  for (const level of LEVELS)
    for (const [name, { rows }] of Object.entries(appendixJ(ids))) {
      if (!name.startsWith('Moderate')) continue;
      const sheet = book.addWorksheet(name.replace('Moderate', level));
      for (const [index, cells] of rows.entries())
        for (let column = 0; column < STYLED; column += 1) {
          const cell = sheet.getCell(index + 1, column + 1);
          cell.style = { font: { bold: column === 0, size: 9 }, alignment: { wrapText: true } };
          const text = cells[column];
          if (text) cell.value = text;
        }
    }
  await book.xlsx.writeFile(path);
}
