import { loadCatalogue } from '../catalogue/load.ts';
import { type CatalogueIndex, indexCatalogue, withCustom } from '../catalogue/lookup.ts';
import type { Connection } from '../workbook/connection.ts';
import { openFile } from '../workbook/open-file.ts';
import { listCustomResponsibilities, listCustomServices } from '../workbook/tables/custom.ts';

/** Opens the workbook for reading and holds one state of it until `run` ends, whatever is written meanwhile. */
export async function withSnapshot<T>(
  path: string,
  run: (db: Connection, catalogue: CatalogueIndex) => Promise<T>,
): Promise<T> {
  const db = openFile(path, { readonly: true });
  try {
    db.raw.exec('BEGIN');
    // A transaction takes its snapshot with its first read.
    const custom = { services: listCustomServices(db), responsibilities: listCustomResponsibilities(db) };
    return await run(db, withCustom(indexCatalogue(loadCatalogue()), custom));
  } finally {
    db.close();
  }
}
