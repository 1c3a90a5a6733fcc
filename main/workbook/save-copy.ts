import type { Connection } from './connection.ts';
import { openFile } from './open-file.ts';

export interface CopyControls {
  readonly signal: AbortSignal;
  /** Pages of the database copied, of how many. */
  progress(done: number, total: number): void;
}

/** Pages between two looks at whether to go on. */
const PAGES = 2048;

/**
 * Copies the state that a connection sees to a new file, page by page, and closes it there as Demarc closes a workbook: one file with
 * nothing beside it, whoever writes the original meanwhile. What lies at `target` after an error is of no use.
 */
export async function saveCopy(
  connection: Connection,
  target: string,
  { signal, progress }: CopyControls,
): Promise<void> {
  await connection.raw.backup(target, {
    progress({ totalPages, remainingPages }) {
      signal.throwIfAborted();
      progress(totalPages - remainingPages, totalPages);
      return PAGES;
    },
  });
  const copy = openFile(target, { readonly: false });
  try {
    copy.raw.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
