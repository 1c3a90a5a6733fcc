import { statSync } from 'node:fs';
import { writerFor } from '../../main/jobs/layout-writers.ts';
import { withSnapshot } from '../../main/jobs/snapshot.ts';

/** Writes a plan of a workbook and reads it back; prints `{"seconds", "megabytes", "rows", "bytes"}` of the whole process. */
const [workbook = '', target = ''] = process.argv.slice(2);
const start = performance.now();
const rows = await withSnapshot(workbook, async (db, catalogue) => {
  const writer = await writerFor(db, catalogue, {
    layout: 'oscal-ssp',
    asOf: '2026-11-25',
    appVersion: 'bench',
  });
  if (!writer) throw new Error('The layout is not there.');
  await writer.write(target, { signal: new AbortController().signal, progress: () => {} });
  const { ok, problems } = await writer.reconcile(target);
  if (!ok) throw new Error(problems.join(' '));
  return writer.rows;
});
const seconds = (performance.now() - start) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, megabytes, rows, bytes: statSync(target).size }));
