import { basename } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { SCHEMA_VERSION } from '../../workbook/migrations/index.ts';
import { versionForSchema } from '../../workbook/releases.ts';
import type { BackupFolderState } from './backup-keeper.ts';

/** What happens to a workbook of an older schema when it is opened for writing, as the refusal that asks for it first. */
export function olderWorkbook(path: string, schema: number, backups: BackupFolderState): DemarcError {
  const needed = versionForSchema(SCHEMA_VERSION);
  const folder = backups.instead ?? backups.folder;
  return new DemarcError(
    'WORKBOOK_OLDER',
    `${basename(path)} was written by Demarc ${versionForSchema(schema)} (schema ${schema}). It is brought to schema ${SCHEMA_VERSION}; after that, Demarc ${needed} or newer is needed to read it. A copy of it as it is now is kept in ${folder}.`,
    { schema, becomes: SCHEMA_VERSION, needed, folder },
  );
}
