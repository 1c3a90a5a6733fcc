import { DemarcError } from '../contract/errors.ts';
import { explain, isFromSqlite } from '../workbook/explain.ts';
import type { CoreState } from './core-state.ts';
import type { Session } from './session.ts';

/**
 * What the disk or the database said of an open workbook, in words; everything else as it is. Whoever reads or writes a session on
 * somebody's behalf tells refusals in this way. Null for what concerns none that is open.
 */
export const toldOf = (
  core: CoreState,
  session: Pick<Session, 'path' | 'fileName'> | null,
  error: unknown,
): unknown =>
  session !== null && (error instanceof DemarcError || isFromSqlite(error))
    ? explain(error, {
        name: session.fileName,
        when: 'open',
        backups: { folder: core.backups.places(), path: session.path },
      })
    : error;

/** The open workbook of that id; null where none is. */
export const openWorkbook = (core: CoreState, workbook: unknown): Session | null =>
  core.sessions().find(({ id }) => id === workbook) ?? null;
