import { rmSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { buildReport } from '../../main/assessment/report.ts';
import { fillFrom, runForm } from '../../main/jobs/form-task.ts';
import { withSnapshot } from '../../main/jobs/snapshot.ts';

/**
 * Fills a form in from a workbook, three times whole and three times from a report at hand, then has exceljs read and write the same
 * form; prints `{"whole", "filled", "theirs", "cells", "megabytes"}`.
 */
const [workbook = '', form = '', folder = ''] = process.argv.slice(2);
const path = join(folder, 'filled.xlsx');
const task = {
  path,
  form: { name: 'form.xlsx', path: form },
  vantage: 'as-customer',
  overwrite: false,
  asOf: '2026-11-25',
  appVersion: 'bench',
};
const controls = { signal: new AbortController().signal, progress: () => undefined };
const timed = async (times: number[], run: () => Promise<unknown>) => {
  rmSync(path, { force: true });
  const start = performance.now();
  await run();
  times.push((performance.now() - start) / 1000);
};
const whole: number[] = [];
const filled: number[] = [];
const theirs: number[] = [];
let cells = 0;
for (let run = 0; run < 3; run += 1)
  await timed(whole, async () => {
    ({ cells } = await runForm({ kind: 'form', workbook, ...task }, controls));
  });
const megabytes = process.resourceUsage().maxRSS / 1024;
await withSnapshot(workbook, async (db, catalogue) => {
  const report = buildReport(db, catalogue, task);
  for (let run = 0; run < 3; run += 1) {
    await timed(filled, () => fillFrom(() => report, catalogue, task, controls));
    await timed(theirs, async () => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(form);
      await book.xlsx.writeFile(join(folder, 'rewritten.xlsx'));
    });
  }
});
console.log(JSON.stringify({ whole, filled, theirs, cells, megabytes }));
