import type { RunTask } from '../../main/jobs/run-in-worker.ts';
import { runTask } from '../../main/jobs/run-task.ts';

/**
 * Does tasks in the thread of the test: a thread for each costs more than most of the tasks. What goes in and comes out is copied as on the
 * way to a thread and back. That threads are had, kept and ended is for `run-in-worker.test.ts`, `kept-threads.test.ts` and all that runs
 * the whole program.
 */
export const runHere: RunTask = async (task, controls) =>
  structuredClone(await runTask(structuredClone(task), controls));
