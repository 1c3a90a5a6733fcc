import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Ticket } from '../../main/contract/methods/method.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { createCore } from '../../main/services/core.ts';

/** Has a job done, closes its core, and says when it has nothing more to do: how many threads it had, and how many are gone. */
const threads = { started: 0, gone: 0 };
subscribe('worker_threads', (message) => {
  threads.started += 1;
  (message as { worker: Worker }).worker.on('exit', () => {
    threads.gone += 1;
  });
});

const [, , folder = '', worker = ''] = process.argv;
const core = createCore({
  capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
  dataDir: join(folder, 'data'),
  logger: createMemoryLogger(),
  workerUrl: new URL(worker),
  actor: 'Ann',
});
const { id } = await core.createAt(join(folder, 'a.demarc'), { title: 'A', organisation: 'B' });
const reply = await core.dispatch({ name: 'gaps.judge', input: {}, workbook: id }, 'test');
if (!reply.ok) throw new Error(reply.error.message);
await core.awaitJob(reply.value as Ticket);
await core.close();
process.on('beforeExit', () => {
  process.stdout.write(JSON.stringify(threads));
});
