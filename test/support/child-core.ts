import type { RunTask } from '../../main/jobs/run-in-worker.ts';
import { workerUrl } from '../../main/platform/app-paths.ts';
import { createMemoryLogger } from '../../main/platform/logger.ts';
import { createCore } from '../../main/services/core.ts';

/** A core as the children of tests run one, with what it logged; its tasks in threads, or as they are given. */
export function childCore(dataDir: string, runTask?: RunTask) {
  const log = createMemoryLogger();
  const core = createCore({
    capabilities: { nativeDialogs: false, revealInFolder: false, nativeMenu: false },
    dataDir,
    logger: log,
    workerUrl: workerUrl(),
    actor: 'Child',
    ...(runTask && { runTask }),
  });
  return { core, log };
}
