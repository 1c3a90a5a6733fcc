import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FileHandle, TargetHandle } from '../../contract/capabilities.ts';
import { invalidInput } from '../../contract/errors.ts';
import type { FileHandles } from '../../platform/files.ts';
import { makeTemporaryFolder } from '../../platform/temporaries.ts';
import { safeFileName } from '../safe-file-name.ts';

const MAX_PASTED_BYTES = 64 * 1024 * 1024;
const MAX_DROPPED = 500;

/** What the page may ask of the shell. It names handles and purposes; paths come from a dialog or from the preload. */
const requestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pick-files'),
    multiple: z.boolean(),
    accept: z.array(z.string().max(20)).max(50),
    purpose: z.enum(['evidence', 'discover', 'workbook', 'import']),
  }),
  z.object({
    kind: z.literal('pick-target'),
    suggestedName: z.string().min(1).max(200),
    format: z.string().max(20),
  }),
  z.object({ kind: z.literal('pick-folder') }),
  z.object({ kind: z.literal('reveal'), handle: z.string().max(200) }),
  z.object({
    kind: z.literal('dropped'),
    files: z
      .array(
        z.union([
          z.object({ path: z.string().min(1).max(10_000) }),
          z.object({ name: z.string().max(500), bytes: z.instanceof(Uint8Array) }),
        ]),
      )
      .max(MAX_DROPPED),
  }),
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('flushed'), request: z.int() }),
]);

/** Native parts that answer the requests; Electron's dialogs in the application. */
export interface ShellChrome {
  chooseFiles(options: {
    multiple: boolean;
    accept: readonly string[];
    purpose: 'evidence' | 'discover' | 'workbook' | 'import';
  }): Promise<readonly string[]>;
  chooseTarget(options: { suggestedName: string; format: string }): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  reveal(path: string): void;
  flushed(request: number): void;
  /** The page is drawn and listens. */
  ready(): void;
}

export interface ShellRequests {
  answer(raw: unknown, chrome: ShellChrome): Promise<readonly FileHandle[] | TargetHandle | null>;
  /** Removes what was pasted. */
  close(): void;
}

export function createShellRequests(files: FileHandles): ShellRequests {
  let folder: string | null = null;
  const keepPasted = (name: string, bytes: Uint8Array): FileHandle => {
    if (bytes.byteLength > MAX_PASTED_BYTES)
      throw invalidInput(`${name} is too large to be pasted. Save it as a file and drop that.`);
    folder ??= makeTemporaryFolder(tmpdir(), 'demarc-pasted-');
    const path = join(mkdtempSync(join(folder, 'file-')), safeFileName(name));
    writeFileSync(path, bytes, { mode: 0o600 });
    return files.registerUpload(path);
  };
  return {
    async answer(raw, chrome) {
      if (countDropped(raw) > MAX_DROPPED)
        throw invalidInput(
          `These are ${countDropped(raw)} files, and at most ${MAX_DROPPED} are taken at once. Drop them in several goes.`,
        );
      const parsed = requestSchema.safeParse(raw);
      if (!parsed.success) throw invalidInput('The shell does not know this request. Reload the window.');
      const request = parsed.data;
      switch (request.kind) {
        case 'pick-files':
          return (await chrome.chooseFiles(request)).map((path) => files.registerSource(path));
        case 'pick-target': {
          const path = await chrome.chooseTarget(request);
          return path === null ? null : files.registerTarget(path);
        }
        case 'pick-folder': {
          const path = await chrome.chooseFolder();
          return path === null ? null : files.registerTarget(path);
        }
        case 'reveal':
          chrome.reveal(files.targetOf(request.handle));
          return null;
        case 'dropped':
          return request.files.map((file) =>
            'path' in file ? files.registerSource(file.path) : keepPasted(file.name, file.bytes),
          );
        case 'ready':
          chrome.ready();
          return null;
        case 'flushed':
          chrome.flushed(request.request);
          return null;
      }
    },
    close() {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
    },
  };
}

/** How many files a request drops, if it does. */
const countDropped = (raw: unknown): number =>
  typeof raw === 'object' && raw !== null && 'files' in raw && Array.isArray(raw.files)
    ? raw.files.length
    : 0;
