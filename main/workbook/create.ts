import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { nameTaken, nameTemporary, temporaryBeside } from '../platform/atomic-write.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { removeTemporary } from '../platform/temporaries.ts';
import { watchChanges } from './change-log.ts';
import type { Connection } from './connection.ts';
import { explain } from './explain.ts';
import { APPLICATION_ID } from './header.ts';
import { migrate } from './migrations/index.ts';
import { createFile } from './open-file.ts';

/**
 * Makes a new file at `path` with the present schema and lets `fill` write into it. It bears another name until it is
 * whole, so that one whose making was cut short never lies under its own. CONFLICT when there is a file already,
 * INVALID_INPUT where none can be made, DISK_FULL when there is no room for it.
 */
export function createWorkbookFile(path: string, fill: (connection: Connection) => void): void {
  const target = resolve(path);
  const name = basename(target);
  refuseTaken(target);
  if (!existsSync(dirname(target)))
    throw new DemarcError(
      'INVALID_INPUT',
      `There is no folder ${dirname(target)}. Make it first, or choose another place.`,
    );
  const temporary = temporaryBeside(target);
  try {
    build(temporary, fill);
    // Of two programs that make the same file, one does: a lock beside a file that never came to be would lie there for ever.
    nameTemporary(temporary, target);
  } catch (error) {
    removeTemporary(temporary);
    if (isNoRoom(error))
      throw new DemarcError(
        'DISK_FULL',
        `There is no room left in ${dirname(target)} for ${name} (the disk or your share of it is full, or files may not grow further), so it was not made. Make room, or choose another place.`,
      );
    throw explain(error, { name, when: 'opening' });
  }
}

function build(path: string, fill: (connection: Connection) => void): void {
  const connection = createFile(path);
  try {
    connection.raw.pragma(`application_id = ${APPLICATION_ID}`);
    connection.raw.pragma('synchronous = FULL');
    migrate(connection);
    watchChanges(connection);
    fill(connection);
  } finally {
    connection.close();
  }
}

/** CONFLICT when there is a file already. */
export function refuseTaken(target: string): void {
  if (existsSync(target)) throw nameTaken(target);
}
