import { subscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { runInWorker } from '../../main/jobs/run-in-worker.ts';

/** Has a job done, and says when it has nothing more to do: how many threads it had, and how many are gone. */
const threads = { started: 0, gone: 0 };
subscribe('worker_threads', (message) => {
  threads.started += 1;
  (message as { worker: Worker }).worker.on('exit', () => {
    threads.gone += 1;
  });
});

const [, , workbook = '', worker = ''] = process.argv;
const controls = { signal: new AbortController().signal, progress: () => undefined };
await runInWorker(new URL(worker), { kind: 'gaps', workbook, asOf: '2026-11-25' }, controls);
process.on('beforeExit', () => {
  process.stdout.write(JSON.stringify(threads));
});
