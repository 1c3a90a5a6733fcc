import { appendChange, type Head, takeTouchedRows } from './change-log.ts';
import type { Connection } from './connection.ts';
import type { StoredEntry } from './entry-hash.ts';

/**
 * Notes in the workbook which program wrote it last, as an entry of its own in the change log, where that was another one until
 * now. Runs inside the transaction of what the program wrote, after its entry. Returns its own entry, if it made one.
 */
export function noteProgram(
  db: Connection,
  head: Head,
  { program, at, who }: { readonly program: string; readonly at: string; readonly who: string | null },
): StoredEntry | null {
  const before = db.get<{ app_version: string }>(
    'SELECT app_version FROM workbook WHERE id = 1',
  )?.app_version;
  if (before === undefined || before === program) return null;
  db.run('UPDATE workbook SET app_version = ? WHERE id = 1', program);
  const summary = `Written by Demarc ${program} from here on; by ${before} before`;
  const facts = { at, who, origin: 'core', method: 'workbook.program', summary };
  return appendChange(db, head, facts, takeTouchedRows(db));
}
