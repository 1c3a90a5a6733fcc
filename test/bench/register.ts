import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { gapInput } from '../../main/assessment/gap-input.ts';
import { createRegisterBook } from '../../main/assessment/register-book.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { findGaps } from '../../main/domain/gaps/gaps.ts';
import { connect } from '../../main/workbook/connection.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { seedWorkbook } from './seed-workbook.ts';

const RUNS = 9;
/** Of every service of the catalogue, about 33 duties each. */
const SERVICES = 3080;
const TODAY = '2026-11-25';

/**
 * The register of 100,000 rows as a workbook that was just opened makes it, and its gaps, by turns with the plain walk of the same
 * records from SQLite. In seconds of the processor, which other programs of the machine take least from.
 */
export async function benchRegister(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const path = join(folder, 'seeded.demarc');
    const catalogue = indexCatalogue(loadCatalogue());
    await seedWorkbook(
      folder,
      path,
      SERVICES,
      catalogue.services.map(({ id }) => id),
    );
    const [register, gaps, walk]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < RUNS; run += 1) {
      const bare = new Database(path, { readonly: true });
      walk.push(
        cpuOf(() => [
          bare.prepare('SELECT * FROM assignment').all(),
          bare.prepare('SELECT * FROM share').all(),
        ]),
      );
      bare.close();
      const db = connect(path, { readonly: true });
      const book = createRegisterBook(db);
      register.push(cpuOf(() => book.rows(catalogue)));
      const rows = book.rows(catalogue);
      if (rows.length < 100_000) throw new Error(`only ${rows.length} rows to be measured`);
      gaps.push(cpuOf(() => findGaps(gapInput(db, catalogue, TODAY, rows))));
      db.close();
    }
    return [
      benchRow('register of 100,000 rows / plain walk', median(register), median(walk), 2.5, 'ms CPU'),
      benchRow('gaps of 100,000 rows / plain walk', median(gaps), median(walk), 1.5, 'ms CPU'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of this process and all its threads, in milliseconds. */
function cpuOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
