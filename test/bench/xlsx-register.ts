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
 * The register written by Demarc, by Python's XlsxWriter and by libxlsxwriter in C (both with constant_memory), the same cells and formats,
 * in turns; and the peak memory of the whole workbook at 20,000 and 100,000 rows. A row whose reference is not to be had is left out.
 */
export async function benchXlsx(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-xlsx-'));
  try {
    const rows = join(folder, 'rows.jsonl');
    await dumpRows(rows, `${rows}.fields`);
    const python = pythonWith('xlsxwriter');
    const inC = compiled(folder);
    const register: number[] = [];
    const workbook: number[] = [];
    const reference: number[] = [];
    const referenceInC: number[] = [];
    const peaks: number[] = [];
    const out = join(folder, 'out.xlsx');
    for (let run = 0; run < RUNS; run += 1) {
      register.push(runOurs(SERVICES, 'register', out).seconds);
      if (python) reference.push(secondsOf(python, here('./python/register_xlsx.py'), rows, out));
      if (inC) referenceInC.push(secondsOf(inC, `${rows}.fields`, out));
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
      ...(inC ? [benchRow('xlsx-register-20000-c', median(register), median(referenceInC), 1, 's')] : []),
      benchRow('xlsx-memory-20000', peak, MEMORY_LIMIT_MB, 1, 'MB'),
      benchRow('xlsx-memory-100000', median(large), peak, 1.5, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What parts fields and records for the writer in C; no text has either once it is fit for XML. */
const [FIELD, RECORD] = ['\u001f', '\u001e'];

/** The rows as the writers get them, as JSON lines and as fields: dates as Excel's numbers, texts fit for XML. */
async function dumpRows(path: string, asFields: string): Promise<void> {
  const report = sampleReport({ services: SERVICES, complete: true });
  const columns = registerColumns(report);
  const kinds = kindsById(report.parties);
  const lists = listsOf(report);
  const fills = Object.entries(OWNERSHIP_STYLES).map(([key, { fill }]) => [key, fill] as const);
  const file = createWriteStream(path);
  const fields = createWriteStream(asFields);
  const put = (value: unknown) => file.write(`${JSON.stringify(value)}\n`);
  const record = (...values: readonly (string | number)[]) => fields.write(values.join(FIELD) + RECORD);
  put({
    columns: columns.map(({ header, width, kind, list }) => ({
      header,
      width,
      kind,
      list: list?.title ?? null,
    })),
    lists,
    fills: Object.fromEntries(fills),
  });
  for (const { header, width, kind, list } of columns)
    record('C', header, width, kind, list ? lists.findIndex(({ title }) => title === list.title) : -1);
  for (const { title, values } of lists) record('L', title, ...values);
  for (const [key, fill] of fills) record('F', key, fill.replace('#', ''));
  let subject = '';
  for (const row of report.rows()) {
    const cells = columns.map((column) => {
      const value = excelValue(column, column.read(row));
      return typeof value === 'string' ? cleanText(value).text : value;
    });
    const quoted = cells.flatMap((cell, index) =>
      typeof cell === 'string' && (startsLikeFormula(cell) || cell.startsWith("'")) ? [index] : [],
    );
    const [keys, top] = [ownershipKeys(row.ownership, kinds), row.subject !== subject];
    put({ cells, keys: keys.join('+'), top, quoted });
    const written = cells.map((cell, index) => {
      if (cell === null) return 'b';
      return typeof cell === 'number' ? `n${cell}` : `${quoted.includes(index) ? 'q' : 's'}${cell}`;
    });
    record('R', top ? 1 : 0, keys[0] ?? '', ...written);
    subject = row.subject;
  }
  for (const each of [file, fields]) {
    each.end();
    await finished(each);
  }
}

/** The writer in C; undefined where there is no compiler or no libxlsxwriter. */
function compiled(folder: string): string | undefined {
  const program = join(folder, 'register_xlsx');
  const { status } = spawnSync('cc', ['-O2', '-o', program, here('./c/register_xlsx.c'), '-lxlsxwriter']);
  return status === 0 ? program : undefined;
}

function runOurs(services: number, what: 'register' | 'workbook', out: string) {
  const printed = execFileSync(process.execPath, [here('./xlsx-child.ts'), String(services), what, out], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as { readonly seconds: number; readonly megabytes: number };
}

function secondsOf(program: string, ...args: readonly string[]): number {
  return (JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as { seconds: number }).seconds;
}

/** A Python that has the module: Debian's own first, since that is where its packages go. */
function pythonWith(module: string): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', `import ${module}`]).status === 0,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await benchXlsx());
