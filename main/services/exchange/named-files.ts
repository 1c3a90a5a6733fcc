import type { FileHandles } from '../../platform/files.ts';

/** Files that a job wrote, in the order in which they were asked for, with the names and handles under which their asker gets them. */
export const namedFiles = <T extends object>(
  files: FileHandles,
  written: readonly T[],
  wanted: readonly { readonly target: string }[],
): readonly (T & { readonly name: string; readonly handle: string })[] =>
  written.map((file, index) => {
    const handle = wanted[index]?.target ?? '';
    return { ...file, name: files.nameOf(handle), handle };
  });
