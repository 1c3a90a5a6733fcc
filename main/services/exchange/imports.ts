import type { imports } from '../../contract/methods/imports.ts';
import type { Handlers } from '../context.ts';

export const importHandlers: Handlers<typeof imports> = {
  recognise: ({ core, files, signal, progress }, { file }) =>
    core.runTask(
      { kind: 'recognise', path: files.pathOf(file), name: files.nameOf(file) },
      { signal, progress },
    ),
};
