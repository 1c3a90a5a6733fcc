import { invalidInput } from '../../contract/errors.ts';
import type { FileJobContext } from '../context.ts';

/**
 * The workbook file that a handle stands for; `open` stands for the one for which the job was called. INVALID_INPUT where there is none, which
 * `otherwise` says; NOT_FOUND for a handle that is none.
 */
export function openOrFile(
  { session, files }: FileJobContext,
  handle: string,
  otherwise: string,
): { readonly path: string; readonly name: string } {
  if (handle !== 'open') return { path: files.pathOf(handle), name: files.nameOf(handle) };
  if (session === null) throw invalidInput(otherwise);
  return { path: session.path, name: session.fileName };
}
