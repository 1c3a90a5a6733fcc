import type { imports } from '../../contract/methods/imports.ts';
import { runInWorker } from '../../jobs/run-in-worker.ts';
import type { Handlers } from '../context.ts';

export const importHandlers: Handlers<typeof imports> = {
  recognise: ({ core, files, signal, progress }, { file }) =>
    runInWorker(
      core.workerUrl,
      { kind: 'recognise', path: files.pathOf(file), name: files.nameOf(file) },
      { signal, progress },
    ),
};
