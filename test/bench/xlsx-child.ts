import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { writeRegisterXlsx, writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { sampleReport } from '../support/sample-report.ts';

/** Writes one file in a thread, as a job does, and prints what it took: `{"seconds", "megabytes"}` of the whole process. */
interface Work {
  readonly services: number;
  readonly what: 'register' | 'workbook';
  readonly path: string;
}

if (isMainThread) {
  const [services, what, path] = process.argv.slice(2);
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { services: Number(services), what, path },
    // A small young generation keeps the heap from growing with garbage that a stream of rows leaves behind.
    resourceLimits: { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 16 },
  });
  worker.on('message', (seconds: number) => {
    worker.once('exit', () =>
      console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 })),
    );
  });
} else {
  const { services, what, path } = workerData as Work;
  const report = sampleReport({ services, complete: true });
  const start = performance.now();
  await (what === 'register' ? writeRegisterXlsx : writeXlsx)(report, path);
  parentPort?.postMessage((performance.now() - start) / 1000);
}
