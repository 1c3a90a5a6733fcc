import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore, DUTIES_PER_SERVICE, seedWorkbook } from './seed-workbook.ts';

const RUNS = 5;
/** 500 services x 40 duties: 20,000 rows and those that are answered once. */
const SERVICES = 500;
/** A preview must not need the memory of the whole sheet, whoever sends it. */
const MEGABYTES = 400;

/** What the reference is asked to do: read every cell of the sheet "Register", as a script would. */
const READ_ONLY = `import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(1 for row in book['Register'].iter_rows(values_only=True) for cell in row if cell is not None))`;

/**
 * A register of 20,000 rows coming back, from the file to the finished preview (worker started, file read, every cell
 * compared with the workbook and with its state at export), against openpyxl merely reading the same sheet in its fastest
 * way, read-only and values only. Without openpyxl only the memory is measured.
 */
export async function benchImportRegister(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-import-'));
  try {
    const workbook = join(folder, 'seeded.demarc');
    const sheet = join(folder, 'register.xlsx');
    await seedWorkbook(folder, workbook, SERVICES);
    await exportRegister(folder, workbook, sheet);
    const child = fileURLToPath(new URL('./import-register-child.ts', import.meta.url));
    const python = pythonWith('openpyxl');
    const ours: number[] = [];
    const peaks: number[] = [];
    const reference: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const printed = execFileSync(process.execPath, [child, folder, workbook, sheet], { encoding: 'utf8' });
      const { seconds, megabytes, rows, changes } = JSON.parse(printed) as Record<string, number>;
      if ((rows ?? 0) < SERVICES * DUTIES_PER_SERVICE || changes !== 0)
        throw new Error(`The preview read ${rows} rows and found ${changes} changes in an untouched file.`);
      ours.push(seconds ?? Number.NaN);
      peaks.push(megabytes ?? Number.NaN);
      if (python) reference.push(timed(python, ['-c', READ_ONLY, sheet]));
    }
    return [
      ...(python ? [benchRow('import-register-20000', median(ours), median(reference), 1, 's')] : []),
      benchRow('import-register-memory-20000', median(peaks), MEGABYTES, 1, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function exportRegister(folder: string, workbook: string, to: string): Promise<void> {
  const core = benchCore(folder);
  try {
    const { id } = await core.openPath(workbook);
    const target = core.files.registerTarget(to).handle;
    const reply = await core.dispatch(
      { name: 'exports.run', input: { files: [{ format: 'xlsx', target }] }, workbook: id },
      'bench',
    );
    if (!reply.ok) throw new Error(reply.error.message);
    await core.awaitJob(reply.value as Ticket);
  } finally {
    await core.close();
  }
}

/** Seconds of a program from its start to its end. */
function timed(command: string, args: readonly string[]): number {
  const start = performance.now();
  execFileSync(command, args, { encoding: 'utf8' });
  return (performance.now() - start) / 1000;
}

const pythonWith = (module: string): string | undefined =>
  ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', `import ${module}`]).status === 0,
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await benchImportRegister());
