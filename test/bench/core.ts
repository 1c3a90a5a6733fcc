import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { readCatalogue } from '../../main/catalogue/load.ts';
import { aws, gapsOf, row, share } from '../support/gap-rows.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';

const RUNS = 5;

/** What every window waits for: the catalogue read and verified, and the gaps of 100,000 assignments. */
export async function benchCore(): Promise<BenchRow[]> {
  const rows = Array.from({ length: 100_000 }, (_, n) =>
    row(n % 3 === 0 ? [aws] : [aws, share('organisation', { person: null })], {
      subject: `db-${Math.floor(n / 40)}`,
      responsibility: `duty-${n % 40}`,
    }),
  );
  return [
    benchRow(
      'catalogue read and verified',
      time(() => readCatalogue(findDataFolder())),
      50,
      1,
      'ms',
    ),
    benchRow(
      'gaps of 100,000 assignments',
      time(() => gapsOf(rows)),
      2000,
      1,
      'ms',
    ),
  ];
}

/** Median of several runs, in milliseconds. */
function time(run: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return median(times);
}
