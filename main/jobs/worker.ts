import { getHeapStatistics } from 'node:v8';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { DemarcError } from '../contract/errors.ts';
import { runTask } from './run-task.ts';
import type { FromWorker, Task, TaskControls, ToWorker } from './tasks.ts';

const PROGRESS_EVERY_MS = 60;
const ALIVE_EVERY_MS = 1000;
const OF_THE_DISK: ReadonlySet<string> = new Set(['FSReqCallback', 'FSReqPromise', 'FileHandleCloseReq']);

/** Waits for tasks, and does one at a time. */
function main(port: MessagePort): void {
  let abort = new AbortController();
  port.on('message', (message: ToWorker) => {
    if (message.type === 'cancel') {
      abort.abort();
      return;
    }
    abort = new AbortController();
    takeOver(message.env);
    void perform(port, message.task, abort.signal, message.stayWithMb).then((stays) => {
      if (!stays) port.close();
    });
  });
}

/** One task, its progress and its end; whether the thread stays for another one. */
async function perform(
  port: MessagePort,
  task: Task,
  signal: AbortSignal,
  stayWithMb: number,
): Promise<boolean> {
  let last = 0;
  const post = (message: FromWorker) => port.postMessage(message);
  const controls: TaskControls = {
    signal,
    progress: (done, total, label) => {
      const now = Date.now();
      if (now - last < PROGRESS_EVERY_MS) return;
      last = now;
      post({ type: 'progress', done, total, label });
    },
  };
  const alive = setInterval(() => post({ type: 'alive' }), ALIVE_EVERY_MS);
  try {
    const result = await runTask(task, controls);
    const stays = heldMb() < stayWithMb;
    if (stays) await filesClosed();
    post({ type: 'done', result, stays });
    return stays;
  } catch (error) {
    if (error instanceof DemarcError) {
      const { code, message, details } = error;
      post({ type: 'refused', failure: { code, message, ...(details === undefined ? {} : { details }) } });
    } else {
      const broken = error instanceof Error ? error : new Error(String(error));
      post({ type: 'broken', message: broken.message, stack: broken.stack ?? broken.message });
    }
    return false;
  } finally {
    clearInterval(alive);
  }
}

/** Makes the thread's environment that of the process. */
function takeOver(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  Object.assign(process.env, env);
}

/** What the program and what a task left behind take in memory. */
function heldMb(): number {
  const { total_heap_size, external_memory } = getHeapStatistics();
  return (total_heap_size + external_memory) / 1024 ** 2;
}

/** Resolves when nothing is under way with the disk: a stream says that it has ended before its file is closed. */
async function filesClosed(): Promise<void> {
  while (process.getActiveResourcesInfo().some((resource) => OF_THE_DISK.has(resource)))
    await new Promise<void>((resolve) => setImmediate(resolve));
}

if (parentPort) main(parentPort);
