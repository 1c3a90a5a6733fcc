import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { sampleReport } from '../support/sample-report.ts';

/** Writes one PDF in a thread, as a job does, and prints what it took: `{"seconds", "megabytes"}` of the whole process. */
interface Work {
  readonly services: number;
  readonly path: string;
}

if (isMainThread) {
  const [services, path] = process.argv.slice(2);
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { services: Number(services), path },
    resourceLimits: { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 16 },
  });
  worker.on('message', (seconds: number) => {
    worker.once('exit', () =>
      console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 })),
    );
  });
} else {
  const { services, path } = workerData as Work;
  const report = sampleReport({ services, complete: true });
  const start = performance.now();
  await writePdf(report, path, { signal: new AbortController().signal, progress: () => undefined });
  parentPort?.postMessage((performance.now() - start) / 1000);
}
