import { ZipReader } from '../../platform/zip-reader.ts';
import { isZip, readHead, readHeadInside, withUnpacked } from '../files/head.ts';
import { type Book, openBook } from './book.ts';
import { openCsv } from './csv-book.ts';

/** Whether a file begins like an Office file: as a ZIP file or, old or encrypted, as an OLE file, which the reader names. */
export const isOfficeFile = async (path: string): Promise<boolean> => beginsAsOffice(await readHead(path, 2));
const beginsAsOffice = (head: Uint8Array): boolean => isZip(head) || (head[0] === 0xd0 && head[1] === 0xcf);

/** Whether the parts of a ZIP file are those of an Office file and not just files that lie in it: ECMA-376 part 2, clauses 9 and 10. */
export const isOfficePackage = (names: readonly string[]): boolean =>
  names.some((name) => /^(\[content_types\]\.xml|_rels[\\/]\.rels|xl[\\/]workbook\.xml)$/i.test(name));

/**
 * Lets `read` have the Office file that a file is by its parts, packed with gzip or not; null for any other file, of which nothing is unpacked,
 * such as an archive with other files in it, or a damaged one.
 */
export async function withOfficeFile<T>(
  path: string,
  name: string,
  signal: AbortSignal,
  read: (path: string) => Promise<T>,
): Promise<T | null> {
  if (!beginsAsOffice(await readHeadInside(path, name, 2, signal))) return null;
  return withUnpacked(path, name, signal, async (inside) =>
    (await isOfficeByParts(inside)) ? read(inside) : null,
  );
}

async function isOfficeByParts(path: string): Promise<boolean> {
  if (!isZip(await readHead(path, 2))) return true;
  try {
    const zip = await ZipReader.open(path);
    try {
      return isOfficePackage(zip.names);
    } finally {
      await zip.close();
    }
  } catch {
    return false;
  }
}

/** Opens an Excel workbook or a CSV, whichever it is, for reading its cells. INVALID_INPUT for what is neither. */
export const openSheets = async (path: string, name: string, signal?: AbortSignal): Promise<Book> =>
  (await isOfficeFile(path))
    ? openBook(path, name, signal ? { signal } : {})
    : openCsv(path, name, { signal });
