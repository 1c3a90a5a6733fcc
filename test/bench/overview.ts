import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { seedWorkbook } from './seed-workbook.ts';

const SERVICES = 500;
const PYTHON = '/usr/bin/python3';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Owners and statuses of every control of every framework from 20,000 rows, against SQLite counting the same rows, indexed in its
 * memory; and writing the Word document of the longest framework and all services, against Python's python-docx writing the same texts.
 * Without python-docx there is nothing to compare the second with, and it is left out.
 */
export async function benchOverview(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-overview-'));
  try {
    const workbook = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, workbook, SERVICES);
    const printed = execFileSync(process.execPath, [here('./overview-child.ts'), workbook, folder], {
      encoding: 'utf8',
    });
    const found = JSON.parse(printed) as Record<'facts' | 'bySqlite' | 'docx', number[]> & { rows: number };
    if (found.rows < 15_000) throw new Error(`There are ${found.rows} rows.`);
    const reference = pythonDocx(folder);
    return [
      benchRow('control-view-20000', median(found.facts), median(found.bySqlite), 1, 's'),
      ...(reference === null ? [] : [benchRow('docx-overview-20000', median(found.docx), reference, 1, 's')]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds that python-docx takes for the same texts; null where it is not installed. */
function pythonDocx(folder: string): number | null {
  if (spawnSync(PYTHON, ['-c', 'import docx'], { stdio: 'ignore' }).status !== 0) return null;
  const script = here('./python/overview_docx.py');
  const times = [1, 2, 3].map(() =>
    Number(
      execFileSync(PYTHON, [script, join(folder, 'blocks.json'), join(folder, 'theirs.docx')], {
        encoding: 'utf8',
      }),
    ),
  );
  return median(times);
}
