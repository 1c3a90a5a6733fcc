import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { FileHandle, TargetHandle } from '../contract/capabilities.ts';
import { invalidInput, notFound } from '../contract/errors.ts';
import type { Ids } from './ids.ts';
import { makeTemporaryFolder } from './temporaries.ts';

/**
 * Hands out opaque handles for paths that a host was allowed to use (a dialog, a drop, an upload, the command line), so
 * that a page never names a path. Handles live as long as the process.
 */
export interface FileHandles {
  /** A file to read. INVALID_INPUT when there is none at that path. `name` overrides the shown name, for uploads. */
  registerSource(path: string, name?: string): FileHandle;
  /** An upload: a copy of ours, gone when the host closes. */
  registerUpload(path: string): FileHandle;
  /** Whether what lies behind the handle will not outlive the host. */
  isUpload(handle: string): boolean;
  /** A place to write to. */
  registerTarget(path: string): TargetHandle;
  /** A place in a temporary folder whose result will be fetched by its handle. */
  downloadTarget(name: string): TargetHandle;
  /** The file to read behind a handle. NOT_FOUND for one that was never given out, INVALID_INPUT for a place to write to. */
  pathOf(handle: string): string;
  /** The place to write to behind a handle: never a file that was only given to be read. */
  targetOf(handle: string): string;
  nameOf(handle: string): string;
  /** Removes the temporary folder. */
  dispose(): void;
}

/** What a handle was given for: it is good for that alone. */
type Use = 'read' | 'write';

export function createFileHandles(ids: Ids): FileHandles {
  const entries = new Map<string, { path: string; name: string; use: Use }>();
  const uploads = new Set<string>();
  let folder: string | null = null;
  const add = (use: Use, path: string, name: string) => {
    const handle = ids.handle();
    entries.set(handle, { path: resolve(path), name, use });
    return { handle, name };
  };
  const find = (handle: string) => {
    const entry = entries.get(handle);
    if (!entry) throw notFound('file behind that handle', 'Choose the file again.');
    return entry;
  };
  const pathFor = (handle: string, use: Use) => {
    const entry = find(handle);
    if (entry.use !== use)
      throw invalidInput(
        use === 'write'
          ? `${entry.name} was given to be read, so nothing is written to it. Choose a place for the result.`
          : `${entry.name} is a place for a result, not a file to read. Choose the file itself.`,
      );
    return entry.path;
  };
  const registerSource = (path: string, name = basename(path)): FileHandle => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw invalidInput(`There is no file at ${path}. Check the path and try again.`);
    if (!stat.isFile()) throw invalidInput(`${path} is not a file. Name a file, not a folder.`);
    return { ...add('read', path, name), size: stat.size };
  };
  return {
    registerSource,
    registerUpload(path) {
      const file = registerSource(path);
      uploads.add(file.handle);
      return file;
    },
    isUpload: (handle) => uploads.has(handle),
    registerTarget: (path) => add('write', path, basename(path)),
    downloadTarget(name) {
      folder ??= makeTemporaryFolder(tmpdir(), 'demarc-');
      const safe = basename(name).replace(/[^\p{L}\p{N}._ -]/gu, '_') || 'download';
      const own = join(folder, ids.handle());
      mkdirSync(own);
      return add('write', join(own, safe), safe);
    },
    pathOf: (handle) => pathFor(handle, 'read'),
    targetOf: (handle) => pathFor(handle, 'write'),
    nameOf: (handle) => find(handle).name,
    dispose() {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
      entries.clear();
    },
  };
}
