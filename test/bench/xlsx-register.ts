import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { kindsById, OWNERSHIP_STYLES, ownershipKeys } from '../../main/domain/duties/ownership.ts';
import { registerColumns } from '../../main/exporters/register-columns.ts';
import { cleanText, startsLikeFormula } from '../../main/exporters/safe-text.ts';
import { excelValue, listsOf } from '../../main/exporters/xlsx/sheets/register.ts';
import { sampleReport } from '../support/sample-report.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';

const RUNS = 5;
/** 500 services x 40 responsibilities: 20,000 rows, and 16 more that are answered once. */
const SERVICES = 500;
const MEMORY_LIMIT_MB = 300;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The register written by Demarc and by Python's XlsxWriter (constant_memory), the same cells and formats, in turns; and
 * the peak memory of the whole workbook at 20,000 and 100,000 rows. Without XlsxWriter there is nothing to compare the times with, and they are left out.
 */
export async function benchXlsx(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-xlsx-'));
  try {
    const rows = join(folder, 'rows.jsonl');
    await dumpRows(rows);
    const python = pythonWith('xlsxwriter');
    const register: number[] = [];
    const workbook: number[] = [];
    const reference: number[] = [];
    const peaks: number[] = [];
    const out = join(folder, 'out.xlsx');
    for (let run = 0; run < RUNS; run += 1) {
      register.push(runOurs(SERVICES, 'register', out).seconds);
      if (python) reference.push(runPython(python, rows, out));
      const whole = runOurs(SERVICES, 'workbook', out);
      workbook.push(whole.seconds);
      peaks.push(whole.megabytes);
    }
    const peak = median(peaks);
    const large = [1, 2, 3].map(() => runOurs(SERVICES * 5, 'workbook', out).megabytes);
    return [
      ...(python
        ? [
            benchRow('xlsx-register-20000', median(register), median(reference), 1, 's'),
            benchRow('xlsx-all-sheets-20000', median(workbook), median(reference), 1, 's'),
          ]
        : []),
      benchRow('xlsx-memory-20000', peak, MEMORY_LIMIT_MB, 1, 'MB'),
      benchRow('xlsx-memory-100000', median(large), peak, 1.5, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows as both writers get them: dates as Excel's numbers, texts fit for XML. */
async function dumpRows(path: string): Promise<void> {
  const report = sampleReport({ services: SERVICES, complete: true });
  const columns = registerColumns(report);
  const kinds = kindsById(report.parties);
  const file = createWriteStream(path);
  const put = (value: unknown) => file.write(`${JSON.stringify(value)}\n`);
  put({
    columns: columns.map(({ header, width, kind, list }) => ({
      header,
      width,
      kind,
      list: list?.title ?? null,
    })),
    lists: listsOf(report),
    fills: Object.fromEntries(Object.entries(OWNERSHIP_STYLES).map(([key, style]) => [key, style.fill])),
  });
  let subject = '';
  for (const row of report.rows()) {
    const cells = columns.map((column) => {
      const value = excelValue(column, column.read(row));
      return typeof value === 'string' ? cleanText(value).text : value;
    });
    const quoted = cells.flatMap((cell, index) =>
      typeof cell === 'string' && (startsLikeFormula(cell) || cell.startsWith("'")) ? [index] : [],
    );
    put({ cells, keys: ownershipKeys(row.ownership, kinds).join('+'), top: row.subject !== subject, quoted });
    subject = row.subject;
  }
  file.end();
  await finished(file);
}

function runOurs(services: number, what: 'register' | 'workbook', out: string) {
  const printed = execFileSync(process.execPath, [here('./xlsx-child.ts'), String(services), what, out], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as { readonly seconds: number; readonly megabytes: number };
}

function runPython(python: string, rows: string, out: string): number {
  const printed = execFileSync(python, [here('./python/register_xlsx.py'), rows, out], { encoding: 'utf8' });
  return (JSON.parse(printed) as { seconds: number }).seconds;
}

/** A Python that has the module: Debian's own first, since that is where its packages go. */
function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', `import ${module}`]).status === 0,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await benchXlsx());
