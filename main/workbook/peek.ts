import { type Head, readHead } from './change-log.ts';
import { explain } from './explain.ts';
import { readHeader } from './header.ts';
import { realPathOf } from './identity.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { openFile } from './open-file.ts';

/**
 * Which workbook a file is and where its log ends, without a look at the rest of it; null where that takes more than a look, as where its
 * writer did not close it. Throws as every opening does for what is no workbook or a damaged one, with `remedy` told to its reader.
 */
export function peekWorkbook(
  path: string,
  name: string,
  remedy: string,
): (Head & { readonly uuid: string }) | null {
  const target = realPathOf(path);
  const header = readHeader(target, name);
  if (
    header.openWhenWritten ||
    header.unfinished ||
    header.hasStrayLog ||
    header.userVersion > SCHEMA_VERSION
  )
    return null;
  const db = openFile(target, { readonly: true, name, remedy });
  try {
    const workbook = db.get<{ uuid: string }>('SELECT uuid FROM workbook WHERE id = 1');
    return workbook ? { ...readHead(db), uuid: workbook.uuid } : null;
  } catch (error) {
    throw explain(error, { name, when: 'opening', remedy });
  } finally {
    db.close();
  }
}
