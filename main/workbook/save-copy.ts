import { appendFileSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { openFile } from './open-file.ts';

export interface CopyControls {
  readonly signal: AbortSignal;
  /** Pages of the database copied, of how many. */
  progress(done: number, total: number): void;
}

/** Pages between two looks at whether to go on. */
const PAGES = 2048;

/** Copies every page to a new file; tells how far it is, and throws once the signal fired. What lies at `target` then is of no use. */
export async function copyPages(
  connection: Connection,
  target: string,
  { signal, progress }: CopyControls,
): Promise<void> {
  try {
    await connection.raw.backup(target, {
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted();
        progress(totalPages - remainingPages, totalPages);
        return PAGES;
      },
    });
  } catch (error) {
    // SQLite does not say which of the two files failed it: one that cannot grow says so itself.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_IOERR')
      appendFileSync(target, Buffer.alloc(1024 ** 2));
    throw error;
  }
  // The last pages go without being told of.
  signal.throwIfAborted();
}

/**
 * Copies the state that a connection sees to a new file, page by page, and closes it there as Demarc closes a workbook: one file with
 * nothing beside it, whoever writes the original meanwhile. What lies at `target` after an error is of no use.
 */
export async function saveCopy(
  connection: Connection,
  target: string,
  controls: CopyControls,
): Promise<void> {
  await copyPages(connection, target, controls);
  const copy = openFile(target, { readonly: false });
  try {
    copy.raw.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
