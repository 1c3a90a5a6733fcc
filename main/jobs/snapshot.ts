import { loadCatalogue } from '../catalogue/load.ts';
import { type CatalogueIndex, indexCatalogue, withCustom } from '../catalogue/lookup.ts';
import type { Connection } from '../workbook/connection.ts';
import { ofOpenWorkbook } from '../workbook/explain.ts';
import { openFile } from '../workbook/open-file.ts';
import { listCustomResponsibilities, listCustomServices } from '../workbook/tables/custom.ts';

/** Opens the workbook for reading and holds one state of it until `run` ends, whatever is written meanwhile. */
export async function withSnapshot<T>(
  path: string,
  run: (db: Connection, catalogue: CatalogueIndex) => Promise<T>,
): Promise<T> {
  const db = openOwn(path);
  try {
    db.raw.exec('BEGIN');
    // A transaction takes its snapshot with its first read.
    const custom = { services: listCustomServices(db), responsibilities: listCustomResponsibilities(db) };
    return await run(db, withCustom(indexCatalogue(loadCatalogue()), custom));
  } finally {
    db.close();
  }
}

function openOwn(path: string): Connection {
  try {
    return openFile(path, { readonly: true });
  } catch (error) {
    throw ofOpenWorkbook(error);
  }
}
