import { runPack } from '../../main/jobs/pack-task.ts';

/** Packs one workbook as the job does; prints `{"seconds", "megabytes", "files", "bytes"}` of the whole process. */
const [workbook = '', path = ''] = process.argv.slice(2);
const start = performance.now();
const { files, bytes } = await runPack(
  { kind: 'pack', workbook, path, asOf: '2026-11-25', appVersion: 'bench' },
  { signal: new AbortController().signal, progress: () => undefined },
);
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, files, bytes }));
