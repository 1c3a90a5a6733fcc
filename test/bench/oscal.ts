import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchRow, benchRow } from './bench-row.ts';
import { seedWorkbook } from './seed-workbook.ts';

const SERVICES = 500;
/** Each duty stands under every control it helps with, so the plan has some 500 MB and is never in memory whole. */
const MEGABYTES = 700;
/** How long a person waits for the largest workbook there is. */
const SECONDS = 30;

/** Memory and time to write a system security plan of 20,000 assignments, check it and read it back. */
export async function benchOscal(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-oscal-'));
  try {
    const workbook = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, workbook, SERVICES);
    const child = fileURLToPath(new URL('./oscal-child.ts', import.meta.url));
    const printed = execFileSync(process.execPath, [child, workbook, join(folder, 'plan.json')], {
      encoding: 'utf8',
    });
    const { seconds, megabytes, rows } = JSON.parse(printed) as Record<string, number>;
    if (!rows || rows < 15_000) throw new Error(`The plan holds ${rows ?? 0} rows.`);
    return [
      benchRow('memory to write an OSCAL plan of 20,000 rows', megabytes ?? Number.NaN, MEGABYTES, 1, 'MB'),
      benchRow('time to write an OSCAL plan of 20,000 rows', seconds ?? Number.NaN, SECONDS, 1, 's'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
