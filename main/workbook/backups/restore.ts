import { constants, copyFileSync, existsSync, linkSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { numeral } from '../../domain/words/counted.ts';
import { temporaryBeside } from '../../platform/atomic-write.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import { removeTemporary } from '../../platform/temporaries.ts';
import { readHeader } from '../header.ts';
import { openFile } from '../open-file.ts';
import type { Backup } from './list.ts';
import { takeOut } from './stored.ts';

/**
 * Copies a backup to a free name beside the workbook (`acme (backup 2026-11-25).demarc`), or to `out`, and returns that path.
 * The copy is looked over before it gets its name. CONFLICT when there is a file at `out`, WORKBOOK_DAMAGED when the backup
 * does not hold; nothing is ever written over, and nothing half-made stays.
 */
export function restoreBackup(backup: Backup, workbook: string, out?: string): string {
  const path = resolve(workbook);
  const target = out === undefined ? freeName(path, backup.stamp.slice(0, 10)) : resolve(out);
  if (existsSync(target)) throw taken(target);
  const temporary = temporaryBeside(target);
  try {
    takeOut(backup.path, temporary);
    lookOver(temporary, backup);
    giveName(temporary, target);
    return target;
  } catch (error) {
    if (isNoRoom(error))
      throw new DemarcError(
        'DISK_FULL',
        `There is no room in ${dirname(target)} for ${numeral(backup.bytes)} bytes. Make room, or restore the backup to another place.`,
      );
    throw error;
  } finally {
    removeTemporary(temporary);
  }
}

function freeName(workbook: string, day: string): string {
  const stem = basename(workbook).replace(/\.demarc$/i, '');
  for (let n = 1; ; n += 1) {
    const target = join(dirname(workbook), `${stem} (backup ${day}${n === 1 ? '' : ` ${n}`}).demarc`);
    if (!existsSync(target)) return target;
  }
}

/** Fails where a file of that name came up meanwhile, which a rename would replace. */
function giveName(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw taken(target);
    copyFileSync(temporary, target, constants.COPYFILE_EXCL);
  }
}

function lookOver(copy: string, backup: Backup): void {
  const name = `The backup ${backup.id}`;
  try {
    readHeader(copy, name);
    openFile(copy, { readonly: true, pages: true, name }).close();
  } catch (error) {
    if (!(error instanceof DemarcError)) throw error;
    throw new DemarcError(error.code, `${error.message} It was not restored: choose another one.`);
  } finally {
    // A copy that an older program made of an open workbook has these beside it once it was read.
    for (const rest of ['-wal', '-shm']) rmSync(`${copy}${rest}`, { force: true });
  }
}

const taken = (target: string): DemarcError =>
  new DemarcError('CONFLICT', `${target} exists already and was left untouched. Choose another name.`);
