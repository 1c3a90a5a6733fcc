import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { numeral } from '../domain/words/counted.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { makeTemporaryFolder } from '../platform/temporaries.ts';
import type { Header } from './header.ts';
import { migrate } from './migrations/index.ts';
import { openFile } from './open-file.ts';

export interface MigratedCopy {
  readonly path: string;
  remove(): void;
}

/**
 * Brings a copy of a workbook of an older schema up to date, in a temporary folder that only its owner can read, so that
 * it can be read while the file itself keeps every byte. Throws DISK_FULL where there is no room for the copy, or no folder for it.
 */
export function migrateCopy(path: string, header: Header): MigratedCopy {
  const name = basename(path);
  const folder = folderFor(name);
  const copy = join(folder, name);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const source = openFile(path, { readonly: true });
    try {
      // One state of the file, also while somebody writes it with an older Demarc.
      source.raw.prepare('VACUUM INTO ?').run(copy);
    } finally {
      source.close();
    }
    const target = openFile(copy, { readonly: false });
    try {
      migrate(target);
    } finally {
      target.close();
    }
    return { path: copy, remove };
  } catch (error) {
    remove();
    if (!isNoRoom(error)) throw error;
    throw new DemarcError(
      'DISK_FULL',
      `${name} was written by an older Demarc and is brought up to date on a copy first, for which there is no room (${numeral(header.bytes)} bytes in ${tmpdir()}). It was left untouched. Make room there, and do this again.`,
    );
  }
}

function folderFor(name: string): string {
  try {
    return makeTemporaryFolder(tmpdir(), 'demarc-older-');
  } catch (error) {
    if (!(error instanceof DemarcError)) throw error;
    throw new DemarcError(
      'DISK_FULL',
      `${name} was written by an older Demarc and is brought up to date on a copy first, which cannot be made in ${tmpdir()}, where temporary files go. It was left untouched. Make that folder one in which files can be made, and do this again.`,
    );
  }
}
